import type { JudgeContext } from "../../assess/control.js";
import { partDone } from "../../assess/families/act.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { onActOfCycle } from "../../assess/families/cycle-act.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { heldWithin } from "../../assess/families/standing.js";
import { deviation, indeterminate, notApplicable, type Outcome, pending } from "../../assess/outcome.js";
import { type EpochMs, instantOf } from "../../base/instant.js";
import type { CriticalVendor } from "../../populations/critical-vendors/population.js";

/** The parameters as promised on the day of the item. */
export interface CriticalVendorPromise {
  readonly interval_months: number;
  readonly first_review_days: number;
  readonly zone: string;
}

type Context = JudgeContext<CriticalVendorPromise>;

/** A: the last review never became older than promised; a new critical vendor is reviewed by the period's end. */
export function reviewedInTime(item: CriticalVendor, context: Context): Outcome {
  return ifCritical(item, timely(item, context));
}

/** B: the report covers the period, or a letter bridges the rest. */
export function isPeriodCovered(item: CriticalVendor, context: Context): Outcome {
  return partOf(item, context, { what: "a report or letter that covers the period", isDone: item.periodCoveredDone });
}

/** C: what the report says was weighed. */
export function isOpinionEvaluated(item: CriticalVendor, context: Context): Outcome {
  return partOf(item, context, { what: "an evaluation of opinion and exceptions", isDone: item.opinionEvaluatedDone });
}

/** D: controls the vendor expects of its users exist here. */
export function areCuecsMapped(item: CriticalVendor, context: Context): Outcome {
  return partOf(item, context, { what: "a mapping of what the report asks of us", isDone: item.cuecsMappedDone });
}

/** E: controls we expect of the vendor are in its report. */
export function areCsocsConfirmed(item: CriticalVendor, context: Context): Outcome {
  return partOf(item, context, {
    what: "a confirmation of what we expect of the vendor",
    isDone: item.csocsConfirmedDone,
  });
}

function timely(item: CriticalVendor, context: Context): Outcome {
  const { interval_months: months, first_review_days: days, zone } = context.parameters;
  const held = heldWithin(item, { months, graceDays: 0, zone, stream: "vendors" }, context);
  const { cycleFrom, subjectFromAt, nextAt } = item;
  const isReviewed = cycleFrom !== null || (nextAt !== null && nextAt < context.period.end);
  const isDue = held.state === "deviation" || held.state === "indeterminate" || held.state === "pending";
  if (isReviewed || isDue || subjectFromAt === null) return held;
  const settledAt = calendarDeadline({ from: subjectFromAt, days, zone });
  if (settledAt >= context.period.end) {
    return notApplicable(`critical since ${instantOf(subjectFromAt)}, less than ${days} days before the period's end`);
  }
  return firstReview(item, subjectFromAt, context);
}

/** Not reviewed since it became critical, long enough before the period's end: due by it. */
function firstReview(
  { label, subjectToAt, nextAt, hasUndated }: CriticalVendor,
  from: EpochMs,
  { asOf, period, gapIn }: Context,
): Outcome {
  if (subjectToAt !== null && subjectToAt < period.end) {
    return notApplicable("ended before it was due");
  }
  const dueAt = period.end - 1;
  if (asOf <= dueAt) return pending(dueAt);
  if (nextAt === null && hasUndated) {
    return deviation("evidence-missing", `${label} has a record without a date; due ${instantOf(dueAt)}`);
  }
  const gap = gapIn({ stream: "vendors", scope: "*", from, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome(label, gap);
  if (nextAt === null) return deviation("not-performed", `no ${label} since it became critical at ${instantOf(from)}`);
  return deviation("late", `${label} done at ${instantOf(nextAt)}, first due at ${instantOf(dueAt)}`, {
    lateness: { lateMs: nextAt - dueAt, allowedMs: dueAt - from },
  });
}

function partOf(
  item: CriticalVendor,
  context: Context,
  { what, isDone }: { readonly what: string; readonly isDone: boolean | null },
): Outcome {
  const outcome = onActOfCycle(item, context, () => partDone({ what, isHeld: item.performedAt !== null, isDone }));
  return ifCritical(item, outcome);
}

/** Where nobody said whether the vendor is critical, nobody knows whether it owed what is missing. */
function ifCritical({ label, subjectIsCritical }: CriticalVendor, outcome: Outcome): Outcome {
  if (subjectIsCritical !== null || outcome.state !== "deviation") return outcome;
  return indeterminate("unparsed", `Is the subject of ${label} critical? The register does not say.`);
}
