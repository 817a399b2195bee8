import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, HOUR_MS, instantOf, MINUTE_MS, SECOND_MS } from "../../base/instant.js";
import type { DataSession } from "../../populations/data-sessions/population.js";

/** The parameters as promised on the day of the item. */
export interface DataSessionPromise {
  readonly max_hours: number;
  readonly clock_skew_seconds: number;
  readonly bg_ticket_minutes: number;
  readonly ticket_age_days: number;
}

type Context = JudgeContext<DataSessionPromise>;

/** A: another person had approved it, or a ticket was open, before it began; in an emergency a ticket soon after. */
export function justified(item: DataSession, context: Context): Outcome {
  const other = drill(item) ?? carriedIn(item, context);
  if (other !== undefined) return other;
  const { occurredAt: from, approvedAt, approvedOtherAt } = item;
  const { clock_skew_seconds, bg_ticket_minutes } = context.parameters;
  const dueAt = from + (item.outcome === "emergency" ? bg_ticket_minutes * MINUTE_MS : clock_skew_seconds * SECOND_MS);
  if (item.ticketCreatedAt !== null && item.ticketCreatedAt <= dueAt && !isTicketOver(item)) return pass();
  if (approvedOtherAt !== null && approvedOtherAt <= dueAt) return pass();
  const isApprovedInTime = approvedAt !== null && approvedAt <= dueAt;
  const open = openQuestion(item, { dueAt, isApprovedInTime }, context);
  return open ?? unjustified(item, { dueAt, isApprovedInTime });
}

/** B: it ended within the hours promised. */
export function endedInTime(item: DataSession, { parameters, asOf, gapIn }: Context): Outcome {
  const other = drill(item);
  if (other !== undefined) return other;
  const { occurredAt, closedAt } = item;
  const { max_hours } = parameters;
  const allowedMs = max_hours * HOUR_MS;
  const dueAt = occurredAt + allowedMs;
  if (closedAt !== null && closedAt <= dueAt) return pass();
  if (closedAt !== null) {
    return deviation(
      "late",
      `open until ${instantOf(closedAt)}, ${durationText(closedAt - occurredAt)} after it began; promised within ${max_hours} h`,
      { lateness: { lateMs: closedAt - dueAt, allowedMs } },
    );
  }
  if (asOf <= dueAt) return pending(dueAt);
  const gap = gapIn({ stream: "data.sessions", scope: "*", from: occurredAt, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome("an end of the session", gap);
  return deviation(
    "not-performed",
    `still open at ${instantOf(dueAt)}, promised within ${max_hours} h; no end on record`,
  );
}

/** C: what was done in it is in a log. */
export function logged(item: DataSession, context: Context): Outcome {
  const other = drill(item) ?? carriedIn(item, context);
  if (other !== undefined) return other;
  const { occurredAt, closedAt, loggedCount } = item;
  if (loggedCount > 0) return pass();
  const dueAt = (closedAt ?? occurredAt + context.parameters.max_hours * HOUR_MS) + DAY_MS;
  if (context.asOf <= dueAt) return pending(dueAt);
  const gap = context.gapIn({ stream: "data.sessions", scope: "*", from: occurredAt, to: dueAt });
  if (gap !== undefined) return unseenOutcome("a log of the session", gap);
  return deviation("evidence-missing", "no log of commands or queries is on record");
}

function drill({ isTaggedTest }: DataSession): Outcome | undefined {
  return isTaggedTest ? notApplicable("a test, tagged when it was made") : undefined;
}

/** Only the duty to end it lasts into the period; the rest was judged in the one before. */
function carriedIn({ occurredAt }: DataSession, { period }: Context): Outcome | undefined {
  return occurredAt < period.start ? notApplicable("began before the period; only its end was due in it") : undefined;
}

/** A ticket that was resolved before the session began asked for something else. */
function isTicketOver({ occurredAt, ticketResolvedAt }: DataSession): boolean {
  return ticketResolvedAt !== null && ticketResolvedAt < occurredAt;
}

interface Asked {
  readonly dueAt: EpochMs;
  readonly isApprovedInTime: boolean;
}

/** What has to be known before a missing justification is one. */
function openQuestion(item: DataSession, { dueAt, isApprovedInTime }: Asked, context: Context): Outcome | undefined {
  const { occurredAt: from, key, approvedUnsureAt, approvedBy, ticketKey, ticketCreatedAt } = item;
  if (approvedUnsureAt !== null && approvedUnsureAt <= dueAt) {
    return indeterminate("unmatched-person", `Whose was session ${key}, and was it another person who approved it?`);
  }
  if (isApprovedInTime && approvedBy === null) return indeterminate("unmatched-person", `Who approved session ${key}?`);
  const isMade = ticketKey !== null && ticketCreatedAt === null;
  if (context.asOf <= dueAt && (ticketCreatedAt === null || isTicketOver(item))) return pending(dueAt);
  const seenFrom = from - context.parameters.ticket_age_days * DAY_MS;
  const ticketGap = isMade && context.gapIn({ stream: "tickets", scope: "*", from: seenFrom, to: dueAt + 1 });
  if (ticketGap) return unseenOutcome(`ticket ${ticketKey}`, ticketGap);
  const gap = context.gapIn({ stream: "data.sessions", scope: "*", from, to: dueAt + 1 });
  return gap === undefined ? undefined : unseenOutcome(`an approval of session ${key}`, gap);
}

function unjustified(item: DataSession, { dueAt, isApprovedInTime }: Asked): Outcome {
  const { occurredAt, ticketKey, ticketCreatedAt, ticketResolvedAt, approvedAt } = item;
  if (isApprovedInTime) return deviation("unauthorised", "approved by the person whose session it was, and no ticket");
  if (ticketResolvedAt !== null && isTicketOver(item)) {
    return deviation(
      "unauthorised",
      `ticket ${ticketKey} was resolved at ${instantOf(ticketResolvedAt)}, before the session began`,
    );
  }
  const times = [ticketCreatedAt, approvedAt].filter((at) => at !== null);
  if (times.length > 0) {
    const at = Math.min(...times);
    const what = at === ticketCreatedAt ? `ticket ${ticketKey} was made` : "approved";
    return deviation("late", `${what} at ${instantOf(at)}, ${durationText(at - occurredAt)} after the session began`, {
      lateness: { lateMs: at - dueAt, allowedMs: Math.max(1, dueAt - occurredAt) },
    });
  }
  if (ticketKey !== null) {
    return deviation("evidence-missing", `names ${ticketKey}, which is not among the tickets, and no approval`);
  }
  return deviation("not-performed", "neither a ticket nor an approval");
}
