import { assert } from "../../base/assert.js";
import { detectionProbability } from "../../statistics/detection.js";
import { hypergeometricTail } from "../../statistics/tails.js";
import type { ResultState } from "./result-state.js";

/** What the whole population showed for the control and attribute of a row, over the report's period. */
export interface CensusFound {
  readonly deviating: number;
  /** Items to which the promise applied and whose time had come. */
  readonly due: number;
  readonly couldNotTell: number;
  /** Whether the list is proven to be all of it. */
  readonly isProven: boolean;
}

/** What the auditor saw beside what is there. */
export interface Comparison {
  /** The chance that a random draw as large as the auditor's shows one deviation or more; `null` where it cannot be said. */
  readonly chanceOfAny: number | null;
  /** The chance that it shows as many as the auditor saw, or more. */
  readonly chanceOfAsMany: number | null;
  /** One sentence, for people. */
  readonly meaning: string;
}

/** Compares what the auditor saw in a sample with what a census finds. Chances rest on a proven list alone. */
export function compareWithCensus(
  {
    state,
    seen,
  }: { readonly state: ResultState; readonly seen: { readonly deviating: number; readonly examined: number } | null },
  census: CensusFound,
): Comparison {
  const nothing = { chanceOfAny: null, chanceOfAsMany: null };
  if (!census.isProven) return { ...nothing, meaning: unprovenMeaning(census) };
  if (census.due === 0) return { ...nothing, meaning: emptyMeaning(state) };
  if (seen === null || seen.examined > census.due)
    return { ...nothing, meaning: uncountedMeaning(state, seen, census) };
  const draw = { population: census.due, bad: census.deviating, n: seen.examined };
  const chanceOfAny = detectionProbability(draw);
  const chanceOfAsMany = chanceOfAtLeast(seen.deviating, draw);
  return { chanceOfAny, chanceOfAsMany, meaning: countedMeaning(seen, census, { chanceOfAny, chanceOfAsMany }) };
}

/** `61 %`; what is not exactly none or all is never printed as such. */
export function percent(share: number): string {
  assert(share >= 0 && share <= 1 + 1e-9, "a share lies between 0 and 1");
  if (share > 0 && share < 0.01) return "under 1 %";
  if (share < 1 && share > 0.99) return "over 99 %";
  return `${Math.round(share * 100)} %`;
}

/** `7.3 %`, `0.5 %`: a rate of the population; what is not none is never printed as none. */
function rate(part: number, whole: number): string {
  const tenths = Math.round((part / whole) * 1_000);
  if (part > 0 && tenths === 0) return "under 0.1 %";
  return `${Math.floor(tenths / 10)}.${tenths % 10} %`;
}

function chanceOfAtLeast(
  deviating: number,
  { population, bad, n }: { readonly population: number; readonly bad: number; readonly n: number },
): number {
  if (deviating === 0) return 1;
  return Math.max(0, 1 - hypergeometricTail({ population, bad, n, deviations: deviating - 1 }).value);
}

/** Fewer chances than this, and what the auditor saw does not fit the census. */
const RARE = 0.05;

function countedMeaning(
  seen: { readonly deviating: number; readonly examined: number },
  census: CensusFound,
  { chanceOfAny, chanceOfAsMany }: { readonly chanceOfAny: number; readonly chanceOfAsMany: number },
): string {
  const all = `${ofItems(census.deviating, census.due)} (${rate(census.deviating, census.due)})`;
  const open = census.couldNotTell > 0 ? ` ${openText(census.couldNotTell)}` : "";
  if (census.deviating === 0) {
    return seen.deviating === 0
      ? `Neither the auditor's sample nor the whole population shows a deviation.${open}`
      : `The auditor saw ${ofItems(seen.deviating, seen.examined)}, this evidence shows none: the two do not agree, so find out whether they speak of the same items before relying on either.${open}`;
  }
  const chance = `a random sample of ${seen.examined} shows at least one with a chance of ${percent(chanceOfAny)}`;
  if (seen.deviating === 0) {
    return `The auditor's sample showed none, and yet ${all} deviate: ${chance}, so the next one may.${open}`;
  }
  if (chanceOfAsMany < RARE) {
    return `${all} deviate; ${ofItems(seen.deviating, seen.examined)} in a random sample would be rare (${percent(chanceOfAsMany)}), so check that period, population and attribute are the auditor's.${open}`;
  }
  return `What the auditor saw is part of ${all}: ${chance}, and ${seen.deviating} or more with ${percent(chanceOfAsMany)}, so mending the items seen is not enough.${open}`;
}

function uncountedMeaning(
  state: ResultState,
  seen: { readonly deviating: number; readonly examined: number } | null,
  census: CensusFound,
): string {
  const found = `the whole population shows ${ofItems(census.deviating, census.due)} deviating`;
  if (seen !== null) {
    return `The auditor examined ${seen.examined} items and this evidence knows ${census.due}: the two do not speak of the same population, so no chance is computed; ${found}.`;
  }
  switch (state) {
    case "did-not-operate":
      return `The auditor saw no occasion for the control, and yet there were ${census.due}: ${found}.`;
    case "no-evidence":
      return `The auditor got no evidence; here is some: ${found}.`;
    case "no-exception":
      return census.deviating === 0
        ? `No exception was noted, and ${found}.`
        : `No exception was noted, and yet ${found}: the next sample may show it.`;
    default:
      return `The row does not count what was examined; ${found}.`;
  }
}

function emptyMeaning(state: ResultState): string {
  return state === "did-not-operate"
    ? "No occasion for the control is in the evidence either: this is neither a pass nor a deviation."
    : "The evidence shows no occasion for the control in this period: it confirms nothing and refutes nothing.";
}

function unprovenMeaning({ deviating, due }: CensusFound): string {
  return due === 0
    ? "Nothing can be said: the list of items is not proven to be complete, and it is empty."
    : `At least ${ofItems(deviating, due)} known items deviate; the list is not proven to be complete, so no chance is computed.`;
}

function openText(count: number): string {
  return `${count} more could not be told.`;
}

function ofItems(part: number, whole: number): string {
  return `${part} of ${whole}`;
}
