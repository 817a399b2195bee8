import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppError } from "../../base/app-error.js";
import { DAY_MS } from "../../base/instant.js";
import { canonicalOrder, compareUtf8, type Listed, populationHash } from "./canonical-order.js";
import { choose } from "./chosen.js";
import { type DrawInput, drawStages, RANDOM_METHODS } from "./draw.js";
import { hashRank, rankKey } from "./hash-rank.js";
import { allocate } from "./stratified.js";
import { periodWarning, systematicPositions } from "./systematic.js";

const MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04"];

function items(count: number, step = DAY_MS): Listed[] {
  return Array.from({ length: count }, (_, index) => ({ id: `item-${index}`, occurredAt: index * step }));
}

function drawing(count: number, change: Partial<DrawInput<Listed>> = {}): DrawInput<Listed> {
  const stratumOf = ({ occurredAt }: Listed) => MONTHS[Math.floor((occurredAt / DAY_MS / count) * 4)] ?? "none";
  return { items: items(count), seed: "blue", method: "random", stratumOf, ...change };
}

const ids = (listed: readonly Listed[]) => listed.map(({ id }) => id);

function code(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof AppError ? error.code : "another error";
  }
  return "no error";
}

describe("canonical order", () => {
  test("is by moment, then by the bytes of the ids", () => {
    const listed = [
      { id: "\u{1f600}", occurredAt: 1 },
      { id: "\uff5e", occurredAt: 1 },
      { id: "b", occurredAt: 1 },
      { id: "z", occurredAt: 0 },
    ];
    expect(ids(canonicalOrder(listed))).toEqual(["z", "b", "\uff5e", "\u{1f600}"]);
  });

  test("compares as the bytes of UTF-8 do", () => {
    const text = fc.string({ unit: "binary", maxLength: 6 }).map((each) => each.toWellFormed());
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
      { numRuns: 2_000 },
    );
  });

  test("takes two spellings of one accented letter for one id, and refuses an id that occurs twice", () => {
    const twice = ["caf\u00e9", "cafe\u0301"].map((id) => ({ id, occurredAt: 0 }));
    expect(code(() => canonicalOrder(twice))).toBe("bad-input");
    expect(code(() => populationHash(twice))).toBe("bad-input");
    expect(populationHash([{ id: "cafe\u0301" }])).toBe(createHash("sha256").update("caf\u00e9").digest("hex"));
  });

  test("names a population by its ids in order of bytes, one a line, whatever order they come in", () => {
    const expected = createHash("sha256").update("a\nb\nc").digest("hex");
    const listed = ["c", "a", "b"].map((id) => ({ id, occurredAt: id.length }));
    expect([populationHash(listed), populationHash([...listed].reverse())]).toEqual([expected, expected]);
    expect(populationHash([])).toBe(createHash("sha256").update("").digest("hex"));
  });
});

describe("hash rank", () => {
  test("is the order of SHA-256 of seed, line end and id", () => {
    const keyed = items(50).map(({ id }) => ({
      id,
      key: createHash("sha256").update(`blue\n${id}`).digest("hex"),
    }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(ids(hashRank(items(50), "blue"))).toEqual(keyed.map(({ id }) => id));
    expect(rankKey("blue", "item-0")).toBe(createHash("sha256").update("blue\nitem-0").digest("hex"));
  });
});

describe("systematic", () => {
  test("takes every N/n-th from a start that the seed gives", () => {
    const start = Number(BigInt(`0x${createHash("sha256").update("blue\nstart").digest("hex")}`) % 100n);
    const positions = systematicPositions({ population: 100, n: 7, seed: "blue" });
    expect(positions).toEqual(Array.from({ length: 7 }, (_, j) => Math.floor((start + j * 100) / 7)));
  });

  test("stays inside the population, rises and takes nothing twice", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), fc.string(), (population, more, seed) => {
        const n = 1 + (more % population);
        const positions = systematicPositions({ population, n, seed });
        expect(positions).toHaveLength(n);
        expect(positions.every((at, j) => at < population && at > (positions[j - 1] ?? -1))).toBe(true);
      }),
    );
  });

  test("warns when the step is close to a week or a day of the population", () => {
    const daily = items(182);
    expect(periodWarning(daily, 26)).toMatch(/^One item in 7\.0 is taken and about 7\.0 occur each week/);
    expect([periodWarning(daily, 13), periodWarning(daily, 40), periodWarning(daily, 16)]).toEqual([
      expect.stringContaining("each week"),
      undefined,
      undefined,
    ]);
    expect(periodWarning(items(240, DAY_MS / 24), 10)).toContain("about 24.0 occur each day");
    expect([periodWarning(items(26, 7 * DAY_MS), 5), periodWarning(items(5, 0), 2)]).toEqual([undefined, undefined]);
    const [first] = drawStages(drawing(182, { method: "systematic" }), [26]);
    expect(first?.warnings).toEqual([periodWarning(daily, 26)]);
  });
});

