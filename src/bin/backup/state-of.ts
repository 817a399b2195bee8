import { join } from "node:path";
import type { StateReport } from "../../app/backup/backup-report.js";
import { AppError } from "../../base/app-error.js";
import { connectEmbedded, connectPostgres, type StateDatabase, stateError } from "../../store/state/state-database.js";
import { lockOwner } from "../lock-owner.js";
import { STATE } from "./backup-places.js";

/** Where the state database of a workspace is. */
export interface StatePlace {
  readonly root: string;
  readonly databaseUrl: string | undefined;
  /** The file that the thread of an embedded database runs. */
  readonly worker: URL;
}

/** Uses the state database of a workspace as it is, and closes it. */
export async function withState<T>(place: StatePlace, use: (state: StateDatabase) => Promise<T>): Promise<T> {
  const state = await connect(place);
  try {
    return await use(state);
  } catch (error) {
    throw isDatabaseError(error) ? stateError("the state database does not answer as it should", error) : error;
  } finally {
    await state.close();
  }
}

/** Both databases, and the network, say by a code what went wrong; whatever has none is not theirs. */
function isDatabaseError(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}

/** Which of the two it is. */
export function kindOf({ databaseUrl }: Pick<StatePlace, "databaseUrl">): StateReport["database"] {
  return databaseUrl === undefined ? "embedded" : "postgresql";
}

async function connect({ root, databaseUrl, worker }: StatePlace): Promise<StateDatabase> {
  if (databaseUrl !== undefined) return connectPostgres(databaseUrl);
  try {
    return await connectEmbedded({ folder: join(root, STATE), owner: lockOwner(), worker });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "store-locked") throw error;
    throw new AppError({
      code: "store-locked",
      message: `the embedded state database is in use, so nothing was backed up: ${error.message}`,
      fix: "Stop the server, run this again, and start it. A server on a PostgreSQL (DATABASE_URL) is backed up while it runs.",
      cause: error,
    });
  }
}
