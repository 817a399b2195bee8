import { describe, expect, test } from "vitest";
import { type Rational, rational } from "../../../src/base/rational.js";
import { allowanceText, attainedAssurance, attainedLimitText } from "../../../src/statistics/assurance.js";
import {
  isFailureProven,
  isWithin,
  lowerLimitBinomial,
  lowerLimitBinomialText,
  lowerLimitHypergeometric,
  lowerLimitPoisson,
  poissonFactor,
  rateText,
  supportsReliance,
  upperLimitBinomial,
  upperLimitBinomialText,
  upperLimitHypergeometric,
  upperLimitPoisson,
  upperLimitPoissonText,
} from "../../../src/statistics/limits.js";
import { asNumber, binomialAtMost, drawnAtMost, fourDigits, poissonAtMost, rest, versus } from "./exact-reference.js";
import { CASES, type Dice, forCases } from "./random-cases.js";

function sample(dice: Dice, most = 30): { n: number; deviations: number; risk: Rational } {
  const n = dice.whole(1, most);
  return { n, deviations: dice.whole(0, n), risk: dice.risk() };
}

/** Whether the rate is excluded from above: the sample would look so good with at most the risk. */
function isExcluded({ n, deviations, risk }: ReturnType<typeof sample>, rate: Rational): boolean {
  return rate.numerator >= rate.denominator || versus(binomialAtMost(n, deviations, rate), risk) <= 0;
}

function step(rate: Rational, by: bigint): Rational {
  return rational(rate.numerator * (10_000n / rate.denominator) + by, 10_000n);
}

/** A double as the exact fraction near it, moved by a part in 10^9: the limit must lie between two of these. */
function beside(value: number, by: bigint): Rational {
  return rational(BigInt(Math.round(value * 1e12)) + by * 1_000n, 10n ** 12n);
}

describe("limits agree with whole-number arithmetic", () => {
  test("upper binomial: the printed text is the smallest excluded decimal, the number lies where the tail meets the risk", () => {
    const made = forCases(11, (dice) => {
      const result = sample(dice);
      const text = fourDigits(upperLimitBinomialText(result, 4));
      const isSmallest =
        result.deviations === result.n
          ? text.numerator === text.denominator
          : isExcluded(result, text) && !isExcluded(result, step(text, -1n));
      const limit = upperLimitBinomial(result);
      const isThere =
        result.deviations === result.n
          ? limit === 1
          : isExcluded(result, beside(limit, 1n)) && !isExcluded(result, beside(limit, -1n));
      if (!isSmallest || !isThere) expect({ result, text, limit }).toBe("the limit");
    });
    expect(made).toBe(CASES);
  });

  test("lower binomial: one step further up would be believable", () => {
    const made = forCases(12, (dice) => {
      const result = sample(dice);
      const { n, deviations, risk } = result;
      const text = fourDigits(lowerLimitBinomialText(result, 4));
      const limit = lowerLimitBinomial(result);
      const isTooLow = (rate: Rational): boolean => versus(rest(binomialAtMost(n, deviations - 1, rate)), risk) <= 0;
      const isRight =
        deviations === 0
          ? text.numerator === 0n && limit === 0
          : isTooLow(text) && !isTooLow(step(text, 1n)) && isTooLow(beside(limit, -1n)) && !isTooLow(beside(limit, 1n));
      if (!isRight) expect({ result, text, limit }).toBe("the limit");
    });
    expect(made).toBe(CASES);
  });

  test("hypergeometric: the most and the fewest bad items that are believable", () => {
    const made = forCases(13, (dice) => {
      const population = dice.whole(1, 40);
      const result = { population, ...sample(dice, population) };
      const { n, deviations: k, risk } = result;
      const possible = Array.from({ length: population - n + 1 }, (_, more) => k + more);
      const most = possible.filter((bad) => versus(drawnAtMost(population, { bad, n, k }), risk) > 0).at(-1);
      const fewest = possible.find((bad) => versus(rest(drawnAtMost(population, { bad, n, k: k - 1 })), risk) > 0);
      const ours = [upperLimitHypergeometric(result), lowerLimitHypergeometric(result)];
      if (ours[0] !== most || ours[1] !== fewest) expect({ result, ours }).toEqual([most, fewest]);
    });
    expect(made).toBe(CASES);
  });

  test("Poisson: factor, upper and lower limit, printed upper limit", () => {
    const made = forCases(14, (dice) => {
      const result = sample(dice);
      const { n, deviations, risk } = result;
      const factor = poissonFactor({ deviations, risk });
      const isAtMost = (rate: Rational): number => versus(poissonAtMost(rate, deviations), risk);
      const isFactor = isAtMost(beside(factor, 1n)) <= 0 && isAtMost(beside(factor, -1n)) > 0;
      const isUpper = Math.abs(upperLimitPoisson(result) - factor / n) < 1e-12;
      const lower = lowerLimitPoisson(result) * n;
      const atLeast = (rate: Rational): number => versus(rest(poissonAtMost(rate, deviations - 1)), risk);
      const isLower =
        deviations === 0 ? lower === 0 : atLeast(beside(lower, 1n)) > 0 && atLeast(beside(lower, -1n)) <= 0;
      const text = fourDigits(upperLimitPoissonText(result, 4));
      const times = (rate: Rational): Rational => rational(rate.numerator * BigInt(n), rate.denominator);
      const isText = isAtMost(times(text)) <= 0 && isAtMost(times(step(text, -1n))) > 0;
      if (!isFactor || !isUpper || !isLower || !isText) expect({ result, factor, lower, text }).toBe("the limits");
    });
    expect(made).toBe(CASES);
  });
});

