import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { itemNeed } from "./item-need.js";
import { type ItemNeed, policyFit, policyFitSentences, quantile } from "./policy-fit.js";
import { keepablePromise, LONGEST, neededPromise, promiseUnitOf } from "./promise.js";

const ABOUT = {
  attribute: "A",
  parameter: "revocation_sla_hours",
  unit: "hours",
  promised: 24,
  deviations: 0,
} as const;
const held = (...promises: number[]): ItemNeed[] => promises.map((promise) => ({ kind: "held-by", promise }));

describe("a promise", () => {
  it("is known by the name of its parameter, tolerances left out", () => {
    const names = ["ack_minutes", "revocation_sla_hours", "mover_sla_days", "review_bdays", "clock_skew_seconds"];
    expect(names.map(promiseUnitOf)).toEqual(["minutes", "hours", "days", undefined, undefined]);
    const tolerances = ["grace_minutes", "max_gap_hours", "retention_days", "enrol_grace_days", "zone"];
    expect(tolerances.map(promiseUnitOf)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it("is rounded up to one that people can keep", () => {
    expect([24, 25, 73, 8_761].map((needed) => keepablePromise(needed, "hours"))).toEqual([24, 36, 96, 8_761]);
    expect([1, 4, 731].map((needed) => keepablePromise(needed, "days"))).toEqual([1, 5, 731]);
    expect([1, 61].map((needed) => keepablePromise(needed, "minutes"))).toEqual([5, 90]);
  });

  it("is the smallest that holds, found by bisection", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LONGEST.hours }), (needed) => {
        expect(neededPromise("hours", (promise) => promise >= needed)).toBe(needed);
      }),
    );
    expect(neededPromise("days", () => false)).toBeUndefined();
    expect(neededPromise("days", () => true)).toBe(1);
  });
});

describe("what an item needed", () => {
  /** Done after `hours`, seen up to `seen` hours after the clock began. */
  const leaver =
    ({ hours, seen }: { hours: number | null; seen: number }) =>
    (promise: number): Outcome => {
      if (hours !== null) return hours <= promise ? pass() : deviation("late", "late");
      return seen > promise ? deviation("not-performed", `on ${promise} hours later`) : pending(promise);
    };

  it("is the smallest promise under which its own judge passes it", () => {
    expect(itemNeed("hours", leaver({ hours: 31, seen: 0 }))).toEqual({ kind: "held-by", promise: 31 });
    expect(itemNeed("hours", leaver({ hours: 30.1, seen: 0 }))).toEqual({ kind: "held-by", promise: 31 });
  });

  it("is never where it was not done, and open where nobody can tell yet", () => {
    expect(itemNeed("hours", leaver({ hours: null, seen: 100 }))).toEqual({ kind: "never" });
    expect(itemNeed("hours", leaver({ hours: null, seen: 1e9 }))).toEqual({ kind: "never" });
    expect(itemNeed("hours", leaver({ hours: null, seen: 0 }))).toEqual({ kind: "open" });
    expect(itemNeed("hours", () => indeterminate("gap", "when?"))).toEqual({ kind: "open" });
  });

  it("is found even where a longer promise would have moved the item out of the period", () => {
    const joiner = (days: number, end: number) => (promise: number) => {
      if (promise >= end) return notApplicable("due after the period");
      return days <= promise ? pass() : deviation("late", `due after ${promise} days`);
    };
    expect(itemNeed("days", joiner(44, 50))).toEqual({ kind: "held-by", promise: 44 });
    expect(itemNeed("days", joiner(49, 50))).toEqual({ kind: "held-by", promise: 49 });
    expect(itemNeed("days", joiner(51, 50))).toEqual({ kind: "never" });
    expect(itemNeed("days", joiner(0, 50))).toEqual({ kind: "held-by", promise: 1 });
  });

  it("is the latest moment where it was done between two looks", () => {
    const between = (lo: number, hi: number) => (promise: number) => {
      if (promise < lo) return deviation("late", `due after ${promise}`);
      return promise < hi ? indeterminate("bounded-time", "when exactly?") : pass();
    };
    expect(itemNeed("hours", between(20, 30))).toEqual({ kind: "held-by", promise: 30 });
    expect(itemNeed("hours", between(0, 30))).toEqual({ kind: "held-by", promise: 30 });
    expect(itemNeed("hours", between(20, 1e9))).toEqual({ kind: "open" });
  });

  it("is nothing where the promise has no bearing on the item", () => {
    expect(itemNeed("hours", () => pass())).toBeUndefined();
    expect(itemNeed("hours", () => deviation("late", "due by another promise"))).toBeUndefined();
    expect(itemNeed("hours", () => notApplicable("no account"))).toBeUndefined();
  });
});

describe("policy fit", () => {
  it("gives exact quantiles, and the promises that would have held", () => {
    const hours = Array.from({ length: 100 }, (_, index) => index + 1);
    const fit = policyFit({ ...ABOUT, deviations: 76 }, held(...hours));
    expect(fit).toEqual({
      ...ABOUT,
      deviations: 76,
      done: 100,
      never: 0,
      open: 0,
      quantiles: [
        { percent: 50, promise: 50 },
        { percent: 75, promise: 75 },
        { percent: 90, promise: 90 },
        { percent: 95, promise: 95 },
        { percent: 99, promise: 99 },
        { percent: 100, promise: 100 },
      ],
      holdsForAll: 120,
      holdsFor95: 96,
    });
    expect(policyFitSentences(fit)).toEqual([
      "Promised: 24 hours (revocation_sla_hours). 76 of 100 items deviate (76.0 %).",
      "Half were done within 50 hours, all that were done within 100 hours.",
      "Smallest promise that would have held for all: 120 hours.",
      "Smallest promise that would have held for 95 %: 96 hours.",
      "A new promise counts from the day it is approved, for what happens from then on. It changes nothing about this period.",
    ]);
  });

  it("counts what was never done against every promise", () => {
    const neverDone = (never: number) =>
      policyFit(ABOUT, [
        ...held(...Array.from({ length: 20 - never }, () => 30)),
        ...Array(never).fill({ kind: "never" }),
      ]);
    expect([0, 1, 2].map((never) => [neverDone(never).holdsForAll, neverDone(never).holdsFor95])).toEqual([
      [36, 36],
      [null, 36],
      [null, null],
    ]);
    expect(policyFitSentences(neverDone(2))[2]).toBe(
      "2 of 20 were not done at all: no promise of time would have held for them.",
    );
  });

  it("says nothing of no item", () => {
    const empty = policyFit(ABOUT, [{ kind: "open" }]);
    expect([empty.done, empty.open, empty.holdsForAll, empty.holdsFor95, empty.quantiles[0]?.promise]).toEqual([
      0,
      1,
      null,
      null,
      null,
    ]);
    expect(quantile([], 50)).toBeUndefined();
  });

  it("does not depend on the order of items, and no smaller promise holds for as many", () => {
    const needs = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(needs, fc.integer({ min: 1, max: 100 }), (hours, percent) => {
        const sorted = [...hours].sort((a, b) => a - b);
        expect(policyFit(ABOUT, held(...hours))).toEqual(policyFit(ABOUT, held(...sorted.reverse())));
        sorted.reverse();
        const found = quantile(sorted, percent) ?? 0;
        const within = (limit: number) => hours.filter((each) => each <= limit).length * 100;
        expect(within(found)).toBeGreaterThanOrEqual(percent * hours.length);
        expect(within(found - 1)).toBeLessThan(percent * hours.length);
      }),
    );
  });
});
