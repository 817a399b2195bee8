import { type StandingActivity, standingActivities } from "../kit/standing-activities.js";

/** Vendors that were critical at some time of the period, with the reviews of them. */
export const criticalVendors = standingActivities({
  name: "critical-vendors",
  title: "Reviews of critical vendors due",
  doc: `One item per vendor that was critical at any time in the period, subservice organisations included, for the review in
force when the period began, or when it became critical, and one for each review of the period: the time after it. Records:
register \`vendor\` (key, is_critical: one of which it is not stated is asked about; from_at = critical since: an entry of its
own where it became so later), activity kind \`vendor-review\` (subject = the vendor's key) with the parts \`period_covered\` (the report covers the period, or a bridge
letter does), \`opinion_evaluated\` (opinion and exceptions were weighed), \`cuecs_mapped\` and \`csocs_confirmed\`. Where the
policy accepts a questionnaire or a certificate, the review of that is recorded in the same way.`,
  label: "vendor review",
  kind: "vendor-review",
  register: "vendor",
  isCriticalOnly: true,
  parts: ["period_covered", "opinion_evaluated", "cuecs_mapped", "csocs_confirmed"],
  isActOfPeriod: true,
  stream: "vendors",
});

/** A review that was due, or the time after one. */
export type CriticalVendor = StandingActivity<
  "period_covered" | "opinion_evaluated" | "cuecs_mapped" | "csocs_confirmed"
>;
