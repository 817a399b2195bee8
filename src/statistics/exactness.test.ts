import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../base/rational.js";
import { detectionProbability } from "./detection.js";
import { choose, compareFraction, exactBinomial, exactHypergeometric, exactPoisson, type Fraction } from "./exact.js";
import { upperLimitBinomialText, upperLimitHypergeometric } from "./limits.js";
import { sampleSize } from "./sizes.js";
import { binomialTail, hypergeometricTail, poissonTail, toNumber } from "./tails.js";

/** The fraction as a double, through 30 exact digits. */
function value({ numerator, denominator }: Fraction): number {
  return Number((numerator * 10n ** 30n) / denominator) / 1e30;
}

const permille = fc.integer({ min: 1, max: 999 }).map((thousandths) => rational(thousandths, 1_000));
const sample = fc
  .integer({ min: 1, max: 400 })
  .chain((n) => fc.record({ n: fc.constant(n), deviations: fc.integer({ min: 0, max: n }) }));
const draw = fc
  .integer({ min: 1, max: 600 })
  .chain((population) =>
    fc
      .record({ bad: fc.integer({ min: 0, max: population }), n: fc.integer({ min: 1, max: population }) })
      .chain(({ bad, n }) => fc.integer({ min: 0, max: n }).map((deviations) => ({ population, bad, n, deviations }))),
  );

describe("doubles agree with whole-number arithmetic", () => {
  test("binomial", () => {
    fc.assert(
      fc.property(sample, permille, ({ n, deviations }, rate) => {
        const tail = binomialTail({ n, deviations, rate });
        expect(tail.value).toBeCloseTo(value(exactBinomial({ n, at: deviations, rate })), 12);
      }),
      { numRuns: 300 },
    );
  });

  test("hypergeometric", () => {
    fc.assert(
      fc.property(draw, (each) => {
        const exact = exactHypergeometric({ ...each, at: each.deviations });
        expect(hypergeometricTail(each).value).toBeCloseTo(value(exact), 12);
      }),
      { numRuns: 300 },
    );
  });

  test("Poisson", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 0, max: 80 }), (thousandths, deviations) => {
        const factor = rational(thousandths, 1_000);
        const exact = exactPoisson({ factor, at: deviations });
        expect(poissonTail({ factor, deviations }).value).toBeCloseTo(value(exact), 12);
      }),
      { numRuns: 200 },
    );
  });

  test("large populations neither overflow nor lose digits", () => {
    const large = { population: 1_000_000, bad: 50_000, n: 58, deviations: 0 };
    const exact = exactHypergeometric({ ...large, at: 0 });
    expect(hypergeometricTail(large).value).toBeCloseTo(value(exact), 13);
    expect(String(choose(1_840, 25)).length).toBe(57);
    expect(binomialTail({ n: 10_000_000, deviations: 499_000, rate: rational(1, 20) }).value).toBeCloseTo(0.0734, 3);
  });

  test("detection is one minus the empty tail", () => {
    fc.assert(
      fc.property(draw, ({ population, bad, n }) => {
        const none = exactHypergeometric({ population, bad, n, at: 0 });
        expect(detectionProbability({ population, bad, n })).toBeCloseTo(1 - value(none), 12);
      }),
      { numRuns: 200 },
    );
  });
});

describe("decisions are the exact ones", () => {
  test("a risk equal to the tail, or one part in 10^15 beside it, is told apart", () => {
    fc.assert(
      fc.property(sample, permille, ({ n, deviations }, rate) => {
        const exact = exactBinomial({ n, at: deviations, rate });
        const tie = rational(exact.numerator, exact.denominator);
        const beside = 10n ** 15n;
        const above = rational(tie.numerator * (beside + 1n), tie.denominator * beside);
        const tail = binomialTail({ n, deviations, rate });
        expect([tail.compareTo(tie), tail.compareTo(above)]).toEqual([0, -1]);
      }),
      { numRuns: 60 },
    );
  });

  test("a fraction whose denominator alone is beyond every double is not taken for 0", () => {
    const denominator = 10n ** 309n + 1n;
    expect([toNumber({ numerator: 64n * 10n ** 307n, denominator }), toNumber({ numerator: 1n, denominator })]).toEqual(
      [0.64, 0],
    );
    const tie = exactBinomial({ n: 109, at: 50, rate: rational(223, 500) });
    const above = rational(tie.numerator * (10n ** 15n + 1n), tie.denominator * 10n ** 15n);
    expect(binomialTail({ n: 109, deviations: 50, rate: rational(223, 500) }).compareTo(above)).toBe(-1);
  });

  test("a printed limit is the smallest decimal that the sample excludes", () => {
    fc.assert(
      fc.property(sample, permille, ({ n, deviations }, risk) => {
        fc.pre(deviations < n);
        const units = Number(upperLimitBinomialText({ n, deviations, risk }, 4).replace(".", ""));
        const excludes = (tenThousandths: number): boolean =>
          tenThousandths >= 10_000 ||
          compareFraction(exactBinomial({ n, at: deviations, rate: rational(tenThousandths, 10_000) }), risk) <= 0;
        expect([excludes(units), units > 0 && excludes(units - 1)]).toEqual([true, false]);
      }),
      { numRuns: 60 },
    );
  });

  test("the most bad items that are believable are followed by one too many", () => {
    fc.assert(
      fc.property(draw, permille, ({ population, n, deviations }, risk) => {
        const most = upperLimitHypergeometric({ population, n, deviations, risk });
        const isBelievable = (bad: number): boolean =>
          bad <= population - (n - deviations) &&
          compareFraction(exactHypergeometric({ population, bad, n, at: deviations }), risk) > 0;
        expect([isBelievable(most), isBelievable(most + 1)]).toEqual([true, false]);
      }),
      { numRuns: 100 },
    );
  });

  test("a size suffices and one item less does not", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 6 }),
        (tolerablePercent, riskPercent, allowed) => {
          const tolerable = rational(tolerablePercent, 100);
          const risk = rational(riskPercent, 100);
          const n = sampleSize({ tolerable, risk, allowed, population: null }) ?? 0;
          const isEnough = (size: number): boolean =>
            compareFraction(exactBinomial({ n: size, at: allowed, rate: tolerable }), risk) <= 0;
          expect([isEnough(n), isEnough(n - 1)]).toEqual([true, false]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
