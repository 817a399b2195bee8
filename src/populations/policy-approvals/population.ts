import { definePopulation, type ItemOf } from "../../assess/population.js";
import { integer, nullable, text } from "../../model/table.js";
import { standingActivities } from "../kit/standing-activities.js";
import approverRoles from "./approver-roles.sql";

const approvals = standingActivities({
  name: "policy-approvals",
  title: "Policy approvals due",
  doc: `One item per policy in force in the period for the approval in force when the period, or the policy, began, and one for
each approval of the period: the time after it. Records: register \`policy\` (key = its name, from_at = in force since),
activity kind \`policy-approval\` (subject = the policy's key, performed_at = when it was approved, approved_by = employee
number) with the part \`published\` (people can read it). The roles that the approver held at that moment come from the
register \`security-role\` (key = the role, owner = its holder).`,
  label: "policy approval",
  kind: "policy-approval",
  register: "policy",
  parts: ["published"],
  isActOfPeriod: true,
  stream: "policies",
  facts: [{ stream: "org.roles", per: "*" }],
});

const columns = {
  ...approvals.columns,
  approver_roles: nullable(text("roles that the approver held then, joined by |; null: none on the register")),
  approver_role_count: integer("how many of them; at most 8 are named"),
} as const;

/** Approvals of policies: cycles between two of them, with the authority of the approver. */
export const policyApprovals = definePopulation({
  ...approvals,
  columns,
  sql: `with base as (
${approvals.sql}
),
${approverRoles}`,
});

/** An approval that was due, or the time after one. */
export type PolicyApproval = ItemOf<typeof columns>;
