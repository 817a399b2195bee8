import type { JudgeContext } from "../../assess/control.js";
import { actHeld, partDone } from "../../assess/families/act.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { settledInTime } from "../../assess/families/settled.js";
import { notApplicable, type Outcome } from "../../assess/outcome.js";
import { type CapacityItem, isCapacityReview, isThreshold } from "../../populations/capacity-checks/population.js";

/** The parameters as promised on the day of the item. */
export interface CapacityPromise {
  readonly review_days: number;
  readonly act_days: number;
  readonly zone: string;
}

type Context = JudgeContext<CapacityPromise>;

/** A: reviewed in time, and it looked ahead. */
export function reviewed(item: CapacityItem, context: Context): Outcome {
  if (!isCapacityReview(item)) return notApplicable("a threshold: judged by B");
  const { review_days: withinDays, zone } = context.parameters;
  const held = actHeld(item, { withinDays, zone, stream: "capacity" }, context);
  if (held.state !== "pass") return held;
  return partDone({ what: "a forecast", isHeld: true, isDone: item.forecastDone });
}

/** B: somebody acted in time. */
export function actedOn(item: CapacityItem, context: Context): Outcome {
  if (!isThreshold(item)) return notApplicable("a review: judged by A");
  if (item.isTaggedTest) return notApplicable("tagged as a test when it was made");
  const { label, occurredAt: from, closedAt } = item;
  const { act_days: days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from, days, zone });
  const unmoved = { acceptedAt: null, acceptedUntil: null, needsExpiry: true };
  return settledInTime({ label, from, dueAt, closedAt, ...unmoved }, { stream: "capacity" }, context);
}
