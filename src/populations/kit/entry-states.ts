import {
  definePopulation,
  type PopulationDefinition,
  type StateItemOf,
  type StreamNeed,
} from "../../assess/population.js";
import type { StreamName } from "../../model/streams.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import stretches from "../storage-encryption/stretches.sql";
import { type AspectColumns, aspectColumns, FOREVER, STRETCH_COLUMNS } from "./columns.js";
import { factColumns, factEvidence, factJoins, factsAndMarks, isAnySeen } from "./things-over-time.js";

/** Things of one register over time. */
export interface EntryStates<A extends string> {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  /** What people call one of them: "device". */
  readonly label: string;
  /** `register_entry.register`. */
  readonly register: string;
  /** Aspects (`entry_state.aspect`, snake case) that attributes ask about. */
  readonly aspects: readonly A[];
  /** Kinds of approved exceptions that cover a thing by its key. */
  readonly exceptions?: readonly string[];
  /** The stream of the register and its states; per repository or system where the keys are those. */
  readonly stream: StreamName;
  readonly per?: "*" | "system" | "repository";
  readonly facts?: readonly StreamNeed[];
}

const COLUMNS = {
  key: text("what people call the thing"),
  owner: nullable(text("employee number of its owner or user")),
  class: nullable(text("its class")),
  is_critical: nullable(boolean("critical or production; null: not stated")),
  listed_at: nullable(instant("when it was entered in the register; null: it is not on it")),
  began_at: instant("in use since"),
  ended_at: nullable(instant("until; null: still")),
  is_in_scope: boolean(
    "its repository or system is in the dated scope list; true where things are not listed by those",
  ),
  ...STRETCH_COLUMNS,
} as const;

type EntryColumns<A extends string> = typeof COLUMNS & AspectColumns<A>;
/** A thing with its stretches. */
export type EntryStateItem<A extends string> = StateItemOf<EntryColumns<A>>;

/**
 * Things of a register over their life, by stretches in which every aspect and exception stays the same. A state counts
 * as seen up to its exact end, or up to the last moment somebody looked. Per repository or system, only those in scope; a
 * repository in scope that the register never had is one of which nothing was seen.
 */
export function entryStates<const A extends string>(
  def: EntryStates<A>,
): PopulationDefinition<EntryColumns<A>, "segments", never> {
  const isScoped = def.per === "system" || def.per === "repository";
  return definePopulation<EntryColumns<A>, "segments">({
    name: def.name,
    title: def.title,
    doc: def.doc,
    shape: "segments",
    carriesIn: false,
    columns: { ...COLUMNS, ...aspectColumns(def.aspects) },
    sql: sqlOf(def),
    reads: {
      register_entry: "whole",
      entry_state: "whole",
      approved_exception: "whole",
      ...(isScoped ? { scope: "whole" } : {}),
    },
    triggers: [{ stream: def.stream, per: def.per ?? "*" }],
    facts: [
      ...((def.exceptions ?? []).length > 0 ? [{ stream: "exceptions.approved", per: "*" } as const] : []),
      ...(def.facts ?? []),
    ],
  });
}

function sqlOf({ register, label, aspects, exceptions = [], per }: EntryStates<string>): string {
  const isScoped = per === "system" || per === "repository";
  return `with ${isScoped ? scopedThings({ register, per }) : things(register)},
setting as (
  select c.id as id, c.entry_id as thing_id, c.aspect as aspect, c.value as value, c.from_at as from_at,
    case when c.to_hi is null then c.seen_at + 1 when c.to_lo = c.to_hi then c.to_lo
      else coalesce(c.to_lo, c.seen_at) + 1 end as end_at,
    c.evidence_sha256 || '#' || c.evidence_pointer as evidence
  from entry_state c
),
${factsAndMarks(aspects, exceptions)},
scope_mark as (
  select m.thing_id as thing_id, m.at as at from mark m
  union
  select id as thing_id, scope_from as at from thing
  union
  select id as thing_id, scope_to as at from thing
),
${isScoped ? stretches.replace("from mark m", "from scope_mark m") : stretches}
select t.id as item_id, case when t.created_at > t.period_start then t.created_at else t.period_start end as occurred_at,
  '${label} ' || t.ref as label, ${isScoped ? "t.ref" : "t.class"} as unit, cast(null as text) as actor,
  t.evidence${factEvidence(aspects)} || coalesce('|' || x.evidence, '') as evidence,
  t.ref as key, t.owner as owner, t.class as class, t.is_critical as is_critical, t.listed_at as listed_at,
  t.created_at as began_at, t.deleted_at as ended_at, s.from_at >= t.scope_from and s.from_at < t.scope_to as is_in_scope, s.from_at as from_at, s.to_at as to_at,
  ${factColumns(aspects)},
  x.id as exception_id, x.from_at as exception_from_at, x.to_at as exception_to_at, x.approved_at as exception_approved_at,
  coalesce(x.is_owned, false) as exception_is_owned
from thing t
join stretch s on s.thing_id = t.id
${factJoins(aspects)}
left join covered x on x.thing_id = t.id and x.stretch_from = s.from_at
where s.to_at > t.created_at and s.from_at < coalesce(t.deleted_at, ${FOREVER})
  and (${isAnySeen(aspects)} or (s.to_at > t.period_start and s.from_at < t.period_end))`;
}

/** The entries in force in the period. */
function things(register: string): string {
  return `thing as (
  select e.id as id, e.key as ref, e.key as alias, e.owner as owner, e.class as class, e.is_critical as is_critical,
    e.listed_at as listed_at, e.from_at as created_at, e.to_at as deleted_at, 0 as scope_from, ${FOREVER} as scope_to,
    p.period_start as period_start, p.period_end as period_end, e.evidence_sha256 || '#' || e.evidence_pointer as evidence
  from register_entry e
  cross join param p
  where e.register = '${register}' and p.is_carry_in = false and e.from_at < p.period_end
    and coalesce(e.to_at, ${FOREVER}) > p.period_start
)`;
}

/**
 * The entries of what was in scope in the period, by the scope list's key whatever its case. Every repository in scope has
 * settings: one that the register never had is a thing of which nothing was seen. Not every system has an entry.
 */
function scopedThings({ register, per }: { readonly register: string; readonly per: "system" | "repository" }): string {
  return `in_scope as (
  select min(key) as key, min(from_at) as from_at, max(coalesce(to_at, ${FOREVER})) as to_at,
    min(evidence_sha256 || '#' || evidence_pointer) as evidence
  from scope
  where kind = '${per}'
  group by lower(key)
),
thing as (
  select coalesce(e.id, '${per} ' || o.key) as id, o.key as ref, coalesce(e.key, o.key) as alias, e.owner as owner, e.class as class,
    e.is_critical as is_critical, e.listed_at as listed_at, coalesce(e.from_at, o.from_at) as created_at, e.to_at as deleted_at,
    o.from_at as scope_from, o.to_at as scope_to, p.period_start as period_start, p.period_end as period_end,
    coalesce(e.evidence_sha256 || '#' || e.evidence_pointer, o.evidence) as evidence
  from in_scope o
  cross join param p
  ${per === "repository" ? "left " : ""}join register_entry e on e.register = '${register}' and lower(e.key) = lower(o.key)
  where p.is_carry_in = false and o.from_at < p.period_end and o.to_at > p.period_start
    and coalesce(e.from_at, 0) < p.period_end and coalesce(e.to_at, ${FOREVER}) > p.period_start
)`;
}
