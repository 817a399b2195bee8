import { expect, test } from "vitest";
import { frequencySize, perEventSize, type RiskLevel, type SampledFrequency } from "./default-sizes.js";
import { detectionProbability } from "./detection.js";

const RISKS: readonly RiskLevel[] = ["low", "moderate", "high"];

test.each([
  [0, "0/0/0"],
  [1, "1/1/1"],
  [4, "4/4/4"],
  [5, "3/4/5"],
  [12, "3/4/5"],
  [13, "5/8/13"],
  [51, "5/8/13"],
  [52, "5/8/13"],
  [63, "6/8/13"],
  [81, "7/9/13"],
  [82, "7/9/14"],
  [100, "8/10/16"],
  [250, "20/25/40"],
  [251, "25/40/60"],
  [1_840, "25/40/60"],
])("%i events are sampled %s (domain 3.2)", (events, sizes) => {
  expect(RISKS.map((risk) => perEventSize(events, risk)).join("/")).toBe(sizes);
});

test.each<[SampledFrequency, string]>([
  ["annual", "1/1/1"],
  ["semiannual", "1/2/2"],
  ["quarterly", "2/2/4"],
  ["monthly", "2/3/5"],
  ["semimonthly", "3/5/8"],
  ["weekly", "5/8/15"],
  ["daily", "15/25/40"],
  ["transaction", "25/40/60"],
])("a %s control is sampled %s", (frequency, sizes) => {
  expect(RISKS.map((risk) => frequencySize(frequency, risk, 1_000)).join("/")).toBe(sizes);
});

test("a short period shrinks what occurred, not the table", () => {
  expect([frequencySize("monthly", "high", 6), frequencySize("monthly", "high", 3)]).toEqual([5, 3]);
});

test("a sample finds at least one of 12 bad merges in 15.2 %, of 46 in 64.1 %", () => {
  expect(detectionProbability({ population: 1_840, bad: 12, n: 25 }).toFixed(3)).toBe("0.152");
  expect(detectionProbability({ population: 1_840, bad: 46, n: 40 }).toFixed(3)).toBe("0.641");
  expect(detectionProbability({ population: 10, bad: 0, n: 5 })).toBe(0);
  expect(detectionProbability({ population: 10, bad: 6, n: 5 })).toBe(1);
  expect(detectionProbability({ population: 10, bad: 1, n: 10 })).toBe(1);
});
