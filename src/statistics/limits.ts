import { assert } from "../base/assert.js";
import { ceil, type Rational, rational, toDecimal } from "../base/rational.js";
import { binomial, cumulative, poisson } from "./distribution.js";
import { badItems, binomialTail, hypergeometricTail, poissonTail, toNumber } from "./tails.js";

/** A sample's result and the risk of overreliance taken (1 minus confidence). */
export interface SampleResult {
  readonly n: number;
  readonly deviations: number;
  readonly risk: Rational;
}

/** The highest deviation rate the sample cannot exclude (one-sided Clopper-Pearson), as a double near 1e-12. */
export function upperLimitBinomial({ n, deviations, risk }: SampleResult): number {
  requireResult({ n, deviations, risk });
  if (deviations === n) return 1;
  return bisect((rate) => cumulative(binomial(n, rate), deviations) > toNumber(risk), 0, 1);
}

/** The same limit as decimal text, rounded up: exactly the smallest such decimal that the sample excludes. */
export function upperLimitBinomialText(result: SampleResult, digits: number): string {
  if (result.deviations === result.n) return toDecimal(rational(1), digits);
  const isExcluded = (rate: Rational): boolean => binomialTail({ ...result, rate }).compareTo(result.risk) <= 0;
  return smallestDecimal({ near: upperLimitBinomial(result), digits, isEnough: isExcluded });
}

/** The lowest deviation rate that is still believable. Above the tolerable rate, the failure is proven. */
export function lowerLimitBinomial({ n, deviations, risk }: SampleResult): number {
  return deviations === 0 ? 0 : 1 - upperLimitBinomial({ n, deviations: n - deviations, risk });
}

/** The same limit as decimal text, rounded down. */
export function lowerLimitBinomialText({ n, deviations, risk }: SampleResult, digits: number): string {
  if (deviations === 0) return toDecimal(rational(0), digits);
  return complement(upperLimitBinomialText({ n, deviations: n - deviations, risk }, digits), digits);
}

/**
 * Whether the lower limit lies above `tolerable`: the failure is proven, not merely unexcluded. With a known
 * `population` the limit is the hypergeometric one.
 */
export function isFailureProven(
  result: SampleResult & { readonly tolerable: Rational; readonly population?: number | null },
): boolean {
  const { n, deviations, risk, tolerable, population = null } = result;
  requireResult(result);
  if (deviations === 0) return false;
  if (population !== null) {
    const bad = population - floorItems(population, tolerable);
    return hypergeometricTail({ population, bad, n, deviations: n - deviations }).compareTo(risk) <= 0;
  }
  const rate = rational(tolerable.denominator - tolerable.numerator, tolerable.denominator);
  return binomialTail({ n, deviations: n - deviations, rate }).compareTo(risk) < 0;
}

/**
 * The most deviating items the population can hold without the draw excluding it: the largest `D` with
 * `P(X <= deviations) > risk`. Its rate is `D / population`.
 */
export function upperLimitHypergeometric(result: SampleResult & { population: number }): number {
  const { population, n, deviations, risk } = result;
  requireResult(result);
  assert(n <= population, "more drawn items than the population has");
  const isBelievable = (bad: number): boolean =>
    hypergeometricTail({ population, bad, n, deviations }).compareTo(risk) > 0;
  let believable = deviations;
  let refuted = population - (n - deviations) + 1;
  while (refuted - believable > 1) {
    const middle = Math.floor((believable + refuted) / 2);
    if (isBelievable(middle)) believable = middle;
    else refuted = middle;
  }
  return believable;
}

/** The fewest deviating items the population can hold: the smallest `D` with `P(X >= deviations) > risk`. */
export function lowerLimitHypergeometric(result: SampleResult & { population: number }): number {
  const { population, n, deviations } = result;
  return population - upperLimitHypergeometric({ ...result, deviations: n - deviations });
}

/** The Poisson factor `R` with `P(X <= deviations) = risk`: 0 deviations at 5 % give 2.9957. */
export function poissonFactor({ deviations, risk }: { deviations: number; risk: Rational }): number {
  requireRisk(risk);
  const isTooSmall = (factor: number): boolean => cumulative(poisson(factor), deviations) > toNumber(risk);
  let top = deviations + 1;
  while (isTooSmall(top)) top *= 2;
  return bisect(isTooSmall, 0, top);
}

