import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { readExtensions, settledOrExtended } from "../../assess/families/extension.js";
import { heldWithin } from "../../assess/families/standing.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { type EpochMs, instantOf } from "../../base/instant.js";
import { type FindingOrAudit, isFinding, isMockAudit } from "../../populations/findings-and-mock-audits/population.js";
import { HISTORY_MAX } from "../../populations/kit/step-history.js";

/** The parameters as promised on the day of the item. */
export interface DeficiencyPromise {
  readonly interval_months: number;
  readonly report_days: number;
  readonly zone: string;
}

type Context = JudgeContext<DeficiencyPromise>;

/** A: somebody owns it, and a date is agreed. */
export function hasOwnerAndDate(item: FindingOrAudit): Outcome {
  if (!isFinding(item)) return ofFindings();
  const { label, owner, dueAt } = item;
  if (owner !== null && dueAt !== null) return pass();
  const missing = owner !== null ? "due date" : dueAt !== null ? "owner" : "owner and no due date";
  return deviation("incomplete", `${label} has no ${missing}`);
}

/** B: a retest by somebody else closed it by the date in force. */
export function closedWithRetest(item: FindingOrAudit, context: Context): Outcome {
  if (!isFinding(item)) return ofFindings();
  const { label, dueAt, closedAt, occurredAt, reapprovedCount, reapprovedHistory } = item;
  if (reapprovedCount > HISTORY_MAX) {
    return indeterminate("gap", `Until when was ${label} re-approved? Only the first ${HISTORY_MAX} records are read.`);
  }
  if (closedAt !== null) {
    const retest = retestOf(item, closedAt, context);
    if (retest.state !== "pass") return retest;
  }
  if (dueAt === null) return notApplicable("no due date: attribute A says so");
  const isLaterQuestion = closedAt === null || closedAt > dueAt;
  if (isLaterQuestion && dueAt >= context.period.end) return notApplicable("not due in the period");
  const extensions = readExtensions(reapprovedHistory, context.parameters.zone);
  const settlement = { label, from: occurredAt, dueAt, closedAt, extensions };
  return settledOrExtended(settlement, { stream: "findings" }, context);
}

/** C: management was told. */
export function isReported(item: FindingOrAudit, context: Context): Outcome {
  if (!isFinding(item)) return ofFindings();
  const { label, occurredAt: from, reportedCount, reportedAt } = item;
  if (reportedCount > 0 && reportedAt === null) {
    return deviation("evidence-missing", `the report of ${label} to management has no date`);
  }
  const { report_days: days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from, days, zone });
  return recordedInTime(
    { what: `report of ${label} to management`, from, dueAt, doneAt: reportedAt },
    { asOf: context.asOf, gap: () => context.gapIn({ stream: "findings", scope: "*", from, to: dueAt + 1 }) },
  );
}

/** D: the mock audit never became older than promised. */
export function mockAuditHeld(item: FindingOrAudit, context: Context): Outcome {
  if (!isMockAudit(item)) return notApplicable("a deficiency: asked of the mock audits");
  const { interval_months: months, zone } = context.parameters;
  return heldWithin(item, { months, graceDays: 0, zone, stream: "findings" }, context);
}

interface Retest {
  readonly label: string;
  readonly occurredAt: EpochMs;
  readonly retestedCount: number;
  readonly retestedAt: EpochMs | null;
  readonly retestedBy: string | null;
  readonly retestedOtherAt: EpochMs | null;
  readonly retestedUnsureAt: EpochMs | null;
}

function retestOf(item: Retest, closedAt: EpochMs, { asOf, gapIn }: Context): Outcome {
  const { label, occurredAt, retestedCount, retestedAt, retestedBy, retestedOtherAt, retestedUnsureAt } = item;
  const closed = `${label} was closed at ${instantOf(closedAt)}`;
  if (retestedCount === 0) {
    if (asOf <= closedAt) return pending(closedAt);
    const gap = gapIn({ stream: "findings", scope: "*", from: occurredAt, to: closedAt + 1 });
    if (gap !== undefined) return unseenOutcome(`a retest of ${label}`, gap);
    return deviation("incomplete", `${closed} without a retest`);
  }
  if (retestedOtherAt !== null && retestedOtherAt <= closedAt) return pass();
  if (retestedUnsureAt !== null && retestedUnsureAt <= closedAt) {
    return indeterminate("unmatched-person", `Did another person than its owner retest ${label}?`);
  }
  if (retestedAt === null) return deviation("evidence-missing", `${closed}, and its retest has no date`);
  if (retestedAt > closedAt) {
    return deviation("incomplete", `${closed} and retested only at ${instantOf(retestedAt)}`);
  }
  if (retestedBy === null) return deviation("evidence-missing", `${closed}, and its retest names nobody`);
  return deviation("unauthorised", `${closed} after a retest by its owner`);
}

function ofFindings(): Outcome {
  return notApplicable("a mock audit: asked of the deficiencies");
}
