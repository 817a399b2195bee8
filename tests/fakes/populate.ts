import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect } from "vitest";
import {
  camelCase,
  ITEM_COLUMNS,
  type ItemOf,
  type PopulationDefinition,
  type Shape,
} from "../../src/assess/population.js";
import type { Cell } from "../../src/model/batch.js";
import type { Column, Columns } from "../../src/model/table.js";
import { isTableName, storedColumns, type TableName, type TableRow } from "../../src/model/tables.js";
import type { View } from "../../src/store/tables/engine-query.js";
import { PopulationEngine } from "../../src/store/tables/population-engine.js";

export type TableRows = { readonly [Name in TableName]?: readonly TableRow<Name>[] };

/** An item with all that its query returns: more of its segments than judges see. */
type Populated<C extends Columns, S extends Shape> = S extends "segments"
  ? ItemOf<C> & { readonly segments: readonly ItemOf<C>[] }
  : ItemOf<C>;

export interface PopulateInput {
  readonly tables: TableRows;
  readonly period: { readonly start: number; readonly end: number };
  /** Default: the period. With `isCarryIn`, the time before it. */
  readonly window?: { readonly start: number; readonly end: number };
  readonly isCarryIn?: boolean;
  /** Derived tables to compute first, for example account_person. */
  readonly derived?: readonly { readonly table: TableName; readonly sql: string }[];
}

const PARAM_COLUMNS: Readonly<Record<string, Column>> = {
  window_start: { kind: "instant", nullable: false, doc: "" },
  window_end: { kind: "instant", nullable: false, doc: "" },
  period_start: { kind: "instant", nullable: false, doc: "" },
  period_end: { kind: "instant", nullable: false, doc: "" },
  is_carry_in: { kind: "boolean", nullable: false, doc: "" },
};

let duck: PopulationEngine | undefined;
let postgres: PGlite | undefined;

/** Runs a population's SQL over hand-written rows on both engines, checks that they agree, returns the items in order. */
export async function populate<const C extends Columns, const S extends Shape>(
  definition: PopulationDefinition<C, S>,
  input: PopulateInput,
): Promise<readonly Populated<C, S>[]> {
  const columns = { ...ITEM_COLUMNS, ...definition.columns };
  const names = Object.keys(definition.reads).filter(isTableName);
  const rows = await runOnBoth({ sql: definition.sql, columns, names, input });
  rows.sort(
    (a, b) =>
      Number(a.occurredAt) - Number(b.occurredAt) ||
      compare(a.itemId, b.itemId) ||
      Number(a.fromAt ?? 0) - Number(b.fromAt ?? 0),
  );
  expectShared(rows, definition.shared ?? []);
  const items = definition.shape === "segments" ? grouped(rows) : rows;
  return items as unknown as readonly Populated<C, S>[];
}

/** Runs any query of the portable subset on both engines over the named tables. Rows come back with camelCase keys, unordered. */
export async function runOnBoth(request: {
  readonly sql: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly names: readonly TableName[];
  readonly input: PopulateInput;
}): Promise<Record<string, Cell>[]> {
  const views = viewsOf(request.names, request.input);
  const sql = withDerived(request.sql, request.input);
  const [onDuck, onPostgres] = [
    await runOnDuck(sql, request.columns, views),
    await runOnPostgres(sql, request.columns, views),
  ];
  expect(sorted(onPostgres), "PostgreSQL and DuckDB must agree").toEqual(sorted(onDuck));
  return onDuck;
}

function viewsOf(names: readonly TableName[], input: PopulateInput): Record<string, Extract<View, { kind: "rows" }>> {
  const window = input.window ?? (input.isCarryIn === true ? { start: 0, end: input.period.start } : input.period);
  const param = {
    window_start: window.start,
    window_end: window.end,
    period_start: input.period.start,
    period_end: input.period.end,
    is_carry_in: input.isCarryIn === true,
  };
  const views: Record<string, Extract<View, { kind: "rows" }>> = {
    param: { kind: "rows", columns: PARAM_COLUMNS, rows: [param] },
  };
  const derived = new Set((input.derived ?? []).map(({ table }) => table));
  for (const name of [...new Set([...names, ...Object.keys(input.tables).filter(isTableName)])]) {
    if (derived.has(name)) continue;
    const rows = (input.tables[name] ?? []).map((row, index) => ({
      ...row,
      source_id: "test",
      evidence_sha256: "00",
      evidence_pointer: `row ${index + 2}`,
      observed_at: 0,
    }));
    views[name] = { kind: "rows", columns: storedColumns(name), rows };
  }
  return views;
}

