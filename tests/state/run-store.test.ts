import { expect, it } from "vitest";
import { SILENT_MS } from "../../src/app/serving/work.js";
import { type Instant, instantOf } from "../../src/base/instant.js";
import { RunStore } from "../../src/store/state/run-store.js";
import { type NewDatabase, onEveryDatabase } from "./databases.js";

const START = Date.UTC(2026, 0, 1);

function at(milliseconds: number): Instant {
  return instantOf(START + milliseconds);
}

function asked(id: string, changes: { audit?: string; collects?: boolean; at?: Instant } = {}) {
  return { id, audit: "a", collects: false, by: "u1", at: at(0), ...changes };
}

/** As `workOnce` takes: whoever was silent for SILENT_MS is taken to be dead. */
function taking(worker: string, milliseconds: number) {
  return { worker, at: at(milliseconds), silentSince: at(milliseconds - SILENT_MS) };
}

const RESULT = { asOf: at(0), reportSha256: "f".repeat(64) };

onEveryDatabase((newDatabase) => {
  asking(newDatabase);
  silence(newDatabase);
  givingUp(newDatabase);
});

async function newStore(newDatabase: NewDatabase) {
  const state = await (await newDatabase())();
  return { state, runs: new RunStore(state) };
}

function asking(newDatabase: NewDatabase): void {
  it("asks once while a run waits, and again once it is taken; one that collects answers both", async () => {
    const { state, runs } = await newStore(newDatabase);
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) => runs.request(asked(`r${n}`, { collects: n === 7 }))),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const [waiting] = await runs.ofAudit("a", 10);
    expect([waiting?.collects, (await runs.ofAudit("a", 10)).length]).toEqual([true, 1]);
    expect((await runs.take(taking("w", 1)))?.id).toBe(waiting?.id);
    expect((await runs.request(asked("later"))).id).toBe("later");
    await state.close();
  });

  it("never gives one run to two takers", async () => {
    const { state, runs } = await newStore(newDatabase);
    for (let n = 0; n < 30; n += 1) await runs.request(asked(`r${n}`, { audit: `a${n}` }));
    const takers = Array.from({ length: 8 }, async (_, n) => {
      const mine: string[] = [];
      for (;;) {
        const run = await runs.take(taking(`w${n}`, 1));
        if (run === undefined) return mine;
        mine.push(run.id);
      }
    });
    const taken = (await Promise.all(takers)).flat();
    expect([taken.length, new Set(taken).size]).toEqual([30, 30]);
    await state.close();
  });

  it("takes the run that was asked for first", async () => {
    const { state, runs } = await newStore(newDatabase);
    await runs.request(asked("second", { audit: "b", at: at(2) }));
    await runs.request(asked("first", { audit: "a", at: at(1) }));
    expect([(await runs.take(taking("w", 3)))?.id, (await runs.take(taking("w", 3)))?.id]).toEqual(["first", "second"]);
    await state.close();
  });
}

function silence(newDatabase: NewDatabase): void {
  it("gives a silent worker's run to another, not a tick too soon, and refuses what the first still says", async () => {
    const { state, runs } = await newStore(newDatabase);
    await runs.request(asked("r"));
    await runs.take(taking("lost", 0));
    expect(await runs.beat("r", { worker: "lost", at: at(100), progress: "testing" })).toBe(true);
    expect(await runs.take(taking("next", 100 + SILENT_MS))).toBeUndefined();
    const again = await runs.take(taking("next", 101 + SILENT_MS));
    expect([again?.id, again?.worker, again?.attempts]).toEqual(["r", "next", 2]);
    expect(await runs.beat("r", { worker: "lost", at: at(200 + SILENT_MS), progress: "x" })).toBe(false);
    expect(await runs.finish("r", { worker: "lost", at: at(200 + SILENT_MS), ...RESULT })).toBe(false);
    const failure = { code: "internal", message: "m", fix: "f" };
    expect(await runs.fail("r", { worker: "lost", at: at(200 + SILENT_MS), failure })).toBe(false);
    expect(await runs.release("r", { worker: "lost" })).toBe(false);
    expect(await runs.finish("r", { worker: "next", at: at(300 + SILENT_MS), ...RESULT })).toBe(true);
    // Ended once: neither of them ends it again.
    expect(await runs.finish("r", { worker: "next", at: at(400 + SILENT_MS), ...RESULT })).toBe(false);
    const done = await runs.latestDone("a");
    expect([done?.id, done?.worker, done?.ended_at]).toEqual(["r", "next", at(300 + SILENT_MS)]);
    await state.close();
  });
}

function givingUp(newDatabase: NewDatabase): void {
  it("gives a run up when its worker was lost three times", async () => {
    const { state, runs } = await newStore(newDatabase);
    await runs.request(asked("r"));
    const tick = SILENT_MS + 1;
    for (const n of [0, 1, 2]) expect((await runs.take(taking(`w${n}`, n * tick)))?.attempts).toBe(n + 1);
    expect(await runs.take(taking("w", 3 * tick - 1))).toBeUndefined();
    expect((await runs.byId("r"))?.state).toBe("running");
    expect(await runs.take(taking("w", 3 * tick))).toBeUndefined();
    const given = await runs.byId("r");
    expect([given?.state, given?.failure_code, given?.ended_at]).toEqual(["failed", "worker-lost", at(3 * tick)]);
    await state.close();
  });

  it("takes a run that was given back at once, and however often without giving it up", async () => {
    const { state, runs } = await newStore(newDatabase);
    await runs.request(asked("r"));
    for (let n = 0; n < 5; n += 1) {
      const taken = await runs.take(taking(`w${n}`, n));
      expect([taken?.id, taken?.attempts]).toEqual(["r", 1]);
      expect(await runs.release("r", { worker: `w${n}` })).toBe(true);
    }
    expect((await runs.take(taking("w", 6)))?.worker).toBe("w");
    await state.close();
  });

  it("names what is in use: what runs, and the newest finished run of every audit", async () => {
    const { state, runs } = await newStore(newDatabase);
    for (const [n, audit] of ["a", "a", "b"].entries()) {
      await runs.request(asked(`${audit}${n}`, { audit, at: at(n) }));
      await runs.take(taking("w", n));
      await runs.finish(`${audit}${n}`, { worker: "w", at: at(n), ...RESULT });
    }
    await runs.request(asked("going", { audit: "c", at: at(9) }));
    await runs.take(taking("w", 9));
    await runs.request(asked("waiting", { audit: "c", at: at(10) }));
    expect((await runs.inUse()).map(({ id }) => id)).toEqual(["going", "a1", "b2"]);
    await state.close();
  });
}
