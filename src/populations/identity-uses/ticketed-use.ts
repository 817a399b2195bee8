import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import { deviation, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { type EpochMs, HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import type { StreamName } from "../../model/streams.js";
import type { IdentityUse } from "./identity-uses.js";

/** What was promised of a use and its record. */
export interface UsePromise {
  readonly bg_ticket_minutes: number;
  readonly session_gap_minutes: number;
  readonly bg_max_hours: number;
}

/**
 * Uses that follow one another closely are one, as long as one record covers them and for the hours promised: the first
 * of them answers for all. What no record covers is a use of its own, however soon it came.
 */
export function continuing(item: IdentityUse, promise: UsePromise): Outcome | undefined {
  const { occurredAt, previousAt, recordKey, previousRecordKey, recordOpenedAt } = item;
  if (previousAt === null || occurredAt - previousAt > promise.session_gap_minutes * MINUTE_MS) return undefined;
  if (recordKey === null || recordOpenedAt === null || recordKey !== previousRecordKey) return undefined;
  if (!isCovered(item, occurredAt, promise) || !isCovered(item, previousAt, promise)) return undefined;
  if (occurredAt - recordOpenedAt > promise.bg_max_hours * HOUR_MS) return undefined;
  return notApplicable("goes on with the use just before, which is judged");
}

function isCovered(
  { recordOpenedAt, recordClosedAt }: IdentityUse,
  at: EpochMs,
  { bg_ticket_minutes }: UsePromise,
): boolean {
  const isBegun = recordOpenedAt !== null && recordOpenedAt <= at + bg_ticket_minutes * MINUTE_MS;
  return isBegun && (recordClosedAt === null || recordClosedAt >= at - SKEW_MS);
}

/**
 * Whether the record nearest to a use is one of it: it covers the moment, or it began within the minutes promised and
 * was not over before, clocks apart (G-TIME-4).
 */
export function isRecorded(item: IdentityUse, { bg_ticket_minutes }: UsePromise): boolean {
  const { occurredAt, recordOpenedAt, recordClosedAt } = item;
  if (recordOpenedAt === null) return false;
  if (recordClosedAt !== null && recordClosedAt < occurredAt - SKEW_MS) return false;
  if (recordOpenedAt <= occurredAt && recordClosedAt !== null) return true;
  return Math.abs(recordOpenedAt - occurredAt) <= bg_ticket_minutes * MINUTE_MS;
}

const SKEW_MS = 5 * MINUTE_MS;

/** A ticket or incident was open before the use, or within the minutes promised after it (G-BREAKGLASS). */
export function useTicketed(
  item: IdentityUse,
  promise: UsePromise,
  { stream, asOf, gapIn }: { readonly stream: StreamName } & Pick<JudgeContext<unknown>, "asOf" | "gapIn">,
): Outcome {
  const { occurredAt, ticketKey, ticketCreatedAt } = item;
  const dueAt = occurredAt + promise.bg_ticket_minutes * MINUTE_MS;
  if (isRecorded(item, promise) && ticketKey !== null) {
    if (ticketCreatedAt !== null) return inTime({ occurredAt, dueAt, ticketKey, ticketCreatedAt });
    if (asOf <= dueAt) return pending(dueAt);
    const gap = gapIn({ stream: "tickets", scope: "*", from: occurredAt - TICKET_AGE_MS, to: dueAt + 1 });
    if (gap !== undefined) return unseenOutcome(`ticket ${ticketKey}`, gap);
    return deviation("evidence-missing", `its record names ${ticketKey}, which is neither a ticket nor an incident`);
  }
  if (asOf <= dueAt) return pending(dueAt);
  const gap = gapIn({ stream, scope: "*", from: occurredAt, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome(`a record of the use of ${item.identity}`, gap);
  if (isRecorded(item, promise)) return deviation("unauthorised", `record ${item.recordKey} names no ticket`);
  return deviation(
    "unauthorised",
    `used at ${instantOf(occurredAt)}, and no record of it within ${promise.bg_ticket_minutes} min`,
  );
}

/** Tickets older than this are not looked for: thirty days. */
const TICKET_AGE_MS = 30 * 24 * 60 * MINUTE_MS;

function inTime({
  occurredAt,
  dueAt,
  ticketKey,
  ticketCreatedAt,
}: {
  readonly occurredAt: EpochMs;
  readonly dueAt: EpochMs;
  readonly ticketKey: string;
  readonly ticketCreatedAt: EpochMs;
}): Outcome {
  if (ticketCreatedAt <= dueAt) return pass();
  return deviation(
    "late",
    `${ticketKey} was made at ${instantOf(ticketCreatedAt)}, ${durationText(ticketCreatedAt - occurredAt)} after the use`,
    { lateness: { lateMs: ticketCreatedAt - dueAt, allowedMs: Math.max(1, dueAt - occurredAt) } },
  );
}
