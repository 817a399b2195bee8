import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import hidden from "./hidden.sql";
import namedAlerts from "./named-alerts.sql";
import oneEvent from "./one-event.sql";
import select from "./select.sql";
import steps from "./steps.sql";

const columns = {
  severity: integer("at creation, the highest of the alerts grouped under it: 3 medium, 4 high, 5 critical"),
  is_tagged_test: boolean("tagged as drill, canary or test at creation, with every alert grouped under it"),
  is_grouped_elsewhere: boolean("grouped under an alert that is no item of that month"),
  has_ticket: boolean("the alert system links a ticket or incident"),
  suppression: nullable(
    text("valid | unknown | unapproved | unowned | unending | expired: what hid all of its alerts; null: nothing did"),
  ),
  ack_lo: nullable(instant("earliest moment of the first response by a person or approved playbook; 0: unknown")),
  ack_hi: nullable(instant("latest moment of it; null: none is on record")),
  unknown_ack_hi: nullable(instant("first response by nobody knows whom")),
  close_lo: nullable(instant("earliest moment of the last closing by a person or approved playbook; 0: unknown")),
  close_hi: nullable(instant("latest moment of it; null: never closed, or reopened since")),
  unknown_close_hi: nullable(instant("last closing by nobody knows whom, not reopened since")),
  automatic_close_hi: nullable(instant("last closing by automation or a playbook that nobody approved before")),
  reopen_hi: nullable(instant("last time it was reopened")),
  disposition: nullable(
    text("true_positive | benign | false_positive | duplicate | test | other | unreadable: the last one recorded"),
  ),
  disposed_lo: nullable(instant("earliest moment of the first disposition; 0: unknown; null: none")),
  has_evidence: boolean("a note, link or query by a person or approved playbook shows what was looked at"),
  evidenced_lo: nullable(instant("earliest moment of the first such note, link or query; 0: unknown; null: none")),
  is_escalated: boolean("escalated, or linked with an incident record"),
  is_bulk_closed: boolean("closed with more than twenty others within one minute, without a word on why"),
} as const;

/** Security alerts before any suppression, each underlying event once. */
export const alerts = definePopulation({
  name: "alerts",
  title: "Security alerts",
  doc: `One item per alert that was medium or graver when created, from every system in scope, before any suppression;
later downgrades do not remove it. Alerts grouped under another item of the same UTC month belong to that item, with their
severity and what was done with them; so does the same fingerprint from a second source within a day of that month. One of
them whose own last disposition is true positive makes the item one. Tagged tests stay in and are not applicable: an item is
one, or hidden by a suppression, only if all of its alerts are.
Responses count if by a person or by a playbook approved before; who did the rest is told apart. A reopened alert is the
same item. Alerts from before the period that were still open on its first day are carried in.`,
  shape: "events",
  columns,
  sql: `with ${oneEvent},\n${hidden},\n${namedAlerts},\n${steps}\n${select}`,
  reads: {
    scope: "whole",
    calendar: "whole",
    alert: "month",
    alert_state: "month",
    bulk_close: "whole",
    suppression: "whole",
    playbook: "whole",
    incident: "whole",
  },
  triggers: [{ stream: "alerts", per: "system", attribute: "siem" }],
  facts: [
    { stream: "alert-states", per: "system", attribute: "siem" },
    { stream: "suppressions", per: "*" },
    { stream: "incidents", per: "*" },
  ],
});

/** One alert with what was done about it. */
export type AlertItem = ItemOf<typeof columns>;
