import { definePopulation, type ItemOf, type PopulationDefinition, type StreamNeed } from "../../assess/population.js";
import type { StreamName } from "../../model/streams.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import numbers from "../grants/numbers.sql";
import { FOREVER, type PartColumns, partColumns } from "./columns.js";
import { partCte, partSelect } from "./due-activities.js";
import { relationJoins, relationSql } from "./relation.js";

/** A kind of act that may never be older than so many months: a policy's approval, a test, a yearly review. */
export interface StandingActivities<P extends string> {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  /** What people call one of them: "policy approval". */
  readonly label: string;
  /** `activity.kind`. */
  readonly kind: string;
  /** One for every entry of this register in force in the period; without it, one for the organisation. */
  readonly register?: string;
  /** Only entries that are critical, or do not say. */
  readonly isCriticalOnly?: boolean;
  readonly parts: readonly P[];
  /** Looks into the act in force where the next one came only after the period. */
  readonly isActOfPeriod?: boolean;
  readonly stream: StreamName;
  readonly facts?: readonly StreamNeed[];
}

const COLUMNS = {
  subject: nullable(text("the register's key; null: the organisation")),
  subject_owner: nullable(text("employee number of its owner")),
  subject_class: nullable(text("its class")),
  subject_is_critical: nullable(boolean("critical; null: not stated, or the organisation")),
  subject_from_at: nullable(instant("in force since; null: the organisation, since ever")),
  subject_to_at: nullable(instant("in force until; null: still")),
  cycle_from: nullable(instant("the act with which the cycle began; null: none is on record")),
  next_at: nullable(instant("the next act; null: none is on record")),
  is_first: boolean("the cycle in force when the period, or the thing, began"),
  is_last: boolean("no act of the period or later follows"),
  has_undated: boolean("there is a record without a date"),
  performed_at: nullable(instant("the act that is looked at: the next one, or the one in force")),
  performed_by: nullable(text("who did it")),
  approved_at: nullable(instant("when it was approved")),
  approved_by: nullable(text("who approved it")),
  is_self_approved: nullable(boolean("who did it approved it; null: it cannot be told whether they are one person")),
  recorded_at: nullable(instant("when the record was made")),
  result: nullable(text("what came out")),
  reference: nullable(text("document or ticket")),
} as const;

type StandingColumns<P extends string> = typeof COLUMNS & PartColumns<P>;
/** One cycle between two acts, or after the last. */
export type StandingActivity<P extends string = never> = ItemOf<StandingColumns<P>>;

/**
 * Cycles that touch the period: one item for the act in force when it (or the thing) began, and one for each act in
 * it. Which of them came due the judge says (`heldWithin`), because months are counted in the organisation's zone.
 */
export function standingActivities<const P extends string>(
  def: StandingActivities<P>,
): PopulationDefinition<StandingColumns<P>, "events"> {
  const need = { stream: def.stream, per: "*" } as const;
  return definePopulation<StandingColumns<P>, "events">({
    name: def.name,
    title: def.title,
    doc: def.doc,
    shape: "events",
    carriesIn: false,
    columns: { ...COLUMNS, ...partColumns(def.parts) },
    sql: sqlOf(def),
    reads: {
      activity: "whole",
      activity_part: "whole",
      employment: "whole",
      ...(def.register === undefined ? { scope: "whole", calendar: "whole" } : { register_entry: "whole" }),
    },
    triggers: def.register === undefined ? [] : [need],
    facts: [...(def.register === undefined ? [need] : []), ...(def.facts ?? [])],
  });
}

function sqlOf(def: StandingActivities<string>): string {
  const { kind, register, label, parts, isActOfPeriod } = def;
  const bySubject = register !== undefined;
  const looked =
    isActOfPeriod === true
      ? "case when y.next_at < t.period_end then y.next_id else y.own_id end"
      : "coalesce(y.next_id, y.own_id)";
  return `with ${numbers.trim()},
thing as (
  ${thingsOf(def)}
),
${cyclesOf(kind)}${partCte(parts)}
select ${bySubject ? "t.entry_id" : `'${kind}'`} || ' ' || coalesce(cast(y.cycle_from as text), 'first') as item_id,
  case when coalesce(y.cycle_from, t.from_at, 0) > t.period_start then coalesce(y.cycle_from, t.from_at)
    else t.period_start end as occurred_at,
  '${label}'${bySubject ? " || ' of ' || t.subject" : ""} || case when y.is_first = 1 then '' else ' (again)' end as label, t.subject as unit,
  a.performed_by as actor, coalesce(a.evidence, t.evidence) as evidence, t.subject as subject, t.owner as subject_owner,
  t.class as subject_class, t.is_critical as subject_is_critical, t.from_at as subject_from_at, t.to_at as subject_to_at,
  y.cycle_from as cycle_from, y.next_at as next_at,
  y.is_first = 1 as is_first, y.next_at is null as is_last, u.subject is not null as has_undated,
  a.performed_at as performed_at, a.performed_by as performed_by, a.approved_at as approved_at, a.approved_by as approved_by,
  case when a.relation = 'own' then true when a.relation = 'other' then false end as is_self_approved,
  a.recorded_at as recorded_at, a.result as result, a.reference as reference${partSelect(parts)}
from thing t
join cycle y on y.entry_id = t.entry_id
left join act a on a.id = ${looked}
left join undated u on u.subject = coalesce(t.subject, '')${parts.length === 0 ? "" : "\nleft join part q on q.activity_id = a.id"}`;
}

