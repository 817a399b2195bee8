import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { addDays, type EpochMs, HOUR_MS, instantOf } from "../../base/instant.js";
import { dayAt, startOfDay } from "../../base/zone.js";
import {
  type ControlTestItem,
  type ControlTestRun,
  isFailure,
  isRun,
} from "../../populations/control-test-runs/population.js";

/** The parameters as promised on the day of the item. */
export interface MonitoringPromise {
  readonly interval: "daily";
  readonly open_hours: number;
  readonly max_gap_hours: number;
  readonly retry_hours: number;
  readonly zone: string;
}

type Context = JudgeContext<MonitoringPromise>;
const RUNS = { stream: "control.tests", scope: "*" } as const;

/** A: a run succeeded on the day, not too long after the one before. */
export function runDone(item: ControlTestItem, context: Context): Outcome {
  if (!isRun(item)) return notApplicable("a failure: asked of the days");
  return item.runAt === null ? withoutRun(item, context) : withRun(item, item.runAt, context);
}

/** B: the failure was opened as an exception in time. */
export function failureOpened(item: ControlTestItem, context: Context): Outcome {
  if (!isFailure(item)) return notApplicable("a day: asked of the failures");
  if (item.isTaggedTest) return notApplicable("tagged as a test when it was made");
  if (item.exceptionOpenedCount > 0 && item.exceptionOpenedAt === null) {
    return deviation("evidence-missing", `the exception of ${item.label} has no date`);
  }
  const from = item.occurredAt;
  const dueAt = from + context.parameters.open_hours * HOUR_MS;
  return recordedInTime(
    { what: `exception of ${item.label} opened`, from, dueAt, doneAt: item.exceptionOpenedAt },
    { asOf: context.asOf, gap: () => context.gapIn({ ...RUNS, from, to: dueAt + 1 }) },
  );
}

function withRun(item: ControlTestRun, runAt: EpochMs, { parameters, asOf, gapIn }: Context): Outcome {
  const { intervalFrom, beforeAt, label } = item;
  const allowedMs = parameters.max_gap_hours * HOUR_MS;
  const dueAt = intervalFrom + allowedMs;
  const isOfNeighbour = beforeAt !== null && beforeAt >= dayBefore(intervalFrom, parameters.zone);
  const from = runAt > dueAt ? dueAt - allowedMs : beforeAt;
  if (from === null || (runAt <= dueAt && (!isOfNeighbour || runAt - from <= allowedMs))) return pass();
  if (asOf < runAt) return pending(runAt);
  const unseen = gapIn({ ...RUNS, from, to: runAt });
  if (unseen !== undefined) return unseenOutcome(`an earlier run of ${label}`, unseen);
  const since = runAt > dueAt ? "the day began" : `the run at ${instantOf(from)}`;
  return deviation(
    "late",
    `${label} ran at ${instantOf(runAt)}, ${durationText(runAt - from)} after ${since}; promised within ${parameters.max_gap_hours} h`,
    { lateness: { lateMs: runAt - from - allowedMs, allowedMs } },
  );
}

function dayBefore(at: EpochMs, zone: string): EpochMs {
  return startOfDay(addDays(dayAt(at, zone), -1), zone);
}

/** No run succeeded: one just after midnight may be near enough to the one before, and a broken one repeated. */
function withoutRun(item: ControlTestRun, { parameters, asOf, gapIn }: Context): Outcome {
  const { label, intervalFrom, intervalTo, beforeAt, afterAt, failedAt, retriedAt } = item;
  const nearBy = beforeAt === null ? intervalTo - 1 : beforeAt + parameters.max_gap_hours * HOUR_MS;
  const retryBy = failedAt === null ? intervalTo - 1 : failedAt + parameters.retry_hours * HOUR_MS;
  if (afterAt !== null && beforeAt !== null && afterAt <= nearBy) return pass();
  if (failedAt !== null && retriedAt !== null && retriedAt <= retryBy) return pass();
  const dueAt = Math.max(intervalTo - 1, nearBy, retryBy);
  if (asOf <= dueAt) return pending(dueAt);
  const unseen = gapIn({ ...RUNS, from: intervalFrom, to: dueAt + 1 });
  if (unseen !== undefined) return unseenOutcome(`a run of ${label}`, unseen);
  if (item.unclear > 0)
    return indeterminate("unparsed", `How did the run of ${label} end? Its result is no word of ours.`);
  if (item.unstated > 0) return deviation("evidence-missing", `${label} ran, and the record does not say how it ended`);
  if (item.isUndated) return deviation("evidence-missing", `${label} has a record without a time`);
  if (failedAt === null) return deviation("not-performed", `no run of ${label} by ${instantOf(dueAt)}`);
  return deviation(
    "not-performed",
    `${label} broke off at ${instantOf(failedAt)}, and no run succeeded within ${parameters.retry_hours} h`,
  );
}
