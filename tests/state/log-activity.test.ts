import { expect, it } from "vitest";
import { logActivity } from "../../src/app/serving/log-activity.js";
import { ActivityStore } from "../../src/store/state/activity-store.js";
import { ACTED_AT as AT, act, newEvidence } from "./activity-world.js";
import { type NewDatabase, onEveryDatabase } from "./databases.js";

type Evidence = Awaited<ReturnType<typeof newEvidence>>;

/** The ids of requests that the log names, in order, with how often it was written to. */
async function inLog(evidence: Evidence): Promise<readonly (readonly string[])[]> {
  const records: string[][] = [];
  for await (const { record } of evidence.records()) {
    if (record.type !== "decision" || record.kind !== "activity") continue;
    const parts: Uint8Array[] = [];
    for await (const part of evidence.openBlob(record.body)) parts.push(part);
    const { acts }: { acts: { request_id: string }[] } = JSON.parse(Buffer.concat(parts).toString());
    records.push(acts.map(({ request_id }) => request_id));
  }
  return records;
}

onEveryDatabase((newDatabase) => {
  writing(newDatabase);
  cutOff(newDatabase);
  finding(newDatabase);
});

async function newWorld(newDatabase: NewDatabase) {
  const state = await (await newDatabase())();
  return { state, activity: new ActivityStore(state), evidence: await newEvidence() };
}

function writing(newDatabase: NewDatabase): void {
  it("writes every act once, in one record for those of one time", async () => {
    const { state, activity, evidence } = await newWorld(newDatabase);
    await activity.note([act("1"), act("2")]);
    const first = await logActivity({ activity, evidence, at: AT, from: 0 });
    expect(await logActivity({ activity, evidence, at: AT, from: first.next })).toEqual({ ...first, written: 0 });
    await activity.note([act("3")]);
    await logActivity({ activity, evidence, at: AT, from: first.next });
    expect([await inLog(evidence), first.written]).toEqual([[["1", "2"], ["3"]], 2]);
    expect((await activity.list({ limit: 9 })).map(({ position }) => position)).toEqual([1, 0, 0]);
    await evidence.close();
    await state.close();
  });

  it("cuts many acts into several records and leaves none out", async () => {
    const { state, activity, evidence } = await newWorld(newDatabase);
    const all = Array.from({ length: 1_001 }, (_, n) => `r${n}`);
    await activity.note(all.map(act));
    expect((await logActivity({ activity, evidence, at: AT, from: 0 })).written).toBe(1_001);
    const records = await inLog(evidence);
    expect([records.map(({ length }) => length), records.flat()]).toEqual([[500, 500, 1], all]);
    await evidence.close();
    await state.close();
  });
}

function cutOff(newDatabase: NewDatabase): void {
  it("writes nothing twice when it was cut off between writing and marking, not even after an act that came late", async () => {
    const { state, activity, evidence } = await newWorld(newDatabase);
    await activity.note([act("1"), act("2"), act("3"), act("4")]);
    const late = await activity.unloggedAmong({ first: 2, last: 2 });
    // Number 2 was given out before 3 and 4, and stored after they were written to the log: by a slower process.
    const seen: Pick<ActivityStore, "unlogged" | "unloggedAmong" | "logged"> = {
      unlogged: async (limit) => (await activity.unlogged(limit)).filter(({ id }) => id !== late[0]?.id),
      unloggedAmong: (numbers) => activity.unloggedAmong(numbers),
      logged: () => Promise.reject(new Error("cut off")),
    };
    await expect(logActivity({ activity: seen, evidence, at: AT, from: 0 })).rejects.toThrow("cut off");
    await activity.note([act("5")]);
    await logActivity({ activity, evidence, at: AT, from: 0 });
    expect(await inLog(evidence)).toEqual([
      ["1", "3", "4"],
      ["2", "5"],
    ]);
    expect(await activity.unlogged(9)).toEqual([]);
    await evidence.close();
    await state.close();
  });
}

function finding(newDatabase: NewDatabase): void {
  it("takes the first acts of a database that was made anew for what they are", async () => {
    const { state, activity, evidence } = await newWorld(newDatabase);
    await activity.note([act("1"), act("2")]);
    await logActivity({ activity, evidence, at: AT, from: 0 });
    const fresh = await (await newDatabase())();
    const again = new ActivityStore(fresh);
    await again.note([act("3")]);
    await logActivity({ activity: again, evidence, at: AT, from: 0 });
    expect(await inLog(evidence)).toEqual([["1", "2"], ["3"]]);
    await evidence.close();
    await state.close();
    await fresh.close();
  });

  it("notes an act whose place in the log it does not know yet, and finds it by person and audit", async () => {
    const { state, activity, evidence } = await newWorld(newDatabase);
    await activity.note([act("1"), { ...act("2"), user_id: "other", audit: null }]);
    const ids = async (asked: { audit?: string; user?: string; before?: number }) =>
      (await activity.list({ limit: 9, ...asked })).map(({ request_id }) => request_id);
    expect([await ids({}), await ids({ user: "other" }), await ids({ audit: "a" })]).toEqual([
      ["2", "1"],
      ["2"],
      ["1"],
    ]);
    await evidence.close();
    await state.close();
  });
}
