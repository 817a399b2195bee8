import type { ItemOf } from "../../assess/population.js";
import { duties } from "../kit/duties.js";
import { jointList } from "../kit/joint-list.js";
import { type StandingActivity, standingActivities } from "../kit/standing-activities.js";
import { withStepHistory } from "../kit/step-history.js";

const findings = withStepHistory(
  duties({
    name: "findings",
    title: "Deficiencies",
    doc: "",
    kinds: { finding: "finding" },
    steps: ["retested", "reapproved", "reported"],
    stream: "findings",
  }),
  "reapproved",
);
const mockAudits = standingActivities({
  name: "mock-audits",
  title: "Mock audits due",
  doc: "",
  label: "mock audit",
  kind: "mock-audit",
  parts: [],
  isActOfPeriod: true,
  stream: "findings",
});

/** Deficiencies to be closed, and the mock audits that look for more. */
export const findingsAndMockAudits = jointList({
  name: "findings-and-mock-audits",
  title: "Deficiencies, and mock audits due",
  doc: `One item per deficiency recorded in the period, and per older one that was still open on its first day; one item for
the mock audit in force when the period began, and one for each of the period: the time after it. Records: duty kind
\`finding\` (owner, due_at = the date first agreed, closed_at) with the steps \`retested\` (done_at, actor),
\`reapproved\` (value = the new due day or instant) and \`reported\` (to management); activity kind \`mock-audit\`.`,
  lists: [
    { word: "finding", of: findings },
    { word: "mock-audit", of: mockAudits },
  ],
});

export type FindingOrAudit = ItemOf<(typeof findingsAndMockAudits)["columns"]>;
type Finding = ItemOf<(typeof findings)["columns"]>;

/** Whether the item is a deficiency. */
export function isFinding(item: FindingOrAudit): item is FindingOrAudit & Finding {
  return item.list === "finding";
}

/** Whether the item is a cycle of mock audits. */
export function isMockAudit(item: FindingOrAudit): item is FindingOrAudit & StandingActivity {
  return item.list === "mock-audit";
}
