import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import { LEAVE_LIST_SQL, LEAVES } from "../kit/leave-list.js";
import sql from "./population.sql";

const columns = {
  is_joiner: boolean("due because the person joined; false: because the version was published"),
  worker_type: text("employee | contractor | intern"),
  zone: text("zone of the work location, in which days are counted"),
  version: text("the policy and version to acknowledge: policy@version"),
  end_at: nullable(instant("end of the spell; null: none known")),
  replaced_at: nullable(instant("when a newer material version of the same policy was published; null: not yet")),
  ack_at: nullable(instant("first acknowledgement of that version or a newer one, in force at that moment")),
  other_at: nullable(instant("first acknowledgement since of a version that was not the one in force, or unknown")),
  other_reference: nullable(text("that version")),
  has_undated: boolean("there is an acknowledgement of the version without a date"),
  leaves: LEAVES,
} as const;

/** Acknowledgements that people owed. */
export const acknowledgementDues = definePopulation({
  name: "acknowledgement-dues",
  title: "Acknowledgements of policies due",
  doc: `One item per person who joined in the period and policy version in force on the first day, and one per person at work
(employees, contractors, interns) and material version published in the period. Editorial versions ask nobody again. Duties from
before the period that were unmet on its first day are carried in, unless a newer material version had replaced them. Records:
register \`policy-version\` (key: policy@version; from_at: published; to_at: replaced; class: material or editorial; no class counts as
material); activity kind \`acknowledgement\` (subject: employee number; reference: policy@version; performed_at: when).`,
  shape: "events",
  columns,
  sql: sql.replace("leave-list", `\n  ${LEAVE_LIST_SQL}\n`),
  reads: { employment: "whole", position: "whole", leave: "whole", register_entry: "whole", activity: "whole" },
  triggers: [
    { stream: "hr.workers", per: "*" },
    { stream: "hr.acknowledgements", per: "*" },
  ],
  facts: [{ stream: "hr.leaves", per: "*" }],
});

/** An acknowledgement that was due. */
export type AcknowledgementDue = ItemOf<typeof columns>;
