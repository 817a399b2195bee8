import { definePopulation, type StateItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import numbers from "../grants/numbers.sql";
import { partColumns } from "../kit/columns.js";
import { partCte, partSelect } from "../kit/due-activities.js";
import { historyCtes } from "../kit/step-history.js";
import ctes from "./population.sql";

const PARTS = ["root_cause", "actions"] as const;

const columns = {
  key: text("number of the incident"),
  severity: nullable(integer("1 most severe; null: never classified")),
  was_lowered: boolean("it had been more severe"),
  closed_at: instant("when the incident was closed"),
  is_tagged_test: boolean("a drill, tagged when it was made"),
  is_undated: boolean("there is a review of it, and none has a date"),
  performed_at: nullable(instant("when the first review was held; null: no dated record")),
  performed_by: nullable(text("who held it")),
  ...partColumns(PARTS),
  from_at: instant("when the action was agreed; of an incident without actions: when it was closed"),
  to_at: instant("the moment after"),
  action_key: nullable(text("number of the action; null: the incident has none")),
  action_owner: nullable(text("employee number of who must act; null: nobody")),
  action_due_at: nullable(instant("the date first agreed; null: none")),
  action_closed_at: nullable(instant("when it was done; null: open")),
  reapproved_count: integer("records that moved its date"),
  reapproved_history: nullable(
    text("reapproved: every dated record, as <ms>;<who>;<own, other, nobody or unknown>;<value>, joined by |"),
  ),
} as const;

/** Closed incidents with their review, and the actions that came of it. */
export const reviewedIncidents = definePopulation({
  name: "reviewed-incidents",
  title: "Closed incidents, with review and actions",
  doc: `One item per incident that was closed in the period, and per older one whose review was not held, or with an action not
done, on the period's first day. Records: the incident with the highest severity it reached; activity kind
\`post-incident-review\` (subject = the incident's number) with the parts \`root_cause\` and \`actions\` (value \`none\` where none
was needed); duty kind \`postmortem-action\` (subject = the incident's number, owner, due_at = the date first agreed,
closed_at = done) with the step \`reapproved\` (actor; value = the new due day or instant). Records of one key are one action.`,
  shape: "segments",
  columns,
  sql: `with ${numbers.trim()},
${ctes.trim()}${partCte(PARTS)},
${historyCtes("reapproved")}
select 'review of ' || c.id as item_id, c.closed_at as occurred_at, 'incident ' || c.key as label, cast(null as text) as unit,
  r.performed_by as actor, c.evidence || coalesce('|' || r.evidence, '') || coalesce('|' || a.evidence, '') as evidence,
  c.key as key, c.severity as severity, c.was_lowered as was_lowered, c.closed_at as closed_at,
  c.is_tagged_test as is_tagged_test, r.id is not null and r.performed_at is null as is_undated,
  r.performed_at as performed_at, r.performed_by as performed_by${partSelect(PARTS)},
  coalesce(a.opened_at, c.closed_at) as from_at, coalesce(a.opened_at, c.closed_at) + 1 as to_at, a.key as action_key,
  a.owner as action_owner, a.due_at as action_due_at, a.closed_at as action_closed_at,
  cast(coalesce(m.records, 0) as bigint) as reapproved_count, h.lines as reapproved_history
from closed c
cross join param p
left join owed o on o.id = c.id
left join review r on r.subject = c.key and r.place = 1
left join part q on q.activity_id = r.id
left join action a on a.subject = c.key
left join moved m on m.key = a.key
left join history h on h.kind = 'postmortem-action' and h.key = a.key
where p.is_carry_in = false or o.id is not null`,
  reads: {
    incident: "whole",
    activity: "whole",
    activity_part: "whole",
    duty: "whole",
    duty_step: "whole",
    employment: "whole",
  },
  triggers: [{ stream: "incidents", per: "*" }],
  facts: [{ stream: "postmortems", per: "*" }],
});

/** A closed incident, with one stretch for each action. */
export type ReviewedIncident = StateItemOf<typeof columns>;
