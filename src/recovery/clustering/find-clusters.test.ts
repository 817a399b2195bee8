import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CellCounts } from "./cell-counts.js";
import { chanceText, clusterSentence } from "./cluster-sentence.js";
import type { Dimension, Observation } from "./dimension.js";
import { type Clusters, findClusters } from "./find-clusters.js";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

const named = (id: string, phrase: (value: string) => string, isAboutPeople = false): Dimension => ({
  id,
  title: id,
  order: null,
  spanMax: 1,
  isAboutPeople,
  phrase,
});
const DIMENSIONS: readonly Dimension[] = [
  named("unit", (value) => `in ${value}`),
  named("team", (value) => `by people of ${value}`, true),
  {
    id: "weekday",
    title: "weekday",
    order: WEEKDAYS,
    spanMax: 2,
    isAboutPeople: false,
    phrase: (first, last) => (first === last ? `on ${first}` : `from ${first} to ${last}`),
  },
  {
    id: "hour",
    title: "hour",
    order: HOURS,
    spanMax: 6,
    isAboutPeople: false,
    phrase: (first, last) => `between ${first}:00 and ${Number(last) + 1}:00`,
  },
];

/** mulberry32: enough to spread items, and the same everywhere. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function anyItem(next: () => number, isException: boolean): Observation {
  const person = `p${Math.floor(next() * 40)}`;
  return {
    isException,
    values: [
      `repo-${Math.floor(next() * 6)}`,
      `team-${Math.floor(next() * 5)}`,
      WEEKDAYS[Math.floor(next() * 7)] ?? null,
      HOURS[Math.floor(next() * 24)] ?? null,
    ],
    person,
  };
}

function clustersOf(items: readonly Observation[], dimensions = DIMENSIONS): Clusters {
  const counts = new CellCounts(dimensions);
  for (const item of items) counts.add(item);
  return findClusters(counts);
}

/** 300 items spread by chance outside Friday evening, 12 inside; 9 of those and 2 others are exceptions. */
function fridayEvenings(): Observation[] {
  const next = random(7);
  const items: Observation[] = [];
  while (items.length < 300) {
    const item = anyItem(next, items.length < 2);
    if (item.values[2] !== "Friday") items.push(item);
  }
  for (let index = 0; index < 12; index += 1) {
    const { values, person } = anyItem(next, false);
    const [unit = null, team = null] = values;
    items.push({ isException: index < 9, values: [unit, team, "Friday", HOURS[17 + (index % 4)] ?? null], person });
  }
  return items;
}

