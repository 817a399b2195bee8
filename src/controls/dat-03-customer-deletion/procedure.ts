import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { readHistory } from "../../assess/families/step-history.js";
import { deviation, indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import { type EpochMs, instantOf } from "../../base/instant.js";
import type { CustomerDeletion } from "../../populations/customer-deletions/population.js";
import { HISTORY_MAX } from "../../populations/kit/step-history.js";

/** The parameters as promised on the day of the item. */
export interface DeletionPromise {
  readonly days: number;
  readonly backup_days: number;
  readonly confirm_days: number;
  readonly zone: string;
}

type Context = JudgeContext<DeletionPromise>;

/** A: all of it was deleted in time. */
export function deleted(item: CustomerDeletion, context: Context): Outcome {
  const { days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from: item.occurredAt, days, zone });
  const released = releasedBy(item, dueAt);
  if (released !== undefined) return released;
  const doneAt = wholeDeletionAt(item);
  return (
    (doneAt === null ? withoutDeletion(item) : undefined) ??
    doneInTime(item, { what: item.label, dueAt, doneAt }, context)
  );
}

/** B: the last backup that held it expired in time. */
export function backupsExpired(item: CustomerDeletion, context: Context): Outcome {
  const { backup_days: days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from: item.occurredAt, days, zone });
  const released = releasedBy(item, dueAt);
  if (released !== undefined) return released;
  const { label, closedAt, backupsExpiredCount, backupsExpiredLastAt } = item;
  if (backupsExpiredCount > 0 && backupsExpiredLastAt === null) {
    return deviation("evidence-missing", `the expiry of backups in ${label} has no date`);
  }
  if (backupsExpiredLastAt === null && closedAt !== null) {
    return deviation("incomplete", `${label} was closed at ${instantOf(closedAt)} without an expiry of backups`);
  }
  return doneInTime(item, { what: `expiry of backups in ${label}`, dueAt, doneAt: backupsExpiredLastAt }, context);
}

/** C: the customer was told. */
export function confirmed(item: CustomerDeletion, context: Context): Outcome {
  const deletedAt = wholeDeletionAt(item);
  if (deletedAt === null) return notApplicable("not deleted: judged by A");
  const { confirm_days: days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from: deletedAt, days, zone });
  const { label, confirmedCount, confirmedAt } = item;
  if (confirmedCount > 0 && confirmedAt === null) {
    return deviation("evidence-missing", `the confirmation of ${label} has no date`);
  }
  return doneInTime(item, { what: `confirmation of ${label}`, dueAt, doneAt: confirmedAt }, context);
}

/** What the record says when it shows no whole deletion: closed all the same, undated, or more than can be read. */
function withoutDeletion({ label, closedAt, deletedCount, deletedAt }: CustomerDeletion): Outcome | undefined {
  if (deletedCount > HISTORY_MAX) {
    return indeterminate("gap", `Was ${label} completed? Only the first ${HISTORY_MAX} records are read.`);
  }
  if (deletedCount > 0 && deletedAt === null) return deviation("evidence-missing", `${label} has no date`);
  if (closedAt === null) return undefined;
  return deletedCount > 0
    ? deviation("incomplete", `${label} was closed at ${instantOf(closedAt)} after a partial deletion`)
    : deviation("not-performed", `${label} was closed at ${instantOf(closedAt)}, and nothing was deleted`);
}

/** Why nothing was owed; a reactivation that came after the deletion was due releases nobody. */
function releasedBy({ label, outcome, closedAt, ticketKey }: CustomerDeletion, dueAt: EpochMs): Outcome | undefined {
  if (closedAt === null || closedAt > dueAt) return undefined;
  if (outcome === "reactivated") return notApplicable("reactivated before it was due");
  if (outcome !== "legal_hold") return undefined;
  if (ticketKey !== null) return notApplicable(`kept under legal hold, case ${ticketKey}`);
  return deviation("evidence-missing", `${label} was stopped by a legal hold, and no case is named`);
}

/** When the first deletion that left nothing was recorded; `null`: none was. */
function wholeDeletionAt({ deletedHistory }: CustomerDeletion): EpochMs | null {
  return readHistory(deletedHistory).find(({ value }) => value !== "partial")?.at ?? null;
}

function doneInTime(
  { occurredAt: from, closedAt }: CustomerDeletion,
  { what, dueAt, doneAt }: { what: string; dueAt: EpochMs; doneAt: EpochMs | null },
  { period, asOf, gapIn }: Context,
): Outcome {
  const isDone = doneAt !== null && doneAt <= dueAt;
  if (dueAt >= period.end && !isDone && closedAt === null) {
    return notApplicable("not due in the period");
  }
  return recordedInTime(
    { what, from, dueAt, doneAt },
    { asOf, gap: () => gapIn({ stream: "deletions", scope: "*", from: dueAt, to: dueAt + 1 }) },
  );
}
