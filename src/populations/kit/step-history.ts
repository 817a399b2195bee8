import { definePopulation, type PopulationDefinition } from "../../assess/population.js";
import { type Column, type Columns, nullable, text } from "../../model/table.js";
import numbers from "../grants/numbers.sql";
import { relationJoins, relationSql } from "./relation.js";

type HistoryColumn<S extends string> = { readonly [K in S as `${K}_history`]: Column<"text", true> };

/**
 * Duties with every dated record of one step, in order of time: `<ms>;<who>;<relation to the owner>;<what it says>` joined by `|`, up to
 * `HISTORY_MAX` of them. For steps that follow on each other, such as a due date moved again and again.
 */
export function withStepHistory<const C extends Columns, const S extends string>(
  base: PopulationDefinition<C, "events">,
  step: S,
): PopulationDefinition<C & HistoryColumn<S>, "events"> {
  const column = nullable(
    text(`${step}: every dated record, as <ms>;<who>;<own, other, nobody or unknown>;<value>, joined by |`),
  );
  return definePopulation<C & HistoryColumn<S>, "events">({
    ...base,
    columns: withColumn<C, S>(base.columns, { [`${step}_history`]: column }),
    sql: sqlOf(base.sql, step),
  });
}

/** More records of one step than this are not looked at; the judge says so. */
export const HISTORY_MAX = 12;

function sqlOf(sql: string, step: string): string {
  return `with ${numbers.trim()},
${historyCtes(step)}
select b.*, h.lines as ${step}_history
from (${sql}) as b
left join history h on h.kind = b.kind and h.key = b.key`;
}

/** Over `number_person`: the texts `history_owner`, `history_line` and `history(kind, key, lines)`: the dated records of the step, of every duty that has one. */
export function historyCtes(step: string): string {
  return `history_owner as (
  select kind as kind, key as key, owner as owner
  from (
    select d.kind as kind, d.key as key, d.owner as owner,
      row_number() over (partition by d.kind, d.key order by d.opened_at, d.id) as place
    from duty d
  ) as numbered
  where place = 1
),
history_line as (
  select d.kind as kind, d.key as key,
    cast(s.done_at as text) || ';' || coalesce(s.actor, '') || ';' || ${relationSql("s.actor", "o.owner")} || ';' || coalesce(s.value, '') as line,
    row_number() over (partition by d.kind, d.key order by s.done_at, s.id) as place
  from duty d
  join history_owner o on o.kind = d.kind and o.key = d.key
  join duty_step s on s.duty_id = d.id
  ${relationJoins("s.actor", "o.owner")}
  where s.step = '${step}' and s.done_at is not null
),
history as (
  select kind as kind, key as key, ${joinedLines("line", HISTORY_MAX)} as lines
  from history_line
  group by kind, key
)`;
}

/** An aggregate of rows numbered by `place`: the texts of the first `count`, joined by `|`. */
export function joinedLines(column: string, count: number): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const line = `max(case when place = ${at + 1} then ${column} end)`;
    return at === 0 ? line : `coalesce('|' || ${line}, '')`;
  });
  return lines.join(" || ");
}

function withColumn<C extends Columns, S extends string>(columns: C, column: Columns): C & HistoryColumn<S> {
  return { ...columns, ...column } as unknown as C & HistoryColumn<S>;
}
