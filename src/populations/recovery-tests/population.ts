import { type StandingActivity, standingActivities } from "../kit/standing-activities.js";

/** Tests of the disaster recovery plan: cycles between two of them. */
export const recoveryTests = standingActivities({
  name: "recovery-tests",
  title: "Disaster recovery tests due",
  doc: `One item for the test in force when the period began, and one for each test of the period: the time after it. Records:
activity kind \`recovery-test\` with the parts \`critical_services\` (every critical service was covered), \`results\`
(value = hours to recover and hours of data lost, as \`6.5/12\`) and \`actions_tracked\` (what missed its target has an
action with an owner, or nothing did). A real failover counts when it is recorded so.`,
  label: "recovery test",
  kind: "recovery-test",
  parts: ["critical_services", "results", "actions_tracked"],
  isActOfPeriod: true,
  stream: "recovery.tests",
});

/** A recovery test that was due, or the time after one. */
export type RecoveryTest = StandingActivity<"critical_services" | "results" | "actions_tracked">;
