import type { DueActivity } from "../kit/due-activities.js";
import { dueActivities } from "../kit/due-activities.js";

/** Meetings in which the board or a committee oversees security: one for each quarter. */
export const oversightMeetings = dueActivities({
  name: "oversight-meetings",
  title: "Oversight meetings due",
  doc: `One item per quarter of the organisation's calendar that ends in the period, whether or not the meeting was held; the
calendar makes the list, never the minutes. Records: activity kind \`oversight-meeting\` with the parts \`security_on_agenda\`,
\`minutes\` (done_at = when they were written), \`actions\` (actions or decisions are recorded, with owners) and \`quorum\` (those present were enough and
independent enough, as the charter says).`,
  label: "oversight meeting",
  kind: "oversight-meeting",
  every: "quarter",
  parts: ["security_on_agenda", "minutes", "actions", "quorum"],
  stream: "meetings",
});

/** A meeting that was due. */
export type OversightMeeting = DueActivity<"security_on_agenda" | "minutes" | "actions" | "quorum">;
