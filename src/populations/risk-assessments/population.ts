import type { ItemOf } from "../../assess/population.js";
import { type Duty, duties } from "../kit/duties.js";
import { jointList } from "../kit/joint-list.js";
import { type StandingActivity, standingActivities } from "../kit/standing-activities.js";

const assessments = standingActivities({
  name: "assessments",
  title: "Risk assessments due",
  doc: "",
  label: "risk assessment",
  kind: "risk-assessment",
  parts: ["commitments", "fraud", "changes", "rated_owned"],
  isActOfPeriod: true,
  stream: "risk.assessments",
});
const changes = duties({
  name: "changes",
  title: "Significant changes",
  doc: "",
  kinds: { "significant-change": "significant change" },
  steps: ["assessed"],
  stream: "risk.assessments",
});

/** Risk assessments that were due, and the significant changes between them. */
export const riskAssessments = jointList({
  name: "risk-assessments",
  title: "Risk assessments due, and significant changes",
  doc: `One item for the risk assessment in force when the period began, and one for each of the period: the time after it.
One item for each significant change, as the policy defines it, of the period, and for those from before that were still
open. Records: activity kind \`risk-assessment\` (approved_at, approved_by) with the parts \`commitments\` (service
commitments and the system in scope), \`fraud\`, \`changes\` and \`rated_owned\` (every risk is rated and has an owner);
duty kind \`significant-change\` (opened_at = when it was decided or happened, due_at where the record states one) with the
step \`assessed\`.`,
  lists: [
    { word: "assessment", of: assessments },
    { word: "change", of: changes },
  ],
});

export type RiskAssessmentItem = ItemOf<(typeof riskAssessments)["columns"]>;
type Assessment = StandingActivity<"commitments" | "fraud" | "changes" | "rated_owned">;

/** Whether the item is a cycle of the assessment; otherwise it is a significant change. */
export function isAssessment(item: RiskAssessmentItem): item is RiskAssessmentItem & Assessment {
  return item.list === "assessment";
}

/** Whether the item is a significant change. */
export function isSignificantChange(item: RiskAssessmentItem): item is RiskAssessmentItem & Duty<"assessed"> {
  return item.list === "change";
}
