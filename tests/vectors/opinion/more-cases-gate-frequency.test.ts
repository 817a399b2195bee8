import { describe, expect, test } from "vitest";
import type { InputAttribute, InputControl, InputDeviation } from "../../../src/assess/opinion/input.js";
import { DAY, deviating, late, ONE_TIME, PERSON, stateItems, statistical, tested, verdictOn } from "./company.js";

/**
 * Worked by hand from domain 4.3 and 4.3.1. CHG-01 is high risk (tolerable 5 %, key CC8.1), CHG-02 moderate (10 %, key),
 * HR-05 low (15 %, key CC1.5). One row: what it shows, control, what was tested, what the rules say of it.
 */
type Case = readonly [shows: string, control: string, attribute: InputAttribute, verdict: string];

const WITHIN = "EFFECTIVE_WITH_EXCEPTION UNDETERMINED low";
const FAILED = "INEFFECTIVE UNDETERMINED major";
const SYSTEMATIC = "INEFFECTIVE SYSTEMATIC major";
const OPEN = "CANNOT_CONCLUDE - moderate R1.4";

const of = (N: number, d: number, missing = 0) => tested({ N, deviations: deviating(d), missing });
const incomplete = (covered: number, due: number, completed_before_next = true): InputDeviation[] =>
  deviating(1, { kind: "incomplete", shortfall: { covered, due, completed_before_next } });
const small = (deviations: readonly InputDeviation[], N = 12) => tested({ N, deviations });

const R1_4: readonly Case[] = [
  ["100 of 1,000 missing are 10 %: they count, and 10 % is tolerable", "CHG-02", of(1_000, 0, 100), `${WITHIN} R2.1`],
  ["101 of 1,000 missing are more than 10 %", "CHG-02", of(1_000, 0, 101), OPEN],
  ["99 missing and 1 deviation are 100 together", "CHG-02", of(1_000, 1, 99), `${WITHIN} R2.1`],
  ["100 missing and 1 deviation are 101 together", "CHG-02", of(1_000, 1, 100), `${FAILED} R2.1`],
  ["10 % missing at low risk", "HR-05", of(1_000, 0, 100), `${WITHIN} R2.1`],
  ["20 missing and 10 deviations of 200 are exactly 15 %", "HR-05", of(200, 10, 20), `${WITHIN} R2.1`],
  ["20 missing and 11 deviations of 200 are 15.5 %", "HR-05", of(200, 11, 20), `${FAILED} R2.1`],
  ["1 of 10 missing is exactly 10 %: evidence-missing, which always exceeds", "HR-05", of(10, 0, 1), `${FAILED} R2.4`],
  ["1 of 12 missing is 8.3 %", "HR-05", of(12, 0, 1), `${FAILED} R2.4`],
  ["1 of 9 missing is 11.1 %", "HR-05", of(9, 0, 1), OPEN],
  ["2 of 12 missing are 16.7 %", "HR-05", of(12, 0, 2), OPEN],
  ["1 of 13 missing is 7.7 % of a population that has rates", "CHG-02", of(13, 0, 1), `${WITHIN} R2.1`],
  ["2 of 13 missing are 15.4 %", "CHG-02", of(13, 0, 2), OPEN],
  ["everything missing", "CHG-02", of(100, 0, 100), OPEN],
  [
    "80 of the 800 examined are exactly tolerable: no known failure",
    "CHG-02",
    of(1_000, 80, 200),
    "CANNOT_CONCLUDE UNDETERMINED moderate R1.4",
  ],
  [
    "81 of the 800 examined are a known failure; with the missing 28.1 %, over twice 10 %",
    "CHG-02",
    of(1_000, 81, 200),
    `${SYSTEMATIC} R2.1`,
  ],
  [
    "2 of 12 missing, 1 late by 25 %: slight lateness is no known failure",
    "CHG-02",
    tested({ N: 12, missing: 2, deviations: late(1, { late: 25, allowed: 100 }) }),
    "CANNOT_CONCLUDE UNDETERMINED moderate R1.4",
  ],
  [
    "2 of 12 missing, 1 late by more: a known failure by R2.4",
    "CHG-02",
    tested({ N: 12, missing: 2, deviations: late(1, { late: 26, allowed: 100 }) }),
    `${FAILED} R2.4`,
  ],
  [
    "6 of 60 sampled missing are 10 %: 6 deviations do not support 10 %",
    "CHG-02",
    statistical({ N: 1_840, stages: [60], missing: 6 }),
    `${FAILED} R2.2`,
  ],
  ["7 of 60 sampled missing are 11.7 %", "CHG-02", statistical({ N: 1_840, stages: [60], missing: 7 }), OPEN],
  [
    "1,000 of 10,000 item-days missing are 10 % of the time, tolerable at moderate risk",
    "ENC-03",
    stateItems({ items: 100, days: 100, missing: 1, missingMs: 1_000 * DAY }),
    `${WITHIN} R2.1`,
  ],
  [
    "a millisecond more is not",
    "ENC-03",
    stateItems({ items: 100, days: 100, missing: 1, missingMs: 1_000 * DAY + 1 }),
    OPEN,
  ],
];