describe("decisions are the exact inequalities", () => {
  test("reliance on a sample, of an endless and of a known population", () => {
    const made = forCases(15, (dice) => {
      const result = sample(dice);
      const { n, deviations: k, risk } = result;
      const tolerable = dice.rate();
      const endless = versus(binomialAtMost(n, k, tolerable), risk) <= 0;
      if (supportsReliance({ ...result, tolerable, population: null }) !== endless)
        expect({ result, tolerable }).toBe(endless);
      const population = n + dice.whole(0, 20);
      const bad = Number((BigInt(population) * tolerable.numerator - 1n) / tolerable.denominator) + 1;
      const known =
        population === n
          ? BigInt(k) * tolerable.denominator <= tolerable.numerator * BigInt(n)
          : versus(drawnAtMost(population, { bad, n, k }), risk) <= 0;
      if (supportsReliance({ ...result, tolerable, population }) !== known)
        expect({ result, tolerable, population }).toBe(known);
    });
    expect(made).toBe(CASES);
  });

  test("a failure that is proven, of an endless and of a known population", () => {
    const made = forCases(16, (dice) => {
      const result = sample(dice);
      const { n, deviations: k, risk } = result;
      const tolerable = dice.rate();
      const endless = k > 0 && versus(rest(binomialAtMost(n, k - 1, tolerable)), risk) < 0;
      const population = n + dice.whole(0, 20);
      const within = Number((BigInt(population) * tolerable.numerator) / tolerable.denominator);
      const known = k > 0 && versus(rest(drawnAtMost(population, { bad: within, n, k: k - 1 })), risk) <= 0;
      const ours = [isFailureProven({ ...result, tolerable }), isFailureProven({ ...result, tolerable, population })];
      if (ours[0] !== endless || ours[1] !== known) expect({ result, tolerable, ours }).toEqual([endless, known]);
    });
    expect(made).toBe(CASES);
  });

  test("a whole population within its rate, and a rate printed upwards", () => {
    const made = forCases(17, (dice) => {
      const [total, tolerable] = [dice.whole(1, 5_000), dice.rate()];
      const deviating = dice.whole(0, total);
      const isIn = BigInt(deviating) * tolerable.denominator <= tolerable.numerator * BigInt(total);
      if (isWithin({ deviating, total, tolerable }) !== isIn) expect({ deviating, total, tolerable }).toBe(isIn);
      const text = fourDigits(rateText(rational(deviating, total), 4));
      const shown = (text.numerator * 10_000n) / text.denominator;
      const scaled = BigInt(deviating) * 10_000n;
      const isUp = shown * BigInt(total) >= scaled && (shown - 1n) * BigInt(total) < scaled;
      if (!isUp) expect({ deviating, total, shown }).toBe("rounded up");
    });
    expect(made).toBe(CASES);
  });

  test("what a sample bought: assurance, limit and allowance", () => {
    const made = forCases(18, (dice, index) => {
      const { n, deviations, risk } = sample(dice, 20);
      const [tolerable, population] = [dice.rate(), index % 2 === 0 ? null : n + dice.whole(1, 15)];
      const bad = Number((BigInt(population ?? 0) * tolerable.numerator - 1n) / tolerable.denominator) + 1;
      const chance =
        population === null
          ? binomialAtMost(n, deviations, tolerable)
          : drawnAtMost(population, { bad, n, k: deviations });
      const assurance = attainedAssurance({ population, n, deviations, tolerable });
      if (Math.abs(assurance - asNumber(rest(chance))) > 1e-12) expect({ n, assurance }).toBe(asNumber(rest(chance)));
      const limit = fourDigits(attainedLimitText({ population, n, deviations, risk }, 4));
      const most = population === null ? undefined : upperLimitHypergeometric({ population, n, deviations, risk });
      const exact =
        most === undefined
          ? upperLimitBinomialText({ n, deviations, risk }, 4)
          : rateText(rational(most, population ?? 1), 4);
      const fraction = fourDigits(exact);
      if (limit.numerator * fraction.denominator !== fraction.numerator * limit.denominator)
        expect(limit).toEqual(fraction);
      const allowance = fourDigits(allowanceText({ population, n, deviations, risk }, 4));
      const [units, gap] = [
        (allowance.numerator * 10_000n) / allowance.denominator,
        minus(limit, rational(deviations, n)),
      ];
      const isUp =
        units * gap.denominator >= gap.numerator * 10_000n && (units - 1n) * gap.denominator < gap.numerator * 10_000n;
      if (!isUp) expect({ n, deviations, risk, units }).toBe("rounded up");
    });
    expect(made).toBe(CASES);
  });

  test("nothing examined assures nothing; everything examined assures what it is", () => {
    const of = (population: number | null, n: number, deviations: number) =>
      attainedAssurance({ population, n, deviations, tolerable: rational(1, 10) });
    expect([of(null, 0, 0), of(50, 0, 0), of(10, 10, 1), of(10, 10, 2)]).toEqual([0, 0, 1, 0]);
    expect(upperLimitBinomialText({ n: 3, deviations: 3, risk: rational(1, 20) }, 4)).toBe("1.0000");
  });
});

function minus(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}
