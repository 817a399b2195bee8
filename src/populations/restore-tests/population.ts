import { type DueActivity, dueActivities } from "../kit/due-activities.js";

/** Restore tests: one for each class of store and half of a year. */
export const restoreTests = dueActivities({
  name: "restore-tests",
  title: "Restore tests due",
  doc: `One item per class of data store on the register when a half of the year ended in the period, and half. Records: register
\`store-class\` (key = the class, for example relational or object), activity kind \`restore-test\` (subject = the class) with
the parts \`verified\` (the restored data was compared or checked), \`time_recorded\` (value = hours it took) and
\`issues_tracked\` (what went wrong has a ticket, or nothing did). A real restore counts when it is recorded so. A class that
left the register before the half ended is not asked about.`,
  label: "restore test",
  kind: "restore-test",
  every: "half",
  register: "store-class",
  parts: ["verified", "time_recorded", "issues_tracked"],
  stream: "restore.tests",
});

/** A restore test that was due. */
export type RestoreTest = DueActivity<"verified" | "time_recorded" | "issues_tracked">;
