import type { JudgeContext } from "../../assess/control.js";
import { actApproved, partDone } from "../../assess/families/act.js";
import { onActOfCycle } from "../../assess/families/cycle-act.js";
import { heldWithin } from "../../assess/families/standing.js";
import type { Outcome } from "../../assess/outcome.js";
import type { ContinuityReview } from "../../populations/continuity-reviews/population.js";

/** The parameters as promised on the day of the item. */
export interface ContinuityPromise {
  readonly interval_months: number;
  readonly zone: string;
}

type Context = JudgeContext<ContinuityPromise>;

/** A: the last review never became older than promised, and was approved. */
export function reviewedAndApproved(item: ContinuityReview, context: Context): Outcome {
  const { interval_months: months, zone } = context.parameters;
  const held = heldWithin(item, { months, graceDays: 0, zone, stream: "continuity" }, context);
  if (held.state !== "pass" && held.state !== "not-applicable") return held;
  const approval = onActOfCycle(item, context, () =>
    actApproved({ ...item, isHeld: item.performedAt !== null, isOwnEnough: true }),
  );
  return approval.state === "deviation" ? approval : held;
}

/** B: the contacts in it were checked. */
export function areContactsCurrent(item: ContinuityReview, context: Context): Outcome {
  return onActOfCycle(item, context, () =>
    partDone({ what: "a check of the contacts", isHeld: item.performedAt !== null, isDone: item.contactsDone }),
  );
}
