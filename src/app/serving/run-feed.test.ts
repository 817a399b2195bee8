import { describe, expect, it } from "vitest";
import type { AuditRunRow } from "../../store/state/run-store.js";
import { RunFeed } from "./run-feed.js";

function run(id: string, changes: Partial<AuditRunRow> = {}): AuditRunRow {
  return {
    ...{ id, audit: "a", state: "queued", collects: false, requested_by: "u", requested_at: "", worker: null },
    ...{ attempts: 0, started_at: null, beat_at: null, ended_at: null, as_of: null, progress: "" },
    ...{ report_sha256: null, failure_code: null, failure_message: null, failure_fix: null },
    ...changes,
  };
}

/** A table that a test changes, and a clock that it turns. */
function world() {
  const state = { runs: [run("1")], reads: 0, fails: false, timers: new Set<() => void>(), errors: 0 };
  const feed = new RunFeed({
    async read() {
      state.reads += 1;
      if (state.fails) throw new Error("gone");
      return state.runs;
    },
    every(_, act) {
      state.timers.add(act);
      return () => state.timers.delete(act);
    },
    report: () => {
      state.errors += 1;
    },
  });
  const told: string[] = [];
  const ids: string[] = [];
  const follow = (after?: string) =>
    feed.follow("a", {
      after,
      tell(changed, id) {
        told.push(changed.map((each) => `${each.id} ${each.state} ${each.progress}`.trim()).join(", "));
        ids.push(id);
      },
    });
  const settle = async () => {
    for (let n = 0; n < 10; n += 1) await Promise.resolve();
  };
  const tick = async () => {
    for (const act of state.timers) act();
    await settle();
  };
  return { state, feed, told, ids, follow, settle, tick };
}

describe("a feed of runs", () => {
  it("tells where all stand, then what changes, oldest first, and nothing that did not", async () => {
    const { state, told, follow, settle, tick } = world();
    const stop = follow();
    await settle();
    await tick();
    state.runs = [run("2"), run("1", { state: "running", progress: "testing", beat_at: "x", worker: "w" })];
    await tick();
    state.runs = [run("2"), run("1", { state: "running", progress: "testing", beat_at: "y", worker: "v" })];
    await tick();
    expect(told).toEqual(["1 queued", "1 running testing, 2 queued"]);
    stop();
    expect(state.timers.size).toBe(0);
  });

  it("looks once for all who listen, and not while it is still looking", async () => {
    const { state, told, follow, settle, tick } = world();
    const stops = Array.from({ length: 50 }, () => follow());
    await settle();
    expect([state.reads, told.length]).toEqual([1, 50]);
    await tick();
    expect(state.reads).toBe(2);
    for (const stop of stops) stop();
    await tick();
    expect(state.reads).toBe(2);
  });

  it("tells who comes back what they missed, all of it or nothing, whichever process they saw it on", async () => {
    const { state, ids, follow, settle, tick } = world();
    follow();
    await settle();
    const [seen] = ids;
    const other = world();
    other.follow(seen);
    await other.settle();
    expect(other.told).toEqual([]);
    other.state.runs = [run("2"), run("1")];
    await other.tick();
    expect(other.told).toEqual(["2 queued"]);
    state.runs = other.state.runs;
    await tick();
    expect(ids.at(-1)).toBe(other.ids.at(-1));
    const late = world();
    late.state.runs = other.state.runs;
    late.follow(seen);
    await late.settle();
    expect(late.told).toEqual(["1 queued, 2 queued"]);
  });

  it("goes on when the table could not be read", async () => {
    const { state, told, follow, settle, tick } = world();
    state.fails = true;
    follow();
    await settle();
    expect([told, state.errors]).toEqual([[], 1]);
    state.fails = false;
    await tick();
    expect(told).toEqual(["1 queued"]);
  });
});
