import type { JudgeContext } from "../../assess/control.js";
import { partDone } from "../../assess/families/act.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { onActOfCycle } from "../../assess/families/cycle-act.js";
import { heldWithin, standingDue } from "../../assess/families/standing.js";
import type { Outcome } from "../../assess/outcome.js";
import type { IncidentExercise } from "../../populations/incident-exercises/population.js";

/** The parameters as promised on the day of the item. */
export interface ExercisePromise {
  readonly interval_months: number;
  readonly incident_may_replace: boolean;
  readonly zone: string;
}

type Context = JudgeContext<ExercisePromise>;

/** A: the last exercise, or the real incident that stands in, never became older than promised. */
export function exerciseHeld(item: IncidentExercise, context: Context): Outcome {
  if (!context.parameters.incident_may_replace) return held(item, context);
  const { reviewBeforeAt, reviewFirstAt, reviewLastAt } = item;
  const cycle = reviewBeforeAt === null ? item : { ...item, cycleFrom: reviewBeforeAt };
  if (reviewFirstAt === null || reviewLastAt === null) return unlessReviewUnseen(held(cycle, context), cycle, context);
  const replaced = held({ ...cycle, nextAt: reviewFirstAt }, context);
  const outcome =
    replaced.state === "pass" ? held({ ...cycle, cycleFrom: reviewLastAt, isFirst: true }, context) : replaced;
  return unlessReviewUnseen(outcome, cycle, context);
}

/** B: those who would have to act took part. */
export function isAttended(item: IncidentExercise, context: Context): Outcome {
  return onActOfCycle(item, context, () =>
    partDone({
      what: "the holders of the incident roles",
      isHeld: item.performedAt !== null,
      isDone: item.attendedDone,
    }),
  );
}

/** C: lessons have an owner and a date. */
export function areActionsTracked(item: IncidentExercise, context: Context): Outcome {
  return onActOfCycle(item, context, () =>
    partDone({ what: "tracked actions", isHeld: item.performedAt !== null, isDone: item.actionsTrackedDone }),
  );
}

function held(item: IncidentExercise, context: Context): Outcome {
  const { interval_months: months, zone } = context.parameters;
  return heldWithin(item, { months, graceDays: 0, zone, stream: "exercises" }, context);
}

/** A missed exercise stays open while a real incident that stands in may hide. */
function unlessReviewUnseen(
  outcome: Outcome,
  { cycleFrom }: IncidentExercise,
  { parameters, period, gapIn }: Context,
): Outcome {
  if (outcome.state !== "deviation") return outcome;
  const { interval_months: months, zone } = parameters;
  const dueAt = cycleFrom === null ? period.end - 1 : standingDue(cycleFrom, { months, graceDays: 0, zone });
  const span = { scope: "*", from: Math.max(cycleFrom ?? period.start, period.start), to: dueAt + 1 };
  const gap = gapIn({ ...span, stream: "postmortems" }) ?? gapIn({ ...span, stream: "incidents" });
  return gap === undefined ? outcome : unseenOutcome("the review of a real incident that stands in", gap);
}
