import type { JudgeContext } from "../../assess/control.js";
import { actApproved, partDone } from "../../assess/families/act.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { onActOfCycle } from "../../assess/families/cycle-act.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { heldWithin } from "../../assess/families/standing.js";
import { deviation, notApplicable, type Outcome } from "../../assess/outcome.js";
import { DAY_MS } from "../../base/instant.js";
import {
  isAssessment,
  isSignificantChange,
  type RiskAssessmentItem,
} from "../../populations/risk-assessments/population.js";

/** The parameters as promised on the day of the item. */
export interface RiskAssessmentPromise {
  readonly interval_months: number;
  readonly change_days: number;
  readonly zone: string;
}

type Context = JudgeContext<RiskAssessmentPromise>;

/** A: the assessment never became older than promised. */
export function assessedInTime(item: RiskAssessmentItem, context: Context): Outcome {
  if (!isAssessment(item)) return ofAnother();
  const { interval_months: months, zone } = context.parameters;
  return heldWithin(item, { months, graceDays: 0, zone, stream: "risk.assessments" }, context);
}

/** B: commitments and the system in scope are covered. */
export function commitmentsCovered(item: RiskAssessmentItem, context: Context): Outcome {
  return partOf(item, context, { what: "the commitments and the system in scope", isDone: item.commitmentsDone });
}

/** C: fraud is considered. */
export function fraudConsidered(item: RiskAssessmentItem, context: Context): Outcome {
  return partOf(item, context, { what: "fraud", isDone: item.fraudDone });
}

/** D: changes are considered, in the assessment and when they happen. */
export function changesConsidered(item: RiskAssessmentItem, context: Context): Outcome {
  if (!isSignificantChange(item)) return partOf(item, context, { what: "changes", isDone: item.changesDone });
  if (item.isTaggedTest) return notApplicable("tagged as a drill when it was made");
  const { change_days: days, zone } = context.parameters;
  const from = item.occurredAt;
  const dueAt = item.dueAt ?? calendarDeadline({ from, days, zone });
  if (item.assessedCount > 0 && item.assessedAt === null) {
    return deviation("evidence-missing", `the assessment of ${item.label} has no date`);
  }
  return recordedInTime(
    { what: `assessment of ${item.label}`, from: Math.min(from, dueAt - DAY_MS), dueAt, doneAt: item.assessedAt },
    {
      asOf: context.asOf,
      gap: () => context.gapIn({ stream: "risk.assessments", scope: "*", from: Math.min(from, dueAt), to: dueAt + 1 }),
    },
  );
}

/** E: every risk is rated and has an owner. */
export function ratedAndOwned(item: RiskAssessmentItem, context: Context): Outcome {
  return partOf(item, context, { what: "ratings and owners", isDone: item.ratedOwnedDone });
}

/** F: somebody else than who made it approved it. */
export function isApproved(item: RiskAssessmentItem, context: Context): Outcome {
  if (!isAssessment(item)) return ofAnother();
  return onActOfCycle(item, context, () =>
    actApproved({ ...item, isHeld: item.performedAt !== null, isOwnEnough: false }),
  );
}

function partOf(
  item: RiskAssessmentItem,
  context: Context,
  { what, isDone }: { readonly what: string; readonly isDone: boolean | null },
): Outcome {
  if (!isAssessment(item)) return ofAnother();
  return onActOfCycle(item, context, () => partDone({ what, isHeld: item.performedAt !== null, isDone }));
}

function ofAnother(): Outcome {
  return notApplicable("a significant change: asked of the assessments");
}
