import { type Rational, rational } from "../../../src/base/rational.js";

/** A chance as whole numbers: the slowest and plainest way to compute it, sharing nothing with what is tested. */
export interface Exact {
  readonly over: bigint;
  readonly of: bigint;
}

const pascal: bigint[][] = [[1n]];

/** The binomial coefficient, read off Pascal's triangle. */
export function ways(of: number, taken: number): bigint {
  while (pascal.length <= of) {
    const above = pascal.at(-1) ?? [];
    pascal.push([1n, ...above.slice(1).map((each, index) => each + (above[index] ?? 0n)), 1n]);
  }
  return taken < 0 || taken > of ? 0n : (pascal[of]?.[taken] ?? 0n);
}

/** `P(X <= k)` of `n` independent items at `rate`. */
export function binomialAtMost(n: number, k: number, rate: Rational): Exact {
  const [bad, good] = [rate.numerator, rate.denominator - rate.numerator];
  let over = 0n;
  for (let i = 0; i <= Math.min(k, n); i++) over += ways(n, i) * bad ** BigInt(i) * good ** BigInt(n - i);
  return { over, of: rate.denominator ** BigInt(n) };
}

/** `P(X <= k)` of `n` drawn from `population` without replacement, `bad` of which deviate. */
export function drawnAtMost(population: number, { bad, n, k }: { bad: number; n: number; k: number }): Exact {
  let over = 0n;
  for (let i = 0; i <= Math.min(k, n); i++) over += ways(bad, i) * ways(population - bad, n - i);
  return { over, of: ways(population, n) };
}

/** `P(X <= k)` when `factor` are expected, between a lower and an upper bound that agree to 70 digits. */
export function poissonAtMost(factor: Rational, k: number): Exact {
  let [term, partial, whole] = [10n ** 75n, 0n, 0n];
  for (let i = 0; term > 0n; i++) {
    if (i <= k) partial += term;
    whole += term;
    term = (term * factor.numerator) / (factor.denominator * BigInt(i + 1));
  }
  return { over: partial, of: whole };
}

/** One minus a chance. */
export function rest({ over, of }: Exact): Exact {
  return { over: of - over, of };
}

/** Negative, zero or positive as the chance is below, at or above `limit`. */
export function versus({ over, of }: Exact, limit: Rational): number {
  const difference = over * limit.denominator - limit.numerator * of;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The nearest double, through 30 digits. */
export function asNumber({ over, of }: Exact): number {
  return Number((over * 10n ** 30n) / of) / 1e30;
}

/** Decimal text with four digits as the fraction it stands for. */
export function fourDigits(text: string): Rational {
  return rational(BigInt(text.replace(".", "")), 10_000n);
}
