import { type Duty, duties } from "../kit/duties.js";

/** Confirmed breaches. */
export const breaches = duties({
  name: "breaches",
  title: "Confirmed breaches",
  doc: `One item per breach that was confirmed in the period, and per older one that was still open on its first day. Records: duty
kind \`breach\` (opened_at = confirmed, due_at = by when the strictest contract wants notice, closed_at = settled) with the
steps \`assessed\` (for notification; value \`required\` or \`not_required\`) and \`notified\`, one for each party that was owed
notice; later updates are no \`notified\`. Drills are tagged as tests.`,
  kinds: { breach: "breach" },
  steps: ["assessed", "notified"],
  stream: "breaches",
});

/** One confirmed breach. */
export type Breach = Duty<"assessed" | "notified">;
