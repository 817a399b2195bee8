import { readSheet } from "read-excel-file/node";
import { expect, it } from "vitest";
import { NO_TEXTS } from "../../../tests/fakes/plain-control.js";
import { defineControl } from "../../assess/control.js";
import { CoverageIndex } from "../../assess/coverage-index.js";
import { deviation, pass } from "../../assess/outcome.js";
import { definePopulation } from "../../assess/population.js";
import { emptyTally } from "../../assess/tally.js";
import { sha256 } from "../../base/digest.js";
import type { Batch, Cell } from "../../model/batch.js";
import { integer } from "../../model/table.js";
import { sampleReport } from "../../reports/audit/testing/sample-report.js";
import { promisedControls } from "../test-period/control-plans.js";
import type { TestedPeriod } from "../test-period/test-period.js";
import { parseWorkspace } from "../workspace/load-workspace.js";
import { exportPopulationsCsv, exportPopulationsXlsx } from "./export-populations.js";

const AT = Date.parse("2026-02-03T00:00:00Z");

const population = (name: string) =>
  definePopulation({
    name,
    title: name,
    doc: "",
    shape: "events",
    sql: name,
    reads: {},
    triggers: [],
    facts: [],
    columns: { size: integer("how many") },
  });

function tested(sizes: Readonly<Record<string, number>>): TestedPeriod {
  const coverage = new CoverageIndex([]);
  const period = { start: Date.parse("2026-01-01T00:00:00Z"), end: Date.parse("2026-07-01T00:00:00Z") };
  const populations = Object.keys(sizes).map((name) => {
    const promises = promisedControls([controlOver(name)], workspace);
    const views = { views: {}, digest: sha256(name) };
    const partition = { month: undefined, window: period, isCarryIn: false };
    return { population: population(name), promises, parts: [{ partition, views }], digest: sha256(name) };
  });
  const controls = populations.flatMap(({ promises }) =>
    promises.map((promise) => ({ promise, tally: emptyTally(["A"]) })),
  );
  return { period, asOf: period.end, coverage, controls, populations };
}

function controlOver(name: string) {
  return defineControl({
    id: `T-${name}`,
    revision: 1,
    title: name,
    statement: "Small.",
    parameters: {},
    criteria: { key: ["CC6.1"], supporting: [] },
    risk: "high",
    nature: "manual",
    type: "detective",
    frequency: "per_event",
    population: population(name),
    attributes: [
      {
        id: "A",
        title: "small",
        isKey: true,
        judge: ({ size }) => (size < 2 ? pass() : deviation("late", `=size ${size}`)),
      },
    ],
    ...NO_TEXTS,
  });
}

/** An engine whose items are numbered from 0, two a batch. */
function engineOf(sizes: Readonly<Record<string, number>>) {
  return {
    async *run({ sql }: { readonly sql: string }): AsyncIterable<Batch> {
      const size = sizes[sql] ?? 0;
      for (let from = 0; from < size; from += 2) {
        const cell = (column: number, row: number): Cell =>
          [`${sql}-${from + row}`, AT, `-item ${from + row}`, null, null, null, from + row][column] ?? null;
        yield { rowCount: Math.min(2, size - from), cell };
      }
    },
  };
}

const workspace = parseWorkspace(
  "version: 1\norganisation: { name: Little, time_zone: UTC }\naudit: { period: { from: 2026-01-01, to: 2026-06-30 } }\n",
  "lookback.yaml",
);

async function exported(sizes: Readonly<Record<string, number>>, format: "xlsx" | "csv", rowsMax = 4) {
  const files = new Map<string, string | Uint8Array>();
  const place = {
    write: async (name: string, content: string | Uint8Array) => {
      files.set(name, content);
      return name;
    },
    open: async (name: string) => {
      let text = "";
      return {
        append: async (more: string) => {
          text += more;
        },
        close: async () => void files.set(name, text),
      };
    },
  };
  const input = {
    report: { ...sampleReport(), controls: [] },
    tested: tested(sizes),
    open: { workspace, engine: engineOf(sizes) },
    place,
    rowsMax,
  };
  const names = await (format === "xlsx" ? exportPopulationsXlsx(input) : exportPopulationsCsv(input));
  expect([...names].sort()).toEqual([...files.keys()].sort());
  const sheet = (name: string, of?: string) => {
    const bytes = Buffer.from(files.get(name) ?? "");
    return of === undefined ? readSheet(bytes) : readSheet(bytes, of);
  };
  return { names, sheet, text: (name: string) => String(files.get(name)) };
}

it("a population that fits is a sheet; the rows of one that does not stand in workbooks of their own, none lost", async () => {
  const { names, sheet } = await exported({ big: 9, full: 3, last: 1, more: 1, none: 0 }, "xlsx");
  expect(names).toEqual([
    "populations.xlsx",
    "population-big-1.xlsx",
    "population-big-2.xlsx",
    "population-big-3.xlsx",
    "population-more-1.xlsx",
  ]);
  const big = await Promise.all([1, 2, 3].map((part) => sheet(`population-big-${part}.xlsx`)));
  expect(big.map((rows) => rows.slice(1).map(([id]) => id))).toEqual([
    ["big-0", "big-1", "big-2", "big-3"],
    ["big-4", "big-5", "big-6", "big-7"],
    ["big-8"],
  ]);
  expect((await sheet("populations.xlsx", "full")).length).toBe(4);
  expect((await sheet("populations.xlsx", "last")).length).toBe(2);
  expect((await sheet("populations.xlsx", "none")).length).toBe(1);
});

it("exactly as many rows as a workbook holds are still a sheet", async () => {
  expect((await exported({ four: 4 }, "xlsx")).names).toEqual(["populations.xlsx"]);
  expect((await exported({ five: 5 }, "xlsx")).names).toEqual([
    "populations.xlsx",
    "population-five-1.xlsx",
    "population-five-2.xlsx",
  ]);
});

it("each item stands with its facts and outcomes; text that begins like a formula stays text", async () => {
  const { sheet } = await exported({ one: 3 }, "xlsx");
  expect(await sheet("populations.xlsx", "one")).toEqual([
    ["item_id", "occurred_at", "label", "unit", "actor", "evidence", "size", "T-one.A", "T-one.A detail"],
    ["one-0", "2026-02-03T00:00:00.000Z", "-item 0", null, null, null, 0, "pass", null],
    ["one-1", "2026-02-03T00:00:00.000Z", "-item 1", null, null, null, 1, "pass", null],
    ["one-2", "2026-02-03T00:00:00.000Z", "-item 2", null, null, null, 2, "deviation: late", "=size 2"],
  ]);
  const { text, names } = await exported({ one: 3 }, "csv");
  expect(names).toEqual(["about.csv", "completeness.csv", "sources.csv", "gaps.csv", "population-one.csv"]);
  expect(text("population-one.csv").split("\r\n").at(3)).toBe(
    "one-2,2026-02-03T00:00:00.000Z,'-item 2,,,,2,deviation: late,'=size 2",
  );
});
