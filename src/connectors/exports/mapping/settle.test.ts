import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Held, settle } from "./settle.js";
import { tableWrite, type Values, valuesOf } from "./write.js";

const STATES = [{ table: "account_state" as const, by: ["account_id"] }];
const GRANTS = [{ table: "access_grant" as const, by: ["account_id", "entitlement"] }];

function state(at: number, account = "a", to: number | null = null): Held {
  const end = { to_lo: to, to_hi: to, seen_at: to ?? at };
  const row = tableWrite("account_state", {
    id: `${account}${at}`,
    account_id: account,
    state: "active",
    vendor_status: "x",
    from_lo: at,
    from_hi: at,
    ...end,
  });
  return { pointer: `${account}${at}`, rows: [row] };
}

function grant(edge: "start" | "end", at: number): Held {
  const span =
    edge === "start"
      ? { from_lo: at, from_hi: at, to_lo: null, to_hi: null }
      : { from_lo: null, from_hi: at, to_lo: at, to_hi: at };
  const row = tableWrite("access_grant", {
    id: `${edge}${at}`,
    account_id: "a",
    system: "s",
    entitlement: "e",
    is_privileged: false,
    grant_path: "direct",
    is_event: edge === "start",
    seen_at: at,
    ...span,
  });
  return { pointer: `${edge}${at}`, rows: [row] };
}

const rowsOf = (held: readonly Held[]): readonly Values[] => held.flatMap(({ rows }) => rows.map(valuesOf));
const spans = (held: readonly Held[]) => rowsOf(held).map((row) => [row.id, row.from_lo, row.to_lo, row.seen_at]);

describe("states", () => {
  test("the next row of the same account ends the one before; the last stays open, seen when it began", () => {
    expect(spans(settle([state(5), state(1), state(3, "b")], STATES))).toEqual([
      ["a5", 5, null, 5],
      ["a1", 1, 5, 5],
      ["b3", 3, null, 3],
    ]);
  });

  test("an end that the source states is kept", () => {
    expect(spans(settle([state(1, "a", 2), state(5)], STATES))).toEqual([
      ["a1", 1, 2, 2],
      ["a5", 5, null, 5],
    ]);
  });

  test("in whatever order the records come, the rows are the same and none of an account overlap", () => {
    const moments = fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(moments, fc.array(fc.integer(), { minLength: 12, maxLength: 12 }), (times, keys) => {
        const records = times.map((at) => state(at, at % 2 === 0 ? "a" : "b"));
        const shuffled = records
          .map((record, index) => ({ record, key: keys[index] ?? 0 }))
          .sort((x, y) => x.key - y.key)
          .map(({ record }) => record);
        const sorted = (held: readonly Held[]) =>
          spans(settle(held, STATES))
            .map((span) => span.join())
            .sort();
        expect(sorted(shuffled)).toEqual(sorted(records));
        for (const account of ["a", "b"]) {
          const own = rowsOf(settle(shuffled, STATES)).filter((row) => row.account_id === account);
          const ordered = [...own].sort((x, y) => Number(x.from_lo) - Number(y.from_lo));
          expect(ordered.map((row) => row.to_lo)).toEqual([
            ...ordered.slice(1).map((row) => row.from_lo),
            ...(ordered.length > 0 ? [null] : []),
          ]);
        }
      }),
    );
  });
});

describe("grants", () => {
  test("a start and its end are one row, at the record of the end", () => {
    const settled = settle([grant("start", 1), grant("end", 4), grant("start", 6)], GRANTS);
    expect(spans(settled)).toEqual([
      ["start1", 1, 4, 4],
      ["start6", 6, null, 6],
    ]);
    expect(settled.map(({ pointer, rows }) => [pointer, rows.length])).toEqual([
      ["start1", 0],
      ["end4", 1],
      ["start6", 1],
    ]);
  });

  test("two starts before one end: the later one ends, the earlier stays open; an end alone stays", () => {
    expect(spans(settle([grant("end", 1), grant("start", 2), grant("start", 3), grant("end", 5)], GRANTS))).toEqual([
      ["end1", null, 1, 1],
      ["start2", 2, null, 2],
      ["start3", 3, 5, 5],
    ]);
  });

  test("no record is lost", () => {
    const records = [grant("start", 1), grant("end", 4), state(3)];
    expect(settle(records, [...GRANTS, ...STATES]).map(({ pointer }) => pointer)).toEqual(
      records.map(({ pointer }) => pointer),
    );
  });
});
