import type { JudgeContext } from "../../assess/control.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { settledInTime } from "../../assess/families/settled.js";
import { heldWithin, standingDue } from "../../assess/families/standing.js";
import { notApplicable, type Outcome } from "../../assess/outcome.js";
import type { EpochMs } from "../../base/instant.js";
import {
  type EvaluationCycle,
  type EvaluationItem,
  isEvaluation,
  isViolation,
} from "../../populations/evaluations/population.js";

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
  const leave = leaveAt(item, standingDue(item.cycleFrom ?? item.subjectFromAt ?? 0, promise));
  if (leave === undefined) return heldWithin(item, promise, context);
  if (leave.to === null) return notApplicable("away on the due date: the clock goes on with the return");
  const notBefore = calendarDeadline({ from: leave.to, days: loa_grace_days, zone: item.zone });
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

/** The leave that began by the due moment of an evaluation that was not held by then. */
function leaveAt({ leaveFrom, leaveTo, nextAt }: EvaluationCycle, dueAt: EpochMs): { to: EpochMs | null } | undefined {
  const isHeld = nextAt !== null && nextAt <= dueAt;
  return leaveFrom === null || leaveFrom > dueAt || isHeld ? undefined : { to: leaveTo };
}
