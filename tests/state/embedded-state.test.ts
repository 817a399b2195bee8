import { fsyncSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DURABLE_START, DurableFiles } from "../../src/store/state/embedded/durable-files.js";
import { type KilledProgram, killedProgram } from "../fakes/kill-loop.js";
import { type EmbeddedDatabases, embeddedDatabases, emptyFolder } from "./databases.js";

const KILLS = 12;

let embedded: EmbeddedDatabases;
let program: KilledProgram;
beforeAll(async () => {
  embedded = await embeddedDatabases("embedded-worker");
  program = await killedProgram("tests/fakes/state-until-killed.ts", "kill-state");
});
afterAll(async () => {
  await embedded.remove();
  await program.remove();
});

describe("the embedded state database", () => {
  it("belongs to one process: who comes second is told which has it", async () => {
    const folder = await embedded.newFolder();
    const first = await embedded.open(folder);
    await expect(embedded.open(folder)).rejects.toMatchObject({ code: "store-locked" });
    await first.close();
    await (await embedded.open(folder)).close();
  });

  it("says so where its folder cannot be made", async () => {
    const file = join(await emptyFolder(), "file");
    await writeFile(file, "");
    await expect(embedded.open(join(file, "state"))).rejects.toMatchObject({
      code: "state-failed",
      message: "the folder of the embedded state database cannot be made (ENOTDIR)",
    });
  });

  it("waits for the disk at every commit", async () => {
    let syncs = 0;
    const files = new DurableFiles(join(await embedded.newFolder(), "database"), (descriptor) => {
      syncs += 1;
      fsyncSync(descriptor);
    });
    const database = await PGlite.create({ fs: files, startParams: [...DURABLE_START] });
    await database.exec("create table row (id integer)");
    syncs = 0;
    for (let commit = 0; commit < 20; commit += 1) await database.query("insert into row values ($1)", [commit]);
    expect(syncs).toBeGreaterThanOrEqual(20);
    await database.close();
    const { db, close } = await embedded.open(await embedded.newFolder());
    const { rows } =
      await sql`select current_setting('fsync') as fsync, current_setting('wal_sync_method') as by`.execute(db);
    expect(rows).toEqual([{ fsync: "on", by: "fsync" }]);
    await close();
  });

  it("does not keep the process from anything else while a query runs", async () => {
    const { db, close } = await embedded.open(await embedded.newFolder());
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 5);
    await sql`select count(*) from generate_series(1, 3000000)`.execute(db);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(10);
    await close();
  });

  it("throws away one whose making was cut off", async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, "unfinished-database"));
    await writeFile(join(folder, "unfinished-database", "PG_VERSION"), "");
    await (await embedded.open(folder)).close();
    expect((await readdir(folder)).sort()).toEqual(["database"]);
  });

  it(`loses nothing it committed when it is killed ${KILLS} times`, { timeout: 240_000 }, async () => {
    const folder = await embedded.newFolder();
    const lines = await program.killed([folder, embedded.worker], { kills: KILLS, linesMax: 60, startMs: 2_500 });
    const committed = lines.map(Number);
    expect(committed.length).toBeGreaterThan(KILLS * 3);
    const { db, close } = await embedded.open(folder);
    const rows = await db.selectFrom("log_record").select("position").execute();
    const stored = new Set(rows.map(({ position }) => position));
    expect(committed.filter((position) => !stored.has(position))).toEqual([]);
    await close();
    console.log("kill-state:", { kills: KILLS, committed: committed.length, stored: stored.size });
  });
});
