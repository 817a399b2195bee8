import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { auditPeriod } from "../../src/app/audit/audit.js";
import { collect } from "../../src/app/collect/collect.js";
import { instantOf } from "../../src/base/instant.js";
import { openWorkspace } from "../../src/bin/open-workspace.js";
import { CONTROLS } from "../../src/controls/registry.js";
import type { AuditReport } from "../../src/reports/audit/model.js";
import { COMPANIES } from "../../src/samples/company/companies.js";
import type { Company } from "../../src/samples/company/company.js";
import { companyFiles } from "../../src/samples/company/files.js";
import { textOf } from "../fakes/tested-company.js";

const SEED = "1";
const LONG = 900_000;

interface Row {
  readonly company: string;
  readonly controls: number;
  readonly planted: number;
  readonly found: number;
  readonly recall: string;
  readonly precision: string;
  readonly opinion: string;
}
const table: Row[] = [];
afterAll(() => {
  console.table(table);
});

/** The whole way: exports in a folder, ledger, tables, test, projection. */
async function audited(company: Company): Promise<AuditReport> {
  const folder = await mkdtemp(join(tmpdir(), "lookback-sample-"));
  try {
    for (const { path, bytes } of companyFiles(company)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    const asOf = company.world.covered.end;
    const open = await openWorkspace(folder, "write");
    try {
      await collect({ ...open, now: () => instantOf(asOf), signal: new AbortController().signal });
      return await auditPeriod({ open, asOf });
    } finally {
      await open.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function reported({ controls }: AuditReport): readonly string[] {
  return controls
    .flatMap(({ id, items }) =>
      items.flatMap(({ label, outcomes }) =>
        outcomes.flatMap(({ attribute, state, kind, cause }) =>
          state === "deviation" || state === "indeterminate"
            ? [textOf({ control: id, attribute, item: label, state, kind: kind ?? cause ?? "" })]
            : [],
        ),
      ),
    )
    .sort();
}

function share(part: number, whole: number): string {
  return whole === 0 ? "100 %" : `${(100 * part) / whole} %`;
}

describe.each(COMPANIES)("$name: $title", ({ name, make, expected }) => {
  it(
    "finds what was planted, item by item, and nothing else, and projects what the rules give by hand",
    async () => {
      const { company, truths } = make(SEED);
      const report = await audited(company);
      const found = reported(report);
      const planted = truths
        .flatMap(({ outcomes }) => outcomes)
        .map(textOf)
        .sort();
      const [isPlanted, isFound] = [new Set(planted), new Set(found)];
      table.push({
        company: name,
        controls: report.controls.length,
        planted: planted.length,
        found: found.length,
        recall: share(planted.filter((each) => isFound.has(each)).length, planted.length),
        precision: share(found.filter((each) => isPlanted.has(each)).length, found.length),
        opinion: report.opinion.overall.projected,
      });
      expect(report.controls.map(({ id }) => id)).toEqual(CONTROLS.map(({ id }) => id).sort());
      expect(found).toEqual(planted);
      const conclusions = Object.entries(report.opinion.controls).map(
        ([id, { conclusion }]) => [id, conclusion] as const,
      );
      expect(Object.fromEntries(conclusions.filter(([, conclusion]) => conclusion !== "EFFECTIVE"))).toEqual(
        expected.controls,
      );
      const { projected, best, worst } = report.opinion.overall;
      expect({ projected, best, worst }).toEqual(expected.opinion);
      expect(report.is_sample).toBe(true);
    },
    LONG,
  );
});
