import type { Deviation, Measure, Outcome, OutcomeState } from "./outcome.js";
import { addMeasure } from "./tally.js";

/** Worst first: what several outcomes are called together. Not applicable only if every one is. */
export const WORST_FIRST: readonly OutcomeState[] = ["deviation", "indeterminate", "pending", "pass", "not-applicable"];

/** Place of each state in that order. */
export const RANK: Readonly<Record<OutcomeState, number>> = {
  deviation: 0,
  indeterminate: 1,
  pending: 2,
  pass: 3,
  "not-applicable": 4,
};

/** The worst of several states; of none, not applicable. */
export function worstOf(states: readonly OutcomeState[]): OutcomeState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? "not-applicable";
}

/**
 * One outcome for consecutive stretches of time, each judged by what was promised in it: the worst, with the time of
 * all. A breach that goes on under the next promise is a run of its own there.
 */
export function together(outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes;
  if (first === undefined) throw new TypeError("no stretch of time was judged");
  if (outcomes.length === 1) return first;
  const state = worstOf(outcomes.map((outcome) => outcome.state));
  const worst = outcomes.filter((outcome) => outcome.state === state);
  const [shown = first] = worst;
  const measure = outcomes.reduce<Measure | null>((sum, outcome) => {
    const own = "measure" in outcome ? outcome.measure : undefined;
    return own === undefined ? sum : addMeasure(sum, own);
  }, null);
  const measured = measure === null || !("measure" in shown) ? shown : { ...shown, measure };
  if (measured.state !== "deviation") return measured;
  return { ...measured, detail: worst.map((outcome) => (outcome as Deviation).detail).join("; ") };
}

/**
 * Whether what was found over `lengthMs` says the same of every part of it: all of the time kept, all broken, all
 * unseen, or the duty was not there at all.
 */
export function holdsOfEachPart(outcome: Outcome, lengthMs: number): boolean {
  if (outcome.state === "not-applicable") return true;
  if (outcome.state === "pending" || outcome.measure?.totalMs !== lengthMs) return false;
  const { deviatingMs, missingMs } = outcome.measure;
  if (outcome.state === "pass") return deviatingMs === 0 && missingMs === 0;
  return (outcome.state === "deviation" ? deviatingMs : missingMs) === lengthMs;
}
