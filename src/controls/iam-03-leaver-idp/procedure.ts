import type { JudgeContext } from "../../assess/control.js";
import { firstRecordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { HOUR_MS, instantOf, SECOND_MS } from "../../base/instant.js";
import { gapAcross, judgeAccountEnding, judgeDeparture, withoutAccount } from "../../populations/leavers/departure.js";
import type { Leaver } from "../../populations/leavers/population.js";

/** The parameters as promised on the day of the item. */
export interface LeaverIdpPromise {
  readonly revocation_sla_hours: number;
  readonly involuntary_sla_hours: number;
  readonly sla_clock: "effective" | "recorded";
  readonly hr_notice_hours: number;
  readonly clock_skew_seconds: number;
}

type Context = JudgeContext<LeaverIdpPromise>;

/** A: the last account that could sign in no longer could, in time. */
export function accountDisabled(item: Leaver, context: Context): Outcome {
  return judgeDeparture(item, promiseOf(item, context), (deadline) => {
    if (item.accountCount === 0) return withoutAccount(item, context);
    return judgeAccountEnding(item, deadline, context);
  });
}

/** B: open sessions and tokens were ended in time, so that none could begin again. */
export function sessionsRevoked(item: Leaver, context: Context): Outcome {
  return judgeDeparture(item, promiseOf(item, context), ({ from, dueAt }) => {
    if (item.accountCount === 0) return withoutAccount(item, context);
    const firstPossible = Math.min(from, item.offLo ?? from);
    return firstRecordedInTime(
      { what: "end of open sessions", from, dueAt, doneAt: item.sessionsRevokedAt },
      {
        asOf: context.asOf,
        gap: () => gapAcross(item, context, { stream: "session-revocations", from: firstPossible, to: dueAt + 1 }),
      },
    );
  });
}

/** C: nobody signed in with the account after the end of work, clocks apart. Silence counts while it still could. */
export function noLateSignIn(item: Leaver, context: Context): Outcome {
  return judgeDeparture(item, { ...promiseOf(item, context), slaClock: "effective" }, ({ dueAt }) => {
    if (item.accountCount === 0) return withoutAccount(item, context);
    const { occurredAt, lastSignInAt, onCount, offHi, onSeenAt } = item;
    const from = occurredAt + context.parameters.clock_skew_seconds * SECOND_MS;
    if (lastSignInAt !== null && lastSignInAt > from) {
      const later = durationText(lastSignInAt - occurredAt);
      return deviation("unauthorised", `signed in at ${instantOf(lastSignInAt)}, ${later} after the end of work`);
    }
    const isOver = onCount === 0 && !item.isStateUnknown && offHi !== null;
    const to = isOver ? offHi : Math.max(dueAt, onSeenAt ?? 0, offHi ?? 0);
    if (to <= from) return pass();
    if (context.asOf < to) return pending(to);
    const gap = gapAcross(item, context, { stream: "sign-ins", from, to });
    return gap === undefined ? pass() : unseenOutcome("a successful sign-in after the end of work", gap);
  });
}

/** D: HR entered the departure in time. */
export function hrRecorded(item: Leaver, { parameters }: Context): Outcome {
  if (item.isContinued) return notApplicable("another spell of the same person covers the end: a conversion is a move");
  const { endAt, endRecordedAt } = item;
  const allowedMs = parameters.hr_notice_hours * HOUR_MS;
  if (endRecordedAt === null) return indeterminate("gap", `When did HR record that ${item.label} leaves?`);
  if (endRecordedAt <= endAt + allowedMs) return pass();
  return deviation(
    "late",
    `HR recorded it at ${instantOf(endRecordedAt)}, ${durationText(endRecordedAt - endAt)} after the end of work; promised within ${parameters.hr_notice_hours} h`,
    { lateness: { lateMs: endRecordedAt - endAt - allowedMs, allowedMs } },
  );
}

function promiseOf(item: Leaver, { parameters }: Context) {
  const { revocation_sla_hours, involuntary_sla_hours, sla_clock } = parameters;
  const hours = item.isInvoluntary ? Math.min(involuntary_sla_hours, revocation_sla_hours) : revocation_sla_hours;
  const words = { what: "sign-in was possible", end: "an end of access" };
  return { ...words, slaClock: sla_clock, allowedMs: hours * HOUR_MS };
}
