import { afterAll, beforeAll, expect, it } from "vitest";
import { connectPostgres, type StateDatabase } from "../../src/store/state/state-database.js";
import { type BundledServer, bundleServer } from "../fakes/bundled-server.js";
import { changeCompany } from "../fakes/change-company.js";
import { type PostgresServer, postgresPrograms, startPostgres } from "../fakes/postgres-server.js";
import { servedLedger } from "../fakes/served-ledger.js";
import { ask, runsOf, SERVED_AUDIT, untilRuns } from "../fakes/served-runs.js";
import { workspaceFolder } from "../fakes/workspace-folder.js";
import { allRows, makeReleased } from "../state/released-database.js";
import { type BackupWorld, backupWorld, ledgerOf } from "./backup-world.js";

const programs = postgresPrograms();
if (programs === undefined) {
  it("NOT RUN, PostgreSQL is not installed", () => expect(process.env.CI).not.toBe("true"));
} else {
  let server: BundledServer;
  let world: BackupWorld;
  let postgres: PostgresServer;
  beforeAll(async () => {
    server = await bundleServer("backup-postgres");
    world = await backupWorld("backup-postgres-state");
    postgres = await startPostgres(programs);
  });
  afterAll(async () => {
    await server.remove();
    await world.remove();
    await postgres.stop();
  });

  it("a server that people use meanwhile is backed up whole: nothing that was answered before is missing", {
    timeout: 600_000,
  }, async () => {
    const [root, databaseUrl] = [await workspaceFolder(changeCompany({ changes: 3 })), await postgres.newDatabase()];
    const up = await server.start({ root, databaseUrl });
    await untilRuns(up.origin, ([first]) => first?.state === "done");
    const answered: string[] = [];
    const use = people(up.origin, answered);
    await use.until(40);
    const [before, target] = [answered.length, await world.newPath()];
    const made = await world.backup(root, target, { databaseUrl });
    expect(answered.length).toBeGreaterThan(before);
    await use.stop();
    const runs = await runsOf(up.origin);
    expect([await up.end("SIGTERM"), up.stderr]).toEqual([0, []]);

    const [folder, restoredUrl] = [await world.newPath(), await postgres.newDatabase()];
    await expect(world.restore(target, folder, { databaseUrl })).rejects.toMatchObject({
      message: "the state database to restore into is not empty",
    });
    const restored = await world.restore(target, folder, { databaseUrl: restoredUrl });
    expect(restored).toMatchObject({ ledger: made.ledger, state: { database: "postgresql", migrated: [] } });
    const listed = await requestsIn(await world.open(folder, restoredUrl));
    expect(answered.slice(0, before).filter((id) => !listed.has(id))).toEqual([]);
    // Whatever the ledger holds is listed, and whatever was not in it yet is written there once by the next server.
    expect((await servedLedger(folder)).requests.filter((id) => !listed.has(id))).toEqual([]);
    const next = await server.start({ root: folder, databaseUrl: restoredUrl });
    expect((await runsOf(next.origin)).map(({ id }) => id)).toEqual(runs.map(({ id }) => id));
    expect([await next.end("SIGTERM"), next.stderr]).toEqual([0, []]);
    const { requests, errors } = await servedLedger(folder);
    expect([errors, requests.length]).toEqual([[], new Set(requests).size]);
    expect([...listed].filter((id) => !requests.includes(id))).toEqual([]);
  });

  it("rows of an embedded database go into PostgreSQL and back, and are the same", { timeout: 600_000 }, async () => {
    const root = await workspaceFolder(changeCompany({ changes: 1 }));
    const first = await server.start({ root });
    await untilRuns(first.origin, ([run]) => run?.state === "done");
    await ask(first.origin, `/audits/${SERVED_AUDIT}`);
    expect(await first.end("SIGTERM")).toBe(0);
    const [one, two] = [await world.newPath(), await world.newPath()];
    await world.backup(root, one);
    const [databaseUrl, inPostgres, back] = [
      await postgres.newDatabase(),
      await world.newPath(),
      await world.newPath(),
    ];
    await world.restore(one, inPostgres, { databaseUrl });
    await world.backup(inPostgres, two, { databaseUrl });
    await world.restore(two, back);
    const all = [await world.open(root), await world.open(inPostgres, databaseUrl), await world.open(back)];
    const [embedded, postgresql, again] = await Promise.all(all.map((state) => rowsThenClose(state)));
    expect(embedded?.activity).toHaveLength(1);
    // The link that the first start printed does not come along.
    const expected = { ...embedded, one_time_link: [] };
    expect([postgresql, again]).toEqual([expected, expected]);
    expect(await ledgerOf(back)).toEqual({ ...(await ledgerOf(root)), errors: [] });
  });

  it("a database of an earlier version is backed up as it is, and brought up to this one when it is restored", {
    timeout: 600_000,
  }, async () => {
    const root = await workspaceFolder(changeCompany({ changes: 1 }));
    const up = await server.start({ root });
    await untilRuns(up.origin, ([run]) => run?.state === "done");
    expect(await up.end("SIGTERM")).toBe(0);
    const [databaseUrl, target, folder] = [await postgres.newDatabase(), await world.newPath(), await world.newPath()];
    const old = connectPostgres(databaseUrl);
    await makeReleased(old, "0.1.0-pre");
    await world.backup(root, target, { databaseUrl });
    const before = await allRows(old, ["migration", "person", "passkey"]);
    await old.close();
    const { state } = await world.restore(target, folder);
    const after = await rowsThenClose(await world.open(folder));
    expect(after).toMatchObject({ person: before.person, passkey: before.passkey });
    expect(after.migration?.length).toBe((before.migration?.length ?? 0) + (state?.migrated.length ?? 0));
  });
}

async function rowsThenClose(state: StateDatabase) {
  const rows = await allRows(state);
  await state.close();
  return rows;
}

async function requestsIn(state: StateDatabase): Promise<ReadonlySet<string>> {
  const rows = await state.db.selectFrom("activity").select("request_id").execute();
  await state.close();
  return new Set(rows.map(({ request_id }) => request_id));
}

/** People who look at controls one after the other, for as long as they are let; ids of what was answered are noted. */
function people(origin: string, answered: string[]) {
  let isOn = true;
  const all = Promise.all(
    Array.from({ length: 3 }, async () => {
      while (isOn) answered.push((await ask(origin, `/audits/${SERVED_AUDIT}/controls`)).request);
    }),
  );
  return {
    async until(count: number): Promise<void> {
      while (answered.length < count) answered.push((await ask(origin, `/audits/${SERVED_AUDIT}`)).request);
    },
    async stop(): Promise<void> {
      isOn = false;
      await all;
    },
  };
}
