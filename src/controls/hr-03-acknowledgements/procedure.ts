import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline, durationText } from "../../assess/families/deadline.js";
import { deviation, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { type EpochMs, instantOf } from "../../base/instant.js";
import type { AcknowledgementDue } from "../../populations/acknowledgement-dues/population.js";
import { dueAfterLeaves } from "../../populations/kit/leave-list.js";

/** The parameters as promised on the day of the item. */
export interface AcknowledgementPromise {
  readonly onboard_days: number;
  readonly reack_days: number;
  readonly loa_grace_days: number;
}

type Context = JudgeContext<AcknowledgementPromise>;

/** A: acknowledged by the due date; whether it was the right version is B's question. */
export function acknowledgedInTime(item: AcknowledgementDue, context: Context): Outcome {
  const { occurredAt, version } = item;
  const at = item.ackAt ?? item.otherAt;
  return ofDuty(item, { doneAt: at, context }, (dueAt) => {
    if (at !== null) {
      return deviation(
        "late",
        `acknowledged at ${instantOf(at)}, ${durationText(at - dueAt)} after it was due at ${instantOf(dueAt)}`,
        { lateness: { lateMs: at - dueAt, allowedMs: dueAt - occurredAt } },
      );
    }
    const open = openQuestion(item, dueAt, context);
    if (open !== undefined) return open;
    if (item.hasUndated) return deviation("evidence-missing", `${version} is acknowledged without a date`);
    return deviation("not-performed", `${version} not acknowledged by ${instantOf(dueAt)}, nor later`);
  });
}

/** B: the version that was acknowledged was the one in force. */
export function versionInForce(item: AcknowledgementDue, context: Context): Outcome {
  const { ackAt, otherAt, otherReference, version } = item;
  if (ackAt !== null) return pass();
  if (otherAt === null) return notApplicable("nothing was acknowledged: judged by A");
  return ofDuty(item, { doneAt: ackAt, context }, (dueAt) => {
    const open = openQuestion(item, dueAt, context);
    if (open !== undefined) return open;
    return deviation(
      "wrong-result",
      `${otherReference} was acknowledged at ${instantOf(otherAt)}, which was not in force or not the version due; due was ${version}`,
    );
  });
}

interface Asked {
  /** When the duty was done; `null`: never, as far as anybody saw. */
  readonly doneAt: EpochMs | null;
  readonly context: Context;
}

/** Passes what was done by the due date, and leaves out whoever owed nothing on it. */
function ofDuty(item: AcknowledgementDue, { doneAt, context }: Asked, judge: (dueAt: EpochMs) => Outcome): Outcome {
  const { endAt, replacedAt, leaves, occurredAt: from, zone } = item;
  const plainDueAt = plainDue(item, context);
  if (doneAt !== null && doneAt <= plainDueAt) return pass();
  const graceDays = context.parameters.loa_grace_days;
  const dueAt = dueAfterLeaves({ leaves, from, dueAt: plainDueAt, graceDays, zone });
  if (dueAt === null) return notApplicable("away on the due date: the clock goes on with the return");
  if (doneAt !== null && doneAt <= dueAt) return pass();
  if (endAt !== null && endAt <= dueAt) return notApplicable("left before the due date");
  if (replacedAt !== null && replacedAt <= dueAt) {
    return notApplicable("a newer version was published before it was due: asked for by an item of its own");
  }
  return judge(dueAt);
}

/** What has to be over, and seen, before a missing acknowledgement is one. */
function openQuestion({ occurredAt: from, version }: AcknowledgementDue, dueAt: EpochMs, { asOf, gapIn }: Context) {
  if (asOf <= dueAt) return pending(dueAt);
  const gap = gapIn({ stream: "hr.acknowledgements", scope: "*", from, to: dueAt + 1 });
  return gap === undefined ? undefined : unseenOutcome(`an acknowledgement of ${version}`, gap);
}

function plainDue({ isJoiner, occurredAt, zone }: AcknowledgementDue, { parameters }: Context): EpochMs {
  const days = isJoiner ? parameters.onboard_days : parameters.reack_days;
  return calendarDeadline({ from: occurredAt, days, zone });
}
