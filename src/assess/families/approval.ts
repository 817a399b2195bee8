import { type EpochMs, instantOf } from "../../base/instant.js";
import type { Gap } from "../control.js";
import { deviation, type IndeterminateCause, indeterminate, type Outcome, pass, pending } from "../outcome.js";

const CAUSE_OF_REASON: Readonly<Record<string, IndeterminateCause>> = {
  permission: "denied",
  retention: "retention",
  licence: "plan-limited",
  rejects: "unparsed",
};

/** Something that must have been recorded by a moment: an approval before an act, a declaration, a review after it. */
export interface Duty {
  /** What must be there, to begin a sentence with: "approval by another person". */
  readonly what: string;
  /** When the clock began. */
  readonly from: EpochMs;
  /** On the dot is in time. */
  readonly dueAt: EpochMs;
  /** When it was recorded; `null`: never seen. */
  readonly doneAt: EpochMs | null;
}

/** How silence is read: the outcome while it may still come, and whether somebody looked. */
export interface Silence {
  readonly asOf: EpochMs;
  /** The first stretch in which the record would not have been seen; asked only when nothing was seen. */
  readonly gap: () => Gap | undefined;
}

/**
 * The family "approval before act": `pass` when recorded by the due moment, `late` after it, `pending` while it may
 * still come, `not-performed` when it never came and somebody looked, else indeterminate.
 */
export function recordedInTime(duty: Duty, { asOf, gap }: Silence): Outcome {
  const { what, from, dueAt, doneAt } = duty;
  if (doneAt !== null) {
    if (doneAt <= dueAt) return pass();
    return deviation("late", `${what} at ${instantOf(doneAt)}, due ${instantOf(dueAt)}`, {
      lateness: { lateMs: doneAt - dueAt, allowedMs: dueAt - from },
    });
  }
  if (asOf <= dueAt) return pending(dueAt);
  const unseen = gap();
  if (unseen !== undefined) return unseenOutcome(what, unseen);
  return deviation("not-performed", `no ${what} by ${instantOf(dueAt)}`);
}

/**
 * The same for an act of which there may be several, such as a review or a ticket: the first one seen is late only if
 * somebody would have seen an earlier one; until it is due one may still be seen.
 */
export function firstRecordedInTime(duty: Duty, silence: Silence): Outcome {
  const outcome = recordedInTime(duty, silence);
  if (outcome.state !== "deviation" || outcome.kind !== "late") return outcome;
  if (silence.asOf <= duty.dueAt) return pending(duty.dueAt);
  const unseen = silence.gap();
  return unseen === undefined ? outcome : unseenOutcome(`an earlier ${duty.what}`, unseen);
}

/** Silence that proves nothing: whether the record exists cannot be told. */
export function unseenOutcome(what: string, { from, reason }: Gap): Outcome {
  return indeterminate(
    CAUSE_OF_REASON[reason] ?? "gap",
    `Is there ${what}? Nobody looked from ${instantOf(from)} (${reason}).`,
  );
}
