import { expect, it } from "vitest";
import { populate, runOnBoth, type TableRows } from "../../../tests/fakes/populate.js";
import { camelCase, type PopulationDefinition } from "../../assess/population.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import { isVisible, monthOf } from "../../model/reach.js";
import { isTableName, TABLES } from "../../model/tables.js";
import { changeChecks } from "../change-checks/population.js";
import { emergencyChanges } from "../emergency-changes/population.js";
import { farChange, farLanding } from "../far-links/derive.js";
import {
  bypassRow,
  changeRow,
  FEBRUARY,
  forgeScope,
  landedRow,
  partyRow,
  repositoryScope,
  reviewRow,
} from "./fake-rows.js";
import { changes } from "./population.js";

const PERIOD = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 2, 1) };

/** Rows on both sides of the boundary, each explained or not by a row of the other month. */
const tables: TableRows = {
  scope: [repositoryScope(), forgeScope()],
  change: [
    changeRow(1, { merged_at: FEBRUARY - 1 }),
    changeRow(2, { merged_at: FEBRUARY, is_emergency: true }),
    changeRow(3, { merged_at: FEBRUARY + DAY_MS, merge_sha: null }),
    changeRow(4, { merged_at: FEBRUARY - 2, is_emergency: true }),
  ],
  landed_commit: [
    landedRow("merge-1", { landed_hi: FEBRUARY + 5 }),
    landedRow("merge-2", { landed_hi: FEBRUARY - 5 }),
    landedRow("head-3", { landed_hi: FEBRUARY - DAY_MS }),
    landedRow("1a2b3c4d5e", { landed_hi: FEBRUARY - 1 }),
    landedRow("2b3c4d5e6f", { landed_hi: FEBRUARY - 1 }),
    landedRow("3c4d5e6f70", { id: "git", landed_hi: FEBRUARY - 1 }),
    landedRow("3c4d5e6f70", { id: "forge", landed_hi: FEBRUARY + 1, landed_basis: "forge" }),
  ],
  protection_bypass: [bypassRow("2b3c4d5e6f", { at: FEBRUARY + 1 }), bypassRow("merge-1", { at: FEBRUARY + 2 })],
  change_party: [1, 2, 3, 4].map((number) => partyRow(number, "ann", { merged_at: FEBRUARY - 1 })),
  review: [
    reviewRow(1, "bob", { merged_at: FEBRUARY - 1, submitted_at: FEBRUARY + 9 }),
    reviewRow(2, "bob", { merged_at: FEBRUARY, submitted_at: FEBRUARY - HOUR_MS }),
    reviewRow(4, "bob", { merged_at: FEBRUARY - 2, submitted_at: FEBRUARY + 3 * DAY_MS }),
  ],
  check_result: [
    ["head-1", FEBRUARY - DAY_MS],
    ["head-2", FEBRUARY - 1],
    ["merge-4", FEBRUARY + 1],
  ].map(([sha, at]) => ({
    id: `${sha}`,
    repository: "acme/api",
    sha: `${sha}`,
    name: "build",
    conclusion: "success",
    started_at: null,
    completed_at: Number(at),
  })),
};

/** What the engine shows the items of one month, as the declared reach says. */
function seenFrom(month: string, reads: typeof changes.reads): TableRows {
  const seen = Object.entries(tables).map(([name, rows]) => {
    const column = isTableName(name) ? TABLES[name].month : null;
    const reach = isTableName(name) ? reads[name] : undefined;
    const at = (row: object) =>
      column === null ? null : Number(Object.entries(row).find(([key]) => key === column)?.[1]);
    return [name, reach === undefined ? [] : rows.filter((row) => isVisible(monthOf(at(row)), { month, reach }))];
  });
  return Object.fromEntries(seen);
}

const POPULATIONS: readonly PopulationDefinition[] = [changes, changeChecks, emergencyChanges];

it.each(POPULATIONS)("$name finds month by month what it finds in all at once", async (population) => {
  const whole = await populate(population, { tables, period: PERIOD });
  const far = { far_change: await derivedRows(farChange), far_landing: await derivedRows(farLanding) };
  const january = {
    tables: { ...seenFrom("2026-01", population.reads), ...far },
    period: PERIOD,
    window: { start: PERIOD.start, end: FEBRUARY },
  };
  const february = {
    tables: { ...seenFrom("2026-02", population.reads), ...far },
    period: PERIOD,
    window: { start: FEBRUARY, end: PERIOD.end },
  };
  const parts = [...(await populate(population, january)), ...(await populate(population, february))];
  expect(parts.map(withoutEvidence)).toEqual(whole.map(withoutEvidence));
  expect(whole.length).toBe(population === emergencyChanges ? 6 : 7);
});

/** Pointers name places in the shown rows, which differ here by how much is shown. */
function withoutEvidence(item: object): unknown {
  return JSON.parse(JSON.stringify(item, (key, value) => (key === "evidence" ? undefined : value)));
}

/** What the engine derives once from everything, as rows that a month is shown beside its own. */
async function derivedRows({ table, sql, reads }: typeof farChange): Promise<never[]> {
  const { columns } = TABLES[table];
  const months = [0, 1].map((month) => ({
    id: `${month}`,
    kind: "utc-month",
    period_key: `${month}`,
    from_at: Date.UTC(2026, month, 1),
    to_at: Date.UTC(2026, month + 1, 1),
  }));
  const names = Object.keys(reads).filter(isTableName);
  const rows = await runOnBoth({
    sql,
    columns,
    names,
    input: { tables: { ...tables, calendar: months }, period: PERIOD },
  });
  const named = rows.map((row) => Object.fromEntries(Object.keys(columns).map((name) => [name, row[camelCase(name)]])));
  return named as never[];
}