describe("clusters", () => {
  it("says where exceptions concentrate, as a person would", () => {
    const found = clustersOf(fridayEvenings());
    const [first] = found.clusters;
    expect(first && [first.phrase, first.items, first.exceptions]).toEqual(["on Friday", 12, 9]);
    expect(first && clusterSentence(first, found)).toBe(
      "9 of 11 exceptions on Friday; 12 of 312 items fall there (75.0 % of them deviate, 0.7 % elsewhere).",
    );
    expect(first && chanceText(first)).toBe("less than 1 in 1,000,000");
  });

  it("names both dimensions where together they are sharper than either alone", () => {
    const next = random(11);
    const quiet = Array.from({ length: 600 }, () => anyItem(next, false)).filter(
      ({ values: [, , weekday, hour] }) => !(weekday === "Friday" && Number(hour) >= 17 && Number(hour) < 21),
    );
    const evening = Array.from({ length: 12 }, (_, index) => ({
      ...anyItem(next, index < 9),
      values: [`repo-${index % 6}`, `team-${index % 5}`, "Friday", HOURS[17 + (index % 4)] ?? null],
    }));
    const { clusters } = clustersOf([...quiet, ...evening]);
    expect(clusters.map(({ phrase, items, exceptions }) => [phrase, items, exceptions])).toEqual([
      ["on Friday between 17:00 and 21:00", 12, 9],
    ]);
  });

  it("does not show what would point at one person, and says how much it holds back", () => {
    const next = random(3);
    const others = Array.from({ length: 200 }, () => anyItem(next, false));
    const planted = (person: (index: number) => string) =>
      Array.from({ length: 8 }, (_, index) => ({
        ...anyItem(next, true),
        values: [`repo-${index % 6}`, "team-9", WEEKDAYS[index % 7] ?? null, HOURS[(index * 5) % 24] ?? null],
        person: person(index),
      }));
    const hidden = clustersOf([...others, ...planted(() => "p1")]);
    expect([hidden.clusters, hidden.hidden > 0]).toEqual([[], true]);
    const shown = clustersOf([...others, ...planted((index) => `p${index % 2}`)]);
    expect([shown.clusters.map(({ phrase }) => phrase), shown.hidden]).toEqual([["by people of team-9"], 0]);
  });

  it("says nothing of fewer than three exceptions", () => {
    const next = random(5);
    const two = [...Array.from({ length: 50 }, () => anyItem(next, false)), anyItem(next, true), anyItem(next, true)];
    expect(clustersOf(two)).toEqual({ items: 52, exceptions: 2, clusters: [], hidden: 0, asked: 0 });
    expect(clustersOf([])).toEqual({ items: 0, exceptions: 0, clusters: [], hidden: 0, asked: 0 });
  });

  it("does not call a dimension a cluster when every item has its value", () => {
    const next = random(9);
    const same = Array.from({ length: 60 }, (_, index) => ({
      ...anyItem(next, index < 20),
      values: ["only", null, null, null],
    }));
    expect(clustersOf(same).clusters).toEqual([]);
  });

  it("looks at names by the hundred alone, not in pairs, whichever came first", () => {
    const next = random(13);
    const crowd = (index: number): Observation => ({
      ...anyItem(next, false),
      values: [`repo-${index % 300}`, "team-1", WEEKDAYS[index % 7] ?? null, HOURS[index % 24] ?? null],
    });
    const planted = (index: number): Observation => ({
      ...crowd(index),
      isException: true,
      values: ["repo-7", "team-1", WEEKDAYS[index % 7] ?? null, HOURS[(index * 5) % 24] ?? null],
    });
    const items = [
      ...Array.from({ length: 900 }, (_, index) => crowd(index)),
      ...Array.from({ length: 8 }, (_, index) => planted(index)),
    ];
    const found = clustersOf(items);
    expect(found.clusters.map(({ phrase, items: all, exceptions }) => [phrase, all, exceptions])).toEqual([
      ["in repo-7", 11, 8],
    ]);
    expect(clustersOf([...items].reverse())).toEqual(found);
  });

  it("leaves out what nobody knows, and a value outside the order of its dimension", () => {
    const item = (hour: string | null, isException: boolean): Observation => ({
      isException,
      values: [null, null, null, hour],
      person: null,
    });
    const items = [
      ...Array.from({ length: 40 }, (_, index) => item(HOURS[index % 12] ?? null, false)),
      ...Array.from({ length: 6 }, () => item("20", true)),
      ...Array.from({ length: 6 }, () => item("25", true)),
      ...Array.from({ length: 6 }, () => item(null, true)),
    ];
    const { clusters, items: all, exceptions } = clustersOf(items);
    expect([all, exceptions, clusters.map(({ phrase, items: inside }) => [phrase, inside])]).toEqual([
      58,
      18,
      [["between 20:00 and 21:00", 6]],
    ]);
  });

  it("does not change when the items come in another order", () => {
    const items = fridayEvenings();
    const said = JSON.stringify(clustersOf(items));
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (shuffled) => {
        expect(JSON.stringify(clustersOf(shuffled))).toBe(said);
      }),
      { numRuns: 20 },
    );
  });

  it("shows nothing in at least 95 of 100 companies whose exceptions fall by chance", () => {
    const runs = Array.from({ length: 200 }, (_, seed) => {
      const next = random(1_000 + seed);
      const size = 80 + Math.floor(next() * 200);
      return clustersOf(Array.from({ length: size }, (__, index) => anyItem(next, index < size / 12)));
    });
    expect(runs.filter(({ clusters, hidden }) => clusters.length + hidden > 0).length).toBeLessThanOrEqual(10);
    expect(runs.every(({ asked }) => asked > 0)).toBe(true);
  });

  it("finds what was planted, whatever the unit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 5 }), (seed, unit) => {
        const next = random(seed);
        const items = Array.from({ length: 300 }, () => anyItem(next, false)).map((item) => {
          const isPlanted = item.values[0] === `repo-${unit}` && next() < 0.5;
          return isPlanted ? { ...item, isException: true } : item;
        });
        const { clusters } = clustersOf(items);
        expect(clusters.map(({ phrase }) => phrase)).toContain(`in repo-${unit}`);
      }),
      { numRuns: 40 },
    );
  });
});
