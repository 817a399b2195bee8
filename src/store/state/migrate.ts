import { CompiledQuery, type Kysely, sql, type Transaction } from "kysely";
import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import type { Migration } from "./migrations/registry.js";
import type { StateTables } from "./tables.js";

/** Any number; what matters is that every process of ours takes the same. */
const MIGRATION_LOCK = 7_243_002;

/** A change as a database remembers it. */
export interface MadeMigration {
  readonly name: string;
  /** Of its text. */
  readonly sha256: string;
}

/**
 * Brings the tables up to date, in one transaction: all changes are made, or none. Processes that start together wait
 * for each other.
 *
 * @throws AppError `state-failed` when the database knows changes that this version does not, or other texts of them.
 */
export async function migrate(db: Kysely<StateTables>, migrations: readonly Migration[]): Promise<void> {
  await db.transaction().execute((transaction) => migrateWithin(transaction, migrations));
}

/** The same within a transaction that does more. @throws AppError as {@link migrate}. */
export async function migrateWithin(
  transaction: Transaction<StateTables>,
  migrations: readonly Migration[],
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction);
  await sql`create table if not exists migration (name text collate "C" primary key, sha256 text not null)`.execute(
    transaction,
  );
  const made = await transaction.selectFrom("migration").select(["name", "sha256"]).orderBy("name").execute();
  requireKnown(made, migrations);
  for (const migration of migrations.slice(made.length)) await make(migration, transaction);
}

/** @throws AppError `state-failed` when these are not the first of the changes that this version knows. */
export function requireKnown(made: readonly MadeMigration[], migrations: readonly Migration[]): void {
  made.forEach(({ name, sha256: digest }, index) => {
    const known = migrations[index];
    if (known?.name !== name) throw newerDatabase(name);
    if (sha256(known.sql) !== digest) throw editedMigration(name);
  });
}

async function make({ name, sql: text }: Migration, transaction: Transaction<StateTables>): Promise<void> {
  await transaction.executeQuery(CompiledQuery.raw(text));
  await transaction
    .insertInto("migration")
    .values({ name, sha256: sha256(text) })
    .execute();
}

function newerDatabase(name: string): AppError {
  return new AppError({
    code: "state-failed",
    message: `the state database has the change ${name}, which this version does not know`,
    fix: "Run the version of Lookback that made it, or a newer one. Nothing was changed.",
  });
}

function editedMigration(name: string): AppError {
  return new AppError({
    code: "state-failed",
    message: `the change ${name} was made by another text than this version has`,
    fix: "Run a released version of Lookback. Nothing was changed.",
  });
}
