import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../base/instant.js";

const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const SINCE = Date.UTC(2025, 0, 1);
const LIMIT = 24 * HOUR_MS;
const GRACE = HOUR_MS;
const MAX_GAP = 26 * HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [from: number, to: number, more?: Fields];

/** A healthy log source; each cut is a stretch with its differences. */
function source(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "trail",
    occurredAt: START,
    label: "log source cloudtrail-prod",
    unit: "cloudtrail-prod",
    actor: null,
    evidence: null,
    scopeFrom: SINCE,
    scopeTo: null,
    enabled: "yes",
    isStoppedByPerson: false,
    arriving: "yes",
    hasSilenceCause: false,
    isSilencedByPerson: false,
    immutable: "yes",
    alertOnStop: "yes",
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...more,
  };
  const segments = cuts.map(([fromAt, toAt, extra]) => ({ ...facts, fromAt, toAt, ...extra }));
  return { ...segments[0], segments };
}

const steady = (more: Fields = {}) => source([[SINCE, END, more]]);
/** Different from March on, for a while; then as before from `again`. */
const lapse = (until: number, more: Fields, again = until) =>
  source([
    [SINCE, MARCH],
    [MARCH, until, more],
    [again, END],
  ]);
/** In scope since March, different at first. */
const fresh = (until: number, more: Fields) =>
  source(
    [
      [MARCH, until, more],
      [until, END],
    ],
    { scopeFrom: MARCH, occurredAt: MARCH },
  );
const unwatched = (length: number) =>
  source([
    [SINCE, MARCH],
    [MARCH + length, END],
  ]);
const excepted = (approvedAt: number): Fields => ({
  exceptionId: "X-9",
  exceptionFromAt: MARCH,
  exceptionToAt: MARCH + 2 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});
const gap = (stream: string, reason: string) => [{ stream, scope: "*", from: MARCH, to: MARCH + 2 * DAY_MS, reason }];

