import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { AppError } from "../../base/app-error.js";
import { type LockOwner, lockFolder } from "../ledger/lock.js";
import { EmbeddedClient } from "./embedded/embedded-client.js";
import { EmbeddedDialect } from "./embedded/embedded-dialect.js";
import { migrate } from "./migrate.js";
import { MIGRATIONS } from "./migrations/registry.js";
import type { StateTables } from "./tables.js";
import { wholeNumber } from "./whole-number.js";

/** The server's own memory: what can be rebuilt from the ledger, and who may look at it. */
export interface StateDatabase {
  readonly db: Kysely<StateTables>;
  close(): Promise<void>;
}

export interface EmbeddedState {
  /** The database's own; made when it is not there. */
  readonly folder: string;
  readonly owner: LockOwner;
  /** The file that its thread runs. */
  readonly worker: URL;
}

/**
 * Opens the embedded database, which needs nothing to be installed and belongs to one process.
 *
 * @throws AppError `store-locked` when another process has it, `state-failed` when it does not open.
 */
export async function openEmbeddedState(embedded: EmbeddedState): Promise<StateDatabase> {
  return migrated(await connectEmbedded(embedded), EMBEDDED_FAILED);
}

/** The same with its tables as they are, whatever version made them. @throws AppError as {@link openEmbeddedState}. */
export async function connectEmbedded({ folder, owner, worker }: EmbeddedState): Promise<StateDatabase> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw stateError("the folder of the embedded state database cannot be made", error);
  });
  // Two processes in one folder would lose rows, and neither would see an error (electric-sql/pglite#1106).
  const lock = await lockFolder(folder, owner);
  try {
    const client = await EmbeddedClient.open(worker, { folder: embeddedDatabase(folder) });
    const db = new Kysely<StateTables>({ dialect: new EmbeddedDialect(client) });
    return {
      db,
      async close() {
        try {
          await db.destroy();
        } finally {
          await lock.release();
        }
      },
    };
  } catch (error) {
    await lock.release();
    throw stateError(EMBEDDED_FAILED, error);
  }
}

/** Where the files of an embedded database stand, in the folder that it is given; there once it was made. */
export function embeddedDatabase(folder: string): string {
  return join(folder, "database");
}

/**
 * Opens a PostgreSQL database (15 or newer), which any number of processes share.
 *
 * @throws AppError `state-failed` when it does not answer.
 */
export async function openPostgresState(url: string): Promise<StateDatabase> {
  return migrated(connectPostgres(url), "the state database on PostgreSQL does not open");
}

const CONNECTIONS_MAX = 10;

/** The same with its tables as they are, whatever version made them; asked for the first time by the first query. */
export function connectPostgres(url: string): StateDatabase {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS_MAX, types: { getTypeParser: parserOf } });
  // A connection that breaks while nobody uses it is replaced; unheard, the event would end the process.
  pool.on("error", () => undefined);
  const db = new Kysely<StateTables>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

const EMBEDDED_FAILED = "the embedded state database does not open";

async function migrated(state: StateDatabase, failed: string): Promise<StateDatabase> {
  try {
    await migrate(state.db, MIGRATIONS);
    return state;
  } catch (error) {
    await state.close();
    throw stateError(failed, error);
  }
}

function parserOf(oid: number, format?: "text" | "binary") {
  return oid === pg.types.builtins.INT8 ? wholeNumber : pg.types.getTypeParser(oid, format ?? "text");
}

/** What a failure of the database is for the caller. An AppError passes as it is. */
export function stateError(what: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? ` (${cause.code})` : "";
  return new AppError({
    code: "state-failed",
    message: `${what}${code}`,
    fix: "Check the address, the disk and the permissions. Evidence is not touched: what the database holds can be rebuilt.",
    cause,
  });
}
