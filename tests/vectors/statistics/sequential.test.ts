import { describe, expect, test } from "vitest";
import { type Rational, rational } from "../../../src/base/rational.js";
import {
  isPlanValid,
  type Stage,
  sequentialRisk,
  smallestEqualStages,
  smallestSecondStage,
  twoStages,
  verdictAt,
} from "../../../src/statistics/sequential.js";
import { asNumber, type Exact, versus, ways } from "./exact-reference.js";
import { CASES, type Dice, forCases } from "./random-cases.js";

/** What a plan is held to: a rate, in a population of this size or an endless one. */
interface Held {
  readonly tolerable: Rational;
  readonly population: number | null;
}

/** The chance that a plan accepts, by walking every path of deviations: no recursion over states, no shared code. */
function acceptance(stages: readonly Stage[], { tolerable, population }: Held): Exact {
  const last = stages.at(-1)?.n ?? 0;
  const bad =
    population === null ? 0 : Number((BigInt(population) * tolerable.numerator - 1n) / tolerable.denominator) + 1;
  const weigh = (path: readonly number[]): bigint => {
    const found = path.reduce((sum, each) => sum + each, 0);
    const arrangements = path.reduce((product, each, index) => product * ways(sizeAt(stages, index), each), 1n);
    const tested = stages[path.length - 1]?.n ?? 0;
    if (population !== null) return arrangements * ways(population - tested, bad - found);
    const good = tolerable.denominator - tolerable.numerator;
    return (
      arrangements *
      tolerable.numerator ** BigInt(found) *
      good ** BigInt(tested - found) *
      tolerable.denominator ** BigInt(last - tested)
    );
  };
  const walk = (path: readonly number[]): bigint => {
    const found = path.reduce((sum, each) => sum + each, 0);
    const index = path.length - 1;
    const stage = stages[index];
    if (stage !== undefined) {
      if (found <= stage.accept) return weigh(path);
      if (stage.reject !== null && found >= stage.reject) return 0n;
    }
    if (path.length === stages.length) return 0n;
    let sum = 0n;
    for (let more = 0; more <= sizeAt(stages, path.length); more++) sum += walk([...path, more]);
    return sum;
  };
  return { over: walk([]), of: population === null ? tolerable.denominator ** BigInt(last) : ways(population, bad) };
}

function sizeAt(stages: readonly Stage[], index: number): number {
  return (stages[index]?.n ?? 0) - (stages[index - 1]?.n ?? 0);
}

function plan(dice: Dice): Stage[] {
  const stages: Stage[] = [];
  let [n, accept] = [0, -1];
  for (let left = dice.whole(1, 3); left > 0; left--) {
    n += dice.whole(1, 6);
    accept += dice.whole(0, 2) + (accept < 0 ? 1 : 0);
    stages.push({ n, accept, reject: dice.whole(0, 2) === 0 ? accept + dice.whole(1, 3) : null });
  }
  return stages;
}

describe("plans agree with every path walked", () => {
  test("true risk, and whether it is at most the risk accepted, a tie included", () => {
    const made = forCases(31, (dice, index) => {
      const stages = plan(dice);
      const tolerable = dice.rate();
      const population = index % 2 === 0 ? null : (stages.at(-1)?.n ?? 0) + dice.whole(0, 15);
      const exact = acceptance(stages, { tolerable, population });
      const risk = index % 10 === 1 ? rational(exact.over, exact.of) : dice.risk();
      const ours = sequentialRisk({ stages, tolerable, population });
      if (Math.abs(ours - asNumber(exact)) > 1e-12)
        expect({ stages, tolerable, population, ours }).toBe(asNumber(exact));
      const isValid = versus(exact, risk) <= 0;
      if (isPlanValid({ stages, tolerable, population }, risk) !== isValid)
        expect({ stages, tolerable, population, risk }).toBe(isValid);
    });
    expect(made).toBe(CASES);
  });

  test("what a stage says of a number of deviations", () => {
    const made = forCases(32, (dice) => {
      const stages = plan(dice);
      const [index, deviations] = [dice.whole(0, stages.length - 1), dice.whole(0, 8)];
      const stage = stages[index];
      const hopeless = stages.slice(index).every(({ accept }) => deviations > accept);
      const isRejected = hopeless || (stage?.reject !== null && deviations >= (stage?.reject ?? 0));
      const said = deviations <= (stage?.accept ?? 0) ? "accept" : isRejected ? "reject" : "continue";
      if (verdictAt(stages, index, deviations) !== said) expect({ stages, index, deviations }).toBe(said);
    });
    expect(made).toBe(CASES);
  });

  test("the smallest second stage, and the smallest two equal stages: one less takes more risk", () => {
    const made = forCases(33, (dice, index) => {
      const [tolerable, risk] = [rational(dice.whole(15, 45), 100), rational(dice.whole(10, 40), 100)];
      const [first, population] = [dice.whole(4, 12), index % 2 === 0 ? null : dice.whole(12, 40)];
      const isEnough = (stages: readonly Stage[]): boolean =>
        versus(acceptance(stages, { tolerable, population }), risk) <= 0;
      const second = smallestSecondStage({ first, tolerable, risk, population });
      const isSmallest =
        second === undefined
          ? population === null
            ? !isEnough(twoStages(first, 60))
            : population === first || !isEnough(twoStages(first, population - first))
          : isEnough(twoStages(first, second)) && (second === 1 || !isEnough(twoStages(first, second - 1)));
      const equal = smallestEqualStages({ tolerable, risk, population });
      const isEqualSmallest =
        equal === undefined
          ? population !== null && !isEnough(twoStages(Math.floor(population / 2), Math.floor(population / 2)))
          : isEnough(twoStages(equal, equal)) && (equal === 1 || !isEnough(twoStages(equal - 1, equal - 1)));
      if (!isSmallest || !isEqualSmallest)
        expect({ tolerable, risk, first, population, second, equal }).toBe("smallest");
    });
    expect(made).toBe(CASES);
  });
});
