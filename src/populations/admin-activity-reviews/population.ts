import { type DueActivity, dueActivities } from "../kit/due-activities.js";

const PARTS = ["all_sources", "independent", "anomalies_ticketed", "events", "reading_seconds"] as const;

/** Reviews of privileged activity that were due: one for each week that ends in the period. */
export const adminActivityReviews = dueActivities({
  name: "admin-activity-reviews",
  title: "Weekly reviews of privileged activity",
  doc: `One item per week of the calendar that ends in the period, reviewed or not: the calendar makes the list, never the
reviews. Records: activity kind \`admin-activity-review\` with \`period_key\` of the week looked at (2026-W10), performed_at
and performed_by; parts \`all_sources\` (done: every source of administrative activity was looked at), \`independent\` (done:
the reviewer had no part in the activity), \`anomalies_ticketed\` (done: each anomaly has a ticket, or there was none),
\`events\` (value: how many were listed) and \`reading_seconds\` (value: how long the list was open). A record that names no
week counts for the one it was done in.`,
  label: "review of privileged activity",
  kind: "admin-activity-review",
  every: "week",
  parts: PARTS,
  stream: "admin.reviews",
});

/** One week's review, held or not. */
export type AdminActivityReview = DueActivity<(typeof PARTS)[number]>;
