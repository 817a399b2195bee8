import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { NO_TEXTS } from "../../tests/fakes/plain-control.js";
import type { Batch, Cell } from "../model/batch.js";
import { boolean, instant, nullable, text } from "../model/table.js";
import { defineControl } from "./control.js";
import type { ControlPlan, ProcedureInput } from "./control-run.js";
import { CoverageIndex } from "./coverage-index.js";
import { mustBeWithin } from "./families/setting.js";
import { readState, type Standing } from "./families/state.js";
import { stateOutcome } from "./families/state-outcome.js";
import { notApplicable, pass } from "./outcome.js";
import { definePopulation } from "./population.js";
import { runProcedure } from "./run-procedure.js";

const DAY = 86_400_000;
const PERIOD = { start: 0, end: 12 * DAY };
/** Weeks of three days, as a short period has them. */
const WEEKS = [0, 3, 6, 9].map((day) => ({
  day: `week of day ${day}`,
  interval: { start: day * DAY, end: (day + 3) * DAY },
}));

const population = definePopulation({
  name: "things",
  title: "Things",
  doc: "",
  shape: "segments",
  sql: "",
  reads: {},
  triggers: [],
  facts: [],
  columns: {
    from_at: instant("from"),
    to_at: instant("to"),
    value: nullable(text("what it was")),
    is_exempt: boolean("nothing was promised"),
  },
});

const control = defineControl({
  id: "T-01",
  revision: 1,
  title: "Never above",
  statement: "",
  parameters: { most: { schema: z.number(), default: 5, doc: "" } },
  criteria: { key: ["CC6.1"], supporting: [] },
  risk: "high",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  ...NO_TEXTS,
  population,
  attributes: [
    {
      id: "A",
      title: "never above",
      isKey: true,
      judge: ({ segments }, context) => {
        const { most } = context.parameters;
        const reading = readState(
          {
            segments,
            standing: ({ value, isExempt }): Standing => (isExempt ? "exempt" : mustBeWithin(value, { most })),
            life: { from: segments[0]?.fromAt ?? null, to: segments.at(-1)?.toAt ?? null },
            graceMs: 0,
            maxGapMs: DAY / 2,
            streams: [],
          },
          context,
        );
        return stateOutcome(reading, {
          kind: "wrong-result",
          broken: `above ${most}`,
          question: "Was it above",
          exempt: "nothing was promised",
        });
      },
    },
    {
      id: "B",
      title: "happened",
      isKey: false,
      judge: ({ segments, occurredAt }, { parameters }) =>
        segments.length === 1 && occurredAt % DAY === 7 && parameters.most === 5 ? pass() : notApplicable("a state"),
    },
  ],
});

type Segment = readonly [from: number, to: number, value: string | null, isExempt?: boolean];

async function* batches(items: readonly (readonly Segment[])[]): AsyncIterable<Batch> {
  const rows = items.flatMap((segments, index) =>
    segments.map(([from, to, value, isExempt = false]): Cell[] => {
      const own = [from, to, value, isExempt];
      return [`i${index}`, segments[0]?.[0] ?? 0, `item ${index}`, null, null, null, ...own];
    }),
  );
  yield { rowCount: rows.length, cell: (column, row) => rows[row]?.[column] ?? null };
}

async function run(items: readonly (readonly Segment[])[], more: Partial<ProcedureInput> = {}) {
  const [tally] = await runProcedure({
    plans: [{ control, versions: [{ from: 0, parameters: { most: 5 } }] }],
    batches: batches(items),
    asOf: PERIOD.end,
    period: PERIOD,
    coverage: new CoverageIndex([]),
    dayOf: () => null,
    weeks: WEEKS,
    ...more,
  });
  if (tally === undefined) throw new Error("nothing was judged");
  return tally;
}

const outcomeOf = (tally: Awaited<ReturnType<typeof run>>) => tally.notable[0]?.outcomes[0]?.outcome;

