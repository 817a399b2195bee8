import { expect, test } from "vitest";
import { isStatistical, SelectionMethod, SelectionRecord } from "./selection-record.js";

const RECORD: SelectionRecord = {
  schema: "lookback/selection/1",
  control: "CHG-01",
  attributes: ["A", "B"],
  period: { start: "2026-01-01T00:00:00.000Z", end: "2026-07-01T00:00:00.000Z" },
  population: {
    name: "changes",
    definition: "Changes to protected branches",
    query: "select 1",
    source_systems: ["github"],
    extracted_at: "2026-07-02T00:00:00.000Z",
    extractor: "lookback 1.0.0",
    count: 100,
    hash: "0".repeat(64),
  },
  completeness: { is_reliable: true, reasons: [], sources: 1, second_source: null },
  method: "random",
  is_statistical: true,
  seed: "blue",
  stage: 0,
  n: 1,
  size_rule: { rule: "frequency", population: 100, frequency: "per_event", risk_level: "high", profile: "ours" },
  selected: ["item-1"],
  replacements: [],
  warnings: [],
  reason: null,
  tester: "tester-1",
  reviewer: "reviewer-1",
  selected_at: "2026-07-02T00:00:00.000Z",
};

function problem(change: Readonly<Record<string, unknown>>): string | undefined {
  return SelectionRecord.safeParse({ ...RECORD, ...change }).error?.issues[0]?.message;
}

test("a selection record says everything, and nothing that contradicts itself", () => {
  expect(problem({})).toBe(undefined);
  expect([
    problem({ n: 2 }),
    problem({ n: 2, selected: ["item-1", "item-1"] }),
    problem({ seed: null }),
    problem({ method: "targeted" }),
    problem({ method: "targeted", is_statistical: false }),
    problem({ method: "targeted", is_statistical: false, reason: "a hunch" }),
    problem({ reviewer: "tester-1" }),
    problem({ method: "all", n: 90, selected: [] }),
    problem({ method: "random", n: 90, selected: [] }),
  ]).toEqual([
    "n is 2, 1 items are selected",
    "an item is selected twice",
    "a random selection has a seed",
    "is_statistical contradicts the method",
    "items chosen by hand need a reason",
    undefined,
    "one who tested cannot review",
    undefined,
    "n is 90, 0 items are selected",
  ]);
});

test.each(Object.keys(RECORD))("without %s it is none", (field) => {
  expect(problem({ [field]: undefined })).toEqual(expect.any(String));
});

test("limits rest only on items that had a known chance", () => {
  expect(SelectionMethod.options.filter((method) => !isStatistical(method))).toEqual([
    "haphazard",
    "judgemental",
    "targeted",
    "block",
  ]);
});
