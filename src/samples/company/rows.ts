import { TABLES, type TableName, type TableRow } from "../../model/tables.js";

/** The rows of every normalised table of one company, as a normaliser would have written them. */
export type CompanyRows = { -readonly [Name in TableName]: readonly TableRow<Name>[] };

/** Tables without rows, to be filled. */
export function noRows(): CompanyRows {
  return Object.fromEntries(Object.keys(TABLES).map((name) => [name, []])) as unknown as CompanyRows;
}

/** Collects the rows of one table: areas write with this, and nobody reads while they do. */
export class RowWriter {
  private readonly tables = new Map<TableName, unknown[]>();

  add<Name extends TableName>(table: Name, ...rows: readonly TableRow<Name>[]): void {
    const known = this.tables.get(table) ?? [];
    this.tables.set(table, known);
    for (const row of rows) known.push(row);
  }

  /** All that was written; tables nobody wrote to are empty. */
  rows(): CompanyRows {
    return { ...noRows(), ...(Object.fromEntries(this.tables) as unknown as Partial<CompanyRows>) };
  }
}

/** The rows of a table that satisfy a condition. @throws RangeError when there is none: a fault must hit something. */
export function rowsWhere<Name extends TableName>(
  rows: CompanyRows,
  table: Name,
  where: (row: TableRow<Name>) => boolean,
): readonly TableRow<Name>[] {
  const found = rows[table].filter((row) => where(row as TableRow<Name>));
  if (found.length === 0) throw new RangeError(`no row of ${table} is as the fault needs it`);
  return found as readonly TableRow<Name>[];
}

/** The `at`-th row that satisfies a condition. @throws RangeError when there are not so many. */
export function rowAt<Name extends TableName>(
  rows: CompanyRows,
  table: Name,
  { where, at }: { readonly where: (row: TableRow<Name>) => boolean; readonly at: number },
): TableRow<Name> {
  const found = rowsWhere(rows, table, where)[at];
  if (found === undefined) throw new RangeError(`fewer than ${at + 1} rows of ${table} are as the fault needs them`);
  return found;
}

/** Changes the rows that satisfy a condition; the table is replaced, no row object is touched. */
export function changeRows<Name extends TableName>(
  rows: CompanyRows,
  table: Name,
  { where, to }: { readonly where: (row: TableRow<Name>) => boolean; readonly to: Partial<TableRow<Name>> },
): void {
  rowsWhere(rows, table, where);
  put(
    rows,
    table,
    rows[table].map((row) => (where(row as TableRow<Name>) ? { ...row, ...to } : row)),
  );
}

/** Takes the rows that satisfy a condition away. */
export function removeRows<Name extends TableName>(
  rows: CompanyRows,
  table: Name,
  where: (row: TableRow<Name>) => boolean,
): void {
  rowsWhere(rows, table, where);
  put(
    rows,
    table,
    rows[table].filter((row) => !where(row as TableRow<Name>)),
  );
}

/** Puts further rows into a table. */
export function addRows<Name extends TableName>(
  rows: CompanyRows,
  table: Name,
  ...more: readonly TableRow<Name>[]
): void {
  put(rows, table, [...rows[table], ...more]);
}

/** The one place where a table is replaced. */
function put(rows: CompanyRows, table: TableName, changed: readonly unknown[]): void {
  (rows as Record<TableName, readonly unknown[]>)[table] = changed;
}
