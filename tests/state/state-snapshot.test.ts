import { expect, it } from "vitest";
import { relistActs } from "../../src/app/backup/relist-acts.js";
import { logActivity } from "../../src/app/serving/log-activity.js";
import { ActivityStore } from "../../src/store/state/activity-store.js";
import { MIGRATIONS } from "../../src/store/state/migrations/registry.js";
import type { StateDatabase } from "../../src/store/state/state-database.js";
import { fillState, readState, requireEmptyState, type StateSnapshot } from "../../src/store/state/state-snapshot.js";
import { ACTED_AT, act, newEvidence } from "./activity-world.js";
import { onEveryDatabase } from "./databases.js";
import { allRows, makeReleased } from "./released-database.js";

const VERSION = "0.1.0-pre";

/** A snapshot that can be read when its database is closed, with the rows of some tables changed. */
async function snapshotOf(state: StateDatabase, change: Readonly<Record<string, readonly string[]>> = {}) {
  return readState(state, async (snapshot): Promise<StateSnapshot> => {
    const rows = new Map<string, readonly string[]>();
    for (const { name } of snapshot.tables) rows.set(name, change[name] ?? (await all(snapshot.rows(name))));
    return {
      ...snapshot,
      async *rows(name) {
        yield* rows.get(name) ?? [];
      },
    };
  });
}

async function all(lines: AsyncIterable<string>): Promise<readonly string[]> {
  const list: string[] = [];
  for await (const line of lines) list.push(line);
  return list;
}

onEveryDatabase((newDatabase, newBare) => {
  it("fills an empty database with every row but sessions, links and what the log gives back, and counts on", async () => {
    const old = await newBare();
    await makeReleased(old, VERSION);
    const snapshot = await snapshotOf(old);
    const next = { name: "9999-more", sql: "alter table person add column more text not null default 'more'" };
    const made = await newBare();
    await requireEmptyState(made);
    await fillState(made, snapshot, [...MIGRATIONS, next]);
    const { person = [], ...rest } = await allRows(made);
    const { person: personBefore, migration: _, ...before } = await allRows(old);
    expect(person).toEqual(personBefore?.map((row) => ({ ...row, more: "more" })));
    const { migration = [], ...kept } = rest;
    expect(migration.map(({ name }) => name)).toEqual([...MIGRATIONS, next].map(({ name }) => name));
    const empty = Object.fromEntries(snapshot.leftOut.map((name) => [name, []]));
    expect(kept).toMatchObject({ ...before, ...empty });
    expect(snapshot.leftOut).toEqual([
      "log_origin",
      "log_record",
      "one_time_link",
      "sign_in_rate",
      "sign_in_session",
      "sign_in_verification",
    ]);
    const activity = new ActivityStore(made);
    await activity.note([act("r-3")]);
    expect((await activity.list({ limit: 9 })).map(({ id }) => id)).toEqual([5, 4, 1]);
    await expect(requireEmptyState(made)).rejects.toMatchObject({ code: "state-failed" });
    await expect(fillState(made, snapshot)).rejects.toMatchObject({
      message: "the state database to restore into is not empty",
    });
    await old.close();
    await made.close();
  });

  it("is refused where it is of a newer version, lacks a table or a row, and leaves nothing behind", async () => {
    const old = await newBare();
    await makeReleased(old, VERSION);
    const whole = await snapshotOf(old);
    const newer = { ...whole, migrations: [...whole.migrations, { name: "9999-more", sha256: "0".repeat(64) }] };
    const tableless = { ...whole, tables: whole.tables.filter(({ name }) => name !== "passkey") };
    const rowless = await snapshotOf(old, { membership: [] });
    const made = await newBare();
    // Whatever changes later versions add: this one is not among them.
    await expect(fillState(made, newer, MIGRATIONS.slice(0, whole.migrations.length))).rejects.toMatchObject({
      message: "the state database has the change 9999-more, which this version does not know",
    });
    await expect(fillState(made, tableless)).rejects.toMatchObject({ message: "the backup lacks the tables passkey" });
    // Who is a member of an audit is a member: the database itself refuses rows that refer to nothing.
    await expect(fillState(made, rowless)).rejects.toThrow();
    await requireEmptyState(made);
    await fillState(made, whole);
    await old.close();
    await made.close();
  });

  it("is not made of a database of somebody else", async () => {
    const bare = await newBare();
    await expect(readState(bare, async () => undefined)).rejects.toMatchObject({
      message: "the state database holds no tables of Lookback",
    });
    await bare.close();
  });

  it("gets back from the ledger the acts that were logged after it was read, each once", async () => {
    const state = await (await newDatabase())();
    const [activity, evidence] = [new ActivityStore(state), await newEvidence()];
    await activity.note([act("1"), act("2")]);
    await logActivity({ activity, evidence, at: ACTED_AT, from: 0 });
    await activity.note([act("3")]);
    const snapshot = await snapshotOf(state);
    await activity.note([act("4")]);
    await logActivity({ activity, evidence, at: ACTED_AT, from: 0 });
    const made = await newRestored(snapshot);
    const restored = new ActivityStore(made);
    expect(await relistActs({ activity: restored, evidence })).toBe(1);
    expect(await restored.list({ limit: 9 })).toEqual(await activity.list({ limit: 9 }));
    expect(await relistActs({ activity: restored, evidence })).toBe(0);
    expect(await logActivity({ activity: restored, evidence, at: ACTED_AT, from: 0 })).toMatchObject({ written: 0 });
    for (const each of [evidence, state, made]) await each.close();
  });

  async function newRestored(snapshot: StateSnapshot): Promise<StateDatabase> {
    const made = await newBare();
    await fillState(made, snapshot);
    return made;
  }
});
