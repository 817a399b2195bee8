import { assert } from "../../../base/assert.js";
import type { Column } from "../../../model/table.js";
import { TABLES, type TableName } from "../../../model/tables.js";
import type { TableWrite } from "../../kit/contract.js";

/** Values of one row by column name, before they are checked against the table. */
export type Values = Readonly<Record<string, string | number | boolean | null>>;

const TYPE_OF = { text: "string", day: "string", instant: "number", integer: "number", boolean: "boolean" } as const;

/**
 * The one place where values become a row of a table: every column is present and of its kind, or our own code is
 * wrong and this crashes.
 */
export function tableWrite(table: TableName, values: Values): TableWrite {
  const row: Record<string, string | number | boolean | null> = {};
  for (const [name, column] of Object.entries<Column>(TABLES[table].columns)) {
    const value = values[name] ?? null;
    assert(value === null ? column.nullable : typeof value === TYPE_OF[column.kind], `${table}.${name} is of its kind`);
    row[name] = value;
  }
  return { table, row } as unknown as TableWrite;
}

/** The values of a row, whichever table it is of. */
export function valuesOf(write: TableWrite): Values {
  return write.row;
}
