import { expect, it } from "vitest";
import { ALL_MONTHS, ANY_MONTH, isVisible, monthOf, type Reach } from "./reach.js";

it("shows each reach its months, and rows of unknown month to all", () => {
  const seen = (reach: Reach) =>
    ["2026-01", "2026-02", "2026-03", ANY_MONTH, ALL_MONTHS].filter((month) =>
      isVisible(month, { month: "2026-02", reach }),
    );
  expect(seen("month")).toEqual(["2026-02", ANY_MONTH, ALL_MONTHS]);
  expect(seen("upto")).toEqual(["2026-01", "2026-02", ANY_MONTH, ALL_MONTHS]);
  expect(seen("from")).toEqual(["2026-02", "2026-03", ANY_MONTH, ALL_MONTHS]);
  expect(seen("whole")).toHaveLength(5);
});

it("puts the last millisecond of a month into it", () => {
  expect([monthOf(Date.UTC(2026, 1, 1) - 1), monthOf(Date.UTC(2026, 1, 1)), monthOf(null)]).toEqual([
    "2026-01",
    "2026-02",
    ANY_MONTH,
  ]);
});
