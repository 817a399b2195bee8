import { describe, expect, it } from "vitest";
import { type Sha256, sha256 } from "../base/digest.js";
import { HOUR_MS, instant, instantOf, MINUTE_MS, msOf } from "../base/instant.js";
import type { LedgerRecord } from "../ledger/record.js";
import { checkTimes, type GenuineToken } from "./check-times.js";
import { RecordTimes } from "./record-times.js";
import { Findings } from "./report.js";

const NOON = msOf(instant("2026-03-01T12:00:00.000Z"));
const DIGEST = (size: number): Sha256 => sha256(`time-stamp over ${size}`);

/** A time-stamp over `size` records, `minutes` after noon. */
function token(size: number, minutes: number, accuracyMs = 0): GenuineToken {
  const genTimeMs = NOON + minutes * MINUTE_MS;
  return { path: `${size}.tsr`, size, digest: DIGEST(size), genTimeMs, slackMs: 2 * MINUTE_MS + accuracyMs };
}

type Row = { readonly ms: number; readonly anchored?: number } | { readonly ms: number; readonly notes: number };

/** Records dated `ms` after noon, naming the time-stamp over so many records, or noting one. */
function timesOf(rows: readonly Row[]): RecordTimes {
  const times = new RecordTimes();
  for (const [index, row] of rows.entries()) {
    const at = instantOf(NOON + row.ms);
    const anchored = "anchored" in row ? row.anchored : undefined;
    const anchor =
      anchored === undefined ? {} : { anchor: { size: anchored, root: sha256("root"), tsr: DIGEST(anchored) } };
    const common = { v: 1, at, n: index + 1, stream: "any", ...anchor } as const;
    const record: LedgerRecord =
      "notes" in row
        ? { ...common, type: "anchor", size: row.notes, root: sha256("root"), tsr: DIGEST(row.notes) }
        : { ...common, type: "run", outcome: "complete", captures: 0 };
    times.observe(index, record);
  }
  return times;
}

function checked(
  rows: readonly Row[],
  tokens: readonly GenuineToken[],
  {
    now,
    expectedFromMs = NOON,
    expectedFromIndex = Number.POSITIVE_INFINITY,
  }: { now?: number; expectedFromMs?: number; expectedFromIndex?: number } = {},
) {
  const findings = new Findings();
  const counts = checkTimes({ times: timesOf(rows), tokens, now, expectedFromMs, expectedFromIndex }, findings);
  const codes = [...findings.errors, ...findings.infos].map(({ code, where }) => `${code} ${where}`);
  return { ...counts, codes };
}

describe("a record between two time-stamps", () => {
  const between = (ms: number) =>
    checked([{ ms: 0 }, { ms: MINUTE_MS, notes: 1 }, { ms, anchored: 1 }], [token(1, 1), token(3, 61)]);

  it("may be dated up to two minutes before the one it names, and no more", () => {
    expect(between(-MINUTE_MS).codes).toEqual([]);
    expect(between(-MINUTE_MS - 1).codes).toEqual(["TIME_BEFORE_ANCHOR record 2"]);
  });

  it("may be dated up to two minutes after the next one, and no more", () => {
    expect(between(63 * MINUTE_MS).codes).toEqual([]);
    expect(between(63 * MINUTE_MS + 1).codes).toEqual(["TIME_AFTER_TSR record 2"]);
  });

  it("has the authority's own accuracy on top", () => {
    const rows = [{ ms: 62 * MINUTE_MS + 500 }];
    expect(checked(rows, [token(1, 60, 500)]).codes).toEqual([]);
    expect(checked(rows, [token(1, 60, 499)]).codes).toEqual(["TIME_AFTER_TSR record 0"]);
  });

  it("is held to the earliest time-stamp over it, whoever gave it", () => {
    expect(checked([{ ms: 90 * MINUTE_MS }], [token(1, 60), token(2, 120)]).codes).toEqual(["TIME_AFTER_TSR record 0"]);
  });

  it("cannot be a note of a time-stamp that is older than that", () => {
    expect(checked([{ ms: 0 }, { ms: -MINUTE_MS - 1, notes: 1 }], [token(1, 1)]).codes).toEqual([
      "TIME_BEFORE_ANCHOR record 1",
    ]);
  });
});

describe("the wait for a time-stamp", () => {
  const waited = (ms: number) => checked([{ ms: 0 }], [{ ...token(1, 0), genTimeMs: NOON + ms }]).codes;

  it("may last 36 hours, and shows from two hours on", () => {
    expect(waited(2 * HOUR_MS)).toEqual([]);
    expect(waited(2 * HOUR_MS + 1)).toEqual(["INFO_LAG time-stamps"]);
    expect(waited(36 * HOUR_MS)).toEqual(["INFO_LAG time-stamps"]);
    expect(waited(36 * HOUR_MS + 1)).toEqual(["TIME_LATE_ANCHORED record 0", "INFO_LAG time-stamps"]);
  });

  it("is one finding for records in a row", () => {
    const rows = [{ ms: 0 }, { ms: 1 }, { ms: 50 * HOUR_MS }, { ms: 2 }];
    expect(checked(rows, [token(4, 60 * 60)]).codes).toEqual([
      "TIME_LATE_ANCHORED records 0 to 1",
      "TIME_LATE_ANCHORED record 3",
      "INFO_LAG time-stamps",
    ]);
  });

  it("that has no end yet is an error from 36 hours on by the verifier's clock; without one it is named", () => {
    const open = (ms: number) => checked([{ ms: 0 }, { ms: 1 }], [], { now: NOON + ms });
    expect(open(36 * HOUR_MS + 2 * MINUTE_MS)).toEqual({
      codes: ["INFO_NOT_STAMPED record 0"],
      uncovered: 2,
      unexpected: 0,
    });
    expect(open(36 * HOUR_MS + 2 * MINUTE_MS + 1).codes).toEqual(["CP_NO_TSR record 0"]);
    expect(checked([{ ms: 0 }], []).codes).toEqual(["INFO_NOT_STAMPED record 0"]);
  });

  it("does not concern notes of time-stamps, nor what is older than time-stamping, unless it came after the pinned head", () => {
    expect(
      checked([{ ms: 0 }, { ms: MINUTE_MS, notes: 1 }], [token(1, 1)], { now: NOON + 99 * HOUR_MS }).codes,
    ).toEqual([]);
    const old = [{ ms: -48 * HOUR_MS }, { ms: -1 }];
    expect(checked(old, [token(2, 60)])).toEqual({ codes: [], uncovered: 0, unexpected: 1 });
    expect(checked(old, [token(2, 60)], { expectedFromIndex: 0 }).codes).toEqual([
      "TIME_LATE_ANCHORED record 0",
      "INFO_LAG time-stamps",
    ]);
  });

  it("skips records that could not be read", () => {
    const times = timesOf([{ ms: 0 }]);
    times.observe(3, { v: 1, at: instantOf(NOON), n: 1, stream: "any", type: "run", outcome: "complete", captures: 0 });
    const findings = new Findings();
    const given = { times, tokens: [token(4, 1)], now: undefined, expectedFromMs: NOON, expectedFromIndex: 0 };
    expect(checkTimes(given, findings)).toEqual({ uncovered: 0, unexpected: 0 });
    expect([findings.errors, times.at.length]).toEqual([[], 4]);
  });
});
