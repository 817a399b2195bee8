import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import namedAlerts from "../alerts/named-alerts.sql";
import oneEvent from "../alerts/one-event.sql";
import sql from "./population.sql";

const columns = {
  kind: text("incident | true_positive: an alert so disposed that no incident record names"),
  is_tagged_test: boolean("a drill, tagged when created"),
  disposed_at: nullable(instant("true positives: when the disposition was recorded")),
  detected_at: nullable(instant("incidents: when it was detected or reported; null: not stated")),
  classified_at: nullable(instant("incidents: when severity and type were set; null: never")),
  is_lowered_without_reason: boolean("incidents: its severity was lowered and nobody said why"),
  has_commander: boolean("incidents: somebody led"),
  has_timeline: boolean("incidents: a timeline was kept"),
  contained_at: nullable(instant("incidents: null: not recorded")),
  recovered_at: nullable(instant("incidents: null: not recorded")),
  communicated_at: nullable(instant("incidents: null: not recorded")),
  is_communication_due: boolean("incidents: the plan asks for communication"),
  closed_at: nullable(instant("incidents: null: open")),
} as const;

/** Security incidents, and the true positives that should have become one. */
export const incidents = definePopulation({
  name: "incidents",
  title: "Security incidents",
  doc: `Every incident recorded in the period, declared by the team or reported by a customer, and every alert of a system
in scope whose last disposition is true positive and that no incident record names, by the alert's id or key, by that of
the alert it is grouped under, or by the ticket the alert links. An alert that became an incident is that incident and no
item of its own. Drills stay in and are not applicable. Incidents from before the period that were still open on its first
day are carried in.`,
  shape: "events",
  columns,
  sql: `with ${oneEvent},\n${namedAlerts},\n${sql}`,
  reads: { scope: "whole", calendar: "whole", alert: "month", alert_state: "month", incident: "whole" },
  triggers: [
    { stream: "incidents", per: "*" },
    { stream: "alert-states", per: "system", attribute: "siem" },
  ],
  facts: [{ stream: "alerts", per: "system", attribute: "siem" }],
});

/** An incident, or a true positive without one. */
export type IncidentItem = ItemOf<typeof columns>;