describe("a promise that changes in the period", () => {
  const planOf = (before: number, after: number): { plans: readonly ControlPlan[] } => ({
    plans: [
      {
        control,
        versions: [
          { from: 0, parameters: { most: before } },
          { from: 6 * DAY, parameters: { most: after } },
        ],
      },
    ],
  });

  it("holds of the days from then on: what was no breach before becomes one that day, not earlier", async () => {
    const tally = await run([[[0, 12 * DAY, "4"]]], planOf(5, 3));
    expect(outcomeOf(tally)).toMatchObject({
      state: "deviation",
      detail: expect.stringContaining("from 1970-01-07"),
      measure: { totalMs: 12 * DAY, deviatingMs: 6 * DAY, missingMs: 0, longestRunMs: 6 * DAY },
    });
    expect(WEEKS.map(({ day }) => tally.days[day]?.deviation)).toEqual([0, 0, 1, 1]);
  });

  it("forgives nothing: what was a breach before stays one up to that day", async () => {
    const tally = await run([[[0, 12 * DAY, "4"]]], planOf(3, 5));
    expect(outcomeOf(tally)).toMatchObject({ state: "deviation", measure: { deviatingMs: 6 * DAY } });
    expect(WEEKS.map(({ day }) => tally.days[day]?.deviation)).toEqual([1, 1, 0, 0]);
  });

  it("says of both breaches of one item which promise was broken and when", async () => {
    const tally = await run([[[0, 12 * DAY, "9"]]], planOf(3, 5));
    const detail = outcomeOf(tally);
    expect(detail).toMatchObject({
      detail: expect.stringMatching(/^above 3 for 6 d.*to 1970-01-07.*; above 5 for 6 d.*from 1970-01-07/),
    });
    expect(tally.attributes.A?.measure).toEqual({
      totalMs: 12 * DAY,
      deviatingMs: 12 * DAY,
      missingMs: 0,
      longestRunMs: 6 * DAY,
    });
  });

  it("asks nothing of a thing that was gone by then", async () => {
    const tally = await run([[[0, 6 * DAY, "4"]]], planOf(5, 3));
    expect(tally.counts.pass).toBe(1);
  });
});

it("counts what happened in a moment once, in its week, and what was carried in in the first", async () => {
  const at = 4 * DAY + 7;
  const tally = await run([[[at, at + 1, "1"]], [[7 - DAY, 8 - DAY, "1"]]]);
  expect(WEEKS.map(({ day }) => tally.days[day]?.["not-applicable"] ?? 0)).toEqual([1, 0, 0, 0]);
  expect(WEEKS.map(({ day }) => tally.days[day]?.pass ?? 0)).toEqual([0, 1, 0, 0]);
});

it("finds the same however rows of one moment are ordered", async () => {
  const first: Segment = [0, DAY, "1"];
  const [low, high]: readonly [Segment, Segment] = [
    [DAY, 2 * DAY, "6"],
    [DAY, 3 * DAY, "2"],
  ];
  expect(await run([[first, low, high]])).toEqual(await run([[first, high, low]]));
});

describe("a state counted by weeks", () => {
  const segments = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom("1", "1", "1", "9", "?", null), fc.boolean()), {
      minLength: 1,
      maxLength: 8,
    })
    .chain((parts) => fc.tuple(fc.integer({ min: -40, max: 100 }), fc.constant(parts)))
    .map(([start, parts]): readonly Segment[] => {
      let from = start * (DAY / 8);
      return parts.map(([length, value, isExempt]) => {
        const to = from + length * (DAY / 8);
        const segment: Segment = [from, to, value, isExempt && value === "1"];
        from = to;
        return segment;
      });
    });

  it("is what asking about each week alone finds", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(segments, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 13 }),
        async (items, days) => {
          const asOf = days * DAY;
          const whole = await run(items, { asOf });
          for (const { day, interval } of WEEKS.filter((week) => week.interval.start < asOf)) {
            const alone = await run(items, { asOf, period: interval, weeks: [{ day, interval }] });
            expect(whole.days[day]).toEqual(alone.counts);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