const R2_1: readonly Case[] = [
  ["1 of 20 is exactly 5 %", "CHG-01", of(20, 1), `${WITHIN} R2.1`],
  ["1 of 19 is 5.3 %", "CHG-01", of(19, 1), `${FAILED} R2.1`],
  ["1 of 21 is 4.8 %", "CHG-01", of(21, 1), `${WITHIN} R2.1`],
  ["2 of 20 are twice 5 %", "CHG-01", of(20, 2), `${SYSTEMATIC} R2.1`],
  ["2 of 21 are 9.5 %, not yet twice 5 %", "CHG-01", of(21, 2), `${FAILED} R2.1`],
  ["2 of 40 are exactly 5 %", "CHG-01", of(40, 2), `${WITHIN} R2.1`],
  ["3 of 40 are 7.5 %", "CHG-01", of(40, 3), `${FAILED} R2.1`],
  ["92 of 1,840 are exactly 5 %", "CHG-01", of(1_840, 92), `${WITHIN} R2.1`],
  ["93 of 1,840 are more", "CHG-01", of(1_840, 93), `${FAILED} R2.1`],
  ["4 of 40 at moderate risk are exactly 10 %", "CHG-02", of(40, 4), `${WITHIN} R2.1`],
  ["5 of 40 at moderate risk are 12.5 %", "CHG-02", of(40, 5), `${FAILED} R2.1`],
  ["8 of 40 at moderate risk are twice 10 %", "CHG-02", of(40, 8), `${SYSTEMATIC} R2.1`],
  ["3 of 20 at low risk are exactly 15 %", "HR-05", of(20, 3), `${WITHIN} R2.1`],
  ["4 of 20 at low risk are 20 %", "HR-05", of(20, 4), `${FAILED} R2.1`],
  ["6 of 20 at low risk are twice 15 %", "HR-05", of(20, 6), `${SYSTEMATIC} R2.1`],
  ["1 of 13 at low risk: the smallest population that has a rate", "HR-05", of(13, 1), `${WITHIN} R2.1`],
  ["2 of 13 at low risk are 15.4 %", "HR-05", of(13, 2), `${FAILED} R2.1`],
];

const R2_4: readonly Case[] = [
  [
    "late by exactly 25 % of a quarter of 91 days",
    "HR-05",
    small(late(1, { late: 22.75 * DAY, allowed: 91 * DAY })),
    `${WITHIN} R2.4`,
  ],
  ["a millisecond less", "HR-05", small(late(1, { late: 22.75 * DAY - 1, allowed: 91 * DAY })), `${WITHIN} R2.4`],
  ["a millisecond more", "HR-05", small(late(1, { late: 22.75 * DAY + 1, allowed: 91 * DAY })), `${FAILED} R2.4`],
  ["1 of 4 ms is 25 %", "HR-05", small(late(1, { late: 1, allowed: 4 })), `${WITHIN} R2.4`],
  ["1 of 3 ms is a third", "HR-05", small(late(1, { late: 1, allowed: 3 })), `${FAILED} R2.4`],
  ["all twelve slightly late", "HR-05", small(late(12, { late: 25, allowed: 100 })), `${WITHIN} R2.4`],
  ["one single occurrence, slightly late", "HR-05", small(late(1, { late: 25, allowed: 100 }), 1), `${WITHIN} R2.4`],
  [
    "two of 13 slightly late: rates count, 15.4 % at moderate risk",
    "CHG-02",
    small(late(2, { late: 1, allowed: 100 }), 13),
    `${FAILED} R2.1`,
  ],
  ["19 of 20 covered is 95 %", "HR-05", small(incomplete(19, 20)), `${WITHIN} R2.4`],
  ["18 of 20 covered is 90 %", "HR-05", small(incomplete(18, 20)), `${FAILED} R2.4`],
  ["9,500 of 10,000 covered", "HR-05", small(incomplete(9_500, 10_000)), `${WITHIN} R2.4`],
  ["9,499 of 10,000 covered", "HR-05", small(incomplete(9_499, 10_000)), `${FAILED} R2.4`],
  ["9,999 of 10,000 covered and never completed", "HR-05", small(incomplete(9_999, 10_000, false)), `${FAILED} R2.4`],
  ["late without a measure", "HR-05", small(deviating(1, { kind: "late" })), `${FAILED} R2.4`],
  ["wrong, though only one of twelve", "HR-05", small(deviating(1, { kind: "wrong-result" })), `${FAILED} R2.4`],
  ["twelve of twelve not performed: no rate, so no pattern by rate", "HR-05", small(deviating(12)), `${FAILED} R2.4`],
];

describe.each([
  ["R1.4, evidence that cannot be obtained", R1_4],
  ["R2.1, the tolerable rate itself is tolerable", R2_1],
  ["R2.4, a dozen items or fewer", R2_4],
] as const)("%s", (_, cases) => {
  test.each(cases)("%s", (_shows, control, attribute, verdict) => {
    expect(verdictOn(control, { attributes: [attribute] })).toBe(verdict);
  });
});

