import { assert } from "../base/assert.js";
import type { Rational } from "../base/rational.js";

/** A fraction of whole numbers that nobody has reduced: cheap to build, exact to compare. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Negative, zero or positive as `fraction` is less than, equal to or greater than `limit`. */
export function compareFraction(fraction: Fraction, limit: Rational): number {
  const left = fraction.numerator * limit.denominator;
  const right = limit.numerator * fraction.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `P(X <= at)` for `n` independent items that deviate with chance `rate` below 1, exactly. */
export function exactBinomial({ n, at, rate }: { n: number; at: number; rate: Rational }): Fraction {
  const bad = rate.numerator;
  const good = rate.denominator - bad;
  assert(bad >= 0n && good > 0n, "the rate must be at least 0 and below 1");
  let term = good ** BigInt(n);
  let sum = at < 0 ? 0n : term;
  for (let i = 0; i < Math.min(at, n); i++) {
    term = (term * BigInt(n - i) * bad) / (BigInt(i + 1) * good);
    sum += term;
  }
  return { numerator: sum, denominator: rate.denominator ** BigInt(n) };
}

/** `P(X <= at)` for `n` items drawn without replacement from `population`, of which `bad` deviate, exactly. */
export function exactHypergeometric(draw: { population: number; bad: number; n: number; at: number }): Fraction {
  const { population, bad, n, at } = draw;
  const good = population - bad;
  const from = Math.max(0, n - good);
  const to = Math.min(at, n, bad);
  let term = choose(bad, from) * choose(good, n - from);
  let sum = 0n;
  for (let i = from; i <= to; i++) {
    sum += term;
    term = (term * BigInt(bad - i) * BigInt(n - i)) / (BigInt(i + 1) * BigInt(good - n + i + 1));
  }
  return { numerator: sum, denominator: choose(population, n) };
}

/**
 * `P(X <= at)` when `factor` deviations are expected, with 80 digits. `e` to a fraction other than 0 is never a
 * fraction, so a tie cannot happen and 80 digits decide.
 */
export function exactPoisson({ factor, at }: { factor: Rational; at: number }): Fraction {
  const { numerator, denominator } = factor;
  let term = 10n ** 80n;
  let sum = 0n;
  let whole = 0n;
  for (let i = 0; term > 0n; i++) {
    whole += term;
    if (i <= at) sum += term;
    term = (term * numerator) / (denominator * BigInt(i + 1));
  }
  return { numerator: sum, denominator: whole };
}

/** How many ways there are to pick `n` of `population` items. */
export function choose(population: number, n: number): bigint {
  if (n < 0 || n > population) return 0n;
  let ways = 1n;
  for (let i = 0; i < Math.min(n, population - n); i++) ways = (ways * BigInt(population - i)) / BigInt(i + 1);
  return ways;
}
