import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import type { Gap } from "../control.js";
import { readState, type Standing, type StateQuestion } from "./state.js";
import { stateOutcome } from "./state-outcome.js";

const PERIOD = { start: 0, end: 1_000 * HOUR_MS };
const MAX_GAP = 26 * HOUR_MS;
const GRACE = HOUR_MS;

interface Seen {
  readonly fromAt: number;
  readonly toAt: number;
  readonly standing: Standing;
}
type Stretch = readonly [standing: Standing, from: number, to: number];

interface Setting {
  readonly life?: StateQuestion<Seen>["life"];
  readonly asOf?: number;
  readonly period?: { start: number; end: number };
  readonly gaps?: readonly Gap[];
}

/** Stretches in hours. */
function read(stretches: readonly Stretch[], { life, asOf, period = PERIOD, gaps = [] }: Setting = {}) {
  const question: StateQuestion<Seen> = {
    segments: stretches.map(([standing, from, to]) => ({
      standing,
      fromAt: Math.round(from * HOUR_MS),
      toAt: Math.round(to * HOUR_MS),
    })),
    standing: ({ standing }) => standing,
    life: life ?? { from: null, to: null },
    graceMs: GRACE,
    maxGapMs: MAX_GAP,
    streams: [{ stream: "cloud.config", scope: "1" }],
  };
  const context = {
    period,
    asOf: asOf ?? 5_000 * HOUR_MS,
    gapIn: ({ from, to }: { from: number; to: number }) => {
      const gap = gaps.find((each) => each.from < to && each.to > from);
      return gap && { ...gap, from: Math.max(from, gap.from), to: Math.min(to, gap.to) };
    },
  };
  return readState(question, context);
}

const hours = (reading: ReturnType<typeof read>) => {
  const { totalMs, deviatingMs, missingMs, longestRunMs } = reading.measure;
  return [totalMs, deviatingMs, missingMs, longestRunMs, reading.exemptMs].map((ms) => ms / HOUR_MS);
};
const say = (reading: ReturnType<typeof read>) =>
  stateOutcome(reading, { kind: "not-performed", broken: "off", question: "Was it on", exempt: "excepted" });

describe("time of a state", () => {
  it("is counted within the period, the thing's life and asOf", () => {
    expect(hours(read([["kept", -10, 2_000]]))).toEqual([1_000, 0, 0, 0, 0]);
    expect(hours(read([["kept", -10, 2_000]], { asOf: 400 * HOUR_MS }))).toEqual([400, 0, 0, 0, 0]);
    const life = { from: 100 * HOUR_MS, to: 150 * HOUR_MS };
    expect(hours(read([["kept", 0, 2_000]], { life }))).toEqual([50, 0, 0, 0, 0]);
    expect(hours(read([["kept", 0, 2_000]], { period: { start: 120 * HOUR_MS, end: 130 * HOUR_MS }, life }))).toEqual([
      10, 0, 0, 0, 0,
    ]);
  });

  it("is nothing when the thing did not live in it", () => {
    const reading = read([["broken", 0, 10]], { life: { from: -10 * HOUR_MS, to: 0 } });
    expect(hours(reading)).toEqual([0, 0, 0, 0, 0]);
    expect(say(reading)).toEqual({ state: "not-applicable", proof: "did not exist in this time" });
  });

  it("leaves out what an exception covers", () => {
    const reading = read([
      ["kept", 0, 100],
      ["exempt", 100, 300],
      ["broken", 300, 340],
      ["kept", 340, 1_000],
    ]);
    expect(hours(reading)).toEqual([800, 40, 0, 40, 200]);
    expect(say(read([["exempt", -5, 2_000]]))).toEqual({ state: "not-applicable", proof: "excepted" });
  });

  it("finds the longest run, joined over gaps short enough", () => {
    const around = (gap: number): Stretch[] => [
      ["broken", 0, 100],
      ["broken", 100 + gap, 200 + gap],
      ["kept", 200 + gap, 900],
      ["broken", 900, 1_000],
    ];
    expect(hours(read(around(26)))).toEqual([1_000, 326, 0, 226, 0]);
    expect(read(around(26 + 1 / HOUR_MS)).measure).toEqual({
      totalMs: 1_000 * HOUR_MS,
      deviatingMs: 300 * HOUR_MS,
      missingMs: 26 * HOUR_MS + 1,
      longestRunMs: 100 * HOUR_MS,
    });
    expect(say(read(around(26)))).toMatchObject({
      state: "deviation",
      kind: "not-performed",
      detail: "off for 13 d 14 h in 2 stretches, the longest from 1970-01-01T00:00:00.000Z to 1970-01-10T10:00:00.000Z",
    });
  });
});

