import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A real PostgreSQL that answers on a socket in a folder of its own, reachable from this machine alone. */
export interface PostgresServer {
  /** Address of a new, empty database. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const NOBODY = 65_534;

/** Where PostgreSQL's programs are; `undefined` when it is not installed. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
  const newest = versions.map(Number).sort((a, b) => b - a)[0];
  return newest === undefined ? undefined : `/usr/lib/postgresql/${newest}/bin`;
}

/** Starts a PostgreSQL of its own with the programs of a folder. */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "lookback-postgres-"));
  const asUser = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (asUser.uid !== undefined) await chown(folder, NOBODY, NOBODY);
  await chmod(folder, 0o700);
  const data = join(folder, "data");
  execFileSync(join(programs, "initdb"), ["-D", data, "-U", "lookback", "--auth=trust", "-E", "UTF8", "--no-sync"], {
    ...asUser,
    cwd: folder,
    stdio: "ignore",
  });
  const server = spawn(join(programs, "postgres"), ["-D", data, "-k", folder, "-c", "listen_addresses="], {
    ...asUser,
    cwd: folder,
    stdio: "ignore",
  });
  const ended = new Promise<void>((done) => server.on("exit", () => done()));
  let made = 0;
  await query(folder, "select 1");
  return {
    async newDatabase() {
      made += 1;
      await query(folder, `create database test_${made}`);
      return addressOf(folder, `test_${made}`);
    },
    async stop() {
      server.kill("SIGINT");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function addressOf(folder: string, database: string): string {
  return `postgresql://lookback@localhost/${database}?host=${encodeURIComponent(folder)}`;
}

const STARTS_WITHIN_MS = 30_000;

/** Waits until the server answers: it has just been started. */
async function query(folder: string, text: string): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    const client = new pg.Client({ connectionString: addressOf(folder, "postgres") });
    try {
      await client.connect();
      await client.query(text);
      return;
    } catch (error) {
      if (waited >= STARTS_WITHIN_MS) throw error;
      await sleep(100);
    } finally {
      await client.end();
    }
  }
}