describe("allocation to strata", () => {
  const given = (sizes: Readonly<Record<string, number>>, n: number) =>
    Object.fromEntries(allocate(new Map(Object.entries(sizes)), n));

  test("gives one to each that has any, the rest by largest remainders, ties by name", () => {
    expect(given({ jan: 10, feb: 10, mar: 80 }, 10)).toEqual({ jan: 1, feb: 1, mar: 8 });
    expect(given({ b: 5, a: 5, c: 5 }, 4)).toEqual({ a: 2, b: 1, c: 1 });
    expect(given({ jan: 1, feb: 0, mar: 99 }, 5)).toEqual({ jan: 1, mar: 4 });
  });

  test("prefers the largest strata where there are more of them than places, and takes all where all are asked", () => {
    expect(given({ a: 1, b: 3, c: 2 }, 2)).toEqual({ a: 0, b: 1, c: 1 });
    expect(given({ a: 1, b: 3, c: 2 }, 9)).toEqual({ a: 1, b: 3, c: 2 });
    expect(given({ a: 1 }, 0)).toEqual({ a: 0 });
  });

  test("always adds up, never passes a stratum's size, and leaves none out that could be in", () => {
    const sizes = fc.dictionary(fc.string({ maxLength: 3 }), fc.nat(60), { maxKeys: 12 });
    fc.assert(
      fc.property(sizes, fc.nat(200), (strata, n) => {
        const places = allocate(new Map(Object.entries(strata)), n);
        const total = Object.values(strata).reduce((sum, size) => sum + size, 0);
        const filled = Object.values(strata).filter((size) => size > 0).length;
        const given = [...places.values()].reduce((sum, each) => sum + each, 0);
        expect(given).toBe(Math.min(n, total));
        expect([...places].every(([name, each]) => each <= (strata[name] ?? 0))).toBe(true);
        expect([...places.values()].every((each) => each > 0)).toBe(n >= filled || places.size === 0);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("draws", () => {
  const method = fc.constantFrom(...RANDOM_METHODS);

  test("depend on the seed and the items, never on their order", () => {
    fc.assert(
      fc.property(
        method,
        fc.integer({ min: 1, max: 120 }),
        fc.nat(40),
        fc.infiniteStream(fc.nat()),
        (each, count, n, order) => {
          const input = drawing(count, { method: each });
          const shuffled = input.items
            .map((item) => ({ item, at: order.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
          expect(drawStages({ ...input, items: shuffled }, [n])).toEqual(drawStages(input, [n]));
        },
      ),
    );
    const other = drawStages(drawing(100, { seed: "green" }), [20]);
    expect(ids(other[0]?.selected ?? [])).not.toEqual(ids(drawStages(drawing(100), [20])[0]?.selected ?? []));
  });

  test("extend by the next ranks: the first stage stays, nothing is drawn twice, all can be drawn", () => {
    fc.assert(
      fc.property(method, fc.integer({ min: 1, max: 120 }), fc.nat(60), fc.nat(120), (each, count, n, more) => {
        const input = drawing(count, { method: each });
        const [alone] = drawStages(input, [n]);
        const [first, second] = drawStages(input, [n, more]);
        const all = [...(first?.selected ?? []), ...(second?.selected ?? [])];
        expect(first).toEqual(alone);
        expect(new Set(ids(all)).size).toBe(Math.min(count, Math.min(n, count) + more));
        expect(all).toHaveLength(new Set(ids(all)).size);
      }),
    );
  });

  test("a longer random sample begins with the shorter one", () => {
    const [short] = drawStages(drawing(100), [10]);
    const [long] = drawStages(drawing(100), [30]);
    expect(long?.selected.slice(0, 10)).toEqual(short?.selected);
    const [first, second] = drawStages(drawing(100), [10, 20]);
    expect([...(first?.selected ?? []), ...(second?.selected ?? [])]).toEqual(long?.selected);
  });

  test("stratified covers every month, each with the ranks of its own seed", () => {
    const input = drawing(100, { method: "stratified" });
    const [stage] = drawStages(input, [10]);
    const months = (stage?.selected ?? []).map((item) => input.stratumOf(item));
    expect([...new Set(months)].sort()).toEqual(MONTHS);
    const january = input.items.filter((item) => input.stratumOf(item) === "2026-01");
    const drawn = (stage?.selected ?? []).filter((item) => input.stratumOf(item) === "2026-01");
    expect(drawn).toEqual(hashRank(january, "blue/2026-01").slice(0, drawn.length));
  });

  test("an item that does not belong gives its place to the next rank, with the reason; the sample keeps its size", () => {
    const ranked = ids(hashRank(items(20), "blue"));
    const out = new Set([ranked[1], ranked[5]]);
    const whyNot = ({ id }: Listed) => (out.has(id) ? "a test account" : undefined);
    const [stage] = drawStages(drawing(20, { whyNot }), [5]);
    expect(ids(stage?.selected ?? [])).toEqual([0, 6, 2, 3, 4].map((at) => ranked[at]));
    expect(stage?.replacements).toEqual([
      { item: ranked[1], by: ranked[5], reason: "a test account" },
      { item: ranked[5], by: ranked[6], reason: "a test account" },
    ]);
  });

  test("whatever does not belong is never selected, and the sample is short only when nothing is left", () => {
    fc.assert(
      fc.property(
        method,
        fc.integer({ min: 1, max: 60 }),
        fc.nat(30),
        fc.integer({ min: 2, max: 5 }),
        (each, count, n, every) => {
          const isOut = ({ occurredAt }: Listed) => (occurredAt / DAY_MS) % every === 0;
          const whyNot = (item: Listed) => (isOut(item) ? "out" : undefined);
          const [stage] = drawStages(drawing(count, { method: each, whyNot }), [n]);
          const fit = items(count).filter((item) => !isOut(item)).length;
          expect(stage?.selected.some(isOut)).toBe(false);
          expect(stage?.selected.length).toBe(Math.min(n, fit));
        },
      ),
    );
  });

  test("replace in linear time: a hundred thousand items of which few belong", () => {
    const whyNot = ({ id }: Listed) => (id.endsWith("7777") ? undefined : "out");
    const [stage] = drawStages(drawing(100_000, { whyNot, method: "stratified" }), [5]);
    expect(stage?.selected.length).toBe(5);
  });

  test("an empty population gives an empty sample", () => {
    for (const each of RANDOM_METHODS) {
      expect(drawStages(drawing(0, { method: each }), [5])).toEqual([{ selected: [], replacements: [], warnings: [] }]);
    }
  });
});

describe("items picked by hand", () => {
  test("are flagged, in canonical order, and need a reason and a place on the list", () => {
    const picked = choose(items(9), { ids: ["item-4", "item-2"], method: "targeted", reason: "privileged accounts" });
    expect([picked.isStatistical, ids(picked.selected)]).toEqual([false, ["item-2", "item-4"]]);
    const refused = (wanted: string[], reason: string) =>
      code(() => choose(items(9), { ids: wanted, method: "haphazard", reason }));
    expect([refused(["item-1"], " "), refused(["item-99"], "why not")]).toEqual(["bad-usage", "not-found"]);
  });
});
