import { definePopulation, type StateItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import { STRETCH_COLUMNS } from "../kit/columns.js";
import { factColumns, factEvidence, factJoins, factsAndMarks } from "../kit/things-over-time.js";
import stretches from "../storage-encryption/stretches.sql";
import months from "./months.sql";

const columns = {
  key: text("what people call the application"),
  period_key: text("the month, for example 2026-03"),
  interval_from: instant("its first moment"),
  interval_to: instant("first moment after it"),
  owner: nullable(text("employee number of the owner; null: nobody")),
  class: nullable(text("its data class; none: no company data; null: not stated")),
  began_at: instant("in use, or discovered, since"),
  listed_at: nullable(instant("when it was entered in the inventory; null: it is not on it")),
  is_undated: boolean("there is a review of the month, and none has a date"),
  performed_at: nullable(instant("when the month's review of it was held; null: no dated record")),
  performed_by: nullable(text("who held it")),
  ...STRETCH_COLUMNS,
  sso: nullable(text("enforced | supported | unsupported in the stretch; null: nobody saw it")),
} as const;

/** Applications in use, month by month. */
export const applicationMonths = definePopulation({
  name: "application-months",
  title: "Applications in use, by month",
  doc: `One item per application and month that ends in the period, for applications that were in use when it ended, on the
inventory or not: what discovery found (sign-on logs, expenses, grants to other applications, browsers and device management) makes
the list. Records: register \`application\` (from_at: in use or discovered; listed_at: entered in the inventory; owner; class: its data
class, \`none\` for a trial without company data), aspect \`sso\` (enforced, supported, unsupported); activity kind
\`application-review\` (subject: the application) once a month; approved exceptions of kind \`sso\` by application.`,
  shape: "segments",
  columns,
  sql: `with ${months},
${factsAndMarks(["sso"], ["sso"])},
${stretches}
select t.id as item_id, t.period_end - 1 as occurred_at, 'application ' || t.ref || ' in ' || t.period_key as label, t.ref as unit,
  t.performed_by as actor, t.evidence${factEvidence(["sso"])} || coalesce('|' || x.evidence, '') as evidence, t.ref as key,
  t.period_key as period_key, t.period_start as interval_from, t.period_end as interval_to, t.owner as owner, t.class as class,
  t.created_at as began_at, t.listed_at as listed_at, t.is_undated as is_undated, t.performed_at as performed_at,
  t.performed_by as performed_by, s.from_at as from_at, s.to_at as to_at, ${factColumns(["sso"])}, x.id as exception_id,
  x.from_at as exception_from_at, x.to_at as exception_to_at, x.approved_at as exception_approved_at,
  coalesce(x.is_owned, false) as exception_is_owned
from thing t
join stretch s on s.thing_id = t.id
${factJoins(["sso"])}
left join covered x on x.thing_id = t.id and x.stretch_from = s.from_at
where s.to_at > t.period_start and s.from_at < t.period_end`,
  reads: {
    calendar: "whole",
    register_entry: "whole",
    entry_state: "whole",
    activity: "whole",
    approved_exception: "whole",
  },
  carriesIn: false,
  triggers: [{ stream: "applications", per: "*" }],
  facts: [{ stream: "exceptions.approved", per: "*" }],
});

/** An application in one month. */
export type ApplicationMonth = StateItemOf<typeof columns>;
