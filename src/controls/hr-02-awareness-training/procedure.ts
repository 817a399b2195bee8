import type { Gap, JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { occurredInTime } from "../../assess/families/occurrence.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { addMonths, type EpochMs, instantOf } from "../../base/instant.js";
import { dayAt, endOfDay } from "../../base/zone.js";
import { dueAfterLeaves } from "../../populations/kit/leave-list.js";
import type { TrainingDue } from "../../populations/training-dues/population.js";

/** The parameters as promised on the day of the item. */
export interface TrainingPromise {
  readonly onboard_days: number;
  readonly interval_months: number;
  readonly loa_grace_days: number;
}

type Context = JudgeContext<TrainingPromise>;

/** A: the training was completed by its due date. */
export function completedInTime(item: TrainingDue, context: Context): Outcome {
  const { startedAt, completedAt, endAt } = item;
  const { asOf, period } = context;
  const plainDueAt = dueAtOf(item, context);
  const dueAt = isDone(item, plainDueAt) ? plainDueAt : afterLeaves(item, plainDueAt, context);
  if (dueAt === null) return notApplicable("away on the due date: the clock goes on with the return");
  if (dueAt >= period.end) return notApplicable("due after the period");
  if (completedAt !== null && completedAt < period.start) return notApplicable("met before the period");
  if (endAt !== null && endAt <= dueAt) return notApplicable("left before the due date");
  if (isDone(item, dueAt)) return pass();
  if (asOf <= dueAt) return pending(dueAt);
  const gap = context.gapIn({ ...TRAINING, from: startedAt, to: dueAt + 1 });
  if (gap !== undefined) return afterGap(item, gap, context);
  const performed = completedAt !== null ? ({ state: "done", at: completedAt } as const) : unseen(item);
  return occurredInTime(
    { what: item.isFirst ? "first training" : "next training", dueAt, intervalMs: dueAt - startedAt },
    performed,
    { asOf, gap: () => undefined },
  );
}

const TRAINING = { stream: "training.completions", scope: "*" } as const;

function isDone({ completedAt }: TrainingDue, dueAt: EpochMs): boolean {
  return completedAt !== null && completedAt <= dueAt;
}

function unseen({ hasUndatedCompletion }: TrainingDue) {
  return { state: hasUndatedCompletion ? "undated" : "none" } as const;
}

function dueAtOf({ isFirst, startedAt, zone }: TrainingDue, { parameters }: Context): EpochMs {
  if (isFirst) return calendarDeadline({ from: startedAt, days: parameters.onboard_days, zone });
  return yearlyDue(startedAt, zone, parameters.interval_months);
}

function yearlyDue(from: EpochMs, zone: string, months: number): EpochMs {
  return endOfDay(addMonths(dayAt(from, zone), months), zone) - 1;
}

function afterLeaves({ leaves, startedAt: from, zone }: TrainingDue, dueAt: EpochMs, { parameters }: Context) {
  return dueAfterLeaves({ leaves, from, dueAt, graceDays: parameters.loa_grace_days, zone });
}

/**
 * Completions may hide where nobody looked. One at the very end of that time would have been due again an interval
 * later: silence beyond that is certain; anything else stays open.
 */
function afterGap(item: TrainingDue, gap: Gap, { asOf, period, parameters, gapIn }: Context): Outcome {
  const { completedAt, endAt, zone, label } = item;
  const hole = gapIn({ ...TRAINING, from: gap.from, to: period.end }) ?? gap;
  const latestDueAt = yearlyDue(hole.to, zone, parameters.interval_months);
  const isOpen =
    item.hasUndatedCompletion ||
    latestDueAt >= period.end ||
    (completedAt !== null && completedAt <= latestDueAt) ||
    (endAt !== null && endAt <= latestDueAt);
  if (isOpen) return unseenOutcome(`an earlier completion by ${label.split(":")[0]}`, gap);
  if (asOf <= latestDueAt) return pending(latestDueAt);
  if (gapIn({ ...TRAINING, from: hole.to, to: latestDueAt + 1 }) !== undefined) {
    return indeterminate(
      "gap",
      `When did ${label.split(":")[0]} last complete the training? Nobody looked all the time.`,
    );
  }
  return deviation("not-performed", `no training from ${instantOf(hole.to)} to ${instantOf(latestDueAt)}`);
}
