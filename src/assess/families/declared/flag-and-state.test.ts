import { describe, expect, it } from "vitest";
import { instantOf } from "../../../base/instant.js";
import { AT, around, COMMON, DUE, judged, state, WATCH } from "./judge-fixture.js";

describe("a flag", () => {
  const declared = {
    ...COMMON,
    family: "flag",
    holds: { column: "count", at_most: { parameter: "most" } },
    kind: "wrong-result",
    detail: "{count} found, {most} promised, at {occurred_at}",
    watch: WATCH,
  };
  const parameters = { most: 2 };
  const gap = around(AT);

  it("says what it found against what was promised", () => {
    expect(judged(declared, { count: 2 }, { parameters })).toEqual({ state: "pass" });
    expect(judged(declared, { count: 3 }, { parameters })).toEqual({
      state: "deviation",
      kind: "wrong-result",
      detail: `3 found, 2 promised, at ${instantOf(AT)}`,
    });
  });

  it.each([
    ["either", { count: 2 }, "indeterminate"],
    ["either", { count: 3 }, "indeterminate"],
    ["pass", { count: 2 }, "indeterminate"],
    ["pass", { count: 3 }, "deviation"],
    ["deviation", { count: 2 }, "pass"],
    ["deviation", { count: 3 }, "indeterminate"],
  ])("with silence: %s, %o and nobody looking, it is %s", (silence, facts, expected) => {
    expect(judged({ ...declared, silence }, facts, { parameters, gap }).state).toBe(expected);
  });

  it("waits until what rests on silence is due", () => {
    const later = { ...declared, silence: "pass", within: { hours: 24 } };
    expect(judged(later, { count: 2 }, { parameters, asOf: DUE })).toEqual({ state: "pending", dueAt: DUE });
    expect(judged(later, { count: 2 }, { parameters, asOf: DUE + 1 })).toEqual({ state: "pass" });
    expect(judged(later, { count: 3 }, { parameters, asOf: AT + 1 }).state).toBe("deviation");
  });

  it("is open where the column is silent, never passed and never an exception", () => {
    expect(judged(declared, { count: null }, { parameters })).toEqual({
      state: "indeterminate",
      cause: "gap",
      question: 'Does it hold: "It was so"? The source says nothing of count.',
    });
  });

  it("asks each stream for the scope the item names", () => {
    const grants = { ...declared, watch: [{ stream: "grants" }] };
    expect(judged(grants, { count: 2 }, { parameters, gap: { ...gap, stream: "grants", scope: "okta" } }).state).toBe(
      "indeterminate",
    );
    expect(judged(grants, { count: 2 }, { parameters, gap: { ...gap, stream: "grants", scope: "other" } }).state).toBe(
      "pass",
    );
  });
});

describe("what is asked before the family", () => {
  const declared = {
    ...COMMON,
    family: "flag",
    holds: { column: "is_open", is: false },
    kind: "incomplete",
    detail: "open",
    silence: "none",
    not_applicable: [{ when: { column: "kind", is: ["test", "drill"] }, proof: "a drill" }],
    unclear: [{ when: { column: "count", at_least: 9 }, question: "Which of the nine?" }],
  };

  it.each([
    [
      { kind: "drill", isOpen: true, count: 1 },
      { state: "not-applicable", proof: "a drill" },
    ],
    [
      { kind: "real", isOpen: true, count: 1 },
      { state: "deviation", kind: "incomplete", detail: "open" },
    ],
    [
      { kind: "real", isOpen: true, count: 9 },
      { state: "indeterminate", cause: "unparsed", question: "Which of the nine?" },
    ],
    [
      { kind: "real", isOpen: true, count: null },
      { state: "indeterminate", cause: "unparsed", question: "Which of the nine?" },
    ],
    [
      { kind: null, isOpen: false, count: 1 },
      { state: "indeterminate", cause: "gap", question: "Is it exempt (a drill)? The source says nothing of kind." },
    ],
  ])("%o", (facts, expected) => {
    expect(judged(declared, facts)).toEqual(expected);
  });
});

describe("enough independent approvals", () => {
  const declared = { ...COMMON, family: "independent-approval", watch: WATCH };
  const none = { independentApprovals: 0, unmatchedAuthors: 0 };

  it.each([
    ["one is enough", { ...none, independentApprovals: 1 }, {}, ["pass", ""]],
    ["none", none, {}, ["deviation", "not-performed"]],
    [
      "an author may be the approver",
      { independentApprovals: 1, unmatchedAuthors: 1 },
      {},
      ["indeterminate", "unmatched-person"],
    ],
    ["none, and nobody looked", none, { gap: around(AT) }, ["indeterminate", "gap"]],
  ])("%s", (_, facts, setting, expected) => {
    expect(state(judged(declared, facts, setting))).toEqual(expected);
  });
});

describe("a state over time", () => {
  const declared = {
    ...COMMON,
    family: "state",
    kept: { column: "kind", is: "on" },
    broken: { column: "kind", is: "off" },
    exempt: { column: "is_open", is: true },
    max_gap: { hours: 26 },
    kind: "incomplete",
    words: { broken: "off", question: "Was it on" },
    watch: WATCH,
  };
  const start = Date.UTC(2026, 0, 1);
  const end = Date.UTC(2026, 6, 1);
  const segments = (...parts: readonly (readonly [number, number, string | null, boolean | null])[]) => ({
    segments: parts.map(([fromAt, toAt, kind, isOpen]) => ({ fromAt, toAt, kind, isOpen })),
  });

  it("counts the time", () => {
    expect(
      judged(declared, segments([start, AT, "on", false], [AT, DUE, "off", false], [DUE, end, "on", false])),
    ).toEqual({
      state: "deviation",
      kind: "incomplete",
      detail: `off for 24 h 0 min, from ${instantOf(AT)} to ${instantOf(DUE)}`,
      measure: { totalMs: end - start, deviatingMs: DUE - AT, missingMs: 0, longestRunMs: DUE - AT },
    });
  });

  it.each([
    ["kept all the time", segments([start, end, "on", false]), ["pass", ""]],
    ["exempt while broken", segments([start, AT, "on", false], [AT, end, "off", true]), ["pass", ""]],
    ["a word nobody knows", segments([start, end, "half", false]), ["indeterminate", "unparsed"]],
    ["silent", segments([start, end, null, false]), ["indeterminate", "gap"]],
    ["an exemption nobody can tell", segments([start, end, "off", null]), ["indeterminate", "gap"]],
  ])("%s", (_, facts, expected) => {
    expect(state(judged(declared, facts))).toEqual(expected);
  });
});
