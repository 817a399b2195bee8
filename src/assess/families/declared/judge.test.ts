import { describe, expect, it } from "vitest";
import { HOUR_MS, instantOf } from "../../../base/instant.js";
import { boolean, instant, integer, nullable, text } from "../../../model/table.js";
import type { Gap } from "../../control.js";
import type { Outcome } from "../../outcome.js";
import type { PopulationDefinition } from "../../population.js";
import { DeclaredAttribute } from "./attribute.js";
import { declaredJudge } from "./judge.js";

const AT = Date.UTC(2026, 2, 6, 15);
const DUE = AT + 24 * HOUR_MS;
const LONG_AFTER = Date.UTC(2027, 0, 1);
const COMMON = { id: "A", title: "It was so" };
const WATCH = [{ stream: "tickets" }];

const POPULATION: Pick<PopulationDefinition, "columns" | "triggers" | "facts"> = {
  columns: {
    done_at: nullable(instant("")),
    kind: nullable(text("")),
    count: nullable(integer("")),
    is_open: nullable(boolean("")),
  },
  triggers: [{ stream: "tickets", per: "*" }],
  facts: [{ stream: "grants", per: "system" }],
};

interface Setting {
  readonly asOf?: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly gap?: Gap & { readonly stream?: string; readonly scope?: string };
}

function judged(declared: unknown, facts: Readonly<Record<string, unknown>>, setting: Setting = {}): Outcome {
  const { asOf = LONG_AFTER, parameters = {}, gap } = setting;
  const item = {
    itemId: "i",
    occurredAt: AT,
    label: "ticket SEC-1",
    unit: "okta",
    actor: null,
    evidence: null,
    ...facts,
  };
  return declaredJudge(DeclaredAttribute.parse(declared), POPULATION)(item, {
    parameters,
    asOf,
    period: { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 6, 1) },
    gapIn: ({ stream, scope, from, to }) => {
      const isAsked = gap !== undefined && stream === (gap.stream ?? "tickets") && scope === (gap.scope ?? "*");
      return isAsked && gap.from < to && gap.to > from ? gap : undefined;
    },
  });
}

const state = ({ state: is, ...rest }: Outcome) => [is, "kind" in rest ? rest.kind : "cause" in rest ? rest.cause : ""];
const around = (at: number, more = {}): Gap => ({ from: at, to: at + 1, reason: "not_covered", ...more });

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
