import { type EpochMs, instantOf } from "../../base/instant.js";
import { deviation, indeterminate, type Outcome, pass } from "../outcome.js";
import { durationText } from "./deadline.js";

/** An approval by another person than the owner that had to be there by a moment: facts of a step of a duty. */
export interface AnothersApproval {
  /** Begins a sentence: "external share S-1". */
  readonly what: string;
  /** On the dot is in time. */
  readonly dueAt: EpochMs;
  readonly count: number;
  /** The first by anybody, and who that was. */
  readonly firstAt: EpochMs | null;
  readonly firstBy: string | null;
  readonly otherAt: EpochMs | null;
  /** The first by somebody who may be the owner. */
  readonly unsureAt: EpochMs | null;
}

/** Judges the approvals on record; `undefined`: there is none, and silence is the caller's question. */
export function approvedByAnother(approval: AnothersApproval): Outcome | undefined {
  const { what, dueAt, count, firstAt, firstBy, otherAt, unsureAt } = approval;
  if (otherAt !== null && otherAt <= dueAt) return pass();
  if (unsureAt !== null && unsureAt <= dueAt) {
    return indeterminate("unmatched-person", `Did another person than its owner approve ${what}?`);
  }
  if (count === 0) return undefined;
  if (firstAt === null) return deviation("evidence-missing", `the approval of ${what} has no date`);
  if (firstAt > dueAt) {
    return deviation("late", `${what} approved at ${instantOf(firstAt)}, ${durationText(firstAt - dueAt)} too late`, {
      lateness: { lateMs: firstAt - dueAt, allowedMs: 0 },
    });
  }
  if (firstBy === null) return deviation("evidence-missing", `${what} was approved, and nobody is named`);
  return deviation("unauthorised", `${what} was approved by its owner`);
}