/** The older handbooks' conservative limit `R / n`; it can pass 1. */
export function upperLimitPoisson({ n, deviations, risk }: SampleResult): number {
  requireResult({ n, deviations, risk });
  return poissonFactor({ deviations, risk }) / n;
}

/** The same limit as decimal text, rounded up. */
export function upperLimitPoissonText(result: SampleResult, digits: number): string {
  const { n, deviations, risk } = result;
  const isExcluded = (rate: Rational): boolean =>
    poissonTail({ factor: rational(rate.numerator * BigInt(n), rate.denominator), deviations }).compareTo(risk) <= 0;
  return smallestDecimal({ near: upperLimitPoisson(result), digits, isEnough: isExcluded });
}

/** The older handbooks' lower limit: the factor with `P(X >= deviations) = risk`, over `n`. */
export function lowerLimitPoisson({ n, deviations, risk }: SampleResult): number {
  requireResult({ n, deviations, risk });
  if (deviations === 0) return 0;
  const rest = rational(risk.denominator - risk.numerator, risk.denominator);
  return poissonFactor({ deviations: deviations - 1, risk: rest }) / n;
}

/** A rate as decimal text with `digits` places, never printed lower than it is. */
export function rateText(rate: Rational, digits: number): string {
  const scale = 10n ** BigInt(digits);
  return toDecimal(rational(ceil(rational(rate.numerator * scale, rate.denominator)), scale), digits);
}

/** Whether `deviating` of `total` is within `tolerable`; equality passes. For whole populations only. */
export function isWithin({ deviating, total, tolerable }: Share & { tolerable: Rational }): boolean {
  return BigInt(deviating) * tolerable.denominator <= tolerable.numerator * BigInt(total);
}

export interface Share {
  readonly deviating: number | bigint;
  readonly total: number | bigint;
}

/** Domain 3.3: whether the sample supports relying on the control. Never decided by comparing rounded limits. */
export function supportsReliance(
  sample: SampleResult & { readonly population: number | null; readonly tolerable: Rational },
): boolean {
  const { population, n, deviations, tolerable, risk } = sample;
  requireResult(sample);
  if (population === null) return binomialTail({ n, deviations, rate: tolerable }).compareTo(risk) <= 0;
  if (n === population) return isWithin({ deviating: deviations, total: population, tolerable });
  const bad = badItems(population, tolerable);
  return hypergeometricTail({ population, bad, n, deviations }).compareTo(risk) <= 0;
}

function floorItems(population: number, rate: Rational): number {
  return Number((BigInt(population) * rate.numerator) / rate.denominator);
}

function bisect(isTooSmall: (x: number) => boolean, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 200; step++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (isTooSmall(middle)) low = middle;
    else high = middle;
  }
  return high;
}

function smallestDecimal(search: { near: number; digits: number; isEnough: (rate: Rational) => boolean }): string {
  const { near, digits, isEnough } = search;
  const scale = 10n ** BigInt(digits);
  let units = BigInt(Math.ceil(near * Number(scale)));
  while (!isEnough(rational(units, scale))) units += 1n;
  while (units > 0n && isEnough(rational(units - 1n, scale))) units -= 1n;
  return toDecimal(rational(units, scale), digits);
}

function complement(text: string, digits: number): string {
  const scale = 10n ** BigInt(digits);
  return toDecimal(rational(scale - BigInt(text.replace(".", "")), scale), digits);
}

function requireResult({ n, deviations, risk }: SampleResult): void {
  assert(Number.isSafeInteger(n) && n > 0, `a sample has at least one item: ${n}`);
  assert(Number.isSafeInteger(deviations) && deviations >= 0 && deviations <= n, `0 to ${n} deviations: ${deviations}`);
  requireRisk(risk);
}

function requireRisk(risk: Rational): void {
  assert(risk.numerator > 0n && risk.numerator < risk.denominator, "the risk lies between 0 and 1");
}
