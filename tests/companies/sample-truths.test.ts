import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditPeriod } from "../../src/app/audit/audit.js";
import { collect } from "../../src/app/collect/collect.js";
import { sampleAsOf, sampleFiles } from "../../src/app/demo/sample-company.js";
import { instant, msOf } from "../../src/base/instant.js";
import { openWorkspace } from "../../src/bin/open-workspace.js";
import type { AuditReport } from "../../src/reports/audit/model.js";
import { plantedTruths } from "../../src/samples/planted-truths.js";
import { CONTROL_CONCLUSIONS, CRITERION_CONCLUSIONS, EXPECTED_OPINION } from "../../src/samples/truths/conclusions.js";
import { NOT_ASSESSED } from "../../src/samples/workspace-file.js";

const SEED = "1";
const truths = plantedTruths({ seed: SEED });
let folder = "";
let report: AuditReport;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lookback-sample-"));
  for (const { path, bytes } of sampleFiles(SEED)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const open = await openWorkspace(folder, "write");
  try {
    await collect({ ...open, now: () => instant("2026-07-06T07:00:00.000Z"), signal: new AbortController().signal });
    report = await auditPeriod({ open, asOf: msOf(sampleAsOf()) });
  } finally {
    await open.close();
  }
}, 900_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Every deviation and open question of the report in one form: control, attribute, item, state and why. */
function reported(control: string): readonly string[] {
  const items = report.controls.find(({ id }) => id === control)?.items ?? [];
  return items
    .flatMap(({ label, outcomes }) =>
      outcomes
        .filter(({ state }) => state === "deviation" || state === "indeterminate")
        .map(({ attribute, state, kind, cause }) => `${attribute} ${label}: ${state} ${kind ?? cause}`),
    )
    .sort();
}

function planted(control: string): readonly string[] {
  return truths
    .flatMap(({ outcomes }) => outcomes)
    .filter((each) => each.control === control)
    .map(({ attribute, item, state, kind }) => `${attribute} ${item}: ${state} ${kind}`)
    .sort();
}

describe("the audit of the sample company", () => {
  it("tests the controls whose conclusions are stated, all of them", () => {
    expect(report.controls.map(({ id }) => id).sort()).toEqual(Object.keys(CONTROL_CONCLUSIONS).sort());
  });

  it.each(Object.keys(CONTROL_CONCLUSIONS))("%s finds what was planted, item by item, and nothing else", (control) => {
    expect(reported(control)).toEqual(planted(control));
  });

  it("leaves nothing pending", () => {
    expect(report.controls.map(({ id, counts }) => [id, counts.pending]).filter(([, count]) => count !== 0)).toEqual(
      [],
    );
  });

  it("sees the two gaps that were planted, and no other", () => {
    const gaps = truths.flatMap((truth) => truth.gaps ?? []);
    const seen = report.not_seen.map(({ stream, scope, reason }) => ({ stream, scope, reason }));
    expect(seen).toEqual(expect.arrayContaining(gaps));
    expect(seen).toHaveLength(gaps.length);
    expect(report.rejects).toEqual([]);
  });

  it("concludes on every control as the rules do by hand", () => {
    const stated = Object.fromEntries(
      Object.entries(CONTROL_CONCLUSIONS).map(([id, { conclusion }]) => [id, conclusion]),
    );
    const found = Object.entries(report.opinion.controls).map(([id, { conclusion }]) => [id, conclusion] as const);
    expect(Object.fromEntries(found)).toEqual(stated);
  });

  it("concludes on every criterion as the rules do by hand", () => {
    const stated = Object.fromEntries([
      ...NOT_ASSESSED.map((id) => [id, "NOT_ASSESSED"] as const),
      ...Object.entries(CRITERION_CONCLUSIONS).map(([id, { conclusion }]) => [id, conclusion] as const),
    ]);
    const found = Object.entries(report.opinion.criteria).map(([id, { conclusion }]) => [id, conclusion] as const);
    expect(Object.fromEntries(found)).toEqual(stated);
  });

  it("projects a qualified opinion for both categories", () => {
    expect(report.opinion.overall).toEqual(EXPECTED_OPINION);
    expect(report.opinion.categories).toEqual({ security: EXPECTED_OPINION, availability: EXPECTED_OPINION });
    expect(report.is_sample).toBe(true);
  });
});
