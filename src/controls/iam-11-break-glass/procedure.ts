import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { businessDeadline } from "../../assess/families/business-days.js";
import { durationText } from "../../assess/families/deadline.js";
import { deviation, indeterminate, type Outcome, pass, pending } from "../../assess/outcome.js";
import { type EpochMs, HOUR_MS, instantOf } from "../../base/instant.js";
import type { IdentityUse } from "../../populations/identity-uses/identity-uses.js";
import { continuing, isRecorded, useTicketed } from "../../populations/identity-uses/ticketed-use.js";

/** The parameters as promised on the day of the item. */
export interface BreakGlassPromise {
  readonly bg_review_bdays: number;
  readonly bg_max_hours: number;
  readonly bg_ticket_minutes: number;
  readonly session_gap_minutes: number;
  readonly zone: string;
  readonly holidays: readonly string[];
}

type Context = JudgeContext<BreakGlassPromise>;

/** A: a ticket or incident was open before, or soon after. */
export function ticketed(item: IdentityUse, context: Context): Outcome {
  const { parameters, asOf, gapIn } = context;
  return continuing(item, parameters) ?? useTicketed(item, parameters, { stream: "emergency.access", asOf, gapIn });
}

/** B: the use ended within the hours promised, by its record. */
export function ended(item: IdentityUse, context: Context): Outcome {
  const { parameters, asOf } = context;
  const other = continuing(item, parameters);
  if (other !== undefined) return other;
  const { occurredAt, recordKey, recordClosedAt } = item;
  const allowedMs = parameters.bg_max_hours * HOUR_MS;
  const from = startOf(item, parameters);
  const dueAt = from + allowedMs;
  const closedAt = isRecorded(item, parameters) ? recordClosedAt : null;
  if (closedAt !== null && closedAt <= dueAt) return pass();
  if (closedAt !== null) {
    return deviation(
      "late",
      `ended at ${instantOf(closedAt)}, ${durationText(closedAt - from)} after it began; promised within ${parameters.bg_max_hours} h`,
      { lateness: { lateMs: closedAt - dueAt, allowedMs } },
    );
  }
  if (asOf <= dueAt) return pending(dueAt);
  const gap = recordsGap(item, dueAt, context);
  if (gap !== undefined) return unseenOutcome("an end of the use", gap);
  return isRecorded(item, parameters)
    ? deviation("not-performed", `record ${recordKey} shows no end; due ${instantOf(dueAt)}`)
    : deviation("evidence-missing", `used at ${instantOf(occurredAt)}, and no record shows when that ended`);
}

/** C: somebody else than who used it reviewed the use within the business days promised. */
export function reviewed(item: IdentityUse, context: Context): Outcome {
  const other = continuing(item, context.parameters);
  if (other !== undefined) return other;
  const isOurs = isRecorded(item, context.parameters);
  const { recordKey, recordOwner, hasOtherReview, reviewedAt } = item;
  const { from, dueAt } = followUp(item, context.parameters);
  const outcome = followedUp("review by another person", isOurs ? reviewedAt : null, { item, from, dueAt, context });
  if (outcome.state !== "deviation" || !isOurs) return outcome;
  if (item.hasUnsureReview) {
    return indeterminate("unmatched-person", `Did another person than who used it review record ${recordKey}?`);
  }
  if (outcome.kind !== "not-performed" || !hasOtherReview) return outcome;
  return recordOwner === null
    ? deviation(
        "evidence-missing",
        `record ${recordKey} does not say who used it, so no review is known to be another's`,
      )
    : deviation("unauthorised", `record ${recordKey} was reviewed by who used it, by nobody named, or without a date`);
}

/** D: its secret was changed after the use, by the time the review was due. */
export function rotated(item: IdentityUse, context: Context): Outcome {
  const other = continuing(item, context.parameters);
  if (other !== undefined) return other;
  const { from, dueAt } = followUp(item, context.parameters);
  const doneAt = isRecorded(item, context.parameters) ? item.rotatedAt : null;
  return followedUp("change of the secret", doneAt, { item, from, dueAt, context });
}

/** A use is as long as its record and the sign-in say together. */
function startOf(item: IdentityUse, parameters: BreakGlassPromise): EpochMs {
  const { occurredAt, recordOpenedAt } = item;
  if (recordOpenedAt === null || !isRecorded(item, parameters)) return occurredAt;
  return Math.min(occurredAt, recordOpenedAt);
}

/** Business days run from the day on which the use ended, or was seen last where no end is on record. */
function followUp(item: IdentityUse, parameters: BreakGlassPromise): { from: EpochMs; dueAt: EpochMs } {
  const endedAt = isRecorded(item, parameters) ? (item.recordClosedAt ?? item.lastAt) : null;
  const from = Math.max(item.occurredAt, endedAt ?? item.occurredAt);
  return { from, dueAt: businessDeadline({ from, days: parameters.bg_review_bdays, calendar: parameters }) };
}

function followedUp(
  what: string,
  doneAt: EpochMs | null,
  {
    item,
    from,
    dueAt,
    context,
  }: { readonly item: IdentityUse; readonly from: EpochMs; readonly dueAt: EpochMs; readonly context: Context },
): Outcome {
  return recordedInTime(
    { what, from, dueAt, doneAt },
    { asOf: context.asOf, gap: () => recordsGap(item, dueAt, context) },
  );
}

function recordsGap({ occurredAt }: IdentityUse, dueAt: EpochMs, { gapIn }: Context) {
  return gapIn({ stream: "emergency.access", scope: "*", from: occurredAt, to: dueAt + 1 });
}
