import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockOwner } from "../../src/bin/lock-owner.js";
import {
  connectEmbedded,
  connectPostgres,
  openEmbeddedState,
  openPostgresState,
  type StateDatabase,
} from "../../src/store/state/state-database.js";
import { bundleProgram } from "../fakes/bundled-program.js";
import { type PostgresServer, postgresPrograms, startPostgres } from "../fakes/postgres-server.js";

/** Opens one and the same new, empty database as often as it is called. */
export type Opener = () => Promise<StateDatabase>;

/** Makes a new, empty database. */
export type NewDatabase = () => Promise<Opener>;

/** Makes a new database in which nothing stands, not even tables. */
export type NewBareDatabase = () => Promise<StateDatabase>;

/** The same tests on the embedded database and on a real PostgreSQL; where none is installed, a test says so. */
export function onEveryDatabase(tests: (newDatabase: NewDatabase, newBare: NewBareDatabase) => void): void {
  describe("on the embedded database", () => {
    let embedded: EmbeddedDatabases;
    beforeAll(async () => {
      embedded = await embeddedDatabases("state-worker");
    });
    afterAll(() => embedded.remove());
    tests(
      async () => {
        const folder = await embedded.newFolder();
        return () => embedded.open(folder);
      },
      () => embedded.newBare(),
    );
  });
  describe("on PostgreSQL", () => {
    const programs = postgresPrograms();
    if (programs === undefined) {
      it("NOT RUN, PostgreSQL is not installed", () => expect(process.env.CI).not.toBe("true"));
      return;
    }
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres(programs);
    });
    afterAll(() => server.stop());
    tests(
      async () => {
        const url = await server.newDatabase();
        return () => openPostgresState(url);
      },
      async () => connectPostgres(await server.newDatabase()),
    );
  });
}

/** Embedded databases, all copies of one: making one anew takes seconds. */
export interface EmbeddedDatabases {
  /** File of the worker. */
  readonly worker: string;
  /** A folder with a new, empty database. */
  newFolder(): Promise<string>;
  open(folder: string): Promise<StateDatabase>;
  /** Opens a new database without any tables. */
  newBare(): Promise<StateDatabase>;
  remove(): Promise<void>;
}

export async function embeddedDatabases(name: string): Promise<EmbeddedDatabases> {
  const { script, remove } = await bundleProgram("src/bin/state-worker.ts", name);
  const at = (folder: string) => ({ folder, owner: lockOwner(), worker: pathToFileURL(script) });
  const open = (folder: string) => openEmbeddedState(at(folder));
  const [bare, original] = [await emptyFolder(), await emptyFolder()];
  await (await connectEmbedded(at(bare))).close();
  await cp(bare, original, { recursive: true });
  await (await open(original)).close();
  return {
    worker: script,
    open,
    async newBare() {
      const folder = await emptyFolder();
      await cp(bare, folder, { recursive: true });
      return connectEmbedded(at(folder));
    },
    async newFolder() {
      const folder = await emptyFolder();
      await cp(original, folder, { recursive: true });
      return folder;
    },
    async remove() {
      await rm(original, { recursive: true });
      await rm(bare, { recursive: true });
      await remove();
    },
  };
}

export function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "lookback-state-"));
}
