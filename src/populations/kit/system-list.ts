import type { Gap, JudgeContext } from "../../assess/control.js";
import { definePopulation, type PopulationDefinition } from "../../assess/population.js";
import type { EpochMs } from "../../base/instant.js";
import { type Column, type Columns, nullable, text } from "../../model/table.js";
import { FOREVER } from "./columns.js";
import { joinedLines } from "./step-history.js";

/** The column that `withScopedSystems` adds. */
export type ScopedSystems = { readonly scoped_systems: Column<"text", true> };

/** Events with the systems in scope when each occurred: where a listing must have been seen to prove that nothing was. */
export function withScopedSystems<const C extends Columns>(
  base: PopulationDefinition<C, "events">,
): PopulationDefinition<C & ScopedSystems, "events"> {
  return definePopulation<C & ScopedSystems, "events">({
    ...base,
    columns: { ...base.columns, scoped_systems: nullable(text("systems in scope then, joined by |; null: none was")) },
    reads: { ...base.reads, scope: "whole" },
    sql: `with listed as (${base.sql}),
scoped as (
  select distinct l.item_id as item_id, s.key as system
  from listed l
  join scope s on s.kind = 'system' and s.from_at <= l.occurred_at and coalesce(s.to_at, ${FOREVER}) > l.occurred_at
),
scoped_list as (
${systemListSql("scoped", "item_id")}
)
select l.*, y.systems as scoped_systems
from listed l
left join scoped_list y on y.item_id = l.item_id`,
  });
}

/** More systems than this are not asked; the gap says so. */
export const SYSTEMS_MAX = 24;

/** A query of `(<key>, systems)` over a table of distinct `(<key>, system)`: the systems of each key, joined by `|`. */
export function systemListSql(table: string, key: string): string {
  return `  select ${key} as ${key}, ${joinedLines("system", SYSTEMS_MAX + 1)} as systems
  from (
    select ${key} as ${key}, system as system, row_number() over (partition by ${key} order by system) as place from ${table}
  ) as numbered
  group by ${key}`;
}

/** The first stretch of `[from, to)` in which the stream of one of the listed systems was not seen. */
export function gapAmong(
  systems: string | null,
  { gapIn }: Pick<JudgeContext<unknown>, "gapIn">,
  { stream, from, to }: { readonly stream: string; readonly from: EpochMs; readonly to: EpochMs },
): Gap | undefined {
  if (systems === null) return { from, to, reason: "no such system in scope" };
  const scopes = systems.split("|");
  if (scopes.length > SYSTEMS_MAX) return { from, to, reason: `more than ${SYSTEMS_MAX} systems to look at` };
  for (const scope of scopes) {
    const gap = gapIn({ stream, scope, from, to });
    if (gap !== undefined) return gap;
  }
  return undefined;
}
