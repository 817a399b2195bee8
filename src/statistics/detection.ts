import { assert } from "../base/assert.js";

/**
 * The chance that a random draw of `n` shows at least one of the `bad` items (domain 3.5). Never a reason not to fix.
 */
export function detectionProbability({ population, bad, n }: { population: number; bad: number; n: number }): number {
  assert(bad >= 0 && n >= 0 && bad <= population && n <= population, "more bad or drawn items than the population has");
  const [fewer, more] = bad < n ? [bad, n] : [n, bad];
  if (fewer === 0) return 0;
  if (fewer + more > population) return 1;
  let logarithm = 0;
  for (let i = 0; i < fewer; i++) logarithm += Math.log1p(-more / (population - i));
  return -Math.expm1(logarithm);
}
