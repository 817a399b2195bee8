import { FOREVER } from "./columns.js";

/**
 * From `thing(id, ref, alias, created_at, deleted_at, period_start, period_end, ...)` and `setting(thing_id, aspect,
 * value, from_at, end_at, evidence, id)`: `fact`, one per thing, aspect and time (the newest record holds; records of one
 * moment that differ say `one | other`, which no judge can read), the exceptions that cover things (`candidate`), and the
 * moments at which anything changes (`mark`).
 */
export function factsAndMarks(aspects: readonly string[], exceptions: readonly string[]): string {
  const list = aspects.map((aspect) => `'${aspect}'`).join(", ");
  const kinds = exceptions.map((kind) => `'${kind}'`).join(", ");
  const candidate = (column: string) => `select t.id as thing_id, x.id as id, x.from_at as from_at, x.to_at as to_at,
    x.approved_at as approved_at, x.owner is not null as is_owned, x.evidence_sha256 || '#' || x.evidence_pointer as evidence
  from approved_exception x
  join thing t on t.${column} = x.subject
  where ${kinds === "" ? "1 = 0" : `x.kind in (${kinds})`}`;
  return `said as (
  select s.thing_id as thing_id, s.aspect as aspect, s.from_at as from_at, s.evidence as evidence,
    min(s.value) over (partition by s.thing_id, s.aspect, s.from_at) as value,
    max(s.value) over (partition by s.thing_id, s.aspect, s.from_at) as other_value,
    max(s.end_at) over (partition by s.thing_id, s.aspect, s.from_at) as end_at,
    row_number() over (partition by s.thing_id, s.aspect, s.from_at order by s.id) as place
  from setting s
  join thing t on t.id = s.thing_id
  where s.aspect in (${list}) and s.end_at > s.from_at
),
fact as (
  select thing_id as thing_id, aspect as aspect, value as value, from_at as from_at, evidence as evidence,
    case when next_at < end_at then next_at else end_at end as to_at
  from (
    select thing_id, aspect, value || case when other_value = value then '' else ' | ' || other_value end as value, from_at, end_at,
      evidence,
      lead(from_at, 1, ${FOREVER}) over (partition by thing_id, aspect order by from_at) as next_at
    from said
    where place = 1
  ) as ordered
),
candidate as (
  ${candidate("ref")}
  union all
  ${candidate("alias")} and t.alias <> t.ref
),
mark as (
  select id as thing_id, period_start as at from thing
  union
  select id as thing_id, period_end as at from thing
  union
  select id as thing_id, created_at as at from thing where created_at is not null
  union
  select id as thing_id, deleted_at as at from thing where deleted_at is not null
  union
  select thing_id as thing_id, from_at as at from fact
  union
  select thing_id as thing_id, to_at as at from fact
  union
  select thing_id as thing_id, from_at as at from candidate
  union
  select thing_id as thing_id, to_at as at from candidate where to_at is not null
  union
  select thing_id as thing_id, approved_at as at from candidate where approved_at is not null
)`;
}

/** Joins each aspect's fact to the stretch `s` of thing `t`. */
export function factJoins(aspects: readonly string[]): string {
  return aspects
    .map(
      (aspect, at) =>
        `left join fact f${at} on f${at}.thing_id = t.id and f${at}.aspect = '${aspect}' and f${at}.from_at <= s.from_at and s.from_at < f${at}.to_at`,
    )
    .join("\n");
}

/** Selects each aspect as the column of its name (dots become underscores). */
export function factColumns(aspects: readonly string[]): string {
  return aspects.map((aspect, at) => `f${at}.value as ${columnOf(aspect)}`).join(", ");
}

/** The evidence of a stretch: the thing, each fact, the exception. */
export function factEvidence(aspects: readonly string[]): string {
  return aspects.map((_, at) => ` || coalesce('|' || f${at}.evidence, '')`).join("");
}

/** Whether any fact was seen in the stretch. */
export function isAnySeen(aspects: readonly string[]): string {
  return aspects.map((_, at) => `f${at}.thing_id is not null`).join(" or ");
}

/** `tls.min_version` as a column: `tls_min_version`. */
export function columnOf<const A extends string>(aspect: A): Underscored<A> {
  return aspect.replaceAll(".", "_") as Underscored<A>;
}

/** The type of `columnOf`. */
export type Underscored<A extends string> = A extends `${infer Head}.${infer Tail}`
  ? `${Head}_${Underscored<Tail>}`
  : A;