const pass = { state: "pass" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const bypassed = { state: "deviation", kind: "bypassed" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const bounded = { state: "indeterminate", cause: "bounded-time" } as const;

interface Aspect {
  readonly attribute: string;
  readonly field: string;
  readonly broken: Example["expect"];
}
const ASPECTS: readonly Aspect[] = [
  { attribute: "A", field: "enabled", broken: notPerformed },
  { attribute: "C", field: "immutable", broken: { state: "deviation", kind: "wrong-result" } },
  { attribute: "D", field: "alertOnStop", broken: notPerformed },
];

/** What A, C and D have in common: a yes or no over time. */
function aspectExamples({ attribute, field, broken }: Aspect): readonly Example[] {
  const no = { [field]: "no" };
  const twoDays = MARCH + 2 * DAY_MS;
  return [
    { name: "all the time", attribute, item: steady(), expect: pass },
    { name: "not for one ms", attribute, item: lapse(MARCH + 1, no), expect: broken },
    { name: "set right on the dot", attribute, item: fresh(MARCH + GRACE, no), expect: pass },
    { name: "set right one ms late", attribute, item: fresh(MARCH + GRACE + 1, no), expect: broken },
    {
      name: "grace running",
      attribute,
      item: source([[MARCH, MARCH + MINUTE_MS, no]], { scopeFrom: MARCH, occurredAt: MARCH }),
      asOf: MARCH + GRACE,
      expect: { state: "pending" },
    },
    {
      name: "set right nobody knows when",
      attribute,
      item: source([[MARCH, MARCH + MINUTE_MS, no]], { scopeFrom: MARCH, occurredAt: MARCH }),
      expect: bounded,
    },
    { name: "not seen for the maximum gap", attribute, item: unwatched(MAX_GAP), expect: pass },
    { name: "not seen one ms longer", attribute, item: unwatched(MAX_GAP + 1), expect: unseen },
    { name: "never seen", attribute, item: steady({ [field]: null }), expect: unseen },
    {
      name: "a word nobody knows",
      attribute,
      item: steady({ [field]: "other" }),
      expect: { state: "indeterminate", cause: "unparsed" },
    },
    { name: "health refused", attribute, item: steady(), gaps: gap("log.sources", "permission"), expect: denied },
    { name: "exception in time", attribute, item: lapse(twoDays, { ...no, ...excepted(MARCH) }), expect: pass },
    {
      name: "exception one ms late",
      attribute,
      item: lapse(twoDays, { ...no, ...excepted(MARCH + 1) }),
      expect: broken,
    },
    {
      name: "exception over all of its time",
      attribute,
      item: source([[MARCH, MARCH + DAY_MS, { ...no, ...excepted(MARCH) }]], {
        scopeFrom: MARCH,
        scopeTo: MARCH + DAY_MS,
      }),
      expect: { state: "not-applicable" },
    },
    {
      name: "register refused",
      attribute,
      item: lapse(MARCH + 1, no),
      gaps: gap("exceptions.approved", "permission"),
      expect: denied,
    },
  ];
}

const silent = { arriving: "no" };
const silences: readonly Omit<Example, "attribute">[] = [
  { name: "arriving all the time", item: steady(), expect: pass },
  { name: "silent for exactly the limit", item: lapse(MARCH + LIMIT, silent), expect: pass },
  { name: "silent one ms longer", item: lapse(MARCH + LIMIT + 1, silent), expect: notPerformed },
  {
    name: "silent in two looks that add up",
    item: source([
      [SINCE, MARCH],
      [MARCH, MARCH + HOUR_MS, silent],
      [MARCH + 2 * HOUR_MS, MARCH + LIMIT + HOUR_MS, silent],
      [MARCH + LIMIT + HOUR_MS, END],
    ]),
    expect: notPerformed,
  },
  {
    name: "heard between two short silences",
    item: source([
      [SINCE, MARCH],
      [MARCH, MARCH + LIMIT, silent],
      [MARCH + LIMIT, MARCH + LIMIT + 1],
      [MARCH + LIMIT + 1, MARCH + 2 * LIMIT, silent],
      [MARCH + 2 * LIMIT, END],
    ]),
    expect: pass,
  },
  { name: "heard again by the limit", item: lapse(MARCH + HOUR_MS, silent, MARCH + LIMIT), expect: pass },
  { name: "heard again nobody knows when", item: lapse(MARCH + HOUR_MS, silent, MARCH + LIMIT + 1), expect: bounded },
  {
    name: "days of maintenance",
    item: lapse(MARCH + 5 * DAY_MS, { ...silent, hasSilenceCause: true }),
    expect: pass,
  },
  {
    name: "silenced by a person for a minute",
    item: lapse(MARCH + MINUTE_MS, { ...silent, isSilencedByPerson: true }),
    expect: bypassed,
  },
  {
    name: "silent under an exception",
    item: lapse(MARCH + 2 * DAY_MS, { ...silent, ...excepted(MARCH) }),
    expect: pass,
  },
  { name: "nobody looked for the maximum gap", item: unwatched(MAX_GAP), expect: pass },
  { name: "nobody looked one ms longer", item: unwatched(MAX_GAP + 1), expect: unseen },
  { name: "health refused", item: steady(), gaps: gap("log.sources", "permission"), expect: denied },
  {
    name: "a word nobody knows",
    item: steady({ arriving: "other" }),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
  {
    name: "not in scope in the period",
    item: source([[SINCE, START]], { scopeTo: START }),
    expect: { state: "not-applicable" },
  },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...ASPECTS.flatMap(aspectExamples),
  {
    name: "stopped by a person",
    attribute: "A",
    item: lapse(MARCH + 1, { enabled: "no", isStoppedByPerson: true }),
    expect: bypassed,
  },
  ...silences.map((each) => ({ ...each, attribute: "B" })),
];
