import { instantOf } from "../../base/instant.js";
import type { StreamName } from "../../model/streams.js";
import type { Column } from "../../model/table.js";
import { TABLES, type TableName } from "../../model/tables.js";
import type { CompanyRows } from "../company/rows.js";
import { type Cell, csv } from "../files.js";
import { ARCHIVED_SINCE, COVERED, REPOSITORIES, SYSTEMS } from "../plan.js";
import type { SampleSource } from "../source.js";

/** A register with what was exported from it. */
export interface Register {
  /** Name of its folder, and first part of the ids of its sources. */
  readonly id: string;
  /** What its export holds, in the words of whoever made it. */
  readonly query: string;
  readonly streams: readonly StreamName[];
  readonly rows: Pick<CompanyRows, RegisterTable>;
}

/** The tables of registers, acts and duties. */
export const REGISTER_TABLES = [
  "register_entry",
  "entry_state",
  "activity",
  "activity_part",
  "duty",
  "duty_step",
] as const satisfies readonly TableName[];
/** One of them. */
export type RegisterTable = (typeof REGISTER_TABLES)[number];

/**
 * One file for each table that the register has rows of, with Lookback's own columns; columns that are empty are left
 * out. A register without anything in it is one file with its header alone.
 */
export function registerSources({ id, query, streams, rows }: Register): readonly SampleSource[] {
  const filled = REGISTER_TABLES.filter((table) => rows[table].length > 0);
  const tables: readonly RegisterTable[] = filled.length === 0 ? ["duty"] : filled;
  return tables.map((table): SampleSource => {
    const files = `registers/${id}/${table.replaceAll("_", "-")}.csv`;
    return {
      entry: {
        id: `${id}-${table.replaceAll("_", "-")}`,
        mapping: `lookback-${table}`,
        ...(streams.includes("auth.settings") ? { system: SYSTEMS } : {}),
        ...(streams.some((stream) => stream.startsWith("repo."))
          ? { repository: REPOSITORIES.map(({ name }) => name) }
          : {}),
        files,
        streams,
        covers: { from: ARCHIVED_SINCE, to: COVERED.to },
        query,
        count: rows[table].length,
      },
      files: [tableFile(files, table, rows[table])],
    };
  });
}

function tableFile(path: string, table: RegisterTable, rows: readonly object[]) {
  const cells = rows.map((row) => new Map<string, unknown>(Object.entries(row)));
  const columns = Object.entries<Column>(TABLES[table].columns).filter(([name, { nullable }]) =>
    rows.length === 0 ? !nullable : cells.some((row) => row.get(name) != null),
  );
  return csv(
    path,
    columns.map(([name]) => name),
    cells.map((row) => columns.map(([name, column]) => cellOf(row.get(name), column))),
  );
}

function cellOf(value: unknown, { kind }: Column): Cell {
  if (kind === "instant" && typeof value === "number") return instantOf(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