/** The things that owe an act: entries of the register in force in the period, or the organisation. */
function thingsOf({ register, isCriticalOnly }: StandingActivities<string>): string {
  if (register === undefined) {
    return `select '' as entry_id, cast(null as text) as subject, cast(null as text) as owner, cast(null as text) as class,
    cast(null as boolean) as is_critical, cast(null as bigint) as from_at, cast(null as bigint) as to_at, cast(null as text) as evidence,
    p.period_start as period_start, p.period_end as period_end
  from param p
  where p.is_carry_in = false`;
  }
  return `select e.id as entry_id, e.key as subject, e.owner as owner, e.class as class, e.is_critical as is_critical, e.from_at as from_at, e.to_at as to_at,
    e.evidence_sha256 || '#' || e.evidence_pointer as evidence, p.period_start as period_start, p.period_end as period_end
  from register_entry e
  cross join param p
  where e.register = '${register}' and p.is_carry_in = false and e.from_at < p.period_end
    and coalesce(e.to_at, ${FOREVER}) > p.period_start${isCriticalOnly === true ? " and coalesce(e.is_critical, true)" : ""}`;
}

/** The acts of each thing as cycles from one to the next: those that touch the period. */
function cyclesOf(kind: string): string {
  return `act as (
  select a.id as id, coalesce(a.subject, '') as subject, a.performed_at as performed_at, a.performed_by as performed_by,
    a.approved_at as approved_at, a.approved_by as approved_by, a.recorded_at as recorded_at, a.result as result,
    a.reference as reference, ${relationSql("a.approved_by", "a.performed_by")} as relation,
    a.evidence_sha256 || '#' || a.evidence_pointer as evidence
  from activity a
  ${relationJoins("a.approved_by", "a.performed_by")}
  where a.kind = '${kind}'
),
-- Of several acts at one moment one counts.
dated as (
  select t.entry_id as entry_id, a.id as id, a.performed_at as performed_at, t.period_start as period_start,
    t.period_end as period_end,
    row_number() over (partition by t.entry_id, a.performed_at order by a.id) as place
  from thing t
  join act a on a.subject = coalesce(t.subject, '')
  where a.performed_at is not null and a.performed_at < coalesce(t.to_at, ${FOREVER})
),
chain as (
  select d.entry_id as entry_id, d.id as id, d.performed_at as performed_at, d.period_start as period_start, d.period_end as period_end,
    lead(d.performed_at, 1, ${FOREVER}) over (partition by d.entry_id order by d.performed_at) as next_at,
    lead(d.id, 1, cast(null as text)) over (partition by d.entry_id order by d.performed_at) as next_id
  from dated d
  where d.place = 1
),
first_act as (
  select entry_id as entry_id, min(performed_at) as performed_at from chain group by entry_id
),
first_id as (
  select c.entry_id as entry_id, c.id as id, c.performed_at as performed_at
  from chain c
  join first_act f on f.entry_id = c.entry_id and f.performed_at = c.performed_at
),
undated as (
  select distinct subject as subject from act where performed_at is null
),
cycle as (
  select c.entry_id as entry_id, c.performed_at as cycle_from, c.id as own_id,
    case when c.next_at < ${FOREVER} then c.next_at end as next_at, c.next_id as next_id,
    case when c.performed_at < c.period_start then 1 else 0 end as is_first
  from chain c
  where c.performed_at < c.period_end and c.next_at >= c.period_start
  union all
  select t.entry_id as entry_id, cast(null as bigint) as cycle_from, cast(null as text) as own_id, f.performed_at as next_at,
    f.id as next_id, 1 as is_first
  from thing t
  left join first_id f on f.entry_id = t.entry_id
  where f.entry_id is null or f.performed_at >= t.period_start
)`;
}
