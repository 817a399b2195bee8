import type { JudgeContext } from "../../assess/control.js";
import { actHeld, actSucceeded, partDone } from "../../assess/families/act.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS } from "../../base/instant.js";
import { isJobFailure, isJobRun, isReconciliation, type JobItem } from "../../populations/critical-jobs/population.js";

/** The parameters as promised on the day of the item. */
export interface JobPromise {
  readonly hours: number;
  readonly run_days: number;
  readonly reconcile_days: number;
  readonly zone: string;
}

type Context = JudgeContext<JobPromise>;
const STREAM = "processing";
const WORDS = { succeeded: new Set(["success"]), failed: new Set(["failure"]), kind: "wrong-result" } as const;

/** A: the day's run succeeded, or the day was reconciled, in time. */
export function ran(item: JobItem, context: Context): Outcome {
  const { run_days, reconcile_days, zone } = context.parameters;
  if (isReconciliation(item)) return actHeld(item, { withinDays: reconcile_days, zone, stream: STREAM }, context);
  if (!isJobRun(item)) return notApplicable("a failure: judged by B");
  return actSucceeded(item, { withinDays: run_days, zone, stream: STREAM, words: WORDS }, context);
}

/** B: the failure was over in time. */
export function failureResolved(item: JobItem, { parameters, asOf, gapIn }: Context): Outcome {
  if (!isJobFailure(item)) return notApplicable("no failure: asked of those");
  if (item.isTaggedTest) return notApplicable("tagged as a test when it was made");
  const { label, occurredAt: from, closedAt } = item;
  const dueAt = from + parameters.hours * HOUR_MS;
  return recordedInTime(
    { what: `resolution of ${label}`, from, dueAt, doneAt: closedAt },
    { asOf, gap: () => gapIn({ stream: STREAM, scope: "*", from: dueAt, to: dueAt + 1 }) },
  );
}

/** C: whatever differed was explained, or nothing did. */
export function differencesExplained(item: JobItem): Outcome {
  if (!isReconciliation(item)) return notApplicable("no reconciliation: asked of those");
  const isHeld = item.performedAt !== null || item.isUndated;
  return partDone({ what: "an explanation of its differences", isHeld, isDone: item.differencesExplainedDone });
}
