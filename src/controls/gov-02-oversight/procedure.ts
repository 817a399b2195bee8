import type { JudgeContext } from "../../assess/control.js";
import { actHeld, partDone } from "../../assess/families/act.js";
import { calendarDeadline, durationText } from "../../assess/families/deadline.js";
import { deviation, type Outcome, pass } from "../../assess/outcome.js";
import { instantOf } from "../../base/instant.js";
import type { OversightMeeting } from "../../populations/oversight-meetings/population.js";

/** The parameters as promised on the day of the item. */
export interface OversightPromise {
  readonly interval: "quarter";
  readonly minutes_days: number;
  readonly zone: string;
}

type Context = JudgeContext<OversightPromise>;

/** A: the meeting was held in its quarter. */
export function meetingHeld(item: OversightMeeting, context: Context): Outcome {
  return actHeld(item, { withinDays: 0, zone: context.parameters.zone, stream: "meetings" }, context);
}

/** B: security was on the agenda. */
export function isSecurityDiscussed(item: OversightMeeting): Outcome {
  return partDone({ what: "security on the agenda", isHeld: isHeld(item), isDone: item.securityOnAgendaDone });
}

/** C: minutes with actions exist, and were written in time. */
export function isMinuted(item: OversightMeeting, { parameters }: Context): Outcome {
  const minutes = partDone({ what: "minutes", isHeld: isHeld(item), isDone: item.minutesDone });
  if (minutes.state !== "pass" || item.performedAt === null) return minutes;
  const actions = partDone({ what: "actions in the minutes", isHeld: true, isDone: item.actionsDone });
  if (actions.state !== "pass") return actions;
  const writtenAt = item.minutesAt ?? item.recordedAt;
  if (writtenAt === null)
    return deviation("evidence-missing", "the record does not show when the minutes were written");
  const { minutes_days: days, zone } = parameters;
  const dueAt = calendarDeadline({ from: item.performedAt, days, zone });
  if (writtenAt <= dueAt) return pass();
  return deviation(
    "late",
    `minutes written at ${instantOf(writtenAt)}, ${durationText(writtenAt - dueAt)} after they were due at ${instantOf(dueAt)}`,
    { lateness: { lateMs: writtenAt - dueAt, allowedMs: dueAt - item.performedAt } },
  );
}

/** D: those present were enough, and independent enough. */
export function hadQuorum(item: OversightMeeting): Outcome {
  return partDone({ what: "the quorum of the charter", isHeld: isHeld(item), isDone: item.quorumDone });
}

/** A record without a date is of a meeting all the same: what it contained can be asked. */
function isHeld({ performedAt, isUndated }: OversightMeeting): boolean {
  return performedAt !== null || isUndated;
}
