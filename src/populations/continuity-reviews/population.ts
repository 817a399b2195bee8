import { type StandingActivity, standingActivities } from "../kit/standing-activities.js";

/** Reviews of the continuity plan: cycles between two of them. */
export const continuityReviews = standingActivities({
  name: "continuity-reviews",
  title: "Reviews of the continuity plan due",
  doc: `One item for the review in force when the period began, and one for each review of the period: the time after it.
Records: activity kind \`continuity-review\` (approved_at, approved_by) with the part \`contacts\` (the list of contacts was
checked and is current).`,
  label: "continuity review",
  kind: "continuity-review",
  parts: ["contacts"],
  isActOfPeriod: true,
  stream: "continuity",
});

/** A review of the plan that was due, or the time after one. */
export type ContinuityReview = StandingActivity<"contacts">;
