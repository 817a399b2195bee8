import { detectionText } from "../../statistics/detection.js";

const SIZES = [15, 25, 40, 60];
const DIGITS = 4;

/** What a sample of some size would probably show of a population. */
export interface SampleRisk {
  readonly n: number;
  /** Decimal text: the probability of drawing at least one, or two, of the deviating items. */
  readonly at_least_one: string;
  readonly at_least_two: string;
}

/** For the sizes that auditors use, as far as the population has as many items, and for all of it when it has fewer. */
export function sampleRisk({ population, bad }: { readonly population: number; readonly bad: number }): SampleRisk[] {
  if (population === 0) return [];
  const sizes = [...new Set(SIZES.map((n) => Math.min(n, population)))];
  return sizes.map((n) => ({
    n,
    at_least_one: detectionText({ population, bad, n, atLeast: 1 }, DIGITS),
    at_least_two: detectionText({ population, bad, n, atLeast: 2 }, DIGITS),
  }));
}
