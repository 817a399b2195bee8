import { describe, expect, test } from "vitest";
import { frequencySize, perEventSize, type RiskLevel } from "./default-sizes.js";
import { detectionProbability } from "./detection.js";
import { DEFAULT_FIRM_PROFILE, FirmProfile, type SampledFrequency } from "./firm-profile.js";

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
  expect(RISKS.map((risk) => perEventSize(events, { risk })).join("/")).toBe(sizes);
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
  expect(RISKS.map((risk) => frequencySize(frequency, { risk, occurrences: 1_000 })).join("/")).toBe(sizes);
});

test("a short period shrinks what occurred, not the table", () => {
  expect([
    frequencySize("monthly", { risk: "high", occurrences: 6 }),
    frequencySize("monthly", { risk: "high", occurrences: 3 }),
  ]).toEqual([5, 3]);
});

test("a sample finds at least one of 12 bad merges in 15.2 %, of 46 in 64.1 %", () => {
  expect(detectionProbability({ population: 1_840, bad: 12, n: 25 }).toFixed(3)).toBe("0.152");
  expect(detectionProbability({ population: 1_840, bad: 46, n: 40 }).toFixed(3)).toBe("0.641");
  expect(detectionProbability({ population: 10, bad: 0, n: 5 })).toBe(0);
  expect(detectionProbability({ population: 10, bad: 6, n: 5 })).toBe(1);
  expect(detectionProbability({ population: 10, bad: 1, n: 10 })).toBe(1);
});

test.each([
  [{ population: 400, bad: 6, n: 25 }, "0.32 0.05"],
  [{ population: 312, bad: 11, n: 25 }, "0.61 0.22"],
  [{ population: 41, bad: 3, n: 25 }, "0.95 0.67"],
  [{ population: 2_400, bad: 24, n: 25 }, "0.22 0.02"],
  [{ population: 2_400, bad: 24, n: 60 }, "0.46 0.12"],
])("%o shows one, and two, with the chances users were promised (users 9, item 1)", (draw, chances) => {
  const shown = [1, 2].map((atLeast) => detectionProbability({ ...draw, atLeast }).toFixed(2));
  expect(shown.join(" ")).toBe(chances);
});

test("at least none is certain, and more than there are is impossible", () => {
  const chances = [0, 4, 3].map((atLeast) => detectionProbability({ population: 10, bad: 3, n: 10, atLeast }));
  expect(chances).toEqual([1, 0, 1]);
});

describe("a firm's profile", () => {
  const problem = (change: Readonly<Record<string, unknown>>) =>
    FirmProfile.safeParse({ ...DEFAULT_FIRM_PROFILE, ...change }).error?.issues.map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    ) ?? [];

  test("of ours is one", () => {
    expect(problem({})).toEqual([]);
  });

  test("never samples a riskier control less", () => {
    const frequencies = { ...DEFAULT_FIRM_PROFILE.frequencies, weekly: { low: 5, moderate: 9, high: 8 } };
    expect(problem({ frequencies })).toEqual(["frequencies.weekly: a higher risk needs at least as many items"]);
  });

  test("has rising bands of which only the last is open", () => {
    const all = (up_to: number | null) => ({ up_to, take: "all" });
    const said = ["per_event: bands rise, and only the last one has up_to: null"];
    expect(
      [[all(4)], [all(null), all(null)], [all(5), all(5), all(null)]].map((per_event) => problem({ per_event })),
    ).toEqual([said, said, said]);
    expect(problem({ per_event: [all(4), all(5), all(null)] })).toEqual([]);
  });

  test("has rates as text, above 0 and below 1, and no key that nobody reads", () => {
    const tolerable = { low: "0.15", moderate: 0.1, high: "0.0" };
    expect(problem({ tolerable }).map((each) => each.split(":")[0])).toEqual(["tolerable.moderate", "tolerable.high"]);
    expect(problem({ tolerble: {} })).toEqual([': Unrecognized key: "tolerble"']);
  });

  test("of another firm gives its own sizes", () => {
    const profile: FirmProfile = {
      ...DEFAULT_FIRM_PROFILE,
      per_event: [
        { up_to: 10, take: "all" },
        {
          up_to: null,
          percent: { low: 7, moderate: 7, high: 7 },
          least: { low: 3, moderate: 3, high: 3 },
          most: { low: 30, moderate: 30, high: 30 },
        },
      ],
    };
    expect([10, 11, 100, 101, 1_000].map((events) => perEventSize(events, { risk: "high", profile }))).toEqual([
      10, 3, 7, 8, 30,
    ]);
  });
});
