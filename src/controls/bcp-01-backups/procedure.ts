import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, HOUR_MS, instantOf } from "../../base/instant.js";
import type { BackupDayItem } from "../../populations/backup-days/population.js";

/** The parameters as promised on the day of the item. */
export interface BackupPromise {
  readonly retention_days: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<BackupPromise>;

/** A: on no moment of the day did the next backup become overdue, and the day did not pass overdue. */
export function backedUp(item: BackupDayItem, context: Context): Outcome {
  const allowedMs = context.parameters.max_gap_hours * HOUR_MS;
  const breach = breachOf(item, allowedMs);
  if (breach === undefined) return context.asOf < item.dayTo ? pending(item.dayTo) : pass();
  const { from, to, dueAt, lookFrom, lookTo } = breach;
  if (context.asOf <= lookTo) return pending(lookTo);
  const gap = context.gapIn({ stream: "backup.runs", scope: "*", from: lookFrom, to: lookTo + 1 });
  if (gap !== undefined) return unseenOutcome("a backup", gap);
  if (item.unclearRuns > 0) return indeterminate("unparsed", didTheySucceed(item.unclearRuns));
  const promised = `promised every ${context.parameters.max_gap_hours} h`;
  if (to === null) return deviation("not-performed", `no backup after ${instantOf(from)}; ${promised}`);
  const between = `${durationText(to - from)} without a backup, from ${instantOf(from)} to ${instantOf(to)}; ${promised}`;
  return to < item.dayTo
    ? deviation("late", between, { lateness: { lateMs: to - dueAt, allowedMs } })
    : deviation("not-performed", between);
}

/** B: every backup of the day is encrypted. */
export function encrypted(item: BackupDayItem, context: Context): Outcome {
  const none = noBackup(item, context);
  if (none !== undefined) return none;
  if (item.unencrypted > 0) {
    return deviation("wrong-result", `${item.unencrypted} of ${item.backups} backups of the day are not encrypted`);
  }
  if (item.unstatedEncryption === 0) return pass();
  return indeterminate(
    "plan-limited",
    `Are the ${item.unstatedEncryption} backups encrypted of which the source does not say so?`,
  );
}

/** C: a backup of the day is kept as long as promised. */
export function retained(item: BackupDayItem, context: Context): Outcome {
  const none = noBackup(item, context);
  if (none !== undefined) return none;
  const { retention_days } = context.parameters;
  if (item.keptMs !== null && item.keptMs >= retention_days * DAY_MS) return pass();
  if (item.unstatedRetention > 0) {
    return indeterminate(
      "plan-limited",
      `How long are the ${item.unstatedRetention} backups kept of which the source does not say it?`,
    );
  }
  return deviation(
    "wrong-result",
    `no backup of the day is kept ${retention_days} days; the longest is kept ${durationText(item.keptMs ?? 0)}`,
  );
}

/** D: a failure has a ticket, unless a retry came within the largest gap. */
export function failuresTicketed(item: BackupDayItem, { parameters, asOf, gapIn }: Context): Outcome {
  const { failures, unticketedFailures, unclearRuns, failedGapMs, failedGapFromAt: from, dayTo } = item;
  if (failures === 0) return asOf < dayTo ? pending(dayTo) : notApplicable("no backup failed on this day");
  if (unticketedFailures === 0 || from === null) return pass();
  const allowedMs = parameters.max_gap_hours * HOUR_MS;
  if (failedGapMs !== null && failedGapMs <= allowedMs) return pass();
  const dueAt = from + allowedMs;
  const until = Math.max(dueAt, dayTo - 1);
  if (asOf <= until) return pending(until);
  const gap = gapIn({ stream: "backup.runs", scope: "*", from, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome("a retry of the failed backup", gap);
  if (unclearRuns > 0) return indeterminate("unparsed", didTheySucceed(unclearRuns));
  return deviation(
    "not-performed",
    `${unticketedFailures} of ${failures} failed backups have neither a ticket nor a retry that succeeded in time`,
  );
}

function didTheySucceed(runs: number): string {
  return `Did the ${runs} jobs with an unknown outcome succeed?`;
}

function noBackup({ backups, dayTo }: BackupDayItem, { asOf }: Context): Outcome | undefined {
  if (backups > 0) return undefined;
  return asOf < dayTo ? pending(dayTo) : notApplicable("no backup on this day: judged by A");
}

interface Breach {
  readonly from: EpochMs;
  /** The next recovery point; `null`: none on record. */
  readonly to: EpochMs | null;
  readonly dueAt: EpochMs;
  /** What must have been seen to say that there was none in between. */
  readonly lookFrom: EpochMs;
  readonly lookTo: EpochMs;
}

/**
 * A backup became overdue on the day, or was overdue all day. The day on which it came at last is not charged again,
 * so one missed backup is one deviating day.
 */
function breachOf(item: BackupDayItem, allowedMs: number): Breach | undefined {
  const { occurredAt, dayTo, openingFromAt, openingToAt, innerFromAt, innerToAt } = item;
  if (openingFromAt !== null) {
    const dueAt = openingFromAt + allowedMs;
    const isOverdue = openingToAt === null || openingToAt > dueAt;
    const opening = { from: openingFromAt, to: openingToAt, dueAt };
    if (isOverdue && dueAt >= occurredAt && dueAt < dayTo) {
      return { ...opening, lookFrom: openingFromAt, lookTo: dueAt };
    }
    if (isOverdue && dueAt < occurredAt && (openingToAt === null || openingToAt >= dayTo)) {
      return { ...opening, lookFrom: Math.max(openingFromAt, occurredAt - allowedMs), lookTo: dayTo - 1 };
    }
  }
  if (innerFromAt === null) return undefined;
  const dueAt = innerFromAt + allowedMs;
  if (dueAt >= dayTo || (innerToAt !== null && innerToAt <= dueAt)) return undefined;
  return { from: innerFromAt, to: innerToAt, dueAt, lookFrom: innerFromAt, lookTo: dueAt };
}
