import { assert } from "../base/assert.js";
import { rational, toDecimal } from "../base/rational.js";
import { exceeding, hypergeometric } from "./distribution.js";
import { exactHypergeometric } from "./exact.js";

export interface Detection {
  readonly population: number;
  readonly bad: number;
  readonly n: number;
  /** How many of the bad items the draw must show; 1 when absent. */
  readonly atLeast?: number;
}

/**
 * The chance that a random draw of `n` without replacement shows at least `atLeast` of the `bad` items (domain 3.5), as
 * a double. It says what an auditor would probably see; it is never a reason not to fix.
 */
export function detectionProbability({ population, bad, n, atLeast = 1 }: Detection): number {
  assert(bad >= 0 && n >= 0 && bad <= population && n <= population, "more bad or drawn items than the population has");
  if (atLeast > 1) return exceeding(hypergeometric(population, bad, n), atLeast);
  if (atLeast <= 0) return 1;
  const [fewer, more] = bad < n ? [bad, n] : [n, bad];
  if (fewer === 0) return 0;
  if (fewer + more > population) return 1;
  let logarithm = 0;
  for (let i = 0; i < fewer; i++) logarithm += Math.log1p(-more / (population - i));
  return -Math.expm1(logarithm);
}

/**
 * The same chance as decimal text, computed in whole numbers so that every machine prints the same. Its cost grows with
 * `n` or `population - n`, whichever is smaller.
 */
export function detectionText({ population, bad, n, atLeast = 1 }: Detection, digits: number): string {
  const { numerator, denominator } = exactHypergeometric({ population, bad, n, at: atLeast - 1 });
  return toDecimal(rational(denominator - numerator, denominator), digits);
}
