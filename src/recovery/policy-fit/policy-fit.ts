import { assert } from "../../base/assert.js";
import { rational, toDecimal } from "../../base/rational.js";
import { keepablePromise, type PromiseUnit } from "./promise.js";

/** What one item says of a promise: how long it would have had to be, in whole units. */
export type ItemNeed =
  | { readonly kind: "held-by"; readonly promise: number }
  /** Not done at all as far as anybody saw: no length would have made it good. */
  | { readonly kind: "never" }
  /** Nobody could tell, or it is not due yet. */
  | { readonly kind: "open" };

/** A promise against what happened, over the whole population. */
export interface PolicyFit {
  readonly attribute: string;
  readonly parameter: string;
  readonly unit: PromiseUnit;
  /** What is promised as the period ends. */
  readonly promised: number;
  /** Items whose outcome depends on the promise and that were done. */
  readonly done: number;
  readonly never: number;
  readonly open: number;
  /** Deviations under the promises in force when the items occurred. */
  readonly deviations: number;
  /** Smallest promise by which so much of what was done was done: exact, nearest rank; `null` where nothing was done. */
  readonly quantiles: readonly { readonly percent: number; readonly promise: number | null }[];
  /** Smallest promise people can keep that would have held for every item; `null`: some were never done. */
  readonly holdsForAll: number | null;
  /** The same for 95 of 100 items, those never done among the other five; `null`: more than five were never done. */
  readonly holdsFor95: number | null;
}

const PERCENTS = [50, 75, 90, 95, 99, 100] as const;

/** Adds up what the items say. The order of items does not matter. */
export function policyFit(
  about: Pick<PolicyFit, "attribute" | "parameter" | "unit" | "promised" | "deviations">,
  needs: readonly ItemNeed[],
): PolicyFit {
  const done: number[] = [];
  let [never, open] = [0, 0];
  for (const need of needs) {
    if (need.kind === "held-by") done.push(need.promise);
    else if (need.kind === "never") never += 1;
    else open += 1;
  }
  done.sort((a, b) => a - b);
  const all = done.length + never;
  const reaches = (percent: number) => {
    const needed = all === 0 ? undefined : done[rankOf(percent, all) - 1];
    return needed === undefined ? null : keepablePromise(needed, about.unit);
  };
  return {
    ...about,
    done: done.length,
    never,
    open,
    quantiles: PERCENTS.map((percent) => ({ percent, promise: quantile(done, percent) ?? null })),
    holdsForAll: reaches(100),
    holdsFor95: reaches(95),
  };
}

/** The smallest of `sorted` that at least `percent` of 100 of them do not exceed (nearest rank). */
export function quantile(sorted: readonly number[], percent: number): number | undefined {
  return sorted.length === 0 ? undefined : sorted[rankOf(percent, sorted.length) - 1];
}

/** What a promise that was not kept says about the promise itself, and that it is no excuse for this period. */
export function policyFitSentences(fit: PolicyFit): readonly string[] {
  const { parameter, unit, promised, done, never, deviations } = fit;
  const all = done + never;
  const median = fit.quantiles.find(({ percent }) => percent === 50)?.promise ?? null;
  const longest = fit.quantiles.find(({ percent }) => percent === 100)?.promise ?? null;
  const lines = [
    `Promised: ${promised} ${unit} (${parameter}). ${deviations} of ${all} items deviate (${share(deviations, all)}).`,
  ];
  if (median !== null && longest !== null) {
    lines.push(`Half were done within ${median} ${unit}, all that were done within ${longest} ${unit}.`);
  }
  if (never > 0) lines.push(`${never} of ${all} were not done at all: no promise of time would have held for them.`);
  const { holdsForAll, holdsFor95 } = fit;
  if (holdsForAll !== null) lines.push(`Smallest promise that would have held for all: ${holdsForAll} ${unit}.`);
  if (holdsFor95 !== null && holdsFor95 !== holdsForAll) {
    lines.push(`Smallest promise that would have held for 95 %: ${holdsFor95} ${unit}.`);
  }
  lines.push(
    "A new promise counts from the day it is approved, for what happens from then on. It changes nothing about this period.",
  );
  return lines;
}

/** `ceil(percent / 100 * count)`, in whole numbers. */
function rankOf(percent: number, count: number): number {
  assert(percent > 0 && percent <= 100, "a rank is above 0 and at most 100 percent");
  return Math.ceil((percent * count) / 100);
}

function share(part: number, whole: number): string {
  return `${toDecimal(rational(part * 100, Math.max(1, whole)), 1)} %`;
}