describe("time that nobody saw", () => {
  it("is missing where longer than the maximum, at the edges too", () => {
    expect(hours(read([["kept", 27, 973]]))).toEqual([1_000, 0, 54, 0, 0]);
    expect(hours(read([["kept", 26, 974]], { life: { from: 0, to: null } }))).toEqual([1_000, 0, 0, 0, 0]);
    expect(hours(read([]))).toEqual([1_000, 0, 1_000, 0, 0]);
    expect(hours(read([["unseen", 0, 1_000]]))).toEqual([1_000, 0, 1_000, 0, 0]);
  });

  it("ends a breach at the last moment it was seen", () => {
    expect(
      hours(
        read([
          ["broken", -1, 100],
          ["kept", 120, 1_000],
        ]),
      ),
    ).toEqual([1_000, 100, 0, 100, 0]);
  });

  it("is what no stream covered, whatever the rows say", () => {
    const gaps = [{ from: 100 * HOUR_MS, to: 200 * HOUR_MS, reason: "permission" }];
    const reading = read([["kept", -1, 1_001]], { gaps });
    expect(hours(reading)).toEqual([1_000, 0, 100, 0, 0]);
    expect(say(reading)).toMatchObject({
      state: "indeterminate",
      cause: "denied",
      question: "Was it on from 1970-01-05T04:00:00.000Z to 1970-01-09T08:00:00.000Z? Nobody saw (permission).",
    });
    expect(hours(read([["broken", -1, 1_001]], { gaps }))).toEqual([1_000, 900, 100, 800, 0]);
    const short = [{ from: 100 * HOUR_MS, to: 126 * HOUR_MS, reason: "not_covered" }];
    expect(say(read([["kept", -1, 1_001]], { gaps: short }))).toMatchObject({ state: "pass" });
  });

  it("is missing too where the record cannot be understood, however short", () => {
    const odd = read([
      ["kept", -1, 100],
      ["unreadable", 100, 101],
      ["kept", 101, 1_000],
    ]);
    expect(hours(odd)).toEqual([1_000, 0, 1, 0, 0]);
    expect(say(odd)).toMatchObject({
      state: "indeterminate",
      cause: "unparsed",
      question:
        "Was it on from 1970-01-05T04:00:00.000Z to 1970-01-05T05:00:00.000Z? The record says something that nobody here knows.",
    });
  });

  it("says how many stretches there were", () => {
    const outcome = say(
      read([
        ["kept", 100, 300],
        ["kept", 400, 1_000],
      ]),
    );
    expect(outcome).toMatchObject({
      cause: "gap",
      question:
        "Was it on from 1970-01-01T00:00:00.000Z to 1970-01-05T04:00:00.000Z? Nobody saw (no record). The first of 2 such stretches, 8 d 8 h in all.",
    });
  });
});

describe("grace after creation", () => {
  const life = { from: 10 * HOUR_MS, to: null };
  const mended = (until: number, seenAgain = until): Stretch[] => [
    ["broken", 10, until],
    ["kept", seenAgain, 1_000],
  ];

  it("passes what was mended on the dot and not one tick later", () => {
    expect(hours(read(mended(11), { life }))).toEqual([990, 0, 0, 0, 0]);
    expect(say(read(mended(11 + 1 / HOUR_MS), { life }))).toMatchObject({ state: "deviation" });
  });

  it("passes what ceased to exist within it", () => {
    expect(say(read([["broken", 10, 10.5]], { life: { from: 10 * HOUR_MS, to: 11 * HOUR_MS } }))).toMatchObject({
      state: "pass",
    });
  });

  it("cannot be told when it was last seen broken inside and next seen outside", () => {
    const outcome = say(read(mended(10.5, 30), { life }));
    expect(outcome).toMatchObject({ state: "indeterminate", cause: "bounded-time" });
    expect(outcome).toMatchObject({ measure: { deviatingMs: 0, missingMs: HOUR_MS / 2 } });
  });

  it("is pending until it is over, then a question", () => {
    const open: Stretch[] = [["broken", 10, 10.5]];
    expect(say(read(open, { life, asOf: 11 * HOUR_MS }))).toEqual({ state: "pending", dueAt: 11 * HOUR_MS });
    expect(say(read(open, { life, asOf: 11 * HOUR_MS + 1 }))).toMatchObject({ cause: "bounded-time" });
  });

  it("is not given to what existed before the first record, nor to a later breach", () => {
    expect(say(read(mended(10.5)))).toMatchObject({ state: "deviation" });
    const later: Stretch[] = [
      ["kept", 10, 20],
      ["broken", 20, 20 + MINUTE_MS / HOUR_MS],
      ["kept", 20 + MINUTE_MS / HOUR_MS, 1_000],
    ];
    expect(say(read(later, { life }))).toMatchObject({ state: "deviation" });
  });
});

it("accounts for every moment: kept, broken, missing and exempt make the whole", () => {
  const standing = fc.constantFrom<Standing>("kept", "broken", "exempt", "unseen", "unreadable");
  const stretches = fc.array(fc.tuple(standing, fc.integer({ min: 1, max: 200 })), { maxLength: 12 }).map((list) => {
    let at = -100;
    return list.map(([kind, length]): Stretch => {
      const from = at;
      at += length;
      return [kind, from, at];
    });
  });
  fc.assert(
    fc.property(stretches, fc.integer({ min: 1, max: 900 }), (list, cut) => {
      const life = { from: -100 * HOUR_MS, to: null };
      const whole = read(list, { life });
      const { totalMs, deviatingMs, missingMs, longestRunMs } = whole.measure;
      const early = read(list, { life, period: { start: 0, end: cut * HOUR_MS } });
      const late = read(list, { life, period: { start: cut * HOUR_MS, end: PERIOD.end } });
      return (
        totalMs + whole.exemptMs === PERIOD.end &&
        deviatingMs + missingMs <= totalMs &&
        longestRunMs <= deviatingMs &&
        early.measure.totalMs + late.measure.totalMs === totalMs &&
        early.exemptMs + late.exemptMs === whole.exemptMs
      );
    }),
    { numRuns: 500 },
  );
});
