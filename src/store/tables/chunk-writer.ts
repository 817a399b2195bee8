import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBAppender, DuckDBConnection } from "@duckdb/node-api";
import { assert } from "../../base/assert.js";
import type { Cell } from "../../model/batch.js";
import { ALL_MONTHS, monthOf } from "../../model/reach.js";
import type { Column } from "../../model/table.js";
import { isTableName, storedColumns, TABLES, type TableName } from "../../model/tables.js";
import type { Chunk } from "./manifest.js";

/** Where a row came from; the same for all rows of a capture but the pointer. */
export interface RowOrigin {
  readonly sourceId: string;
  readonly sha256: string;
  readonly observedAt: number;
}

const MONTH = "partition_month";

/**
 * Writes the rows of one capture as Parquet, one file per table and month, each named by `name`: the digest of what
 * the rows were made from. The same rows give the same bytes.
 */
export class ChunkWriter {
  private readonly stages = new Map<TableName, Stage>();
  private readonly connection: DuckDBConnection;
  private readonly folder: string;
  private readonly origin: RowOrigin;

  constructor(connection: DuckDBConnection, folder: string, origin: RowOrigin) {
    this.connection = connection;
    this.folder = folder;
    this.origin = origin;
  }

  async write(table: TableName, row: Readonly<Record<string, Cell>>, pointer: string): Promise<void> {
    const stage = this.stages.get(table) ?? (await this.open(table));
    stage.append({
      ...row,
      source_id: this.origin.sourceId,
      evidence_sha256: this.origin.sha256,
      evidence_pointer: pointer,
      observed_at: this.origin.observedAt,
    });
  }

  /** Flushes everything; returns the chunks by table. The writer is done afterwards. */
  async finish(name: string): Promise<Record<string, Chunk[]>> {
    const chunks: Record<string, Chunk[]> = {};
    for (const table of [...this.stages.keys()].sort()) {
      chunks[table] = await this.flush(table, name);
    }
    return chunks;
  }

  /** Drops what was staged, after a failure. */
  async abandon(): Promise<void> {
    for (const table of this.stages.keys()) {
      await this.connection.run(`drop table if exists ${stageName(table)}`);
    }
    this.stages.clear();
  }

  private async open(table: TableName): Promise<Stage> {
    const columns = storedColumns(table);
    const types = Object.entries(columns).map(([name, column]) => `"${name}" ${sqlType(column)}`);
    await this.connection.run(`create or replace table ${stageName(table)} (${types.join(", ")}, ${MONTH} varchar)`);
    const stage = new Stage(await this.connection.createAppender(stageName(table)), columns, TABLES[table].month);
    this.stages.set(table, stage);
    return stage;
  }

  private async flush(table: TableName, name: string): Promise<Chunk[]> {
    const months = this.stages.get(table)?.close() ?? [];
    const stage = stageName(table);
    const list = Object.keys(storedColumns(table))
      .map((column) => `"${column}"`)
      .join(", ");
    const chunks: Chunk[] = [];
    for (const [month, rows] of months) {
      const file = join(table, `month=${month}`, `${name}.parquet`);
      const path = join(this.folder, file);
      await mkdir(dirname(path), { recursive: true });
      await this.connection.run(
        `copy (select ${list} from ${stage} where ${MONTH} = '${month}' order by id, evidence_pointer)
         to '${path.replaceAll("'", "''")}.new' (format parquet, compression zstd)`,
      );
      await rename(`${path}.new`, path);
      chunks.push({ file, month, rows });
    }
    await this.connection.run(`drop table ${stage}`);
    this.stages.delete(table);
    return chunks;
  }
}

/** Tables of `names` in which one id stands in more than one row of `files`. */
export async function overlappingTables(
  connection: DuckDBConnection,
  filesOf: (table: TableName) => readonly string[],
  names: readonly string[],
): Promise<readonly TableName[]> {
  const overlapping: TableName[] = [];
  for (const table of names.filter(isTableName)) {
    const files = filesOf(table);
    if (files.length === 0) continue;
    const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(", ");
    const result = await connection.runAndReadAll(`select count(*) = count(distinct id) from read_parquet([${list}])`);
    if (result.getRows()[0]?.[0] !== true) overlapping.push(table);
  }
  return overlapping;
}

class Stage {
  private readonly appender: DuckDBAppender;
  private readonly columns: readonly (readonly [string, Column])[];
  private readonly monthColumn: string | null;
  private readonly rowsByMonth = new Map<string, number>();

  constructor(appender: DuckDBAppender, columns: Readonly<Record<string, Column>>, monthColumn: string | null) {
    this.appender = appender;
    this.columns = Object.entries(columns);
    this.monthColumn = monthColumn;
  }

  append(row: Readonly<Record<string, Cell>>): void {
    for (const [name, column] of this.columns) this.appendCell(name, column, row[name] ?? null);
    const month = this.monthOf(row);
    this.rowsByMonth.set(month, (this.rowsByMonth.get(month) ?? 0) + 1);
    this.appender.appendVarchar(month);
    this.appender.endRow();
  }

  /** Writes what is left, and says which months there are, in order, with how many rows. */
  close(): readonly (readonly [string, number])[] {
    this.appender.closeSync();
    return [...this.rowsByMonth].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  private appendCell(name: string, { kind, nullable }: Column, cell: Cell): void {
    if (cell === null) {
      assert(nullable, `column ${name} may not be empty`);
      this.appender.appendNull();
    } else if (typeof cell === "boolean") {
      this.appender.appendBoolean(cell);
    } else if (kind === "instant" || kind === "integer") {
      assert(typeof cell === "number" && Number.isSafeInteger(cell), `column ${name} holds no whole number`);
      this.appender.appendBigInt(BigInt(cell));
    } else {
      this.appender.appendVarchar(String(cell));
    }
  }

  private monthOf(row: Readonly<Record<string, Cell>>): string {
    if (this.monthColumn === null) return ALL_MONTHS;
    const at = row[this.monthColumn] ?? null;
    return monthOf(typeof at === "number" ? at : null);
  }
}

function stageName(table: TableName): string {
  return `stage_${table}`;
}

function sqlType({ kind }: Column): string {
  if (kind === "boolean") return "boolean";
  return kind === "instant" || kind === "integer" ? "bigint" : "varchar";
}
