import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

/** The period of all examples: the first half of 2026. */
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const BEGAN = Date.UTC(2025, 0, 1);
const MAX_GAP = 26 * HOUR_MS;
const DUE = MARCH + DAY_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [value: string | null, from: number, to: number, more?: Fields];

const NO_EXCEPTION: Fields = {
  exceptionId: null,
  exceptionFromAt: null,
  exceptionToAt: null,
  exceptionApprovedAt: null,
  exceptionIsOwned: false,
};

function environment(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "e-dev",
    occurredAt: START,
    label: "environment acme-dev",
    unit: "development",
    actor: null,
    evidence: null,
    itemKind: "state",
    key: "acme-dev",
    beganAt: BEGAN,
    endedAt: null,
    ...NO_EXCEPTION,
    ...more,
  };
  const segments = cuts.map(([separated, fromAt, toAt, extra]) => ({ ...facts, separated, fromAt, toAt, ...extra }));
  return { ...segments[0], segments };
}

const steady = (value: string | null, more: Fields = {}) => environment([[value, BEGAN, END + DAY_MS]], more);
const sharedForOneDay = (more: Fields = {}) =>
  environment([
    ["true", BEGAN, MARCH],
    ["false", MARCH, MARCH + DAY_MS, more],
    ["true", MARCH + DAY_MS, END],
  ]);
const fresh = (mended: number) =>
  environment(
    [
      ["false", MARCH, mended],
      ["true", mended, END],
    ],
    { beganAt: MARCH },
  );
const unwatched = (length: number) =>
  environment([
    ["true", BEGAN, MARCH],
    ["true", MARCH + length, END],
  ]);
const excepted = (approvedAt: number): Fields => ({
  exceptionId: "X-1",
  exceptionFromAt: MARCH,
  exceptionToAt: MARCH + 30 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});

/** A copy into development, approved the day before and masked an hour after. */
function copy(more: Fields = {}): Fields {
  const facts = {
    itemId: "data-copy C-1",
    occurredAt: MARCH,
    label: "data copy C-1",
    unit: "orders",
    actor: "E-3",
    evidence: null,
    itemKind: "copy",
    fromAt: MARCH,
    toAt: MARCH + 1,
    ...NO_EXCEPTION,
    actSubject: "acme-dev",
    actSubjectClass: "development",
    actApprovedCount: 1,
    actApprovedAt: MARCH - DAY_MS,
    actApprovedBy: "E-9",
    actApprovedOtherAt: MARCH - DAY_MS,
    actApprovedUnsureAt: null,
    actMaskedCount: 1,
    actMaskedAt: MARCH + HOUR_MS,
    ...more,
  };
  return { ...facts, segments: [facts] };
}

