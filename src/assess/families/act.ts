import { addDays, type EpochMs, instantOf } from "../../base/instant.js";
import { dayAt, endOfDay } from "../../base/zone.js";
import type { JudgeContext } from "../control.js";
import {
  type DeviationKind,
  deviation,
  indeterminate,
  notApplicable,
  type Outcome,
  pass,
  pending,
} from "../outcome.js";
import { unseenOutcome } from "./approval.js";
import { occurredInTime } from "./occurrence.js";

/** One act that was due in an interval: facts of a population of due acts. */
export interface DueFacts {
  /** Begins a sentence: "oversight meeting for 2026-Q1". */
  readonly label: string;
  readonly intervalFrom: EpochMs;
  readonly intervalTo: EpochMs;
  readonly isUndated: boolean;
  readonly performedAt: EpochMs | null;
}

/** Due by the end of the day `withinDays` days after the interval's last; 0: within the interval itself. */
export interface DuePromise {
  readonly withinDays: number;
  readonly zone: string;
  readonly stream: string;
  /** What the stream's coverage is about; `*` by default. */
  readonly scope?: string;
}

type Seen = Pick<JudgeContext<unknown>, "asOf" | "gapIn">;

/** The family "expected occurrence" over a calendar: `occurredInTime` with the moment it was due. */
export function actHeld(item: DueFacts, promise: DuePromise, { asOf, gapIn }: Seen): Outcome {
  const { label, intervalFrom, intervalTo, isUndated, performedAt } = item;
  const { stream, scope = "*" } = promise;
  const dueAt = dueOf(item, promise);
  return occurredInTime(
    { what: label, dueAt, intervalMs: intervalTo - intervalFrom },
    performedAt !== null ? { state: "done", at: performedAt } : { state: isUndated ? "undated" : "none" },
    { asOf, gap: () => gapIn({ stream, scope, from: intervalFrom, to: dueAt + 1 }) },
  );
}

function dueOf({ intervalTo }: DueFacts, { withinDays, zone }: DuePromise): EpochMs {
  return endOfDay(addDays(dayAt(intervalTo - 1, zone), withinDays), zone) - 1;
}

/** The words of a record, in lower case, that say how an act ended, and what one that failed is. */
export interface ResultWords {
  readonly succeeded: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
  readonly kind: DeviationKind;
}

/**
 * An act that counts only if it succeeded. One that did not may be repeated until it was due: `pending` until then, and
 * an open question where a repetition would not have been seen. Words that nobody knows stay an open question.
 */
export function actSucceeded(
  item: DueFacts & { readonly result: string | null },
  { words, ...promise }: DuePromise & { readonly words: ResultWords },
  { asOf, gapIn }: Seen,
): Outcome {
  const held = actHeld(item, promise, { asOf, gapIn });
  const { label, performedAt } = item;
  if (held.state !== "pass" || performedAt === null) return held;
  const word = item.result?.toLowerCase() ?? null;
  if (word !== null && words.succeeded.has(word)) return held;
  const { stream, scope = "*" } = promise;
  const dueAt = dueOf(item, promise);
  if (asOf <= dueAt) return pending(dueAt);
  const gap = gapIn({ stream, scope, from: performedAt, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome(`a repetition of ${label}`, gap);
  const at = instantOf(performedAt);
  if (word === null) return deviation("evidence-missing", `the record of ${label} at ${at} does not show how it ended`);
  if (words.failed.has(word)) return deviation(words.kind, `${label} failed at ${at} and was not repeated`);
  return indeterminate("unparsed", `How did ${label} at ${at} end? The record says "${item.result}".`);
}

/** What an act had to contain, once it was held. */
export interface PartQuestion {
  /** Ends the sentence "without ...": "minutes". */
  readonly what: string;
  /** The act was held, as far as its record says; when it was not, its own attribute says so. */
  readonly isHeld: boolean;
  /** `null`: the record does not say. */
  readonly isDone: boolean | null;
}

/**
 * A part of an act: `incomplete` when the record says that it is missing, `evidence-missing` when the record says
 * nothing (R1.3: nobody documented it), and not applicable when the act itself was not held.
 */
export function partDone({ what, isHeld, isDone }: PartQuestion): Outcome {
  if (!isHeld) return notApplicable("not held: judged by the attribute that asks for it");
  if (isDone === true) return pass();
  if (isDone === false) return deviation("incomplete", `held without ${what}`);
  return deviation("evidence-missing", `the record does not show ${what}`);
}

/** Whether an act was approved, and by another person than who performed it. */
export interface ApprovalQuestion {
  readonly isHeld: boolean;
  readonly performedAt: EpochMs | null;
  readonly approvedAt: EpochMs | null;
  readonly approvedBy: string | null;
  /** `null`: it cannot be told whether who did it approved it. */
  readonly isSelfApproved: boolean | null;
  /** Whether the performer may approve: a signature of one's own act is none. */
  readonly isOwnEnough: boolean;
}

/** The family "approval" of an act that was held: missing, undated in name only, or by who performed it. */
export function actApproved(question: ApprovalQuestion): Outcome {
  const { isHeld, approvedAt, approvedBy, isSelfApproved, isOwnEnough } = question;
  if (!isHeld) return notApplicable("not held: judged by the attribute that asks for it");
  if (approvedAt === null) return deviation("evidence-missing", "the record shows no approval");
  if (approvedBy === null)
    return deviation("evidence-missing", `approved at ${instantOf(approvedAt)}, and nobody is named`);
  if (isOwnEnough || isSelfApproved === false) return pass();
  if (isSelfApproved === null)
    return indeterminate("unmatched-person", "Did another person than who performed it approve it?");
  return deviation("unauthorised", "approved by who performed it");
}
