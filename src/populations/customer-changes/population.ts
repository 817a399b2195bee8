import { type Duty, duties } from "../kit/duties.js";

/** What customers must be told: significant changes, and the templates of contracts. */
export const customerChanges = duties({
  name: "customer-changes",
  title: "Changes and commitments that customers must know",
  doc: `One item per significant change for customers and per contract template that was opened in the period, and per older
one that was still open on its first day. Records: duty kind \`customer-change\` (opened_at = decided, due_at = takes effect,
closed_at = done or dropped, outcome \`cancelled\` when dropped) with the steps \`published\` and \`notified\`; duty kind
\`contract-template\` (opened_at = in use from) with the step \`published\`.`,
  kinds: { "customer-change": "customer change", "contract-template": "contract template" },
  steps: ["published", "notified"],
  stream: "notices",
});

/** A change or a template. */
export type CustomerChange = Duty<"published" | "notified">;
