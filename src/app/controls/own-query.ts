import { ITEM_COLUMNS, type PopulationDefinition } from "../../assess/population.js";
import { AppError } from "../../base/app-error.js";
import type { Column } from "../../model/table.js";
import { isTableName, storedColumns } from "../../model/tables.js";
import type { EngineQuery, View } from "../../store/tables/engine-query.js";
import type { PopulationEngine } from "../../store/tables/population-engine.js";
import type { Declaration, DeclaredControl } from "./own-controls.js";

type Engine = Pick<PopulationEngine, "run">;

/** What `param` looks like to a query that is only checked. */
const PARAM: View = {
  kind: "rows",
  columns: {
    window_start: { kind: "instant", nullable: false, doc: "" },
    window_end: { kind: "instant", nullable: false, doc: "" },
    period_start: { kind: "instant", nullable: false, doc: "" },
    period_end: { kind: "instant", nullable: false, doc: "" },
    is_carry_in: { kind: "boolean", nullable: false, doc: "" },
  },
  rows: [],
};

/**
 * Asks the engine whether the queries of declared populations fit the tables, over none of their rows.
 *
 * @throws AppError `bad-config` with file, line and the engine's own words.
 */
export async function checkOwnQueries(controls: readonly DeclaredControl[], engine: Engine): Promise<void> {
  for (const { declaration, population } of controls) {
    const { query } = declaration;
    if (query === undefined) continue;
    const tables = Object.keys(population.reads).filter(isTableName);
    const views = Object.fromEntries(
      tables.map((name): [string, View] => [name, { kind: "rows", columns: storedColumns(name), rows: [] }]),
    );
    const columns = { ...ITEM_COLUMNS, ...population.columns };
    try {
      await firstRow(engine, { sql: population.sql, columns, views: { ...views, param: PARAM } });
    } catch (cause) {
      throw brokenQuery(query, cause);
    }
  }
}

const COUNT: Readonly<Record<string, Column>> = {
  unnamed: { kind: "integer", nullable: false, doc: "rows without id, moment or label" },
  repeated: { kind: "integer", nullable: false, doc: "rows with an id that another row has" },
};

/**
 * Refuses a population of which rows would be lost or counted twice: every item has an id of its own, a moment and a
 * label. `views` shows all months.
 *
 * @throws AppError `bad-config` with the counts.
 */
export async function checkOwnItems(
  { name, shape }: Pick<PopulationDefinition, "name" | "shape">,
  declaration: Declaration,
  { engine, views }: { readonly engine: Engine; readonly views: Readonly<Record<string, View>> },
): Promise<void> {
  const { query } = declaration;
  if (query === undefined) return;
  const repeated = shape === "events" ? "count(item_id) - count(distinct item_id)" : "0";
  const unnamed = "sum(case when item_id is null or occurred_at is null or label is null then 1 else 0 end)";
  const sql = `select coalesce(${unnamed}, 0) as unnamed, ${repeated} as repeated from (\n${query.sql}\n) as own`;
  const [without = 0, twice = 0] = await firstRow(engine, { sql, columns: COUNT, views });
  if (without === 0 && twice === 0) return;
  throw new AppError({
    code: "bad-config",
    message: `${query.file}:${query.line} population.sql: ${name} has ${without} rows without item_id, occurred_at or label, and ${twice} rows too many for their item_id`,
    fix: "Give every item exactly one row with all three; a population that loses or repeats items proves nothing.",
  });
}

async function firstRow(engine: Engine, query: EngineQuery): Promise<readonly number[]> {
  for await (const batch of engine.run(query)) {
    return Object.keys(query.columns).map((_, column) => Number(batch.cell(column, 0)));
  }
  return [];
}

function brokenQuery({ file, line }: { file: string; line: number }, cause: unknown): AppError {
  const reason =
    cause instanceof Error ? cause.message.replace("the population engine stopped: ", "") : "unknown cause";
  return new AppError({
    code: "bad-config",
    message: `${file}:${line} population.sql: ${reason}`,
    fix: "Mend the query; docs/reference/tables.md lists the tables and their columns, docs/guides/own-controls.md what it must return.",
    cause,
  });
}
