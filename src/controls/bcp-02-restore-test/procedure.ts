import type { JudgeContext } from "../../assess/control.js";
import { actHeld, partDone } from "../../assess/families/act.js";
import { deviation, type Outcome } from "../../assess/outcome.js";
import type { RestoreTest } from "../../populations/restore-tests/population.js";

/** The parameters as promised on the day of the item. */
export interface RestoreTestPromise {
  readonly interval: "semiannual";
  readonly zone: string;
}

/** A: the class was restored in the half year. */
export function restoreTested(item: RestoreTest, context: JudgeContext<RestoreTestPromise>): Outcome {
  return actHeld(item, { withinDays: 0, zone: context.parameters.zone, stream: "restore.tests" }, context);
}

/** B: somebody looked whether the data was whole. */
export function isVerified(item: RestoreTest): Outcome {
  return partDone({ what: "a verification of the data", isHeld: isHeld(item), isDone: item.verifiedDone });
}

/** C: how long it took is known. */
export function isTimeRecorded(item: RestoreTest): Outcome {
  const recorded = partDone({ what: "its duration", isHeld: isHeld(item), isDone: item.timeRecordedDone });
  if (recorded.state !== "pass" || item.timeRecordedValue !== null) return recorded;
  return deviation("evidence-missing", "the record says that the time was taken, and not how long it was");
}

/** D: what went wrong has a ticket, or nothing did. */
export function areIssuesTracked(item: RestoreTest): Outcome {
  return partDone({ what: "tickets for what went wrong", isHeld: isHeld(item), isDone: item.issuesTrackedDone });
}

/** A record without a date is of a test all the same: what it contained can be asked. */
function isHeld({ performedAt, isUndated }: RestoreTest): boolean {
  return performedAt !== null || isUndated;
}
