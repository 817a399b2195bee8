import { expect, it } from "vitest";
import type { Gap } from "../control.js";
import { pass } from "../outcome.js";
import { onActOfCycle } from "./cycle-act.js";
import { heldWithin, type StandingFacts, standingDue } from "./standing.js";

const PERIOD = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 6, 1) };
const PROMISE = { months: 12, graceDays: 0, zone: "UTC", stream: "policies" };
/** Done on 10 March 2025, due when 10 March 2026 ends. */
const LAST = Date.UTC(2025, 2, 10, 9);
const DUE = Date.UTC(2026, 2, 11) - 1;

function held(more: Partial<StandingFacts>, gaps: readonly Gap[] = [], asOf = Date.UTC(2027, 0, 1), promise = PROMISE) {
  const item = {
    label: "approval",
    subjectFromAt: null,
    subjectToAt: null,
    cycleFrom: LAST,
    nextAt: null,
    isFirst: true,
    hasUndated: false,
    ...more,
  };
  const gapIn = ({ from, to }: { from: number; to: number }) => gaps.find((gap) => gap.from < to && gap.to > from);
  return heldWithin(item, promise, { period: PERIOD, asOf, gapIn });
}

it("passes on the last millisecond, is late after it, missed without", () => {
  expect(held({ nextAt: DUE })).toEqual({ state: "pass" });
  expect(held({ nextAt: DUE + 1 })).toMatchObject({ kind: "late", lateness: { lateMs: 1, allowedMs: DUE - LAST } });
  expect(held({})).toEqual({
    state: "deviation",
    kind: "not-performed",
    detail: "no approval by 2026-03-10T23:59:59.999Z, nor later",
  });
  expect(held({}, [], DUE)).toEqual({ state: "pending", dueAt: DUE });
});

it("leaves a late act open where an earlier one may hide", () => {
  const gap = (from: number) => [{ from, to: from + 1, reason: "not_covered" }];
  const late = { nextAt: DUE + 1 };
  expect(held(late, gap(DUE))).toMatchObject({ state: "indeterminate", cause: "gap" });
  expect(held(late, gap(LAST - 1))).toMatchObject({ kind: "late" });
  expect(held(late, gap(DUE + 1))).toMatchObject({ kind: "late" });
  const old = { cycleFrom: null, subjectFromAt: Date.UTC(2020, 0, 1), nextAt: Date.UTC(2026, 1, 1) };
  const reach = Date.UTC(2025, 0, 2);
  expect(held(old, gap(reach))).toMatchObject({ state: "indeterminate" });
  expect(held(old, gap(reach - 1))).toMatchObject({ kind: "late" });
});

it("owes the first act of an organisation within the interval, and by the period's end", () => {
  const never = { cycleFrom: null, subjectFromAt: null };
  const gap = (from: number) => [{ from, to: from + 1, reason: "not_covered" }];
  const last = PERIOD.end - 1;
  expect(held({ ...never, nextAt: last })).toEqual({ state: "pass" });
  expect(held({ ...never, nextAt: PERIOD.end })).toMatchObject({ kind: "late", lateness: { lateMs: 1 } });
  expect(held(never)).toMatchObject({ kind: "not-performed" });
  expect(held(never, [], last)).toEqual({ state: "pending", dueAt: last });
  /** One month after the first of January: the end of the first of February. */
  const due = Date.UTC(2026, 1, 2) - 1;
  const monthly = (nextAt: number | null, gaps: readonly Gap[] = [], asOf?: number) =>
    held({ ...never, nextAt }, gaps, asOf, { ...PROMISE, months: 1 });
  expect(monthly(due)).toEqual({ state: "pass" });
  expect(monthly(due + 1)).toMatchObject({
    kind: "late",
    lateness: { lateMs: 1, allowedMs: due - PERIOD.start },
  });
  expect(monthly(due + 1, gap(due))).toMatchObject({ state: "indeterminate", cause: "gap" });
  expect(monthly(due + 1, gap(due + 1))).toMatchObject({ kind: "late" });
  expect(monthly(null)).toMatchObject({ kind: "not-performed" });
  expect(monthly(null, [], due)).toEqual({ state: "pending", dueAt: due });
});

it("waits for a later moment where one counts", () => {
  expect(standingDue(LAST, PROMISE)).toBe(DUE);
  expect(standingDue(LAST, { ...PROMISE, notBefore: DUE - 1 })).toBe(DUE);
  expect(standingDue(LAST, { ...PROMISE, notBefore: DUE + 5 })).toBe(DUE + 5);
});

it("asks once what an act contained", () => {
  const asked = (nextAt: number | null, isFirst: boolean) =>
    onActOfCycle({ nextAt, isFirst }, { period: PERIOD }, pass).state;
  expect(asked(null, true)).toBe("pass");
  expect(asked(PERIOD.end, true)).toBe("pass");
  expect(asked(PERIOD.end - 1, false)).toBe("pass");
  expect(asked(PERIOD.end, false)).toBe("not-applicable");
  expect(asked(null, false)).toBe("not-applicable");
});
