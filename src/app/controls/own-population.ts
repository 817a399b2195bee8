import { portabilityBreaks, reachBreaks } from "../../assess/families/declared/portable-sql.js";
import type { DeclarationProblem } from "../../assess/families/declared/term-check.js";
import { ITEM_COLUMNS, type PopulationDefinition } from "../../assess/population.js";
import type { OwnPopulation } from "./own-control-schema.js";

/** A population of a workspace as the engine runs it. */
export function definedPopulation(own: OwnPopulation): PopulationDefinition {
  const { name, title, doc, shape, columns, reads, triggers, facts } = own;
  const needs = (list: OwnPopulation["triggers"]) =>
    list.map(({ stream, per, attribute }) => ({ stream, per, ...(attribute === undefined ? {} : { attribute }) }));
  return {
    name,
    title,
    doc,
    shape,
    columns,
    sql: boundedSql(own),
    reads,
    triggers: needs(triggers),
    facts: needs(facts),
  };
}

/** Everything that keeps a declared population from being proven, ported or trusted; paths are within it. */
export function populationProblems(own: OwnPopulation): readonly DeclarationProblem[] {
  const { sql, reads, triggers, columns, shape } = own;
  const clash = Object.keys(columns).filter((column) => Object.hasOwn(ITEM_COLUMNS, column));
  const missing = shape === "segments" ? ["from_at", "to_at"].filter((name) => columns[name]?.kind !== "instant") : [];
  const isListed = triggers.length > 0 || (reads.scope !== undefined && reads.calendar !== undefined);
  const breaks = [...portabilityBreaks(sql), ...reachBreaks(sql, new Set([...Object.keys(reads), "param"]))];
  return [
    ...clash.map((name) => ({ path: ["columns", name], message: "every population has this column already" })),
    ...missing.map((name) => ({
      path: ["columns"],
      message: `items of shape segments need the instant column ${name}`,
    })),
    ...(isListed
      ? []
      : [{ path: ["triggers"], message: "name the stream that the list comes from, or read scope and calendar" }]),
    ...breaks.map((what) => ({ path: ["sql"], message: `not in the portable subset: ${what}` })),
  ];
}

/**
 * The query with what no author should have to remember: only items of the window are asked for, and nothing is
 * carried in unless the population says that it is.
 */
function boundedSql({ sql, columns, shape, carries_in }: OwnPopulation): string {
  const names = [...Object.keys(ITEM_COLUMNS), ...Object.keys(columns)].map((name) => `own.${name} as ${name}`);
  const bounds = [
    ...(shape === "events" ? ["own.occurred_at >= p.window_start", "own.occurred_at < p.window_end"] : []),
    ...(carries_in ? [] : ["p.is_carry_in = false"]),
  ];
  const where = bounds.length === 0 ? "" : `\nwhere ${bounds.join(" and ")}`;
  return `select ${names.join(", ")}\nfrom (\n${sql.trim()}\n) as own\ncross join param as p${where}\n`;
}
