import { expect, it } from "vitest";
import { z } from "zod";
import { NO_TEXTS } from "../../tests/fakes/plain-control.js";
import type { Batch, Cell } from "../model/batch.js";
import { boolean, instant, nullable } from "../model/table.js";
import { defineControl } from "./control.js";
import type { ControlPlan } from "./control-run.js";
import { CoverageIndex } from "./coverage-index.js";
import { deviation, notApplicable, pass, pending } from "./outcome.js";
import { definePopulation } from "./population.js";
import { runProcedure } from "./run-procedure.js";

const events = definePopulation({
  name: "events",
  title: "Events",
  doc: "",
  shape: "events",
  sql: "",
  reads: {},
  triggers: [],
  facts: [],
  columns: { done_at: nullable(instant("done")), is_exempt: boolean("exempt") },
});

const shared = {
  id: "T-01",
  revision: 1,
  title: "Done in time",
  statement: "",
  parameters: {},
  criteria: { key: ["CC6.1"], supporting: [] },
  risk: "high",
  nature: "manual",
  type: "detective",
  ...NO_TEXTS,
} as const;

const control = defineControl({
  ...shared,
  parameters: { limitMs: { schema: z.number(), default: 10, doc: "" } },
  frequency: "per_event",
  population: events,
  attributes: [
    {
      id: "A",
      title: "done in time",
      isKey: true,
      judge: ({ occurredAt, doneAt, isExempt }, { parameters, asOf }) => {
        if (isExempt) return notApplicable("exempt");
        const dueAt = occurredAt + parameters.limitMs;
        if (doneAt !== null) return doneAt <= dueAt ? pass() : deviation("late", "late");
        return asOf <= dueAt ? pending(dueAt) : deviation("not-performed", "never");
      },
    },
    {
      id: "B",
      title: "noted",
      isKey: false,
      judge: ({ doneAt }) => (doneAt === 13 ? deviation("incomplete", "not noted") : pass()),
    },
  ],
});

type Row = readonly [id: string, at: number, doneAt: number | null, isExempt?: boolean];

async function* batches(rows: readonly Row[], size: number): AsyncIterable<Batch> {
  for (let from = 0; from < rows.length; from += size) {
    const cells = rows
      .slice(from, from + size)
      .map(([id, at, doneAt, isExempt = false]): Cell[] => [
        id,
        at,
        `item ${id}`,
        "unit",
        null,
        null,
        doneAt,
        isExempt,
      ]);
    yield { rowCount: cells.length, cell: (column, row) => cells[row]?.[column] ?? null };
  }
}

async function run(
  rows: readonly Row[],
  {
    asOf = 1_000,
    size = 2,
    versions = [{ from: 0, parameters: { limitMs: 10 } }],
  }: { asOf?: number; size?: number; versions?: ControlPlan["versions"] } = {},
) {
  const [tally] = await runProcedure({
    plans: [{ control, versions }],
    batches: batches(rows, size),
    asOf,
    period: { start: 0, end: 1_000 },
    coverage: new CoverageIndex([]),
    dayOf: (at) => (at < 1_000 ? `day ${Math.floor(at / 100)}` : null),
    weeks: [],
  });
  return tally;
}

it("counts items by their worst key attribute, and lists what did not simply pass", async () => {
  const tally = await run(
    [
      ["a", 0, 10],
      ["b", 1, 12],
      ["c", 2, null],
      ["d", 3, null, true],
      ["e", 3, 13],
    ],
    { asOf: 12 },
  );
  expect(tally?.counts).toEqual({ pass: 2, deviation: 1, indeterminate: 0, "not-applicable": 1, pending: 1 });
  expect(tally?.attributes.B?.counts.deviation).toBe(1);
  expect(
    tally?.notable.map(({ itemId, outcomes }) => [
      itemId,
      outcomes.map(({ attribute, outcome }) => `${attribute} ${outcome.state}`),
    ]),
  ).toEqual([
    ["b", ["A deviation"]],
    ["c", ["A pending"]],
    ["e", ["B deviation"]],
  ]);
  expect(tally?.notApplicable).toEqual({ exempt: 1 });
  expect(tally?.isVolatile).toBe(true);
});

