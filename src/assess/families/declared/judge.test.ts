import { describe, expect, it } from "vitest";
import { instantOf } from "../../../base/instant.js";
import { AT, around, COMMON, DUE, judged, state, WATCH } from "./judge-fixture.js";

describe("a deadline after a trigger", () => {
  const declared = {
    ...COMMON,
    family: "deadline",
    what: "it was open",
    end: "an end of it",
    trigger: "its creation",
    within: { hours: { parameter: "hours" } },
    ended: "done_at",
    watch: WATCH,
  };
  const parameters = { hours: 24 };

  it.each([
    ["on the dot", { doneAt: DUE }, {}, ["pass", ""]],
    ["one ms late", { doneAt: DUE + 1 }, {}, ["deviation", "late"]],
    ["not due yet", { doneAt: null }, { asOf: DUE }, ["pending", ""]],
    ["silent one ms after", { doneAt: null }, { asOf: DUE + 1 }, ["indeterminate", "gap"]],
    ["not looked at", { doneAt: null }, { gap: around(DUE, { reason: "permission" }) }, ["indeterminate", "denied"]],
  ])("%s", (_, facts, setting, expected) => {
    expect(state(judged(declared, facts, { parameters, ...setting }))).toEqual(expected);
  });

  it("takes silence for going on only where it is declared to, and somebody looked until the last moment", () => {
    const still = { ...declared, silence: "still" };
    expect(judged(still, { doneAt: null }, { parameters })).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail: `it was open when last seen at ${instantOf(DUE + 1)}, 24 h 0 min after its creation; promised within 24 h`,
    });
    expect(state(judged(still, { doneAt: null }, { parameters, gap: around(DUE) }))).toEqual(["indeterminate", "gap"]);
    expect(state(judged(still, { doneAt: null }, { parameters, gap: around(DUE + 1) }))).toEqual([
      "deviation",
      "not-performed",
    ]);
    expect(state(judged(still, { doneAt: null }, { parameters, asOf: DUE }))).toEqual(["pending", ""]);
  });

  it("reads two columns as bounds", () => {
    const bounded = { ...declared, from: "seen_at", ended: { earliest: "done_at", latest: "latest_at" } };
    const between = (doneAt: number | null, latestAt: number) =>
      state(judged(bounded, { doneAt, latestAt, seenAt: AT }, { parameters }));
    expect(between(DUE, DUE + 1)).toEqual(["indeterminate", "bounded-time"]);
    expect(between(DUE + 1, DUE + 2)).toEqual(["deviation", "late"]);
    expect(between(null, DUE)).toEqual(["pass", ""]);
  });

  it("is open where the clock's start is silent", () => {
    expect(judged({ ...declared, from: "seen_at" }, { doneAt: DUE, seenAt: null }, { parameters })).toEqual({
      state: "indeterminate",
      cause: "gap",
      question: "When was seen_at of ticket SEC-1? The source does not say.",
    });
  });
});

describe("an approval before the act", () => {
  const declared = { ...COMMON, family: "approval", what: "approval", done: "done_at", watch: WATCH };

  it.each([
    ["at the act itself", { doneAt: AT }, {}, ["pass", ""]],
    ["one ms after", { doneAt: AT + 1 }, {}, ["deviation", "late"]],
    ["never, and somebody looked", { doneAt: null }, {}, ["deviation", "not-performed"]],
    ["never, and nobody looked", { doneAt: null }, { gap: around(AT) }, ["indeterminate", "gap"]],
  ])("%s", (_, facts, setting, expected) => {
    expect(state(judged(declared, facts, setting))).toEqual(expected);
  });
});

describe("an expected occurrence", () => {
  const declared = {
    ...COMMON,
    family: "occurrence",
    what: "test",
    within: { days: 1 },
    done: "done_at",
    undated: "is_open",
    watch: WATCH,
  };
  const END_OF_NEXT_DAY = Date.UTC(2026, 2, 8) - 1;

  it.each([
    ["on the last ms of the day", { doneAt: END_OF_NEXT_DAY }, {}, ["pass", ""]],
    ["one ms late", { doneAt: END_OF_NEXT_DAY + 1 }, {}, ["deviation", "late"]],
    ["a record without a date", { doneAt: null, isOpen: true }, {}, ["deviation", "evidence-missing"]],
    ["never", { doneAt: null, isOpen: null }, {}, ["deviation", "not-performed"]],
    ["not due yet", { doneAt: null }, { asOf: END_OF_NEXT_DAY }, ["pending", ""]],
    ["nobody looked", { doneAt: null }, { gap: around(END_OF_NEXT_DAY) }, ["indeterminate", "gap"]],
    [
      "the days end in the zone of the organisation",
      { doneAt: END_OF_NEXT_DAY + 1 },
      { parameters: { zone: "America/New_York" } },
      ["pass", ""],
    ],
  ])("%s", (_, facts, setting, expected) => {
    expect(state(judged(declared, facts, setting))).toEqual(expected);
  });

  it("leaves out weekends and holidays of business days", () => {
    const business = { ...declared, within: { business_days: 1 } };
    const tuesdayEnd = Date.UTC(2026, 2, 11) - 1;
    const parameters = { zone: "UTC", holidays: ["2026-03-09"] };
    expect(state(judged(business, { doneAt: tuesdayEnd }, { parameters }))).toEqual(["pass", ""]);
    expect(state(judged(business, { doneAt: tuesdayEnd + 1 }, { parameters }))).toEqual(["deviation", "late"]);
  });
});

describe("a reconciliation", () => {
  const declared = {
    ...COMMON,
    family: "reconciliation",
    what: "record of it",
    matched: { column: "is_open", is: true },
    explanation: "kind",
    within: { hours: 24 },
    watch: WATCH,
  };

  it.each([
    ["matched", { isOpen: true }, {}, ["pass", ""]],
    ["explained", { isOpen: false, kind: "a test" }, {}, ["not-applicable", ""]],
    ["neither", { isOpen: false, kind: null }, {}, ["deviation", "incomplete"]],
    ["the match itself is silent", { isOpen: null }, {}, ["indeterminate", "gap"]],
    ["not due yet", { isOpen: false, kind: null }, { asOf: DUE }, ["pending", ""]],
    ["nobody looked", { isOpen: false, kind: null }, { gap: around(DUE) }, ["indeterminate", "gap"]],
  ])("%s", (_, facts, setting, expected) => {
    expect(state(judged(declared, facts, setting))).toEqual(expected);
  });
});