const unmasked = copy({ actMaskedCount: 0, actMaskedAt: null });
const unapproved = copy({ actApprovedCount: 0, actApprovedAt: null, actApprovedBy: null, actApprovedOtherAt: null });
const gap = (stream: string, reason: string) => [{ stream, scope: "*", from: MARCH, to: MARCH + 2 * DAY_MS, reason }];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const silent = { state: "deviation", kind: "evidence-missing" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;

const separation: readonly Omit<Example, "attribute">[] = [
  { name: "apart all the time", item: steady("true"), expect: pass },
  { name: "never apart", item: steady("false"), expect: notPerformed },
  { name: "shared for a day", item: sharedForOneDay(), expect: notPerformed },
  { name: "mended on the dot of the grace time", item: fresh(MARCH + HOUR_MS), expect: pass },
  { name: "mended one ms later", item: fresh(MARCH + HOUR_MS + 1), expect: notPerformed },
  {
    name: "the grace time running",
    item: environment([["false", MARCH, MARCH + 1]], { beganAt: MARCH }),
    asOf: MARCH + HOUR_MS,
    expect: { state: "pending" },
  },
  { name: "not seen for the maximum gap", item: unwatched(MAX_GAP), expect: pass },
  { name: "not seen one ms longer", item: unwatched(MAX_GAP + 1), expect: unseen },
  { name: "never seen", item: steady(null), expect: unseen },
  { name: "a word nobody knows", item: steady("mostly"), expect: { state: "indeterminate", cause: "unparsed" } },
  { name: "refused", item: steady("true"), gaps: gap("environments", "permission"), expect: denied },
  { name: "exception approved in time", item: sharedForOneDay(excepted(MARCH)), expect: pass },
  { name: "exception approved one ms late", item: sharedForOneDay(excepted(MARCH + 1)), expect: notPerformed },
  {
    name: "the register of exceptions refused",
    item: sharedForOneDay(),
    gaps: gap("exceptions.approved", "permission"),
    expect: denied,
  },
  {
    name: "an exception all the time",
    item: environment([["false", START, END, { ...excepted(START), exceptionFromAt: START, exceptionToAt: END }]]),
    expect: notApplicable,
  },
  { name: "closed before the period's end", item: steady("true", { endedAt: MARCH }), expect: pass },
  { name: "a copy", item: copy(), expect: notApplicable },
];

const copies: readonly Omit<Example, "attribute">[] = [
  { name: "approved and masked", item: copy(), expect: pass },
  { name: "approved on the dot", item: copy({ actApprovedAt: MARCH, actApprovedOtherAt: MARCH }), expect: pass },
  {
    name: "approved one ms late",
    item: copy({ actApprovedAt: MARCH + 1, actApprovedOtherAt: MARCH + 1 }),
    expect: late,
  },
  { name: "not approved", item: unapproved, expect: { state: "deviation", kind: "unauthorised" } },
  { name: "not approved, steps not seen", item: unapproved, gaps: gap("environments", "not_covered"), expect: unseen },
  { name: "not approved, steps refused", item: unapproved, gaps: gap("environments", "permission"), expect: denied },
  {
    name: "approved by who made it",
    item: copy({ actApprovedOtherAt: null }),
    expect: { state: "deviation", kind: "unauthorised" },
  },
  {
    name: "approved, and nobody knows whether by who made it",
    item: copy({ actApprovedOtherAt: null, actApprovedUnsureAt: MARCH }),
    expect: { state: "indeterminate", cause: "unmatched-person" },
  },
  {
    name: "approved by nobody with a name",
    item: copy({ actApprovedBy: null, actApprovedOtherAt: null }),
    expect: silent,
  },
  { name: "an approval without a date", item: copy({ actApprovedAt: null, actApprovedOtherAt: null }), expect: silent },
  { name: "masked on the dot", item: copy({ actMaskedAt: DUE }), expect: pass },
  { name: "masked one ms late", item: copy({ actMaskedAt: DUE + 1 }), expect: late },
  { name: "masked before it was made", item: copy({ actMaskedAt: MARCH - HOUR_MS }), expect: pass },
  {
    name: "masked at once, as promised",
    item: copy({ actMaskedAt: MARCH }),
    parameters: { mask_hours: 0 },
    expect: pass,
  },
  { name: "not masked, on the dot", item: unmasked, asOf: DUE, expect: { state: "pending" } },
  { name: "not masked, one ms after", item: unmasked, asOf: DUE + 1, expect: notPerformed },
  { name: "not masked, steps not seen", item: unmasked, gaps: gap("environments", "not_covered"), expect: unseen },
  { name: "masked without a date", item: copy({ actMaskedAt: null }), expect: silent },
  { name: "into an unregistered place", item: copy({ actSubjectClass: null }), expect: pass },
  {
    name: "into an unregistered place, not masked",
    item: copy({ actSubjectClass: null, actMaskedCount: 0, actMaskedAt: null }),
    expect: notPerformed,
  },
  { name: "within production", item: copy({ actSubjectClass: "production" }), expect: notApplicable },
  { name: "in another time", item: copy({ occurredAt: END }), expect: notApplicable },
  { name: "an environment", item: steady("false"), expect: notApplicable },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...separation.map((each) => ({ ...each, attribute: "A" })),
  ...copies.map((each) => ({ ...each, attribute: "B" })),
];
