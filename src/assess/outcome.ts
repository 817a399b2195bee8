import type { EpochMs } from "../base/instant.js";

export const DEVIATION_KINDS = [
  "late",
  "incomplete",
  "not-performed",
  "bypassed",
  "unauthorised",
  "wrong-result",
  "evidence-missing",
] as const;
export type DeviationKind = (typeof DEVIATION_KINDS)[number];

export const INDETERMINATE_CAUSES = [
  "denied",
  "retention",
  "gap",
  "unmatched-person",
  "bounded-time",
  "unparsed",
  "plan-limited",
] as const;
export type IndeterminateCause = (typeof INDETERMINATE_CAUSES)[number];

/** How a state control's item spent its time in the period; every rate of a state control is a share of these. */
export interface Measure {
  readonly totalMs: number;
  readonly deviatingMs: number;
  readonly missingMs: number;
  /** Longest unbroken deviating stretch: rule R3.3. */
  readonly longestRunMs: number;
}

/** How late, against what was allowed: the SLA of a per-event control, the interval of a periodic one (rule R2.4). */
export interface Lateness {
  readonly lateMs: number;
  readonly allowedMs: number;
}

/** How much of a periodic control was done, and whether the rest followed before the next occurrence (rule R2.4). */
export interface Shortfall {
  readonly covered: number;
  readonly due: number;
  readonly isCompletedBeforeNext: boolean;
}

export interface Pass {
  readonly state: "pass";
  readonly measure?: Measure;
}
export interface Deviation {
  readonly state: "deviation";
  readonly kind: DeviationKind;
  /** What happened against what was promised, in one sentence with instants and counts; no personal data. */
  readonly detail: string;
  readonly lateness?: Lateness;
  readonly shortfall?: Shortfall;
  readonly measure?: Measure;
}
export interface Indeterminate {
  readonly state: "indeterminate";
  readonly cause: IndeterminateCause;
  /** The question whose answer would settle it. */
  readonly question: string;
  readonly measure?: Measure;
}
export interface NotApplicable {
  readonly state: "not-applicable";
  /** Why the duty did not exist for this item, and what shows it. */
  readonly proof: string;
}
export interface Pending {
  readonly state: "pending";
  readonly dueAt: EpochMs;
}

/**
 * What one attribute says of one item. A read error can produce neither `pass` nor `deviation`.
 *
 * Law (tested for every control): with the same facts, an outcome other than `pending` does not change, text
 * included, when `asOf` grows. So details never print `asOf`.
 */
export type Outcome = Pass | Deviation | Indeterminate | NotApplicable | Pending;
export type OutcomeState = Outcome["state"];

const PASS: Pass = Object.freeze({ state: "pass" });

export function pass(measure?: Measure): Pass {
  return measure === undefined ? PASS : { state: "pass", measure };
}

export function deviation(
  kind: DeviationKind,
  detail: string,
  more: Pick<Deviation, "lateness" | "shortfall" | "measure"> = {},
): Deviation {
  return { state: "deviation", kind, detail, ...more };
}

export function indeterminate(cause: IndeterminateCause, question: string, measure?: Measure): Indeterminate {
  return measure === undefined
    ? { state: "indeterminate", cause, question }
    : { state: "indeterminate", cause, question, measure };
}

export function notApplicable(proof: string): NotApplicable {
  return { state: "not-applicable", proof };
}

export function pending(dueAt: EpochMs): Pending {
  return { state: "pending", dueAt };
}
