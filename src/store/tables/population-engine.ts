import { mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBVector } from "@duckdb/node-api";
import { AppError } from "../../base/app-error.js";
import type { Batch, Cell } from "../../model/batch.js";
import type { EngineQuery, View } from "./engine-query.js";
import { column, constants, defineRows, fileView, quote, SQL_TYPE, selectOf } from "./engine-sql.js";

/**
 * Runs population queries over Parquet in this process. It has no state of its own: every query names all that it
 * may see, nothing is downloaded, and the same files give the same rows.
 */
export class PopulationEngine {
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;
  private readonly threads: number;
  /** Schemas of the tables in memory, one each under its own name, by what they hold. */
  private readonly loaded = new Map<string, Promise<string>>();
  private loadedRows = 0;
  private atOnce = SMALL_AT_ONCE;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, threads: number) {
    this.instance = instance;
    this.connection = connection;
    this.threads = threads;
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
    // Half of what starting costs, and most verbs ask nothing of it.
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const instance = await DuckDBInstance.create(":memory:", {
      memory_limit: `${memoryLimitMb}MB`,
      threads: String(threads),
      temp_directory: spillFolder,
      autoinstall_known_extensions: "false",
      preserve_insertion_order: "false",
    });
    const connection = await instance.connect();
    await connection.run("set TimeZone = 'UTC'");
    return new PopulationEngine(instance, connection, threads);
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

  /**
   * Says how many rows the next queries may look at. Queries over few rows are bound by planning: one thread each, a
   * few side by side. Queries over many take all threads, and the memory of one at a time.
   */
  async expectRows(rowCount: number): Promise<void> {
    const isSmall = rowCount < MANY_ROWS;
    this.atOnce = isSmall ? SMALL_AT_ONCE : 1;
    await this.connection.run(`set global threads = ${isSmall ? 1 : this.threads}`);
  }

  /** So many queries may run side by side over the rows that are expected. */
  get queriesAtOnce(): number {
    return this.atOnce;
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
    const schemas: string[] = [];
    for (const [name, view] of Object.entries(views)) {
      const schema = await this.inMemory(name, view);
      if (schema !== undefined) {
        schemas.push(schema);
      } else if (view.kind === "files") {
        await connection.run(`create or replace temp view ${name} as ${fileView(view)}`);
      } else if (view.rows.length === 1) {
        await connection.run(`create or replace temp view ${name} as ${constants(view)}`);
      } else {
        await defineRows(connection, { table: name, isTemporary: true }, view);
      }
    }
    if (schemas.length > 0) await connection.run(`set search_path = ${quote(schemas.join(","))}`);
  }

  /** The schema of the table in memory that holds what a view shows; `undefined`: it is too large, or seen by one query only. */
  private inMemory(name: string, view: View): Promise<string> | undefined {
    const key = memoryKey(name, view);
    if (key === undefined) return undefined;
    const known = this.loaded.get(key);
    if (known !== undefined) return known;
    const rowCount = view.kind === "files" ? view.rowCount : view.rows.length;
    if (rowCount > IN_MEMORY.viewRows || this.loadedRows + rowCount > IN_MEMORY.allRows) return undefined;
    this.loadedRows += rowCount;
    const schema = this.load(`loaded_${this.loaded.size + 1}`, name, view);
    this.loaded.set(key, schema);
    return schema;
  }

  private async load(schema: string, name: string, view: View): Promise<string> {
    const own = await this.instance.connect();
    try {
      await own.run(`create schema memory.${schema}`);
      const table = `memory.${schema}.${name}`;
      // The planner leaves out what it knows to be empty, which it does of such a view and not of a table.
      if (view.kind === "files")
        await own.run(`create ${isEmpty(view) ? "view" : "table"} ${table} as ${fileView(view)}`);
      else await defineRows(own, { table, isTemporary: false }, view);
      return schema;
    } finally {
      own.closeSync();
    }
  }
}

/** Dozens of queries look at the same few rows: views up to this size are read from their files once; half a kilobyte a row. */
const IN_MEMORY = { viewRows: 100_000, allRows: 600_000 };

/** From so many rows on, a query is worth all threads and all memory. */
const MANY_ROWS = 2_000_000;

const SMALL_AT_ONCE = 4;

/** One name for what is the same to every query; of a table without any file its own name is all there is to know. */
function memoryKey(name: string, view: View): string | undefined {
  if (view.kind === "rows") return view.digest;
  return JSON.stringify(isEmpty(view) ? [name] : [view.files, view.overlap]);
}

function isEmpty(view: Extract<View, { kind: "files" }>): boolean {
  return view.files.length === 0;
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
