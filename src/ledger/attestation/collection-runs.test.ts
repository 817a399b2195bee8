import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { type Instant, instant } from "../../base/instant.js";
import { leafBytes } from "../leaf.js";
import type { LedgerRecord } from "../record.js";
import { type CollectionRun, collectionRuns } from "./collection-runs.js";

const MONDAY = instant("2026-02-02T06:00:00.000Z");
const TUESDAY = instant("2026-02-03T06:00:00.000Z");

const COMMON = { v: 1, n: 1 } as const;

function evidence(source: string, key: string | undefined, at: Instant = MONDAY): LedgerRecord {
  const named = key === undefined ? {} : { key };
  const from = { sourceId: source, connector: "exports", version: 3, asked: sha256("asked"), observedAt: at, ...named };
  const blob = { sha256: sha256(`${source} ${key} ${at}`), size: 5, media: "text/csv", source: from };
  return { ...COMMON, type: "evidence", class: "plain", at, stream: source, ...blob };
}

function again(source: string, same: number, at: Instant = MONDAY): LedgerRecord {
  return { ...COMMON, type: "run", outcome: "unchanged", at, stream: source, same, observedAt: at };
}

function end(source: string, captures: number, at: Instant = MONDAY): LedgerRecord {
  return { ...COMMON, type: "run", outcome: "complete", at, stream: source, captures };
}

function failed(source: string, at: Instant = MONDAY): LedgerRecord {
  return { ...COMMON, type: "run", outcome: "failed", at, stream: source, captures: 0, failure: "access-denied" };
}

const note: LedgerRecord = {
  ...COMMON,
  type: "decision",
  at: MONDAY,
  stream: "decisions",
  kind: "cause",
  subject: "s",
  body: sha256("words"),
};

async function runsOf(
  records: readonly LedgerRecord[],
  sizes: readonly number[] = [],
): Promise<readonly CollectionRun[]> {
  const runs: CollectionRun[] = [];
  async function* all() {
    for (const [index, record] of records.entries()) yield { index, record };
  }
  for await (const run of collectionRuns(all(), sizes)) runs.push(run);
  return runs;
}

