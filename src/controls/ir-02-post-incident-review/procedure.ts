import type { JudgeContext } from "../../assess/control.js";
import { partDone } from "../../assess/families/act.js";
import { recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline, durationText } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { instantOf } from "../../base/instant.js";
import type { ReviewedIncident } from "../../populations/reviewed-incidents/population.js";
import { type Action, actionsOf, isTooOftenMoved } from "./actions.js";

/** The parameters as promised on the day of the item. */
export interface ReviewPromise {
  readonly min_sev: number;
  readonly days: number;
  readonly zone: string;
}

type Context = JudgeContext<ReviewPromise>;
const STREAM = "postmortems";

/** A: the review was held in time. */
export function reviewedInTime(item: ReviewedIncident, context: Context): Outcome {
  const other = notAskedFor(item, context) ?? reviewedBefore(item, context);
  if (other !== undefined) return other;
  const { label, closedAt: from, isUndated, performedAt } = item;
  if (isUndated) return deviation("evidence-missing", `the review of ${label} has no date`);
  const { days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from, days, zone });
  return recordedInTime(
    { what: `review of ${label}`, from, dueAt, doneAt: performedAt },
    { asOf: context.asOf, gap: () => context.gapIn({ stream: STREAM, scope: "*", from, to: dueAt + 1 }) },
  );
}

/** B: the review says why it happened. */
export function hasRootCause(item: ReviewedIncident, context: Context): Outcome {
  const other = notAskedFor(item, context) ?? reviewedBefore(item, context);
  return other ?? partDone({ what: "a root cause", isHeld: isHeld(item), isDone: item.rootCauseDone });
}

/** C: each action has an owner and a date, or the review says that none was needed. */
export function actionsAgreed(item: ReviewedIncident, context: Context): Outcome {
  const other = notAskedFor(item, context) ?? reviewedBefore(item, context);
  if (other !== undefined) return other;
  const actions = item.segments.filter(({ actionKey }) => actionKey !== null);
  if (actions.length === 0) return withoutActions(item);
  const unowned = actions.filter(({ actionOwner }) => actionOwner === null).length;
  const undated = actions.filter(({ actionDueAt }) => actionDueAt === null).length;
  if (unowned + undated === 0) return pass();
  return deviation(
    "incomplete",
    `of ${actions.length} actions of ${item.label} ${unowned} have no owner and ${undated} no date`,
  );
}

/** D: no action that came due in the period was late or left open. */
export function actionsDone(item: ReviewedIncident, context: Context): Outcome {
  const other = notAskedFor(item, context);
  if (other !== undefined) return other;
  const { period, asOf } = context;
  if (item.segments.some(isTooOftenMoved)) {
    return indeterminate("gap", `Until when were the actions of ${item.label} re-approved? Not all records are read.`);
  }
  const isOfPeriodBefore = ({ closedAt }: Action) =>
    item.closedAt < period.start && closedAt !== null && closedAt < period.start;
  const asked = actionsOf(item, context.parameters.zone).filter(
    (action) =>
      !isOfPeriodBefore(action) && (action.dueAt < period.end || (action.closedAt !== null && !isOverdue(action))),
  );
  if (asked.length === 0) return notApplicable("no action came due in the period");
  const ahead = asked.filter(({ closedAt, lastDueAt }) => closedAt === null && asOf <= lastDueAt);
  if (ahead.length > 0) return pending(Math.max(...ahead.map(({ lastDueAt }) => lastDueAt)));
  const unreadable = asked.find((each) => each.isUnreadable && isOverdue(each));
  if (unreadable !== undefined) {
    return indeterminate(
      "unparsed",
      `Until when was action ${unreadable.key} re-approved? It names no day or instant.`,
    );
  }
  const doubted = asked.find((each) => isOverdue(each) && isDoubted(each, context));
  if (doubted !== undefined) {
    return indeterminate(
      "unmatched-person",
      `Did another person than its owner re-approve action ${doubted.key}? A number in its record belongs to no one person.`,
    );
  }
  return overdueOutcome(item, { asked, overdue: asked.filter(isOverdue) }, context);
}

/** Drills, and incidents that were never severe enough; a severity that was lowered was higher by one at least. */
function notAskedFor({ label, severity, wasLowered, isTaggedTest }: ReviewedIncident, { parameters }: Context) {
  const { min_sev } = parameters;
  if (isTaggedTest) return notApplicable("a drill, tagged when it was made");
  if (severity === null) {
    return indeterminate("unparsed", `How severe was ${label}? Reviews are promised from severity ${min_sev} on.`);
  }
  const highest = wasLowered ? severity - 1 : severity;
  if (highest <= min_sev) return undefined;
  if (!wasLowered) return notApplicable(`reviews are promised from severity ${min_sev} on`);
  return indeterminate("unparsed", `How severe was ${label} before its severity was lowered to ${severity}?`);
}

/** Carried in for its actions only. */
function reviewedBefore({ closedAt, performedAt }: ReviewedIncident, { period }: Context): Outcome | undefined {
  const isBefore = closedAt < period.start && performedAt !== null && performedAt < period.start;
  return isBefore ? notApplicable("closed and reviewed before the period") : undefined;
}

function isHeld({ performedAt, isUndated }: ReviewedIncident): boolean {
  return performedAt !== null || isUndated;
}

function withoutActions(item: ReviewedIncident): Outcome {
  const said = partDone({ what: "actions", isHeld: isHeld(item), isDone: item.actionsDone });
  if (said.state !== "pass" || item.actionsValue === "none") return said;
  return deviation("evidence-missing", `the review of ${item.label} speaks of actions, and none is on record`);
}

function isOverdue({ closedAt, dueAt }: Action): boolean {
  return closedAt === null || closedAt > dueAt;
}

/** A re-approval by somebody unknown would have made it timely. */
function isDoubted({ closedAt, dueAt, lastDueAt }: Action, { period }: Context): boolean {
  return lastDueAt > dueAt && (closedAt === null ? lastDueAt >= period.end : closedAt <= lastDueAt);
}

function overdueOutcome(
  { label }: ReviewedIncident,
  { asked, overdue }: { asked: readonly Action[]; overdue: readonly Action[] },
  { gapIn }: Context,
): Outcome {
  const [first] = overdue;
  if (first === undefined) return pass();
  const open = overdue.filter(({ closedAt }) => closedAt === null);
  for (const { key, dueAt } of open) {
    const gap = gapIn({ stream: STREAM, scope: "*", from: dueAt, to: dueAt + 1 });
    if (gap !== undefined) return unseenOutcome(`an end of action ${key}`, gap);
  }
  const share = `${overdue.length} of ${asked.length} actions of ${label}`;
  if (open.length > 0) {
    return deviation(
      "not-performed",
      `${share} overdue, ${open.length} not done at all; the first was due ${instantOf(first.dueAt)}`,
    );
  }
  const [worst = first] = [...overdue].sort((a, b) => lateMs(b) - lateMs(a));
  return deviation("late", `${share} done after their date, at most ${durationText(lateMs(worst))} late`, {
    lateness: { lateMs: lateMs(worst), allowedMs: Math.max(1, worst.dueAt - worst.from) },
  });
}

function lateMs({ closedAt, dueAt }: Action): number {
  return (closedAt ?? dueAt) - dueAt;
}
