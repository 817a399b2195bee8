import { addDays, addMonths, type EpochMs, instantOf } from "../../base/instant.js";
import { dayAt, endOfDay } from "../../base/zone.js";
import type { Gap, JudgeContext } from "../control.js";
import { deviation, notApplicable, type Outcome, pass, pending } from "../outcome.js";
import { unseenOutcome } from "./approval.js";
import { durationText } from "./deadline.js";

/** One cycle of an act that may never be older than so many months: facts of a population of the standing kind. */
export interface StandingFacts {
  /** Begins a sentence: "policy approval of access". */
  readonly label: string;
  readonly subjectFromAt: EpochMs | null;
  readonly subjectToAt: EpochMs | null;
  /** The act with which the cycle began; `null`: none is on record. */
  readonly cycleFrom: EpochMs | null;
  readonly nextAt: EpochMs | null;
  readonly isFirst: boolean;
  readonly hasUndated: boolean;
}

/** What was promised: never older than `months` of the calendar in `zone`, and so many days of grace. */
export interface StandingPromise {
  readonly months: number;
  readonly graceDays: number;
  readonly zone: string;
  /** Stream that would have shown the act. */
  readonly stream: string;
  /** A due moment that counts where it comes later than the calendar's: after a leave. */
  readonly notBefore?: EpochMs;
}

/**
 * The family "never older than": a cycle passes when the next act came before it was due, or when the act in force is
 * still valid at the period's end. A cycle that began in the period and comes due after it is not applicable. What a
 * new thing owes begins with the thing; an organisation that has no act on record owes one within the interval after the
 * period's start, and by its end at the latest.
 */
export function heldWithin(
  item: StandingFacts,
  promise: StandingPromise,
  context: Pick<JudgeContext<unknown>, "asOf" | "period" | "gapIn">,
): Outcome {
  const { label, subjectToAt, cycleFrom, nextAt, isFirst } = item;
  const { period } = context;
  const since = cycleFrom ?? item.subjectFromAt;
  const clock = since ?? period.start;
  const clockDueAt = standingDue(clock, promise);
  const dueAt = since === null ? Math.min(clockDueAt, period.end - 1) : clockDueAt;
  if (subjectToAt !== null && dueAt >= subjectToAt && (nextAt === null || nextAt > dueAt)) {
    return cycleFrom !== null && isFirst ? pass() : notApplicable("ended before it was due");
  }
  if (nextAt !== null && nextAt <= dueAt) return pass();
  if (dueAt >= period.end) {
    if (cycleFrom !== null && isFirst) return pass();
    return notApplicable("not due in the period");
  }
  if (nextAt === null) return missing(item, promise, { dueAt, context });
  if (context.asOf <= dueAt) return pending(dueAt);
  const unseen = gapBefore(item, promise, { dueAt, context });
  if (unseen !== undefined) return unseenOutcome(`an earlier ${label}`, unseen);
  return deviation(
    "late",
    `${label} done at ${instantOf(nextAt)}, ${durationText(nextAt - dueAt)} after it was due at ${instantOf(dueAt)}`,
    { lateness: { lateMs: nextAt - dueAt, allowedMs: dueAt - clock } },
  );
}

/** The last millisecond of the day on which an act is due again after the one at `clock`. */
export function standingDue(
  clock: EpochMs,
  { months, graceDays, zone, notBefore }: Pick<StandingPromise, "months" | "graceDays" | "zone" | "notBefore">,
): EpochMs {
  const dueAt = endOfDay(addDays(addMonths(dayAt(clock, zone), months), graceDays), zone) - 1;
  return notBefore === undefined ? dueAt : Math.max(dueAt, notBefore);
}

interface Due {
  readonly dueAt: EpochMs;
  readonly context: Pick<JudgeContext<unknown>, "asOf" | "period" | "gapIn">;
}

function missing(item: StandingFacts, promise: StandingPromise, { dueAt, context }: Due): Outcome {
  const { label, hasUndated } = item;
  if (context.asOf <= dueAt) return pending(dueAt);
  if (hasUndated) return deviation("evidence-missing", `${label} has a record without a date; due ${instantOf(dueAt)}`);
  const gap = gapBefore(item, promise, { dueAt, context });
  if (gap !== undefined) return unseenOutcome(label, gap);
  return deviation("not-performed", `no ${label} by ${instantOf(dueAt)}, nor later`);
}

/** Where an act that would have been in time may hide: one older than an interval before the period matters no more. */
function gapBefore(
  { cycleFrom }: StandingFacts,
  { months, zone, stream }: StandingPromise,
  { dueAt, context: { period, gapIn } }: Due,
): Gap | undefined {
  const reach = endOfDay(addMonths(dayAt(period.start, zone), -months), zone);
  const from = Math.max(cycleFrom ?? reach, reach);
  return gapIn({ stream, scope: "*", from, to: Math.max(dueAt, period.start) + 1 });
}