describe("the runs of a log", () => {
  it("hold every source of one moment, with bytes seen again named by the record that holds them", async () => {
    const [first, second, ...more] = await runsOf([
      evidence("hr", "staff.csv"),
      end("hr", 1),
      failed("okta"),
      note,
      again("hr", 0, TUESDAY),
      end("hr", 1, TUESDAY),
      evidence("okta", undefined, TUESDAY),
      end("okta", 1, TUESDAY),
    ]);
    expect(more).toEqual([]);
    expect(first).toEqual({
      at: MONDAY,
      first: 0,
      last: 2,
      received: [
        {
          record: 0,
          at: MONDAY,
          heldBy: 0,
          source: "hr",
          key: "staff.csv",
          sha256: sha256(`hr staff.csv ${MONDAY}`),
          isSealed: false,
          connector: "exports",
          version: 3,
          observedAt: MONDAY,
        },
      ],
      ended: [
        { source: "hr", record: 1, sha256: sha256(leafBytes(end("hr", 1))), captures: 1, failure: undefined },
        { source: "okta", record: 2, sha256: sha256(leafBytes(failed("okta"))), captures: 0, failure: "access-denied" },
      ],
      unfinished: [],
    });
    expect([second?.first, second?.last, second?.received.map(({ record, heldBy }) => [record, heldBy])]).toEqual([
      4,
      7,
      [
        [4, 0],
        [6, 6],
      ],
    ]);
    expect(second?.received.map(({ key, observedAt }) => [key, observedAt])).toEqual([
      ["staff.csv", TUESDAY],
      [undefined, TUESDAY],
    ]);
  });

  it("that was stopped is a run of its own, with the source whose end is missing", async () => {
    const stopped = async (...records: readonly LedgerRecord[]) =>
      (await runsOf(records)).map(({ at, first, last, unfinished }) => [at, first, last, unfinished]);
    // Begun again with the same source: its end counts what is its own.
    expect(
      await stopped(evidence("hr", "a"), evidence("hr", "b"), evidence("hr", "a", TUESDAY), end("hr", 1, TUESDAY)),
    ).toEqual([
      [MONDAY, 0, 1, ["hr"]],
      [TUESDAY, 2, 3, []],
    ]);
    expect(await stopped(evidence("hr", "a"), failed("hr", TUESDAY))).toEqual([
      [MONDAY, 0, 0, ["hr"]],
      [TUESDAY, 1, 1, []],
    ]);
    // Begun again with another source, or with one that had ended.
    expect(await stopped(evidence("hr", "a"), evidence("okta", "b", TUESDAY), end("okta", 1, TUESDAY))).toEqual([
      [MONDAY, 0, 0, ["hr"]],
      [TUESDAY, 1, 2, []],
    ]);
    expect(
      await stopped(end("hr", 0), evidence("okta", "a"), evidence("okta", "a", TUESDAY), end("okta", 1, TUESDAY)),
    ).toEqual([
      [MONDAY, 0, 1, ["okta"]],
      [TUESDAY, 2, 3, []],
    ]);
  });

  it("hold records of several moments: each is dated when it is made", async () => {
    const records = [
      evidence("hr", "a"),
      end("hr", 1, TUESDAY),
      evidence("okta", "b", TUESDAY),
      end("okta", 1, TUESDAY),
    ];
    expect((await runsOf(records)).map(({ at, first, last }) => [at, first, last])).toEqual([[MONDAY, 0, 3]]);
  });

  it("are two when a source has ended before", async () => {
    const runs = await runsOf([end("hr", 0), end("okta", 0), end("hr", 0)]);
    expect(runs.map(({ first, last }) => [first, last])).toEqual([
      [0, 1],
      [2, 2],
    ]);
  });

  it("end at a signed head, to the record", async () => {
    const records = [evidence("hr", "a"), end("hr", 1), evidence("okta", "b"), end("okta", 1)];
    const places = async (...sizes: readonly number[]) =>
      (await runsOf(records, sizes)).map(({ first, last }) => [first, last]);
    expect(await places(1, 4)).toEqual([
      [0, 0],
      [1, 3],
    ]);
    expect(await places(2, 4)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(await places(4)).toEqual([[0, 3]]);
    expect(await places(3)).toEqual([
      [0, 2],
      [3, 3],
    ]);
  });

  it("are none in a log that nothing was collected into", async () => {
    expect(await runsOf([note])).toEqual([]);
    await expect(runsOf([again("hr", 7)])).rejects.toThrow(/record 0 points at record 7/);
  });

  it("stay as they are when the log grows, and hold every record of collecting exactly once", async () => {
    const anyRecord = fc
      .record({
        source: fc.constantFrom("hr", "okta", "git"),
        at: fc.constantFrom(MONDAY, TUESDAY),
        kind: fc.constantFrom("evidence", "end", "failed", "note"),
      })
      .map(({ source, at, kind }) => {
        if (kind === "note") return note;
        if (kind === "evidence") return evidence(source, "a", at);
        return kind === "end" ? end(source, 1, at) : failed(source, at);
      });
    const heads = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(anyRecord, { maxLength: 30 }), heads, async (records, unordered) => {
        const sizes = unordered.filter((size) => size <= records.length).sort((a, b) => a - b);
        const whole = await runsOf(records, sizes);
        const held = whole.flatMap(({ received, ended }) => [...received, ...ended].map(({ record }) => record));
        const collected = records.flatMap((record, index) => (record === note ? [] : [index]));
        expect([...held].sort((a, b) => a - b)).toEqual(collected);
        for (const [at, size] of sizes.entries()) {
          const shorter = await runsOf(records.slice(0, size), sizes.slice(0, at + 1));
          expect(whole.slice(0, shorter.length)).toEqual(shorter);
        }
      }),
      { numRuns: 60 },
    );
  });
});
