import { expect, it } from "vitest";
import type { EvidenceStore } from "../../src/store/ledger/contract.js";
import { AT, newPlace, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { followLog } from "../../src/store/state/follow-log.js";
import type { StateDatabase } from "../../src/store/state/state-database.js";
import { onEveryDatabase } from "./databases.js";

/** A log in which one source ran so often. */
async function logOf(sourceId: string, runs: number): Promise<EvidenceStore> {
  const store = await openWriter(await newPlace());
  await Promise.all(Array.from({ length: runs }, () => store.recordRun({ sourceId, at: AT, captures: 0 })));
  return store;
}

async function rowsOf({ db }: StateDatabase) {
  return db.selectFrom("log_record").selectAll().orderBy("position").execute();
}

async function recordsOf(evidence: EvidenceStore) {
  const rows: unknown[] = [];
  for await (const { index, record, leafHash } of evidence.records()) {
    const { stream, n, type, at } = record;
    rows.push({ position: index, stream, n, type, at, leaf_hash: Buffer.from(leafHash).toString("hex") });
  }
  return rows;
}

onEveryDatabase((newDatabase) => {
  it("holds what the log holds, and reads only what is new", async () => {
    const state = await (await newDatabase())();
    const evidence = await logOf("hr", 2_500);
    const follow = () => followLog({ state, evidence, origin: "example.com/log" });
    expect(await follow()).toEqual({ added: 2_500, isRebuilt: false });
    expect(await follow()).toEqual({ added: 0, isRebuilt: false });
    await evidence.recordRun({ sourceId: "okta", at: AT, captures: 3 });
    expect(await follow()).toEqual({ added: 1, isRebuilt: false });
    expect(await rowsOf(state)).toEqual(await recordsOf(evidence));
    await Promise.all([state.close(), evidence.close()]);
  });

  it("reads all of it again where the log has another name, another past, or is shorter", async () => {
    const state = await (await newDatabase())();
    const [one, other, short] = await Promise.all([logOf("hr", 5), logOf("okta", 5), logOf("okta", 3)]);
    await followLog({ state, evidence: one, origin: "a" });
    expect(await followLog({ state, evidence: one, origin: "b" })).toEqual({ added: 5, isRebuilt: true });
    expect(await followLog({ state, evidence: other, origin: "b" })).toEqual({ added: 5, isRebuilt: true });
    expect(await rowsOf(state)).toEqual(await recordsOf(other));
    expect(await followLog({ state, evidence: short, origin: "b" })).toEqual({ added: 3, isRebuilt: true });
    expect(await rowsOf(state)).toEqual(await recordsOf(short));
    await Promise.all([state, one, other, short].map((each) => each.close()));
  });

  it("reads it once where several follow at the same time", async () => {
    const state = await (await newDatabase())();
    const evidence = await logOf("hr", 300);
    const all = await Promise.all(Array.from({ length: 4 }, () => followLog({ state, evidence, origin: "a" })));
    expect(all.map(({ added }) => added).sort((a, b) => a - b)).toEqual([0, 0, 0, 300]);
    await Promise.all([state.close(), evidence.close()]);
  });
});
