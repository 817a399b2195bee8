import { definePopulation, type StateItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import { STRETCH_COLUMNS } from "../kit/columns.js";
import { factColumns, factEvidence, factJoins, factsAndMarks } from "../kit/things-over-time.js";
import stretches from "../storage-encryption/stretches.sql";
import things from "./things.sql";

const columns = {
  kind: text("token | ssh_key | access_key | oauth_grant | password | federation"),
  is_service: boolean("used by a workload"),
  is_tagged_test: boolean("its account is tagged as a test account when it was created"),
  is_owned: boolean("its account belongs to a person, or to a machine whose owner HR knows"),
  began_lo: nullable(instant("earliest moment at which it may have been made; null: unknown")),
  began_at: instant("latest such moment; the period's start where only its end is known"),
  ended_at: nullable(instant("latest moment at which it had ended; null: still there")),
  ...STRETCH_COLUMNS,
  active: nullable(text("true while it could be used; null: nobody saw")),
  owner_state: nullable(
    text("before | there | gone: whether its owner worked here in the stretch; null: no owner is known"),
  ),
  exposed_at: nullable(instant("when it was first found exposed, by then; null: it was not")),
} as const;

/** Credentials that live long, over their life. */
export const credentialStates = definePopulation({
  name: "credential-states",
  title: "Long-lived credentials over time",
  doc: `One item per access key, token, SSH key or password of a workload or person in a system in scope, over the part of its
life that lies in the period, cut where its owner came or left, where it was found exposed, and where exceptions change. A
disabled credential has ended; one that is enabled again is a row that begins with its creation. One of which only the end is
known was there since nobody knows when. Those of tagged test accounts stay in and are not applicable. Records: duty kind \`credential-exposure\` (subject: the
credential's id; opened_at: detected; outcome \`false_positive\` where it was none); approved exceptions of kind \`credential\` by id.`,
  shape: "segments",
  columns,
  sql: `with ${things},
${factsAndMarks(["active"], ["credential"])},
life_mark as (
  select m.thing_id as thing_id, m.at as at from mark m
  union
  select thing_id, start_at from spell
  union
  select thing_id, end_at from spell
  union
  select thing_id, opened_at from exposure
),
${stretches.replace("from mark m", "from life_mark m")},
owner_at as (
  select s.thing_id as thing_id, s.from_at as from_at,
    max(case when e.start_at <= s.from_at and e.end_at > s.from_at then 2 when e.end_at <= s.from_at then 1 else 0 end) as place
  from stretch s
  join spell e on e.thing_id = s.thing_id
  group by s.thing_id, s.from_at
),
exposed_at as (
  select s.thing_id as thing_id, s.from_at as from_at, min(e.opened_at) as opened_at
  from stretch s
  join exposure e on e.thing_id = s.thing_id and e.opened_at <= s.from_at
  group by s.thing_id, s.from_at
)
select t.id as item_id, case when t.created_at > t.period_start then t.created_at else t.period_start end as occurred_at,
  t.kind || ' ' || t.id || ' x ' || t.system as label, t.system as unit, cast(null as text) as actor,
  t.evidence${factEvidence(["active"])} || coalesce('|' || x.evidence, '') as evidence, t.kind as kind, t.is_service as is_service,
  t.is_tagged_test as is_tagged_test,
  t.person_id is not null as is_owned, t.created_lo as began_lo, t.created_at as began_at,
  t.deleted_at as ended_at, s.from_at as from_at, s.to_at as to_at, ${factColumns(["active"])},
  case o.place when 2 then 'there' when 1 then 'gone' when 0 then 'before' end as owner_state, d.opened_at as exposed_at,
  x.id as exception_id, x.from_at as exception_from_at, x.to_at as exception_to_at, x.approved_at as exception_approved_at,
  coalesce(x.is_owned, false) as exception_is_owned
from thing t
join stretch s on s.thing_id = t.id
${factJoins(["active"])}
left join owner_at o on o.thing_id = t.id and o.from_at = s.from_at
left join exposed_at d on d.thing_id = t.id and d.from_at = s.from_at
left join covered x on x.thing_id = t.id and x.stretch_from = s.from_at
where s.to_at > t.created_at and s.from_at < coalesce(t.deleted_at, 9223372036854775807)`,
  reads: {
    scope: "whole",
    account: "whole",
    account_person: "whole",
    employment: "whole",
    credential: "whole",
    duty: "whole",
    approved_exception: "whole",
  },
  carriesIn: false,
  triggers: [{ stream: "credentials", per: "system" }],
  facts: [
    { stream: "accounts", per: "system" },
    { stream: "credential.exposures", per: "*" },
    { stream: "hr.workers", per: "*" },
    { stream: "exceptions.approved", per: "*" },
  ],
});

/** A credential with its stretches of time. */
export type CredentialItem = StateItemOf<typeof columns>;
