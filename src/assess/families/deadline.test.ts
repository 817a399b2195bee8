import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import type { Gap } from "../control.js";
import { calendarDeadline, durationText, type Ending, endedInTime } from "./deadline.js";

const FROM = Date.UTC(2026, 2, 3);
const DUE = FROM + 24 * HOUR_MS;
const ACCESS = {
  what: "sign-in was possible",
  end: "an end of access",
  trigger: "the end of work",
  from: FROM,
  dueAt: DUE,
};
const LONG_AFTER = FROM + 100 * DAY_MS;

function judge({ lo = null, hi = null, seenAt = null }: Partial<Ending>, { asOf = LONG_AFTER, gap }: Later = {}) {
  return endedInTime(ACCESS, { lo, hi, seenAt }, { asOf, gap: () => gap });
}

interface Later {
  readonly asOf?: number;
  readonly gap?: Gap;
}

describe("endedInTime", () => {
  it("passes on the dot and is late one ms after, saying how late", () => {
    expect(judge({ lo: DUE, hi: DUE })).toEqual({ state: "pass" });
    expect(judge({ lo: DUE + 1, hi: DUE + 1 })).toMatchObject({ state: "deviation", kind: "late" });
    const at = DUE + 7 * HOUR_MS + 20 * 60_000;
    expect(judge({ lo: at, hi: at })).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "sign-in was possible until 2026-03-04T07:20:00.000Z, 31 h 20 min after the end of work; promised within 24 h",
      lateness: { lateMs: 26_400_000, allowedMs: 86_400_000 },
    });
  });

  it("passes or deviates only if every moment within the bounds does", () => {
    expect(judge({ lo: DUE - 9, hi: DUE })).toEqual({ state: "pass" });
    expect(judge({ lo: DUE, hi: DUE + 1 })).toEqual({
      state: "indeterminate",
      cause: "bounded-time",
      question:
        "When exactly was it no longer so that sign-in was possible? Between 2026-03-04T00:00:00.000Z and 2026-03-04T00:00:00.001Z, and it was due 2026-03-04T00:00:00.000Z.",
    });
    expect(judge({ hi: DUE + 1 })).toMatchObject({ cause: "bounded-time" });
    expect(judge({ lo: DUE + 1, hi: DUE + 9 })).toMatchObject({
      kind: "late",
      lateness: { lateMs: 9, allowedMs: 86_400_000 },
    });
  });

  it("is not performed if it was seen to go on after the deadline, and pending before it", () => {
    expect(judge({ seenAt: DUE + 1 })).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail:
        "sign-in was possible when last seen at 2026-03-04T00:00:00.001Z, 24 h 0 min after the end of work; promised within 24 h",
    });
    expect(judge({ seenAt: DUE }, { asOf: DUE })).toEqual({ state: "pending", dueAt: DUE });
    expect(judge({ seenAt: DUE }, { asOf: DUE + 1 })).toMatchObject({ state: "indeterminate", cause: "gap" });
  });

  it("names why nobody looked", () => {
    const gap = { from: DUE, to: LONG_AFTER, reason: "permission" };
    expect(judge({}, { gap })).toEqual({
      state: "indeterminate",
      cause: "denied",
      question: "Is there an end of access? Nobody looked from 2026-03-04T00:00:00.000Z (permission).",
    });
  });

  it("never changes its mind once it is no longer pending", () => {
    const moment = fc.option(fc.integer({ min: FROM, max: FROM + 3 * DAY_MS }), { nil: null });
    const asOf = fc.integer({ min: FROM, max: LONG_AFTER });
    fc.assert(
      fc.property(moment, moment, moment, asOf, fc.nat(DAY_MS), (lo, hi, seenAt, first, more) => {
        const [soon, later] = [first, first + more].map((each) => judge({ lo, hi, seenAt }, { asOf: each }));
        return soon?.state === "pending" || JSON.stringify(soon) === JSON.stringify(later);
      }),
    );
  });
});

describe("calendarDeadline", () => {
  it("is the last millisecond of the day in the zone, whatever the clocks do in between", () => {
    const due = (from: number, zone: string) => new Date(calendarDeadline({ from, days: 5, zone })).toISOString();
    expect(due(Date.UTC(2026, 2, 2), "UTC")).toBe("2026-03-07T23:59:59.999Z");
    expect(due(Date.UTC(2026, 2, 2) - 1, "UTC")).toBe("2026-03-06T23:59:59.999Z");
    expect(due(Date.UTC(2026, 2, 26, 12), "Europe/Berlin")).toBe("2026-03-31T21:59:59.999Z");
  });
});

describe("durationText", () => {
  it("speaks in minutes, hours, then days", () => {
    expect([59_999, 60_000, HOUR_MS, 72 * HOUR_MS - 1, 72 * HOUR_MS, -HOUR_MS].map(durationText)).toEqual([
      "0 min",
      "1 min",
      "1 h 0 min",
      "71 h 59 min",
      "3 d 0 h",
      "1 h 0 min",
    ]);
  });
});
