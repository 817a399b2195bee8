import { assert } from "../base/assert.js";
import { type Rational, rational } from "../base/rational.js";
import { binomial, cumulative, type Distribution, hypergeometric, poisson } from "./distribution.js";
import { compareFraction, exactBinomial, exactHypergeometric, exactPoisson, type Fraction } from "./exact.js";

/** A lower tail `P(X <= k)`: a double to print, and an exact comparison to decide with. */
export interface Tail {
  readonly value: number;
  /** Negative, zero or positive as the exact tail is less than, equal to or greater than `risk`. */
  compareTo(risk: Rational): number;
}

/** Closer to the limit than this, doubles are not trusted and whole-number arithmetic decides (domain 3.3, trap 2). */
const NEAR = 1e-9;

export interface BinomialCase {
  readonly n: number;
  readonly deviations: number;
  readonly rate: Rational;
}

/** `P(X <= deviations)` in `n` items when each deviates with chance `rate`. */
export function binomialTail({ n, deviations, rate }: BinomialCase): Tail {
  requireCounts({ n });
  assert(rate.numerator >= 0n && rate.numerator <= rate.denominator, "a rate lies between 0 and 1");
  if (rate.numerator === rate.denominator) return certain(deviations >= n ? 1 : 0);
  return tail(binomial(n, toNumber(rate)), deviations, () => exactBinomial({ n, at: deviations, rate }));
}

export interface HypergeometricCase {
  readonly population: number;
  /** Items of the population that deviate. */
  readonly bad: number;
  readonly n: number;
  readonly deviations: number;
}

/** `P(X <= deviations)` in `n` items drawn without replacement. */
export function hypergeometricTail({ population, bad, n, deviations }: HypergeometricCase): Tail {
  requireCounts({ population, bad, n });
  assert(bad <= population && n <= population, "more bad or drawn items than the population has");
  return tail(hypergeometric(population, bad, n), deviations, () =>
    exactHypergeometric({ population, bad, n, at: deviations }),
  );
}

/** `P(X <= deviations)` when `factor` deviations are expected. */
export function poissonTail({ factor, deviations }: { factor: Rational; deviations: number }): Tail {
  assert(factor.numerator >= 0n, "a Poisson factor is not negative");
  return tail(poisson(toNumber(factor)), deviations, () => exactPoisson({ factor, at: deviations }));
}

/** The smallest number of bad items that makes a population of `population` worse than tolerable: `ceil(N T)`. */
export function badItems(population: number, tolerable: Rational): number {
  const scaled = BigInt(population) * tolerable.numerator;
  return Number((scaled + tolerable.denominator - 1n) / tolerable.denominator);
}

/** A double near a fraction, however long its numbers are: off by at most a few units in its last place. */
export function toNumber(a: Rational): number {
  const [numerator, denominator] = [Number(a.numerator), Number(a.denominator)];
  // A denominator beyond every double would make the quotient 0 without a word.
  if (Number.isFinite(numerator) && Number.isFinite(denominator)) return numerator / denominator;
  return Number((a.numerator * SCALE) / a.denominator) / Number(SCALE);
}

const SCALE = 10n ** 40n;

function tail(distribution: Distribution, at: number, exact: () => Fraction): Tail {
  const value = cumulative(distribution, at);
  return {
    value,
    compareTo: (risk) => {
      const difference = value - toNumber(risk);
      return Math.abs(difference) >= NEAR ? Math.sign(difference) : compareFraction(exact(), risk);
    },
  };
}

function certain(value: 0 | 1): Tail {
  return { value, compareTo: (risk) => compareFraction(rational(value), risk) };
}

function requireCounts(counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    assert(Number.isSafeInteger(count) && count >= 0, `${name} must be a whole number of items: ${count}`);
  }
}
