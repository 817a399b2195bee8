import { definePopulation, type ItemOf, type PopulationDefinition, type StreamNeed } from "../../assess/population.js";
import type { StreamName } from "../../model/streams.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import numbers from "../grants/numbers.sql";
import { FOREVER, type StepColumns, stepColumns } from "./columns.js";
import { relationJoins, relationSql } from "./relation.js";

/** Things that happened and oblige to act, of one kind or several. */
export interface Duties<P extends string> {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  /** What people call each kind, by `duty.kind`, to put before its key: "treatment of risk". */
  readonly kinds: Readonly<Record<string, string>>;
  /** Steps on the way that attributes ask about, in snake case. */
  readonly steps: readonly P[];
  readonly stream: StreamName;
  readonly facts?: readonly StreamNeed[];
}

const COLUMNS = {
  kind: text("which kind of duty"),
  key: text("number or name people use"),
  subject: nullable(text("what it is about")),
  severity: nullable(text("the source's word; null: not rated")),
  owner: nullable(text("employee number of who must act, or who acted")),
  is_owner_active: nullable(
    boolean("the owner worked here when the duty was settled, or still does; null: nobody is known by that number"),
  ),
  due_at: nullable(instant("a due moment that the record itself states")),
  closed_at: nullable(instant("when it ended or was settled; null: open")),
  outcome: nullable(text("how it ended")),
  ticket_key: nullable(text("ticket it is handled in")),
  ticket_created_at: nullable(instant("when that ticket was made; null: no ticket of that key is known")),
  ticket_resolved_at: nullable(instant("when it was resolved; null: it is open, or not known")),
  is_tagged_test: boolean("a drill, canary or test, tagged when it was made"),
  record_count: integer("records of the duty: several sources tell of one thing"),
} as const;

type DutyColumns<P extends string> = typeof COLUMNS & StepColumns<P>;
/** One thing that obliged to act. */
export type Duty<P extends string = never> = ItemOf<DutyColumns<P>>;

/**
 * Duties that began in the period, and those from before it that were still open on its first day (G-TIME-3). Records
 * of one kind and key are one duty (G-DEDUP): it begins with the first and is closed when none is open.
 */
export function duties<const P extends string>(def: Duties<P>): PopulationDefinition<DutyColumns<P>, "events"> {
  return definePopulation<DutyColumns<P>, "events">({
    name: def.name,
    title: def.title,
    doc: def.doc,
    shape: "events",
    columns: { ...COLUMNS, ...stepColumns(def.steps) },
    sql: sqlOf(def),
    reads: { duty: "whole", duty_step: "whole", ticket: "whole", employment: "whole" },
    triggers: [{ stream: def.stream, per: "*" }],
    facts: def.facts ?? [],
  });
}

