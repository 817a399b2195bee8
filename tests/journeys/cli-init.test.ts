import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTROLS } from "../../src/controls/registry.js";
import { AuditReport } from "../../src/reports/audit/model.js";
import { type BundledCli, bundleCli } from "../fakes/bundled-cli.js";

/** What the organisation itself owes is due whatever was seen: no list of it can be incomplete. */
const OWED_BY_ALL = new Set<string>(
  CONTROLS.filter(
    ({ population: { triggers, facts } }) => triggers.length === 0 && facts.every(({ per }) => per === "*"),
  ).map(({ id }) => id),
);

let cli: BundledCli;
let root: string;
beforeAll(async () => {
  cli = await bundleCli("cli-init");
  root = join(await mkdtemp(join(tmpdir(), "lookback-init-")), "my-audit");
});
afterAll(() => cli.remove());

describe("a workspace that init made", () => {
  it("is made once, and never over another", async () => {
    const init = ["init", root, "--name", 'A "quoted" name', "--zone", "Europe/Berlin", "--from", "2026-01-01"];
    const made = await cli.run([...init, "--to", "2026-06-30"]);
    expect([made.code, made.stderr, made.stdout.split("\n")[0]]).toEqual([0, "", `Made ${root}/lookback.yaml.`]);
    const yaml = await readFile(join(root, "lookback.yaml"), "utf8");
    const again = await cli.run([...init, "--to", "2026-03-31"]);
    expect([again.code, again.stdout]).toEqual([2, ""]);
    expect(again.stderr).toContain("exists already");
    expect(await readFile(join(root, "lookback.yaml"), "utf8")).toBe(yaml);
  });

  it("is accepted by every step that init names next", async () => {
    const preview = await cli.run(["collect", root, "--dry-run"]);
    expect([preview.code, preview.stdout]).toEqual([
      0,
      "No source is configured. Add one under sources: in lookback.yaml.\n",
    ]);
    const doctor = await cli.run(["doctor", root, "--json"]);
    expect([doctor.code, doctor.stderr]).toEqual([3, ""]);
    const { period, streams } = JSON.parse(doctor.stdout);
    expect(period).toEqual({ start: "2025-12-31T23:00:00.000Z", end: "2026-06-30T22:00:00.000Z" });
    expect(streams.length).toBeGreaterThan(3);
    for (const { gaps } of streams) {
      expect(gaps).toMatchObject([{ ...periodAs(period), reason: "not_configured" }]);
      expect(gaps[0].fix).toMatch(/^Add a source for .+ to lookback\.yaml/);
    }
  });

  it("audits to honest unknowns: nothing passes, nothing deviates, no control is concluded", async () => {
    const { code, stdout, stderr } = await cli.run(["audit", root, "--json", "--as-of", "2026-07-06"]);
    expect([code, stderr]).toEqual([0, ""]);
    const report = AuditReport.parse(JSON.parse(stdout));
    expect(report.organisation).toBe('A "quoted" name');
    expect(report.controls.map(({ id }) => id)).toEqual(CONTROLS.map(({ id }) => id).sort());
    for (const { id, counts, completeness } of report.controls) {
      const { pass, deviation } = counts;
      expect([id, pass, deviation, completeness.is_reliable]).toEqual([id, 0, 0, OWED_BY_ALL.has(id)]);
      expect([id, report.opinion.controls[id]?.conclusion]).toEqual([id, "CANNOT_CONCLUDE"]);
    }
    const words = new Set(Object.values(report.opinion.criteria).map(({ conclusion }) => conclusion));
    for (const word of words) expect(["NOT_ASSESSED", "CANNOT_CONCLUDE", "NOT_MET"]).toContain(word);
    expect(["UNQUALIFIED", "QUALIFIED"]).not.toContain(report.opinion.overall.projected);
    expect([report.exceptions, report.evidence.captures]).toEqual([[], 0]);
    expect(report.map.flatMap(({ cells }) => cells).filter(({ state }) => state === "operated")).toEqual([]);
    expect((await cli.run(["audit", root, "--gate"])).code).toBe(3);
  });

  it("is not made for a zone or a period that does not exist", async () => {
    const zone = await cli.run(["init", `${root}-zone`, "--zone", "Mars/Olympus"]);
    expect([zone.code, zone.stderr.split("\n")[0]]).toEqual([
      2,
      'error: "Mars/Olympus" is not a time zone this runtime knows',
    ]);
    const period = await cli.run(["init", `${root}-period`, "--from", "2026-06-30", "--to", "2026-01-01"]);
    expect([period.code, period.stderr.split("\n")[0]]).toEqual([
      2,
      "error: the period 2026-06-30 to 2026-01-01 does not exist",
    ]);
  });
});

function periodAs({ start, end }: { start: string; end: string }) {
  return { from: start, to: end };
}
