import { mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { DuckDBConnection, DuckDBDataChunk, DuckDBVector } from "@duckdb/node-api";
import { DuckDBInstance } from "@duckdb/node-api";
import { AppError } from "../../base/app-error.js";
import type { Batch, Cell } from "../../model/batch.js";
import type { Column, ColumnKind } from "../../model/table.js";

/** What a query sees under one table name. */
export type View =
  /** Parquet files; with `distinctBy`, only the newest row of each id. */
  | {
      readonly kind: "files";
      readonly files: readonly string[];
      /** How many rows they hold, those of one id counted each time. */
      readonly rowCount: number;
      readonly columns: Readonly<Record<string, Column>>;
      readonly overlap?: Overlap;
    }
  | {
      readonly kind: "rows";
      readonly columns: Readonly<Record<string, Column>>;
      readonly rows: readonly Readonly<Record<string, Cell>>[];
      /** Names the rows where several queries see the same. */
      readonly digest?: string;
    };

/** Set when the same id stands in several files: the newest wins, then the rows of `[from, to)` are kept. */
export interface Overlap {
  readonly monthColumn: string | null;
  readonly from: number | null;
  readonly to: number | null;
}

export interface EngineQuery {
  readonly sql: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly views: Readonly<Record<string, View>>;
  readonly orderBy?: string;
}

const SQL_TYPE: Readonly<Record<ColumnKind, string>> = {
  text: "varchar",
  day: "varchar",
  instant: "bigint",
  integer: "bigint",
  boolean: "boolean",
};

/**
 * Runs population queries over Parquet in this process. It has no state of its own: every query names all that it
 * may see, nothing is downloaded, and the same files give the same rows.
 */
export class PopulationEngine {
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;
  /** Names of the tables in memory, by what they hold. */
  private readonly loaded = new Map<string, Promise<string>>();
  private loadedRows = 0;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.instance = instance;
    this.connection = connection;
  }

  /** @param memoryLimitMb upper bound of the engine's own memory; it spills to `spillFolder` beyond. */
  static async open({
    memoryLimitMb,
    threads,
    spillFolder,
  }: {
    memoryLimitMb: number;
    threads: number;
    spillFolder: string;
  }): Promise<PopulationEngine> {
    const instance = await DuckDBInstance.create(":memory:", {
      memory_limit: `${memoryLimitMb}MB`,
      threads: String(threads),
      temp_directory: spillFolder,
      autoinstall_known_extensions: "false",
      preserve_insertion_order: "false",
    });
    const connection = await instance.connect();
    await connection.run("set TimeZone = 'UTC'");
    return new PopulationEngine(instance, connection);
  }

  /** The rows of a query in batches; in no order unless `orderBy` says one. @throws AppError `engine-failed`. */
  async *run(query: EngineQuery): AsyncIterable<Batch> {
    const own = await this.instance.connect();
    let pending: Promise<unknown> | undefined;
    try {
      await this.define(own, query.views);
      const result = await own.stream(selectOf(query));
      // The engine makes the next chunk while the reader is busy with this one.
      let next = result.fetchChunk();
      pending = next;
      for (let chunk = await next; chunk !== null && chunk.rowCount > 0; chunk = await next) {
        next = result.fetchChunk();
        pending = next;
        yield new ChunkBatch(chunk);
      }
    } catch (cause) {
      throw engineError(cause);
    } finally {
      // A reader that stops early leaves a chunk on its way: the connection must outlive it.
      await pending?.catch(() => undefined);
      own.closeSync();
    }
  }

  /** Writes the rows of a query as one Parquet file, ordered by `orderBy`; the same rows give the same bytes. */
  async materialise(query: EngineQuery & { readonly orderBy: string; readonly file: string }): Promise<void> {
    const own = await this.instance.connect();
    try {
      await this.define(own, query.views);
      const list = Object.entries(query.columns).map(
        ([name, { kind }]) => `cast(${column(name)} as ${SQL_TYPE[kind]}) as ${column(name)}`,
      );
      await mkdir(dirname(query.file), { recursive: true });
      await own.run(
        `copy (select ${list.join(", ")} from (${query.sql}) as row order by ${query.orderBy})
         to ${quote(`${query.file}.new`)} (format parquet, compression zstd)`,
      );
      await rename(`${query.file}.new`, query.file);
    } catch (cause) {
      throw engineError(cause);
    } finally {
      own.closeSync();
    }
  }

  /** How many rows a Parquet file says it holds. */
  async countRows(file: string): Promise<number> {
    const result = await this.connection.runAndReadAll(`select count(*)::double from read_parquet(${quote(file)})`);
    return Number(result.getRows()[0]?.[0]);
  }

  /** For writers of tables: the one long-lived connection. */
  get writer(): DuckDBConnection {
    return this.connection;
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  private async define(connection: DuckDBConnection, views: EngineQuery["views"]): Promise<void> {
    for (const [name, view] of Object.entries(views)) {
      const table = await this.inMemory(view);
      if (table !== undefined) {
        await connection.run(`create or replace temp view ${name} as select * from ${table}`);
      } else if (view.kind === "files") {
        await connection.run(`create or replace temp view ${name} as ${fileView(view)}`);
      } else if (view.rows.length === 1) {
        await connection.run(`create or replace temp view ${name} as ${constants(view)}`);
      } else {
        await defineRows(connection, { table: name, isTemporary: true }, view);
      }
    }
  }

  /** The table in memory that holds what a view shows; `undefined`: it is too large, or seen by one query only. */
  private inMemory(view: View): Promise<string> | undefined {
    const key = memoryKey(view);
    if (key === undefined) return undefined;
    const known = this.loaded.get(key);
    if (known !== undefined) return known;
    const rowCount = view.kind === "files" ? view.rowCount : view.rows.length;
    if (rowCount > IN_MEMORY.viewRows || this.loadedRows + rowCount > IN_MEMORY.allRows) return undefined;
    this.loadedRows += rowCount;
    const table = this.load(`memory.main.loaded_${this.loaded.size + 1}`, view);
    this.loaded.set(key, table);
    return table;
  }

  private async load(table: string, view: View): Promise<string> {
    const own = await this.instance.connect();
    try {
      if (view.kind === "files") await own.run(`create table ${table} as ${fileView(view)}`);
      else await defineRows(own, { table, isTemporary: false }, view);
      return table;
    } finally {
      own.closeSync();
    }
  }
}

/** Dozens of queries look at the same few rows: views up to this size are read from their files once. */
const IN_MEMORY = { viewRows: 100_000, allRows: 2_000_000 };

function memoryKey(view: View): string | undefined {
  if (view.kind === "rows") return view.digest;
  return view.files.length === 0 ? undefined : JSON.stringify([view.files, view.overlap]);
}

/** `bigint` columns leave the engine as doubles: epoch milliseconds and counts are exact there, and cost no objects. */
function selectOf({ sql, columns, orderBy }: EngineQuery): string {
  const list = Object.entries(columns).map(([name, { kind }]) => {
    if (kind === "instant" || kind === "integer") return `cast(${column(name)} as double) as ${column(name)}`;
    return kind === "boolean"
      ? `cast(${column(name)} as boolean) as ${column(name)}`
      : `cast(${column(name)} as varchar) as ${column(name)}`;
  });
  const order = orderBy === undefined ? "" : ` order by ${orderBy}`;
  return `select ${list.join(", ")} from (${sql}) as item${order}`;
}

function fileView({ files, columns, overlap }: Extract<View, { kind: "files" }>): string {
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
function constants({ columns, rows: [row] }: Extract<View, { kind: "rows" }>): string {
  const list = Object.entries(columns).map(
    ([name, { kind }]) => `cast(${literal(row?.[name] ?? null)} as ${SQL_TYPE[kind]}) as ${column(name)}`,
  );
  return `select ${list.join(", ")}`;
}

async function defineRows(
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
function column(name: string): string {
  return `"${name}"`;
}

function literal(cell: Cell): string {
  return typeof cell === "string" ? quote(cell) : String(cell);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function engineError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const reason = cause instanceof Error ? cause.message.split("\n")[0] : "unknown cause";
  return new AppError({
    code: "engine-failed",
    message: `the population engine stopped: ${reason}`,
    fix: "Check free disk space and memory, then run the command again; nothing that was collected is lost.",
    cause,
  });
}

/** Columns that nobody reads are never fetched out of the engine. */
class ChunkBatch implements Batch {
  readonly rowCount: number;
  private readonly chunk: DuckDBDataChunk;
  private readonly vectors: (DuckDBVector | undefined)[] = [];

  constructor(chunk: DuckDBDataChunk) {
    this.rowCount = chunk.rowCount;
    this.chunk = chunk;
  }

  cell(column: number, row: number): Cell {
    const value = this.vector(column).getItem(row);
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  }

  private vector(column: number): DuckDBVector {
    const known = this.vectors[column];
    if (known !== undefined) return known;
    const fetched = this.chunk.getColumnVector(column);
    this.vectors[column] = fetched;
    return fetched;
  }
}
