import { sql, type Transaction } from "kysely";
import type { StateTables } from "./tables.js";

/** A table as the database itself describes it: what migrations add later needs no word here. */
export interface StateTable {
  readonly name: string;
  /** Those that rows are given; not what the database computes. */
  readonly columns: readonly string[];
  /** Columns that the database counts up. */
  readonly counted: readonly string[];
  /** Columns of the primary key. */
  readonly key: readonly string[];
}

const ROWS_AT_ONCE = 1_000;

/** All tables of Lookback in the database, those that others refer to before them, otherwise by name. */
export async function tablesOf(transaction: Transaction<StateTables>): Promise<readonly StateTable[]> {
  const { rows: columns } = await sql<ColumnRow>`
    select c.relname as "table", a.attname as "column",
      a.attidentity <> '' as "isCounted",
      array_position(i.indkey::int2[], a.attnum) as "keyPlace"
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
    order by c.relname collate "C", a.attnum
  `.execute(transaction);
  const { rows: references } = await sql<Reference>`
    select own.relname as "from", other.relname as "to"
    from pg_constraint k
    join pg_class own on own.oid = k.conrelid
    join pg_class other on other.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and k.conrelid <> k.confrelid
  `.execute(transaction);
  const names = [...new Set(columns.map(({ table }) => table))];
  const own = (name: string) => columns.filter(({ table }) => table === name);
  return inOrder(
    names.map((name) => tableOf(name, own(name))),
    references,
  );
}

interface ColumnRow {
  readonly table: string;
  readonly column: string;
  readonly isCounted: boolean;
  /** Place in the primary key; null outside it. */
  readonly keyPlace: number | null;
}

interface Reference {
  readonly from: string;
  readonly to: string;
}

/** Whether the schema holds no table at all. */
export async function isWithoutTables(transaction: Transaction<StateTables>): Promise<boolean> {
  return (await tablesOf(transaction)).length === 0;
}

/** How many rows a table has. */
export async function countRows(transaction: Transaction<StateTables>, name: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(transaction);
  return rows[0]?.count ?? 0;
}

/**
 * Rows as JSON objects that the database itself writes: it reads each value back as it was, whatever its type. One line
 * each: within texts line ends are escaped, and elsewhere in JSON they mean nothing.
 */
export async function* readRows(
  transaction: Transaction<StateTables>,
  { name, key }: StateTable,
): AsyncGenerator<string> {
  const order = key.length === 0 ? sql`1` : sql.join(key.map((column) => sql.ref(column)));
  await sql`
    declare table_rows no scroll cursor for
    select translate(row_to_json(each)::text, e'\\n\\r', '  ') as line from ${sql.table(name)} as each order by ${order}
  `.execute(transaction);
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(ROWS_AT_ONCE)} from table_rows`.execute(transaction);
    if (rows.length === 0) break;
    for (const { line } of rows) yield line;
  }
  await sql`close table_rows`.execute(transaction);
}

/** Writes rows as `readRows` gave them into a table; returns how many. */
export async function insertRows(
  transaction: Transaction<StateTables>,
  { name, columns }: StateTable,
  lines: AsyncIterable<string>,
): Promise<number> {
  const listed = sql.join(columns.map((column) => sql.ref(column)));
  let inserted = 0;
  let waiting: string[] = [];
  const insert = async () => {
    if (waiting.length === 0) return;
    const { numAffectedRows } = await sql`
      insert into ${sql.table(name)} (${listed}) overriding system value
      select ${listed} from json_populate_recordset(null::${sql.table(name)}, ${`[${waiting.join(",")}]`}::json)
    `.execute(transaction);
    inserted += Number(numAffectedRows ?? 0n);
    waiting = [];
  };
  for await (const line of lines) {
    waiting.push(line);
    if (waiting.length === ROWS_AT_ONCE) await insert();
  }
  await insert();
  return inserted;
}

/** Has the database count on after the rows that are there. */
export async function numberOn(transaction: Transaction<StateTables>, { name, counted }: StateTable): Promise<void> {
  for (const column of counted) {
    await sql`
      select setval(pg_get_serial_sequence(${name}, ${column}), max(${sql.ref(column)}))
      from ${sql.table(name)} having max(${sql.ref(column)}) is not null
    `.execute(transaction);
  }
}

function tableOf(name: string, columns: readonly ColumnRow[]): StateTable {
  const inKey = columns.flatMap(({ column, keyPlace }) => (keyPlace === null ? [] : [{ column, keyPlace }]));
  return {
    name,
    columns: columns.map(({ column }) => column),
    counted: columns.flatMap(({ column, isCounted }) => (isCounted ? [column] : [])),
    key: inKey.sort((a, b) => a.keyPlace - b.keyPlace).map(({ column }) => column),
  };
}

function inOrder(tables: readonly StateTable[], references: readonly Reference[]): readonly StateTable[] {
  const ordered: StateTable[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const waits = new Set(left.map(({ name }) => name));
    const isReady = ({ name }: StateTable) => !references.some(({ from, to }) => from === name && waits.has(to));
    const ready = left.filter(isReady);
    // Tables that refer to each other in a circle have no order; our migrations make none, and a test fills them all.
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...waits].join(", ")}`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}
