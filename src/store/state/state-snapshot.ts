import { sql, type Transaction } from "kysely";
import { type MadeMigration, migrateWithin, requireKnown } from "./migrate.js";
import { MIGRATIONS, type Migration } from "./migrations/registry.js";
import { incompleteTables, notEmpty, notLookback, rowsLost } from "./snapshot-refusals.js";
import type { StateDatabase } from "./state-database.js";
import { countRows, insertRows, isWithoutTables, numberOn, readRows, type StateTable, tablesOf } from "./table-rows.js";
import type { StateTables } from "./tables.js";

/**
 * Tables of which a backup keeps no rows: what the log gives back, and what lets somebody in without signing in again.
 * Whoever finds a backup finds no session in it, and a database that was restored begins without any.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "log_origin",
  "log_record",
  "one_time_link",
  "sign_in_rate",
  "sign_in_session",
  "sign_in_verification",
]);

/** What a database holds at one moment, in a form that is no database's own. */
export interface StateSnapshot {
  readonly migrations: readonly MadeMigration[];
  /** In an order in which they may be filled: what is referred to comes first. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  readonly leftOut: readonly string[];
  /** Rows of a table in the order of its key, each as one JSON object in one line, without its end. */
  rows(table: string): AsyncIterable<string>;
}

/**
 * Reads the whole database as of one moment, while others go on writing. It changes nothing, also where the tables are
 * those of an earlier version.
 *
 * @throws AppError `state-failed` for a database that no Lookback made, or that a newer one did.
 */
export async function readState<T>(
  { db }: Pick<StateDatabase, "db">,
  use: (snapshot: StateSnapshot) => Promise<T>,
): Promise<T> {
  const transaction = db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
  return transaction.execute(async (within) => {
    // Instants are written with their distance from UTC; in UTC they are the same text everywhere.
    await sql`set local time zone 'UTC'`.execute(within);
    const all = await tablesOf(within);
    if (!all.some(({ name }) => name === "migration")) throw notLookback();
    const migrations = await within.selectFrom("migration").select(["name", "sha256"]).orderBy("name").execute();
    requireKnown(migrations, MIGRATIONS);
    const kept = all.filter(isKept);
    const tables: { name: string; rows: number }[] = [];
    for (const { name } of kept) tables.push({ name, rows: await countRows(within, name) });
    return use({
      ...{ migrations, tables },
      leftOut: all.flatMap(({ name }) => (LEFT_OUT.has(name) ? [name] : [])).sort(),
      rows: (name) => readRows(within, named(kept, name)),
    });
  });
}

/**
 * Fills an empty database from a snapshot, in one transaction: makes the tables as they were then, fills them, and makes
 * the changes that came later.
 *
 * @param migrations all changes of this version; only tests give others.
 * @throws AppError `state-failed` when the database is not empty, or the snapshot is of a newer version or lacks something.
 */
export async function fillState(
  { db }: Pick<StateDatabase, "db">,
  snapshot: StateSnapshot,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  requireKnown(snapshot.migrations, migrations);
  await db.transaction().execute(async (within) => {
    if (!(await isWithoutTables(within))) throw notEmpty();
    await migrateWithin(within, migrations.slice(0, snapshot.migrations.length));
    const all = await tablesOf(within);
    requireSame(all, snapshot);
    for (const table of all.filter(({ name }) => snapshot.tables.some((each) => each.name === name))) {
      await fillTable(within, table, snapshot);
    }
    await migrateWithin(within, migrations);
  });
}

/** @throws AppError `state-failed` when anything stands in the database. It changes nothing. */
export async function requireEmptyState({ db }: Pick<StateDatabase, "db">): Promise<void> {
  const isEmpty = await db.transaction().setAccessMode("read only").execute(isWithoutTables);
  if (!isEmpty) throw notEmpty();
}

async function fillTable(within: Transaction<StateTables>, table: StateTable, snapshot: StateSnapshot): Promise<void> {
  const { rows } = named(snapshot.tables, table.name);
  const filled = await insertRows(within, table, snapshot.rows(table.name));
  if (filled !== rows) throw rowsLost(table.name, { rows, filled });
  await numberOn(within, table);
}

/** @throws AppError `state-failed` when a table of then is missing in the snapshot, or one is in it that was not there. */
function requireSame(all: readonly StateTable[], { tables, leftOut }: StateSnapshot): void {
  const there = all.flatMap(({ name }) => (name === "migration" ? [] : [name])).sort();
  const said = [...tables.map(({ name }) => name), ...leftOut].sort();
  if (there.join() !== said.join()) throw incompleteTables(there, said);
}

function isKept({ name }: StateTable): boolean {
  return name !== "migration" && !LEFT_OUT.has(name);
}

function named<T extends { readonly name: string }>(tables: readonly T[], wanted: string): T {
  const found = tables.find(({ name }) => name === wanted);
  if (found === undefined) throw incompleteTables([wanted], []);
  return found;
}