it("judges an item by what was promised on its day", async () => {
  const tally = await run(
    [
      ["before", 99, 105],
      ["after", 100, 106],
    ],
    {
      versions: [
        { from: 0, parameters: { limitMs: 10 } },
        { from: 100, parameters: { limitMs: 5 } },
      ],
    },
  );
  expect(tally?.notable.map(({ itemId }) => itemId)).toEqual(["after"]);
});

it("keeps no answer for a later view that was asked beyond its own", async () => {
  const isVolatile = async (to: number) => {
    const asking = defineControl({
      ...shared,
      frequency: "per_event",
      population: events,
      attributes: [
        {
          id: "A",
          title: "seen",
          isKey: true,
          judge: (_, { gapIn }) =>
            gapIn({ stream: "s", scope: "*", from: 0, to }) === undefined ? pass() : deviation("late", "unseen"),
        },
      ],
    });
    const seen = { stream: "s", scope: "*", fromAt: 0, toAt: 1_000, isComplete: true, reason: null };
    const [tally] = await runProcedure({
      plans: [{ control: asking, versions: [{ from: 0, parameters: {} }] }],
      batches: batches([["a", 0, 1]], 1),
      asOf: 500,
      period: { start: 0, end: 1_000 },
      coverage: new CoverageIndex([{ ...seen, sourceId: "f", itemCount: 0, declaredCount: null }]),
      dayOf: () => null,
      weeks: [],
    });
    return [tally?.counts.pass, tally?.isVolatile];
  };
  expect(await isVolatile(500)).toEqual([1, false]);
  expect(await isVolatile(501)).toEqual([1, true]);
});

it("finds the same however the rows are batched", async () => {
  const rows = Array.from(
    { length: 50 },
    (_, index): Row => [`i${index}`, index * 7, index % 3 === 0 ? null : index * 7 + (index % 13)],
  );
  expect(await run(rows, { size: 1 })).toEqual(await run(rows, { size: 50 }));
});

it("puts an event with several segments on its own day, and a state into every week it was in", async () => {
  const perEvent = await runSegments("per_event");
  expect(perEvent?.days).toEqual({
    "day 1": { pass: 0, deviation: 1, indeterminate: 0, "not-applicable": 0, pending: 0 },
  });
  const state = await runSegments("state");
  expect(Object.fromEntries(Object.entries(state?.days ?? {}).map(([day, counts]) => [day, counts.deviation]))).toEqual(
    { a: 0, b: 1 },
  );
  expect([perEvent?.counts.deviation, state?.counts.deviation]).toEqual([1, 1]);
});

/** One item in two segments, the second of which is broken from 150 on. */
async function runSegments(frequency: "per_event" | "state") {
  const population = definePopulation({
    ...events,
    shape: "segments",
    columns: { from_at: instant("from"), is_broken: boolean("broken") },
  });
  const segmented = defineControl({
    ...shared,
    frequency,
    population,
    attributes: [
      {
        id: "A",
        title: "never broken",
        isKey: true,
        judge: ({ segments }, { period }) =>
          segments.some(({ fromAt, isBroken }) => isBroken && fromAt < period.end)
            ? deviation("wrong-result", "broken")
            : pass(),
      },
    ],
  });
  const rows: Cell[][] = [
    ["i", 100, "item", null, null, null, 100, false],
    ["i", 100, "item", null, null, null, 150, true],
  ];
  const [tally] = await runProcedure({
    plans: [{ control: segmented, versions: [{ from: 0, parameters: {} }] }],
    batches: (async function* () {
      yield { rowCount: rows.length, cell: (column: number, row: number) => rows[row]?.[column] ?? null };
    })(),
    asOf: 1_000,
    period: { start: 0, end: 1_000 },
    coverage: new CoverageIndex([]),
    dayOf: (at) => `day ${Math.floor(at / 100)}`,
    weeks: [
      { day: "a", interval: { start: 0, end: 150 } },
      { day: "b", interval: { start: 150, end: 1_000 } },
    ],
  });
  return tally;
}

it("keeps copies of listed items: a later row does not change them", async () => {
  const tally = await run(
    [
      ["a", 0, 50],
      ["b", 1, 5],
    ],
    { size: 1 },
  );
  expect(tally?.notable.map(({ label, facts }) => [label, facts])).toEqual([
    ["item a", { doneAt: 50, isExempt: false }],
  ]);
});
