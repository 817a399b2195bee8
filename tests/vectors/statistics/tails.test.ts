import { describe, expect, test } from "vitest";
import { rational } from "../../../src/base/rational.js";
import { detectionProbability, detectionText } from "../../../src/statistics/detection.js";
import { choose, exactBinomial, exactHypergeometric, exactPoisson } from "../../../src/statistics/exact.js";
import { badItems, binomialTail, hypergeometricTail, poissonTail } from "../../../src/statistics/tails.js";
import { asNumber, binomialAtMost, drawnAtMost, poissonAtMost, rest, versus, ways } from "./exact-reference.js";
import { CASES, type Dice, forCases } from "./random-cases.js";

/** What a comparison of doubles may differ by. */
const SLACK = 1e-12;

function draw(dice: Dice): { population: number; bad: number; n: number; k: number } {
  const population = dice.whole(1, 60);
  const n = dice.whole(1, population);
  return { population, bad: dice.whole(0, population), n, k: dice.whole(0, n) };
}

describe("chances agree with whole-number arithmetic", () => {
  test("binomial, as a number and against a risk, a tie included", () => {
    const made = forCases(1, (dice, index) => {
      const n = dice.whole(1, 40);
      const [deviations, rate] = [dice.whole(0, n), dice.rate()];
      const exact = binomialAtMost(n, deviations, rate);
      const risk = index % 10 === 0 ? rational(exact.over, exact.of) : dice.risk();
      const tail = binomialTail({ n, deviations, rate });
      if (Math.abs(tail.value - asNumber(exact)) > SLACK) expect(tail.value).toBe(asNumber(exact));
      if (tail.compareTo(risk) !== versus(exact, risk)) expect({ n, deviations, rate, risk }).toBe("decided exactly");
      const ours = exactBinomial({ n, at: deviations, rate });
      if (ours.numerator * exact.of !== exact.over * ours.denominator) expect(ours).toEqual(exact);
    });
    expect(made).toBe(CASES);
  });

  test("hypergeometric, as a number and against a risk, a tie included", () => {
    const made = forCases(2, (dice, index) => {
      const { population, bad, n, k } = draw(dice);
      const exact = drawnAtMost(population, { bad, n, k });
      const risk = index % 10 === 0 ? rational(exact.over, exact.of) : dice.risk();
      const tail = hypergeometricTail({ population, bad, n, deviations: k });
      if (Math.abs(tail.value - asNumber(exact)) > SLACK) expect(tail.value).toBe(asNumber(exact));
      if (tail.compareTo(risk) !== versus(exact, risk)) expect({ population, bad, n, k, risk }).toBe("decided exactly");
      const ours = exactHypergeometric({ population, bad, n, at: k });
      if (ours.numerator * exact.of !== exact.over * ours.denominator) expect(ours).toEqual(exact);
    });
    expect(made).toBe(CASES);
  });

  test("Poisson", () => {
    const made = forCases(3, (dice) => {
      const [factor, deviations, risk] = [rational(dice.whole(1, 20_000), 1_000), dice.whole(0, 30), dice.risk()];
      const exact = poissonAtMost(factor, deviations);
      const tail = poissonTail({ factor, deviations });
      if (Math.abs(tail.value - asNumber(exact)) > SLACK) expect(tail.value).toBe(asNumber(exact));
      if (tail.compareTo(risk) !== versus(exact, risk)) expect({ factor, deviations, risk }).toBe("decided exactly");
      const ours = exactPoisson({ factor, at: deviations });
      const apart = Math.abs(asNumber({ over: ours.numerator, of: ours.denominator }) - asNumber(exact));
      if (apart > SLACK) expect(apart).toBe(0);
    });
    expect(made).toBe(CASES);
  });

  test("of showing at least one, two, three ... of the bad items", () => {
    const made = forCases(4, (dice) => {
      const { population, bad, n, k } = draw(dice);
      const exact = asNumber(rest(drawnAtMost(population, { bad, n, k: k - 1 })));
      const ours = detectionProbability({ population, bad, n, atLeast: k });
      if (Math.abs(ours - exact) > SLACK) expect({ population, bad, n, k, ours }).toBe(exact);
      const text = Number(detectionText({ population, bad, n, atLeast: k }, 6));
      if (Math.abs(text - exact) > 0.500_001e-6) expect({ population, bad, n, k, text }).toBe(exact);
      const one = asNumber(rest(drawnAtMost(population, { bad, n, k: 0 })));
      if (Math.abs(detectionProbability({ population, bad, n }) - one) > SLACK)
        expect({ population, bad, n }).toBe(one);
    });
    expect(made).toBe(CASES);
  });

  test("numbers of ways, and of items that make a population bad", () => {
    const made = forCases(5, (dice) => {
      const [population, rate] = [dice.whole(0, 120), dice.rate()];
      const n = dice.whole(0, 120);
      if (choose(population, n) !== ways(population, n)) expect(choose(population, n)).toBe(ways(population, n));
      const bad = BigInt(badItems(population, rate));
      const needed = rate.numerator * BigInt(population);
      const isSmallest = bad * rate.denominator >= needed && (bad - 1n) * rate.denominator < needed;
      if (!isSmallest) expect({ population, rate, bad }).toBe("the smallest that is not below the rate");
    });
    expect(made).toBe(CASES);
  });
});
