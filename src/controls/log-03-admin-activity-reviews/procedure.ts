import type { JudgeContext } from "../../assess/control.js";
import { partDone } from "../../assess/families/act.js";
import { businessDeadline } from "../../assess/families/business-days.js";
import { occurredInTime } from "../../assess/families/occurrence.js";
import { deviation, type Outcome } from "../../assess/outcome.js";
import type { AdminActivityReview } from "../../populations/admin-activity-reviews/population.js";

/** The parameters as promised on the day of the item. */
export interface AdminReviewPromise {
  readonly review_bdays: number;
  readonly zone: string;
  readonly holidays: readonly string[];
}

type Context = JudgeContext<AdminReviewPromise>;

/** A: performed by the end of the last promised business day after the week. */
export function reviewedInTime(item: AdminActivityReview, { parameters, asOf, gapIn }: Context): Outcome {
  const { label, intervalFrom, intervalTo, isUndated, performedAt } = item;
  const dueAt = businessDeadline({ from: intervalTo - 1, days: parameters.review_bdays, calendar: parameters });
  return occurredInTime(
    { what: label, dueAt, intervalMs: intervalTo - intervalFrom },
    performedAt === null ? { state: isUndated ? "undated" : "none" } : { state: "done", at: performedAt },
    { asOf, gap: () => gapIn({ stream: "admin.reviews", scope: "*", from: intervalFrom, to: dueAt + 1 }) },
  );
}

/** B: the record says that it covered every source. */
export function allSourcesCovered(item: AdminActivityReview): Outcome {
  return partDone({
    what: "all sources of administrative activity",
    isHeld: isHeld(item),
    isDone: item.allSourcesDone,
  });
}

/** C: the record says that the reviewer had no part in what was reviewed. */
export function reviewerIndependent(item: AdminActivityReview): Outcome {
  if (isHeld(item) && item.independentDone === false) {
    return deviation("unauthorised", "reviewed by somebody who had part in the activity");
  }
  return partDone({ what: "that the reviewer is independent", isHeld: isHeld(item), isDone: item.independentDone });
}

/** D: each anomaly has a ticket, or the record says that there was none. */
export function anomaliesTicketed(item: AdminActivityReview): Outcome {
  return partDone({ what: "tickets of its anomalies", isHeld: isHeld(item), isDone: item.anomaliesTicketedDone });
}

/** A record without a date shows that somebody looked; only when is open, which A asks. */
function isHeld({ performedAt, isUndated }: AdminActivityReview): boolean {
  return performedAt !== null || isUndated;
}
