import type { JudgeContext } from "../../assess/control.js";
import { readExtensions, settledOrExtended } from "../../assess/families/extension.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass } from "../../assess/outcome.js";
import { HISTORY_MAX } from "../../populations/kit/step-history.js";
import type { RiskTreatment } from "../../populations/risk-treatments/population.js";

/** The parameters as promised on the day of the item. */
export interface RiskTreatmentPromise {
  readonly zone: string;
}

type Context = JudgeContext<RiskTreatmentPromise>;

/** A: somebody owns it, and a date is agreed. */
export function hasOwnerAndDate({ label, owner, dueAt }: RiskTreatment): Outcome {
  if (owner !== null && dueAt !== null) return pass();
  const missing = owner !== null ? "due date" : dueAt !== null ? "owner" : "owner and no due date";
  return deviation("incomplete", `${label} has no ${missing}`);
}

/** B: done by the date in force, which only a re-approval before it moves. */
export function treatedInTime(item: RiskTreatment, context: Context): Outcome {
  const { label, dueAt, closedAt, occurredAt, reapprovedCount, reapprovedHistory } = item;
  if (dueAt === null) return notApplicable("no due date: attribute A says so");
  if (dueAt >= context.period.end) return notApplicable("not due in the period");
  if (reapprovedCount > HISTORY_MAX) {
    return indeterminate("gap", `Until when was ${label} re-approved? Only the first ${HISTORY_MAX} records are read.`);
  }
  const extensions = readExtensions(reapprovedHistory, context.parameters.zone);
  const settlement = { label, from: occurredAt, dueAt, closedAt, extensions };
  return settledOrExtended(settlement, { stream: "risk.treatments" }, context);
}