const own = (tolerable: string, N: number, d: number) => verdictOn("CHG-01", { tolerable, attributes: [of(N, d)] });

describe("R2.1, a control's own rate", () => {
  test.each([
    ["0.03", 100, 3, `${WITHIN} R2.1`],
    ["0.03", 100, 4, `${FAILED} R2.1`],
    ["0.03", 100, 6, `${SYSTEMATIC} R2.1`],
    ["1/3", 30, 10, `${WITHIN} R2.1`],
    ["1/3", 30, 11, `${FAILED} R2.1`],
    ["0.07", 100, 7, `${WITHIN} R2.1`],
    ["0.29", 100, 29, `${WITHIN} R2.1`],
    ["0.29", 100, 30, `${FAILED} R2.1`],
  ] as const)("at %s, of %i items %i may deviate or not", (tolerable, N, d, verdict) => {
    expect(own(tolerable, N, d)).toBe(verdict);
  });
});

describe("R3.3, noncompliant without a break", () => {
  const run = (control: string, ms: number, more: Partial<InputControl> = {}) =>
    verdictOn(control, {
      attributes: [
        stateItems({ items: 212, days: 365, deviations: deviating(1, { longest_run_ms: ms, deviating_ms: ms }) }),
      ],
      ...more,
    });
  test.each(["NET-01", "LOG-01", "IAM-06", "IAM-07", "ENC-02"])(
    "%s: 30 days fail, a millisecond less does not",
    (id) => {
      expect([run(id, 30 * DAY + 1), run(id, 30 * DAY), run(id, 30 * DAY - 1)]).toEqual([
        `${FAILED} R3.3`,
        `${FAILED} R3.3`,
        `${WITHIN} R2.1`,
      ]);
    },
  );
  test.each(["ENC-03", "LOG-02", "END-02"])("%s is not high risk: even 60 days are judged by their share", (id) => {
    expect(run(id, 60 * DAY)).toBe(`${WITHIN} R2.1`);
  });
  test("two items of 29 days each are not one of 58", () => {
    const two = deviating(2, { longest_run_ms: 29 * DAY, deviating_ms: 29 * DAY });
    expect(verdictOn("NET-01", { attributes: [stateItems({ items: 212, days: 365, deviations: two })] })).toBe(
      `${WITHIN} R2.1`,
    );
  });
});

describe("R4, from a cause to a pattern", () => {
  const withCause = (d: number, cause: InputControl["cause"], more: Partial<InputControl> = {}) =>
    verdictOn("CHG-01", { attributes: [of(1_000, d)], cause, ...more });
  const said = (scope: NonNullable<InputControl["cause"]>["scope"], status: "approved" | "proposed") => ({
    scope,
    status,
  });
  const ONE_OFF = "EFFECTIVE_WITH_EXCEPTION ISOLATED - R2.1";
  const WAY = "EFFECTIVE_WITH_EXCEPTION SYSTEMATIC low R2.1";
  test.each([
    ["one person, approved, one deviation", withCause(1, PERSON), ONE_OFF],
    ["one person, approved, two deviations", withCause(2, PERSON), ONE_OFF],
    ["one person, approved, three deviations", withCause(3, PERSON), `${WITHIN} R2.1`],
    ["one event, approved, two deviations", withCause(2, ONE_TIME), ONE_OFF],
    ["one event, only proposed", withCause(1, said("one_time", "proposed")), `${WITHIN} R2.1`],
    ["one person, only proposed", withCause(1, said("person", "proposed")), `${WITHIN} R2.1`],
    [
      "a process, approved: neither isolated nor a pattern by itself",
      withCause(1, said("process", "approved")),
      `${WITHIN} R2.1`,
    ],
    ["a process, proposed", withCause(1, said("process", "proposed")), `${WITHIN} R2.1`],
    ["a policy, only proposed", withCause(1, said("policy", "proposed")), WAY],
    ["a system, approved", withCause(1, said("system", "approved")), WAY],
    ["a system, and nothing deviates", withCause(0, said("system", "approved")), "EFFECTIVE - - R2.1"],
    [
      "the same as last period, though one event",
      withCause(1, ONE_TIME, { same_exception_previous_period: true }),
      WAY,
    ],
    ["no cause", withCause(1, null), `${WITHIN} R2.1`],
    ["99 of 1,000 are below twice 5 %", withCause(99, null), `${FAILED} R2.1`],
    ["100 of 1,000 are twice 5 %", withCause(100, null), `${SYSTEMATIC} R2.1`],
  ])("%s", (_shows, verdict, expected) => {
    expect(verdict).toBe(expected);
  });
  test("in a sample nothing can be isolated", () => {
    const attributes = [statistical({ N: null, stages: [93], deviations: deviating(1) })];
    expect(verdictOn("CHG-01", { attributes, cause: ONE_TIME })).toBe(`${WITHIN} R2.2`);
  });
});
