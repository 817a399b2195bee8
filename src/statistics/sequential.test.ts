import { describe, expect, test } from "vitest";
import { decimal } from "../base/rational.js";
import {
  isPlanValid,
  type SequentialPlan,
  sequentialRisk,
  smallestSecondStage,
  twoStages,
  verdictAt,
} from "./sequential.js";

const five = decimal("0.05");
const ten = decimal("0.10");

/** Accept none in the first stage, one in all after the second, and so on. */
function ladder(sizes: readonly number[], tolerable = five): SequentialPlan {
  return { stages: sizes.map((n, accept) => ({ n, accept, reject: null })), tolerable, population: null };
}

function percent(plan: SequentialPlan): string {
  return (sequentialRisk(plan) * 100).toFixed(2);
}

describe("sequential plans", () => {
  test("single-stage sizes used as a ladder take more risk than they say (domain 3.7)", () => {
    expect([
      percent(ladder([45, 78])),
      percent(ladder([45, 78, 105, 132, 158])),
      percent(ladder([25, 40, 60], ten)),
    ]).toEqual(["14.28", "21.54", "12.78"]);
    expect(isPlanValid(ladder([45, 78]), ten)).toBe(false);
  });

  test("the default two stages and the known four keep their promise", () => {
    const two = { stages: twoStages(25, 25), tolerable: ten, population: null };
    expect([percent(two), percent(ladder([50, 101, 152, 203]))]).toEqual(["8.61", "9.75"]);
    expect([isPlanValid(two, ten), isPlanValid(ladder([50, 101, 152, 203]), ten)]).toEqual([true, true]);
    expect(percent({ stages: twoStages(49, 49), tolerable: five, population: null })).toBe("9.79");
  });

  test("smallest second stages: 19, 71 and 118", () => {
    expect([
      smallestSecondStage({ first: 25, tolerable: ten, risk: ten }),
      smallestSecondStage({ first: 60, tolerable: five, risk: five }),
      smallestSecondStage({ first: 45, tolerable: five, risk: ten }),
      smallestSecondStage({ first: 44, tolerable: five, risk: ten }),
    ]).toEqual([19, 71, 118, undefined]);
  });

  test("a known population takes a little less risk than an endless one", () => {
    expect(percent({ stages: twoStages(25, 25), tolerable: ten, population: 1_840 })).toBe("8.42");
  });

  test("one stage is the plain tail", () => {
    expect(sequentialRisk(ladder([59]))).toBeCloseTo(0.95 ** 59, 14);
    expect(sequentialRisk({ ...ladder([59]), population: 59 })).toBe(0);
  });

  test("says accept, continue or reject after each stage", () => {
    const stages = twoStages(25, 25);
    const said = [0, 1].map((index) => [0, 1, 2].map((deviations) => verdictAt(stages, index, deviations)));
    expect(said).toEqual([
      ["accept", "continue", "reject"],
      ["accept", "accept", "reject"],
    ]);
    expect(verdictAt(ladder([50, 101, 152, 203]).stages, 0, 3)).toBe("continue");
    expect(verdictAt(ladder([50, 101, 152, 203]).stages, 0, 4)).toBe("reject");
  });

  test("refuses stages that do not grow or outgrow the population", () => {
    expect(() => sequentialRisk(ladder([50, 50]))).toThrow("each stage tests more items");
    expect(() => sequentialRisk({ ...ladder([50]), population: 49 })).toThrow("larger than the population");
  });
});
