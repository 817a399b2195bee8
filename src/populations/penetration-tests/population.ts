import type { ItemOf } from "../../assess/population.js";
import { duties } from "../kit/duties.js";
import { jointList } from "../kit/joint-list.js";
import { type StandingActivity, standingActivities } from "../kit/standing-activities.js";
import { withStepHistory } from "../kit/step-history.js";

const tests = standingActivities({
  name: "tests",
  title: "Penetration tests due",
  doc: "",
  label: "penetration test",
  kind: "penetration-test",
  parts: ["scope", "independent"],
  isActOfPeriod: true,
  stream: "penetration.tests",
});
const findings = withStepHistory(
  duties({
    name: "findings",
    title: "Findings of penetration tests",
    doc: "",
    kinds: { "pentest-finding": "penetration test finding" },
    steps: ["accepted"],
    stream: "penetration.tests",
  }),
  "accepted",
);

/** Penetration tests that were due, and what they found. */
export const penetrationTests = jointList({
  name: "penetration-tests",
  title: "Penetration tests due, and their findings",
  doc: `One item for the test in force when the period began, and one for each of the period: the time after it. One item per
finding reported in the period, and per older one that was still open on its first day. Records: activity kind
\`penetration-test\` with the parts \`scope\` (it covered the system) and \`independent\` (the testers neither build nor run
it); duty kind \`pentest-finding\` (severity critical, high, medium or low, opened_at = reported, closed_at = fixed and
retested) with the step \`accepted\` (actor = who accepted the risk, value = until which day or instant).`,
  lists: [
    { word: "test", of: tests },
    { word: "finding", of: findings },
  ],
});

export type PenetrationTestItem = ItemOf<(typeof penetrationTests)["columns"]>;
type Finding = ItemOf<(typeof findings)["columns"]>;

/** Whether the item is a cycle of tests. */
export function isTest(
  item: PenetrationTestItem,
): item is PenetrationTestItem & StandingActivity<"scope" | "independent"> {
  return item.list === "test";
}

/** Whether the item is a finding of a test. */
export function isTestFinding(item: PenetrationTestItem): item is PenetrationTestItem & Finding {
  return item.list === "finding";
}
