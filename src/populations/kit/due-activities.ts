import { definePopulation, type ItemOf, type PopulationDefinition, type StreamNeed } from "../../assess/population.js";
import type { StreamName } from "../../model/streams.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import { FOREVER, type PartColumns, partColumns } from "./columns.js";

/** A kind of act that is due once in every interval of the calendar. */
export interface DueActivities<P extends string> {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  /** What people call one of them, to put before its interval: "oversight meeting". */
  readonly label: string;
  /** `activity.kind`. */
  readonly kind: string;
  readonly every: "day" | "week" | "month" | "quarter" | "half";
  /** One for every entry of this register in force at the interval's end; without it, one for the organisation. */
  readonly register?: string;
  /** Parts of the act that attributes ask about, in snake case. */
  readonly parts: readonly P[];
  /** Words of `activity.result` with which an act counts only when no other of the interval is dated. */
  readonly failedResults?: readonly string[];
  /** Where the records, and the register, come from. */
  readonly stream: StreamName;
  readonly facts?: readonly StreamNeed[];
}

const COLUMNS = {
  period_key: text("the interval, for example 2026-Q1"),
  interval_from: instant("its first moment"),
  interval_to: instant("first moment after it"),
  subject: nullable(text("the register's key; null: the organisation")),
  subject_owner: nullable(text("employee number of its owner")),
  subject_class: nullable(text("its class")),
  record_count: integer("records of the act for this interval"),
  is_undated: boolean("there is a record, and none has a date"),
  performed_at: nullable(instant("when it was done; null: no dated record")),
  performed_by: nullable(text("who did it")),
  approved_at: nullable(instant("when it was approved")),
  approved_by: nullable(text("who approved it")),
  recorded_at: nullable(instant("when the record was made")),
  result: nullable(text("what came out")),
  reference: nullable(text("document or ticket")),
} as const;

type DueColumns<P extends string> = typeof COLUMNS & PartColumns<P>;
/** One act that was due, done or not. */
export type DueActivity<P extends string = never> = ItemOf<DueColumns<P>>;

/**
 * Acts that were due in the period: one item per interval that ends in it (and entry of the register in force then),
 * held or not. The calendar makes the list, never the records. Of several records of one interval the earliest dated
 * one counts. A record without an interval of its own belongs to the one it was done in.
 */
export function dueActivities<const P extends string>(
  def: DueActivities<P>,
): PopulationDefinition<DueColumns<P>, "events"> {
  const need = { stream: def.stream, per: "*" } as const;
  return definePopulation<DueColumns<P>, "events">({
    name: def.name,
    title: def.title,
    doc: def.doc,
    shape: "events",
    carriesIn: false,
    columns: { ...COLUMNS, ...partColumns(def.parts) },
    sql: sqlOf(def),
    reads: {
      calendar: "whole",
      activity: "whole",
      activity_part: "whole",
      ...(def.register === undefined ? { scope: "whole" } : { register_entry: "whole" }),
    },
    triggers: def.register === undefined ? [] : [need],
    facts: [...(def.register === undefined ? [need] : []), ...(def.facts ?? [])],
  });
}

function sqlOf({ kind, every, register, label, parts, failedResults = [] }: DueActivities<string>): string {
  const bySubject = register !== undefined;
  const failed = failedResults.map((word) => `'${word}'`).join(", ");
  const isFailed = failed === "" ? "" : ` when lower(t.result) in (${failed}) then 1`;
  return `with due as (
  select c.period_key as period_key, c.from_at as from_at, c.to_at as to_at, ${bySubject ? "e.id" : "''"} as entry_id,
    ${bySubject ? "e.key" : "cast(null as text)"} as subject, ${bySubject ? "e.owner" : "cast(null as text)"} as owner,
    ${bySubject ? "e.class" : "cast(null as text)"} as class,
    ${bySubject ? "e.evidence_sha256 || '#' || e.evidence_pointer" : "cast(null as text)"} as evidence
  from calendar c
  cross join param p
  ${bySubject ? `join register_entry e on e.register = '${register}' and e.from_at < c.to_at and coalesce(e.to_at, ${FOREVER}) >= c.to_at` : ""}
  where c.kind = '${every}' and p.is_carry_in = false and c.to_at > p.window_start and c.to_at <= p.window_end
),
told as (
  select a.id as id, coalesce(a.subject, '') as subject, coalesce(a.period_key, c.period_key) as period_key,
    a.performed_at as performed_at, a.performed_by as performed_by, a.approved_at as approved_at, a.approved_by as approved_by,
    a.recorded_at as recorded_at, a.result as result, a.reference as reference,
    a.evidence_sha256 || '#' || a.evidence_pointer as evidence
  from activity a
  left join calendar c on c.kind = '${every}' and a.period_key is null and c.from_at <= a.performed_at and c.to_at > a.performed_at
  where a.kind = '${kind}'
),
ranked as (
  select t.*, count(*) over (partition by t.subject, t.period_key) as record_count,
    row_number() over (partition by t.subject, t.period_key
      order by case when t.performed_at is null then 2${isFailed} else 0 end, t.performed_at, t.id) as place
  from told t
)${partCte(parts)}
select ${bySubject ? "d.entry_id || ' ' || " : `'${kind} ' || `}d.period_key as item_id, d.to_at - 1 as occurred_at,
  '${label} ' || ${bySubject ? "'of ' || d.subject || ' ' || " : ""}'for ' || d.period_key as label, d.subject as unit, r.performed_by as actor,
  coalesce(r.evidence, d.evidence) as evidence, d.period_key as period_key, d.from_at as interval_from, d.to_at as interval_to,
  d.subject as subject, d.owner as subject_owner, d.class as subject_class,
  cast(coalesce(r.record_count, 0) as bigint) as record_count, r.id is not null and r.performed_at is null as is_undated,
  r.performed_at as performed_at, r.performed_by as performed_by, r.approved_at as approved_at, r.approved_by as approved_by,
  r.recorded_at as recorded_at, r.result as result, r.reference as reference${partSelect(parts)}
from due d
left join ranked r on r.subject = coalesce(d.subject, '') and r.period_key = d.period_key and r.place = 1${parts.length === 0 ? "" : "\nleft join part q on q.activity_id = r.id"}`;
}

/** One row per act with what its parts say; `done` only if no record of the part says otherwise. */
export function partCte(parts: readonly string[]): string {
  if (parts.length === 0) return "";
  const columns = parts.map(
    (
      part,
    ) => `min(case when part = '${part}' then case when is_done then 1 when is_done = false then 0 end end) as ${part}_done,
    min(case when part = '${part}' then done_at end) as ${part}_at, min(case when part = '${part}' then value end) as ${part}_value`,
  );
  return `,
part as (
  select activity_id as activity_id, ${columns.join(",\n    ")}
  from activity_part
  group by activity_id
)`;
}

/** The columns of the parts, from `q`. */
export function partSelect(parts: readonly string[]): string {
  return parts
    .map(
      (part) =>
        `,\n  case when q.${part}_done = 1 then true when q.${part}_done = 0 then false end as ${part}_done, q.${part}_at as ${part}_at, q.${part}_value as ${part}_value`,
    )
    .join("");
}
