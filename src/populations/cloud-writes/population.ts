import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import sql from "./population.sql";

const columns = {
  actor_kind: text("human | unknown"),
  channel: text("console | api | iac | iac_local | service | unknown"),
  resource: nullable(text("resource named in the request")),
  is_pipeline_role: boolean("acted under a role that the dated list names as the pipeline's"),
  is_person_known: boolean("the principal belongs to one known person"),
  change_key: nullable(text("ticket or incident named in session name, tags or request")),
  declared_at: nullable(instant("when the first such ticket or incident was opened; null: none found")),
  is_incident: boolean("one of them is an incident"),
  labels: text("labels of the ticket, separated by `|`"),
  approved_at: nullable(instant("first approval on the ticket by another person than the actor")),
  unmatched_approved_at: nullable(
    instant("first approval on the ticket where the approver or the actor is known as no single person"),
  ),
  self_approved_at: nullable(instant("first approval on the ticket by the actor")),
  unnamed_approved_at: nullable(instant("first approval on the ticket by nobody in particular")),
  rejected_at: nullable(instant("last rejection on the ticket")),
  drift_opened_at: nullable(
    instant("first drift finding of the resource, or with the ticket, that the write had not outlived"),
  ),
  drift_resolved_at: nullable(instant("when that finding was closed, or accepted by a named person; null: open")),
  own_drift_opened_at: nullable(
    instant("first such finding opened at the write or later: what it left, where an older one was still open"),
  ),
  own_drift_resolved_at: nullable(instant("when that finding was closed, or accepted by a named person; null: open")),
  next_run_at: nullable(instant("first successful drift run after the write")),
} as const;

/** Configuration writes on production that no machine is known to have made. */
export const cloudWrites = definePopulation({
  name: "cloud-writes",
  title: "Manual writes to production infrastructure",
  doc: `Every write that changes configuration in a production cloud account and was made by a person, or by somebody of
whom the audit log does not tell. Each provider event once, whichever log told it. Out: reads, refused calls, provider
services, the pipeline as the log itself knows it, and the actions on the dated list of ignored ones. Writes from before
the period are carried in while a drift finding of theirs was still open on its first day.`,
  shape: "events",
  columns,
  sql,
  reads: {
    config_change: "month",
    scope: "whole",
    account: "whole",
    account_person: "whole",
    employment: "whole",
    ticket: "whole",
    ticket_approval: "whole",
    incident: "whole",
    drift_finding: "whole",
    scheduled_run: "whole",
  },
  triggers: [{ stream: "cloud.changes", per: "cloud_account" }],
  facts: [
    { stream: "tickets", per: "*" },
    { stream: "drift.findings", per: "*" },
    { stream: "drift.runs", per: "*" },
  ],
});

/** One write with its facts. */
export type CloudWrite = ItemOf<typeof columns>;
