import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline, durationText } from "../../assess/families/deadline.js";
import { deviation, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { type EpochMs, instantOf } from "../../base/instant.js";
import type { AcknowledgementDue } from "../../populations/acknowledgement-dues/population.js";

/** The parameters as promised on the day of the item. */
export interface AcknowledgementPromise {
  readonly onboard_days: number;
  readonly reack_days: number;
  readonly loa_grace_days: number;
}

type Context = JudgeContext<AcknowledgementPromise>;

/** A: acknowledged by the due date; whether it was the right version is B's question. */
export function acknowledgedInTime(item: AcknowledgementDue, context: Context): Outcome {
  const { occurredAt, endAt, replacedAt, leaveFrom, leaveTo, version } = item;
  const plainDueAt = plainDue(item, context);
  const at = item.ackAt ?? item.otherAt;
  if (at === null && leaveFrom !== null && leaveTo === null && leaveFrom <= plainDueAt) {
    return notApplicable("away on the due date: the clock goes on with the return");
  }
  const dueAt = afterLeave(item, plainDueAt, context);
  if (at !== null && at <= dueAt) return pass();
  if (endAt !== null && endAt <= dueAt) return notApplicable("left before the due date");
  if (replacedAt !== null && replacedAt <= dueAt) {
    return notApplicable("a newer version was published before it was due: asked for by an item of its own");
  }
  if (at !== null) {
    return deviation(
      "late",
      `acknowledged at ${instantOf(at)}, ${durationText(at - dueAt)} after it was due at ${instantOf(dueAt)}`,
      { lateness: { lateMs: at - dueAt, allowedMs: dueAt - occurredAt } },
    );
  }
  if (item.hasUndated) return deviation("evidence-missing", `${version} is acknowledged without a date`);
  if (context.asOf <= dueAt) return pending(dueAt);
  const gap = context.gapIn({ stream: "hr.acknowledgements", scope: "*", from: occurredAt, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome(`an acknowledgement of ${version}`, gap);
  return deviation("not-performed", `${version} not acknowledged by ${instantOf(dueAt)}, nor later`);
}

/** B: the version that was acknowledged was the one in force. */
export function versionInForce({ ackAt, otherAt, otherReference, version }: AcknowledgementDue): Outcome {
  if (ackAt !== null) return pass();
  if (otherAt === null) return notApplicable("nothing was acknowledged: judged by A");
  return deviation(
    "wrong-result",
    `${otherReference} was acknowledged at ${instantOf(otherAt)}, which was not in force or not the version due; due was ${version}`,
  );
}

function plainDue({ isJoiner, occurredAt, zone }: AcknowledgementDue, { parameters }: Context): EpochMs {
  const days = isJoiner ? parameters.onboard_days : parameters.reack_days;
  return calendarDeadline({ from: occurredAt, days, zone });
}

/** G-LOA: what fell due during a leave, or just after, is due some days after the return. */
function afterLeave({ leaveFrom, leaveTo, zone }: AcknowledgementDue, dueAt: EpochMs, { parameters }: Context) {
  if (leaveFrom === null || leaveTo === null || leaveFrom > dueAt) return dueAt;
  return Math.max(dueAt, calendarDeadline({ from: leaveTo, days: parameters.loa_grace_days, zone }));
}
