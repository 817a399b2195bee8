import { type EpochMs, HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import { endOfDayAfter } from "../../base/zone.js";
import { deviation, indeterminate, type Outcome, pass, pending } from "../outcome.js";
import { type Silence, unseenOutcome } from "./approval.js";

/** Something that must be over by a moment: access after the end of work, an alert, an open finding. */
export interface Deadline {
  /** What goes on until it is done, to put before "until": "sign-in was possible". */
  readonly what: string;
  /** Its end, to put after "is there": "an end of access". */
  readonly end: string;
  /** What the clock runs from, in words: "the end of work". */
  readonly trigger: string;
  readonly from: EpochMs;
  /** On the dot is in time. */
  readonly dueAt: EpochMs;
}

/** When it was over, as far as anybody saw. Equal bounds: an exact moment. */
export interface Ending {
  /** Earliest and latest moment at which it was over; both `null`: never seen to be. */
  readonly lo: EpochMs | null;
  readonly hi: EpochMs | null;
  /** Last moment at which it was seen to go on; `null`: never looked at. */
  readonly seenAt: EpochMs | null;
}

/**
 * The family "deadline after a trigger". Bounds count as connectors section 6.2 says: `pass` if every moment they allow
 * is in time, `late` if none is, else indeterminate. Seen to go on after the deadline: `not-performed`; not looked at
 * since: a gap if nobody looked, which is asked of `gap`, and indeterminate even if somebody did and it was not listed.
 */
export function endedInTime(deadline: Deadline, ending: Ending, { asOf, gap }: Silence): Outcome {
  const { what, dueAt } = deadline;
  const { lo, hi, seenAt } = ending;
  if (hi !== null && hi <= dueAt) return pass();
  if (hi !== null) {
    if (lo !== null && lo > dueAt) return late(deadline, hi);
    const from = lo === null ? "an unknown moment" : instantOf(lo);
    return indeterminate(
      "bounded-time",
      `When exactly was it no longer so that ${what}? Between ${from} and ${instantOf(hi)}, and it was due ${instantOf(dueAt)}.`,
    );
  }
  if (seenAt !== null && seenAt > dueAt) {
    return deviation(
      "not-performed",
      `${what} when last seen at ${instantOf(seenAt)}, ${after(deadline, seenAt)}; ${promised(deadline)}`,
    );
  }
  if (asOf <= dueAt) return pending(dueAt);
  const unseen = gap();
  if (unseen !== undefined) return unseenOutcome(deadline.end, unseen);
  return indeterminate("gap", `Was it still so that ${what} after ${instantOf(dueAt)}? It was last looked at before.`);
}

/** A late deed in one sentence, with how late it was. */
export function late(deadline: Deadline, at: EpochMs): Outcome {
  return deviation("late", `${deadline.what} until ${instantOf(at)}, ${after(deadline, at)}; ${promised(deadline)}`, {
    lateness: { lateMs: at - deadline.dueAt, allowedMs: deadline.dueAt - deadline.from },
  });
}

/** The last millisecond of the calendar day `days` days after the one on which `from` falls: on it is in time. */
export function calendarDeadline({
  from,
  days,
  zone,
}: {
  readonly from: EpochMs;
  readonly days: number;
  readonly zone: string;
}): EpochMs {
  return endOfDayAfter(from, { days, zone }) - 1;
}

/** A duration as people say it, cut to whole minutes: `31 h 20 min`, `12 d 3 h`, `40 min`. */
export function durationText(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE_MS);
  const hours = Math.floor(Math.abs(ms) / HOUR_MS);
  if (hours >= 72) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  return `${minutes} min`;
}

function after({ from, trigger }: Deadline, at: EpochMs): string {
  return `${durationText(at - from)} after ${trigger}`;
}

function promised({ from, dueAt }: Deadline): string {
  return `promised within ${allowedText(dueAt - from)}`;
}

/** Whole hours up to three days read as hours: a promise of 24 h is not "1 d". */
function allowedText(ms: number): string {
  return ms % HOUR_MS === 0 && ms <= 72 * HOUR_MS ? `${ms / HOUR_MS} h` : durationText(ms);
}
