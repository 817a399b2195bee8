import type { DuckDBConnection } from "@duckdb/node-api";
import type { Cell } from "../../model/batch.js";
import type { ColumnKind } from "../../model/table.js";
import type { EngineQuery, Overlap, View } from "./engine-query.js";

/** What each kind of column is to the engine. */
export const SQL_TYPE: Readonly<Record<ColumnKind, string>> = {
  text: "varchar",
  day: "varchar",
  instant: "bigint",
  integer: "bigint",
  boolean: "boolean",
};

/** `bigint` columns leave the engine as doubles: epoch milliseconds and counts are exact there, and cost no objects. */
export function selectOf({ sql, columns, orderBy }: EngineQuery): string {
  const list = Object.entries(columns).map(([name, { kind }]) => {
    if (kind === "instant" || kind === "integer") return `cast(${column(name)} as double) as ${column(name)}`;
    return kind === "boolean"
      ? `cast(${column(name)} as boolean) as ${column(name)}`
      : `cast(${column(name)} as varchar) as ${column(name)}`;
  });
  const order = orderBy === undefined ? "" : ` order by ${orderBy}`;
  return `select ${list.join(", ")} from (${sql}) as item${order}`;
}

export function fileView({ files, columns, overlap }: Extract<View, { kind: "files" }>): string {
  const names = Object.keys(columns);
  if (files.length === 0) {
    const empty = names.map((name) => `cast(null as ${SQL_TYPE[columns[name]?.kind ?? "text"]}) as ${column(name)}`);
    return `select ${empty.join(", ")} where false`;
  }
  const from = `read_parquet([${files.map(quote).join(", ")}])`;
  const list = names.map(column).join(", ");
  if (overlap === undefined) return `select ${list} from ${from}`;
  const newest = `select ${list}, row_number() over (partition by id order by observed_at desc, evidence_sha256 desc, evidence_pointer) as newest from ${from}`;
  return `select ${list} from (${newest}) where newest = 1${monthFilter(overlap)}`;
}

function monthFilter({ monthColumn, from, to }: Overlap): string {
  if (monthColumn === null) return "";
  const bounds = [
    ...(from === null ? [] : [`${column(monthColumn)} >= ${from}`]),
    ...(to === null ? [] : [`${column(monthColumn)} < ${to}`]),
  ];
  return bounds.length === 0 ? "" : ` and (${column(monthColumn)} is null or (${bounds.join(" and ")}))`;
}

/** One row, as constants that the planner knows. */
export function constants({ columns, rows: [row] }: Extract<View, { kind: "rows" }>): string {
  const list = Object.entries(columns).map(
    ([name, { kind }]) => `cast(${literal(row?.[name] ?? null)} as ${SQL_TYPE[kind]}) as ${column(name)}`,
  );
  return `select ${list.join(", ")}`;
}

export async function defineRows(
  connection: DuckDBConnection,
  { table, isTemporary }: { readonly table: string; readonly isTemporary: boolean },
  view: Extract<View, { kind: "rows" }>,
): Promise<void> {
  const names = Object.keys(view.columns);
  const types = names.map((each) => `${column(each)} ${SQL_TYPE[view.columns[each]?.kind ?? "text"]}`);
  await connection.run(`create or replace ${isTemporary ? "temp table" : "table"} ${table} (${types.join(", ")})`);
  for (let from = 0; from < view.rows.length; from += 500) {
    const values = view.rows
      .slice(from, from + 500)
      .map((row) => `(${names.map((each) => literal(row[each] ?? null)).join(", ")})`);
    await connection.run(`insert into ${table} values ${values.join(", ")}`);
  }
}

/** Quoted: `at` and others are words of the language. */
export function column(name: string): string {
  return `"${name}"`;
}

function literal(cell: Cell): string {
  return typeof cell === "string" ? quote(cell) : String(cell);
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
