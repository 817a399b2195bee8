import type { ItemOf } from "../../assess/population.js";
import { duties } from "../kit/duties.js";
import { withStepHistory } from "../kit/step-history.js";

/** Customer data that has to go because a contract ended or the customer asked for it. */
export const customerDeletions = withStepHistory(
  duties({
    name: "customer-deletions",
    title: "Contract ends and requests after which customer data is deleted",
    doc: `One item per contract end or deletion request of the period, and per older one that was still open on its first day.
Records: duty kind \`customer-deletion\` (opened_at = the contract's end or the request, closed_at = all of it is done, backups
included, or nothing is owed any more, outcome \`reactivated\` or \`legal_hold\` in the latter case, ticket_key = the case of the
hold) with the steps \`deleted\` (value \`partial\` where something was left), \`backups_expired\` and \`confirmed\` (to the
customer).`,
    kinds: { "customer-deletion": "deletion of customer" },
    steps: ["deleted", "backups_expired", "confirmed"],
    stream: "deletions",
  }),
  "deleted",
);

/** One contract end or request. */
export type CustomerDeletion = ItemOf<(typeof customerDeletions)["columns"]>;