/** Derived tables become leading CTEs: the same text on both engines. */
function withDerived(sql: string, { derived = [] }: PopulateInput): string {
  if (derived.length === 0) return sql;
  const ctes = derived.map((each) => `${each.table} as (${each.sql})`).join(", ");
  return `with ${ctes} select * from (${sql}) as query`;
}

async function runOnDuck(
  sql: string,
  columns: Readonly<Record<string, Column>>,
  views: Readonly<Record<string, View>>,
) {
  duck ??= await PopulationEngine.open({
    memoryLimitMb: 512,
    threads: 1,
    spillFolder: await mkdtemp(join(tmpdir(), "lookback-")),
  });
  const rows: Record<string, Cell>[] = [];
  for await (const batch of duck.run({ sql, columns, views })) {
    for (let row = 0; row < batch.rowCount; row += 1) {
      rows.push(
        Object.fromEntries(Object.keys(columns).map((name, column) => [camelCase(name), batch.cell(column, row)])),
      );
    }
  }
  return rows;
}

async function runOnPostgres(
  sql: string,
  columns: Readonly<Record<string, Column>>,
  views: Readonly<Record<string, Extract<View, { kind: "rows" }>>>,
) {
  postgres ??= await PGlite.create();
  const types = { text: "text", day: "text", instant: "bigint", integer: "bigint", boolean: "boolean" };
  await postgres.exec("drop schema if exists bench cascade; create schema bench; set search_path = bench;");
  for (const [name, view] of Object.entries(views)) {
    const list = Object.entries(view.columns);
    await postgres.exec(
      `create table ${name} (${list.map(([each, { kind }]) => `"${each}" ${types[kind]}`).join(", ")})`,
    );
    for (const row of view.rows) {
      const values = list.map(([each]) => row[each] ?? null);
      await postgres.query(
        `insert into ${name} values (${values.map((_, index) => `$${index + 1}`).join(", ")})`,
        values,
      );
    }
  }
  const result = await postgres.query<Record<string, unknown>>(
    `select ${Object.keys(columns)
      .map((name) => `"${name}"`)
      .join(", ")} from (${sql}) as item`,
  );
  return result.rows.map((row) => {
    return Object.fromEntries(Object.keys(columns).map((name) => [camelCase(name), cellOf(row[name])]));
  });
}

function cellOf(value: unknown): Cell {
  if (typeof value === "bigint") return Number(value);
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  throw new Error(`a population returned ${typeof value}, not text, bigint or boolean`);
}

function grouped(rows: readonly Record<string, Cell>[]): Record<string, unknown>[] {
  const items = new Map<Cell, Record<string, unknown> & { segments: Record<string, Cell>[] }>();
  for (const row of rows) {
    const known = items.get(row.itemId ?? null);
    if (known === undefined) items.set(row.itemId ?? null, { ...row, segments: [row] });
    else known.segments.push(row);
  }
  for (const item of items.values()) item.segments.sort((a, b) => Number(a.fromAt) - Number(b.fromAt));
  return [...items.values()];
}

/** Judges read a shared column of the first row of an item: no other row may say something else. */
function expectShared(rows: readonly Record<string, Cell>[], shared: readonly string[]): void {
  const names = shared.map(camelCase);
  const first = new Map<Cell, readonly (Cell | undefined)[]>();
  for (const row of rows) {
    const itemId = row.itemId ?? null;
    const values = names.map((name) => row[name]);
    expect(values, `rows of ${itemId} must agree in ${shared.join(", ")}`).toEqual(first.get(itemId) ?? values);
    first.set(itemId, values);
  }
}

function sorted(rows: readonly Record<string, Cell>[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

function compare(a: Cell | undefined, b: Cell | undefined): number {
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
