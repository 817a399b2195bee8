import type { JudgeContext } from "../../assess/control.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { settledInTime } from "../../assess/families/settled.js";
import { heldWithin, standingDue } from "../../assess/families/standing.js";
import { notApplicable, type Outcome } from "../../assess/outcome.js";
import { type EvaluationItem, isEvaluation, isViolation } from "../../populations/evaluations/population.js";
import { dueAfterLeaves } from "../../populations/kit/leave-list.js";

/** The parameters as promised on the day of the item. */
export interface EvaluationPromise {
  readonly interval_months: number;
  readonly grace_days: number;
  readonly loa_grace_days: number;
  readonly follow_up_days: number;
  readonly zone: string;
}

type Context = JudgeContext<EvaluationPromise>;

/** A: the last evaluation never became older than promised; a leave stops the clock. */
export function evaluatedInTime(item: EvaluationItem, context: Context): Outcome {
  if (!isEvaluation(item)) return notApplicable("a violation: asked of the evaluations");
  const { interval_months: months, grace_days: graceDays, loa_grace_days } = context.parameters;
  const promise = { months, graceDays, zone: item.zone, stream: "hr.evaluations" };
  const { nextAt, leaves, zone } = item;
  const from = item.cycleFrom ?? item.subjectFromAt ?? 0;
  const dueAt = standingDue(from, promise);
  if (nextAt !== null && nextAt <= dueAt) return heldWithin(item, promise, context);
  const notBefore = dueAfterLeaves({ leaves, from, dueAt, graceDays: loa_grace_days, zone });
  if (notBefore === null) return notApplicable("away on the due date: the clock goes on with the return");
  return heldWithin(item, { ...promise, notBefore }, context);
}

/** B: somebody saw to it. */
export function violationFollowedUp(item: EvaluationItem, context: Context): Outcome {
  if (!isViolation(item)) return notApplicable("an evaluation: asked of the violations");
  if (item.isTaggedTest) return notApplicable("tagged as a test when it was made");
  const { label, occurredAt: from, closedAt } = item;
  const { follow_up_days: days, zone } = context.parameters;
  const dueAt = item.dueAt ?? calendarDeadline({ from, days, zone });
  return settledInTime(
    { label, from, dueAt, closedAt, acceptedAt: null, acceptedUntil: null, needsExpiry: true },
    { stream: "hr.evaluations" },
    context,
  );
}