function sqlOf({ kinds, steps }: Duties<string>): string {
  const names = Object.entries(kinds);
  const label = names.map(([kind, words]) => `when '${kind}' then '${words} '`).join(" ");
  return `with ${numbers.trim()},
told as (
  select d.*, count(*) over (partition by d.kind, d.key) as record_count,
    max(case when d.closed_at is null then 1 else 0 end) over (partition by d.kind, d.key) as is_open,
    max(coalesce(d.closed_at, 0)) over (partition by d.kind, d.key) as last_closed_at,
    row_number() over (partition by d.kind, d.key order by d.opened_at, d.id) as place
  from duty d
  where d.kind in (${names.map(([kind]) => `'${kind}'`).join(", ")})
),
one as (
  select t.*, case when t.is_open = 1 then cast(null as bigint) else t.last_closed_at end as settled_at from told t where t.place = 1
),
ticket_one as (
  select t.key as key, min(t.created_at) as created_at,
    case when count(t.resolved_at) = count(*) then max(t.resolved_at) end as resolved_at
  from ticket t
  group by t.key
),
holder as (
  select d.kind as kind, d.key as key,
    max(case when e.start_at <= coalesce(d.settled_at, ${FOREVER}) and coalesce(e.end_at, ${FOREVER}) > coalesce(d.settled_at, ${FOREVER} - 1) then 1 else 0 end) as is_active
  from one d
  join employment e on e.employee_no = d.owner and e.is_cancelled = false
  group by d.kind, d.key
)${stepCte(steps)}
select d.kind || ' ' || d.key as item_id, d.opened_at as occurred_at, case d.kind ${label} end || d.key as label, d.unit as unit,
  d.owner as actor, d.evidence_sha256 || '#' || d.evidence_pointer as evidence, d.kind as kind, d.key as key, d.subject as subject,
  d.severity as severity, d.owner as owner, case when h.key is null then cast(null as boolean) else h.is_active = 1 end as is_owner_active,
  d.due_at as due_at, d.settled_at as closed_at, d.outcome as outcome, d.ticket_key as ticket_key, k.created_at as ticket_created_at, k.resolved_at as ticket_resolved_at,
  d.is_tagged_test as is_tagged_test, cast(d.record_count as bigint) as record_count${stepSelect(steps)}
from one d
cross join param p
left join ticket_one k on k.key = d.ticket_key
left join holder h on h.kind = d.kind and h.key = d.key${steps.length === 0 ? "" : "\nleft join step q on q.kind = d.kind and q.key = d.key"}
where d.opened_at < p.window_end and ${APART}`;
}

const APART = `d.opened_at >= p.window_start
  and (p.is_carry_in = false or coalesce(d.settled_at, ${FOREVER}) > p.period_start)`;
const WITHIN = `p.is_carry_in = false
  and (d.opened_at >= p.window_start or coalesce(d.settled_at, ${FOREVER}) > p.period_start)`;

/**
 * The same query with what was open on the first day among the period's own: beside things over time, which are not
 * asked for the time before the period. A query of anything else than duties stays as it is.
 */
export function carriedWithin(sql: string): string {
  return sql.replace(APART, WITHIN);
}

/** One row per duty with the first record of each step, and when the last was. */
export function stepCte(steps: readonly string[]): string {
  if (steps.length === 0) return "";
  const columns = steps.map(
    (step) => `sum(case when step = '${step}' then 1 else 0 end) as ${step}_count,
    min(case when step = '${step}' then done_at end) as ${step}_at, max(case when step = '${step}' then done_at end) as ${step}_last_at,
    max(case when step = '${step}' and place = 1 then actor end) as ${step}_by,
    min(case when step = '${step}' and relation = 'other' then done_at end) as ${step}_other_at,
    min(case when step = '${step}' and relation = 'unknown' then done_at end) as ${step}_unsure_at, max(case when step = '${step}' and place = 1 then value end) as ${step}_value`,
  );
  return `,
taken as (
  select d.kind as kind, d.key as key, s.step as step, s.done_at as done_at, s.actor as actor, s.value as value,
    ${relationSql("s.actor", "o.owner")} as relation,
    row_number() over (partition by d.kind, d.key, s.step order by case when s.done_at is null then 1 else 0 end, s.done_at, s.id) as place
  from told d
  join one o on o.kind = d.kind and o.key = d.key
  join duty_step s on s.duty_id = d.id
  ${relationJoins("s.actor", "o.owner")}
),
step as (
  select kind as kind, key as key, ${columns.join(",\n    ")}
  from taken
  group by kind, key
)`;
}

/** The columns of the steps, from `q`. */
export function stepSelect(steps: readonly string[]): string {
  return steps
    .map(
      (step) =>
        `,\n  cast(coalesce(q.${step}_count, 0) as bigint) as ${step}_count, q.${step}_at as ${step}_at, q.${step}_last_at as ${step}_last_at, q.${step}_by as ${step}_by, q.${step}_other_at as ${step}_other_at, q.${step}_unsure_at as ${step}_unsure_at, q.${step}_value as ${step}_value`,
    )
    .join("");
}
