import type { JudgeContext } from "../../assess/control.js";
import { actSucceeded } from "../../assess/families/act.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { approvedByAnother } from "../../assess/families/approved-by-another.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { settledInTime } from "../../assess/families/settled.js";
import { deviation, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { instantOf } from "../../base/instant.js";
import { type DataItem, isDataFinding, isDataStore, isScan } from "../../populations/data-inventory/population.js";

/** The parameters as promised on the day of the item. */
export interface ClassificationPromise {
  readonly scan_days: number;
  readonly class_days: number;
  readonly misplaced_days: number;
  readonly zone: string;
}

type Context = JudgeContext<ClassificationPromise>;
const STREAM = "data.inventory";
/** A scan that failed looked at nothing. */
const WORDS = { succeeded: new Set(["success"]), failed: new Set(["failure"]), kind: "wrong-result" } as const;

/** A: the store has a class. */
export function classed(item: DataItem, { parameters, period, asOf, gapIn }: Context): Outcome {
  if (!isDataStore(item)) return notApplicable("no data store: asked of those");
  if (item.class !== null) return pass();
  const dueAt = calendarDeadline({ from: item.beganAt, days: parameters.class_days, zone: parameters.zone });
  if (item.endedAt !== null && item.endedAt <= dueAt) return notApplicable("gone before its class was due");
  // Long before the period nobody need have looked: what counts is that it had none in it.
  const seenAt = Math.max(dueAt, period.start);
  if (asOf <= seenAt) return pending(seenAt);
  const gap = gapIn({ stream: STREAM, scope: "*", from: seenAt, to: seenAt + 1 });
  if (gap !== undefined) return unseenOutcome(`a class of ${item.label}`, gap);
  return deviation("not-performed", `${item.label} has no class, due ${instantOf(dueAt)}`);
}

/** B: the month was scanned; what was found in an unapproved place was gone in time. */
export function inItsPlace(item: DataItem, context: Context): Outcome {
  const { scan_days, misplaced_days, zone } = context.parameters;
  if (isScan(item)) return actSucceeded(item, { withinDays: scan_days, zone, stream: STREAM, words: WORDS }, context);
  if (!isDataFinding(item) || item.kind !== "misplaced-data") return notApplicable("neither a scan nor misplaced data");
  if (item.isTaggedTest) return notApplicable("made for a test, tagged so when it was found");
  if (item.outcome === "false_positive") return notApplicable("no confidential data, by the record");
  const { label, occurredAt: from, closedAt } = item;
  const dueAt = calendarDeadline({ from, days: misplaced_days, zone });
  const unmoved = { acceptedAt: null, acceptedUntil: null, needsExpiry: true };
  return settledInTime({ label, from, dueAt, closedAt, ...unmoved }, { stream: STREAM }, context);
}

/** C: somebody else approved the share before it began. */
export function shareApproved(item: DataItem, { asOf, gapIn }: Context): Outcome {
  if (!isDataFinding(item) || item.kind !== "external-share") return notApplicable("no share: asked of those");
  if (item.isTaggedTest) return notApplicable("made for a test, tagged so when it was found");
  const { label, occurredAt } = item;
  const approved = approvedByAnother({
    what: label,
    dueAt: occurredAt,
    count: item.approvedCount,
    firstAt: item.approvedAt,
    firstBy: item.approvedBy,
    otherAt: item.approvedOtherAt,
    unsureAt: item.approvedUnsureAt,
  });
  if (approved !== undefined) return approved;
  if (asOf <= occurredAt) return pending(occurredAt);
  const gap = gapIn({ stream: STREAM, scope: "*", from: occurredAt, to: occurredAt + 1 });
  if (gap !== undefined) return unseenOutcome(`an approval of ${label}`, gap);
  return deviation("unauthorised", `${label} has no approval`);
}
