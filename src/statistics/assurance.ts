import { ceil, type Rational, rational, toDecimal } from "../base/rational.js";
import { supportsReliance, upperLimitBinomialText, upperLimitHypergeometric } from "./limits.js";
import { badItems, binomialTail, hypergeometricTail } from "./tails.js";

/** A sample of a population of known size, or of an endless one (`null`). */
export interface Examined {
  readonly population: number | null;
  readonly n: number;
  readonly deviations: number;
}

/**
 * The confidence that the rate is below `tolerable` which the sample really bought: one minus the chance that a
 * control with just too many deviations looks as good. 1 for a whole population within the rate, 0 for one above it.
 */
export function attainedAssurance({ tolerable, ...sample }: Examined & { readonly tolerable: Rational }): number {
  const { population, n, deviations } = sample;
  if (n === 0) return 0;
  if (n === population) return supportsReliance({ ...sample, tolerable, risk: rational(1, 2) }) ? 1 : 0;
  if (population === null) return 1 - binomialTail({ n, deviations, rate: tolerable }).value;
  const bad = badItems(population, tolerable);
  return 1 - hypergeometricTail({ population, bad, n, deviations }).value;
}

/** The highest rate the sample cannot exclude, as text rounded up: what to print beside a customary sample size. */
export function attainedLimitText({ risk, ...sample }: Examined & { readonly risk: Rational }, digits: number): string {
  return toDecimal(attainedLimit(sample, risk, digits), digits);
}

/** The upper limit minus the observed rate (domain 3.3), as text rounded up; negative only beyond a risk of a half. */
export function allowanceText({ risk, ...sample }: Examined & { readonly risk: Rational }, digits: number): string {
  const limit = attainedLimit(sample, risk, digits);
  const observed = rational(sample.deviations, sample.n);
  const scale = 10n ** BigInt(digits);
  const exact = rational(
    limit.numerator * observed.denominator - observed.numerator * limit.denominator,
    limit.denominator * observed.denominator,
  );
  return toDecimal(rational(ceil(rational(exact.numerator * scale, exact.denominator)), scale), digits);
}

function attainedLimit({ population, n, deviations }: Examined, risk: Rational, digits: number): Rational {
  const scale = 10n ** BigInt(digits);
  if (population === null) {
    const text = upperLimitBinomialText({ n, deviations, risk }, digits);
    return rational(BigInt(text.replace(".", "")), scale);
  }
  const most = upperLimitHypergeometric({ population, n, deviations, risk });
  return rational(ceil(rational(BigInt(most) * scale, population)), scale);
}
