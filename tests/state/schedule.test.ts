import { expect, it } from "vitest";
import { intervalOf, scheduleOnce } from "../../src/app/serving/schedule.js";
import { instantOf } from "../../src/base/instant.js";
import { RunStore } from "../../src/store/state/run-store.js";
import { type NewDatabase, onEveryDatabase } from "./databases.js";

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const DAILY = { server: { audit_every: "24h" } };
const RESULT = { asOf: instantOf(START), reportSha256: "f".repeat(64) };

it("an interval is what is asked for, and in time for what is promised", () => {
  expect(intervalOf({})).toBeUndefined();
  expect(intervalOf(DAILY)).toBe(24 * HOUR);
  expect(intervalOf({ collect_every: "24h" })).toBe(23 * HOUR);
  expect(intervalOf({ collect_every: "4h" })).toBe(3.6 * HOUR);
  expect(intervalOf({ collect_every: "7d", ...DAILY })).toBe(24 * HOUR);
  expect(intervalOf({ collect_every: "12h", ...DAILY })).toBe(11 * HOUR);
});

onEveryDatabase((newDatabase) => {
  beingDue(newDatabase);
  notTwice(newDatabase);
});

async function newWorld(newDatabase: NewDatabase) {
  const state = await (await newDatabase())();
  const runs = new RunStore(state);
  let made = 0;
  const tick = (now: number, workspace: Parameters<typeof scheduleOnce>[0]["workspace"] = DAILY) =>
    scheduleOnce({
      ...{ runs, workspace, audit: "a", now },
      newId: () => {
        made += 1;
        return `r${made}`;
      },
    });
  const end = async (now: number, isDone: boolean) => {
    const at = instantOf(now);
    const run = await runs.take({ worker: "w", at, silentSince: at });
    if (run === undefined) return;
    if (isDone) await runs.finish(run.id, { worker: "w", at, ...RESULT });
    else await runs.fail(run.id, { worker: "w", at, failure: { code: "c", message: "m", fix: "f" } });
  };
  return { state, runs, tick, end };
}

function beingDue(newDatabase: NewDatabase): void {
  it("asks for a run when the newest is old enough, not a tick before, and for none where nothing is scheduled", async () => {
    const { state, runs, tick, end } = await newWorld(newDatabase);
    expect(await tick(START, {})).toBeUndefined();
    const first = await tick(START);
    expect([first, await tick(START + 30 * HOUR)]).toEqual(["r1", undefined]);
    await end(START + 30 * HOUR, true);
    // Counted from when it was asked for: how long it waited makes no run later.
    const next = await tick(START + 30 * HOUR + 1);
    expect(next).toBeDefined();
    await end(START + 31 * HOUR, true);
    const asked = START + 30 * HOUR + 1;
    expect(await tick(asked + 24 * HOUR - 1)).toBeUndefined();
    expect(await tick(asked + 24 * HOUR)).toBeDefined();
    expect((await runs.ofAudit("a", 9)).map(({ requested_by, collects }) => [requested_by, collects])).toEqual(
      Array.from({ length: 3 }, () => ["schedule", true]),
    );
    await state.close();
  });

  it("takes a run that a person asked for, if it collects, and what is worked on for as good as its own", async () => {
    const { state, runs, tick, end } = await newWorld(newDatabase);
    const at = instantOf(START);
    await runs.request({ id: "tests only", audit: "a", collects: false, by: "u", at });
    await end(START, true);
    await runs.request({ id: "collects", audit: "a", collects: true, by: "u", at });
    await runs.take({ worker: "w", at, silentSince: at });
    expect(await tick(START + 100 * HOUR)).toBeUndefined();
    await runs.finish("collects", { worker: "w", at, ...RESULT });
    expect(await tick(START + 23 * HOUR)).toBeUndefined();
    expect(await tick(START + 24 * HOUR)).toBeDefined();
    await state.close();
  });
}

function notTwice(newDatabase: NewDatabase): void {
  it("tries again a quarter of an hour after a run that failed", async () => {
    const { state, tick, end } = await newWorld(newDatabase);
    await tick(START);
    await end(START + 1, false);
    expect(await tick(START + HOUR / 4 - 1)).toBeUndefined();
    expect(await tick(START + HOUR / 4)).toBeDefined();
    await state.close();
  });

  it("asks once where many ask at the same moment", async () => {
    const { state, runs, tick, end } = await newWorld(newDatabase);
    const all = await Promise.all(Array.from({ length: 12 }, (_, n) => (n === 6 ? end(START, true) : tick(START))));
    expect(all.filter((id) => id !== undefined).length).toBe(1);
    expect((await runs.ofAudit("a", 9)).length).toBe(1);
    await state.close();
  });
}
