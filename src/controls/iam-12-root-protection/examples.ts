import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const CREATED = Date.UTC(2024, 4, 1);
const GRACE = HOUR_MS;
const MAX_GAP = 26 * HOUR_MS;
const DUE = MARCH + HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [from: number, to: number, settings?: Fields];

const NO_USE: Fields = {
  actIdentity: null,
  actSystem: null,
  actAccountRef: null,
  actPreviousAt: null,
  actPreviousRecordKey: null,
  actRecordKey: null,
  actRecordOpenedAt: null,
  actRecordClosedAt: null,
  actRecordOwner: null,
  actTicketKey: null,
  actTicketCreatedAt: null,
  actReviewedAt: null,
  actReviewedBy: null,
  actHasOtherReview: null,
  actRotatedAt: null,
};

/** The root of one cloud account; each cut is a stretch with what is different in it. */
function identity(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "root",
    occurredAt: START,
    label: "identity aws-prod/root",
    unit: null,
    actor: null,
    evidence: null,
    itemKind: "state",
    key: "aws-prod/root",
    owner: "E-9",
    class: "1111",
    isCritical: null,
    listedAt: 0,
    beganAt: CREATED,
    endedAt: null,
    isInScope: true,
    mfa: "hardware",
    accessKeys: "0",
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...NO_USE,
    ...more,
  };
  const segments = cuts.map(([fromAt, toAt, settings]) => ({ ...facts, fromAt, toAt, ...settings }));
  return { ...segments[0], segments };
}

/** One use of it in March, recorded and ticketed at once. */
function use(more: Fields = {}): Fields {
  return identity([[MARCH, MARCH + 1]], {
    itemId: "event 1",
    occurredAt: MARCH,
    label: "use of aws-prod/root",
    itemKind: "use",
    mfa: null,
    accessKeys: null,
    actIdentity: "aws-prod/root",
    actAccountRef: "1111",
    actRecordKey: "RU-1",
    actRecordOpenedAt: MARCH,
    actRecordClosedAt: MARCH + HOUR_MS,
    actRecordOwner: "E-1",
    actTicketKey: "SEC-1",
    actTicketCreatedAt: MARCH,
    ...more,
  });
}

const steady = (settings: Fields = {}) => identity([[CREATED, END + DAY_MS, settings]]);
const changed = (length: number, settings: Fields) =>
  identity([
    [CREATED, MARCH],
    [MARCH, MARCH + length, settings],
    [MARCH + length, END],
  ]);
const fresh = (until: number, settings: Fields) =>
  identity(
    [
      [MARCH, until, settings],
      [until, END],
    ],
    { beganAt: MARCH, occurredAt: MARCH },
  );
const unwatched = (length: number) =>
  identity([
    [CREATED, MARCH],
    [MARCH + length, END],
  ]);
const unrecorded = (more: Fields = {}) =>
  use({ ...NO_USE, actIdentity: "aws-prod/root", actAccountRef: "1111", ...more });
/** Goes on with a use an hour before, under the same record, whose ticket nobody knows. */
const soon = (more: Fields = {}) =>
  use({
    actRecordOpenedAt: MARCH - HOUR_MS,
    actPreviousAt: MARCH - HOUR_MS,
    actPreviousRecordKey: "RU-1",
    actTicketCreatedAt: null,
    ...more,
  });
const unseen = (stream: string, reason = "not_covered") => [
  { stream, scope: "*", from: 0, to: END + 900 * DAY_MS, reason },
];

const pass = { state: "pass" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const late = { state: "deviation", kind: "late" } as const;
const missing = { state: "deviation", kind: "evidence-missing" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;
const notApplicable = { state: "not-applicable" } as const;

const A: readonly Omit<Example, "attribute">[] = [
  { name: "hardware all the time", item: steady(), expect: pass },
  { name: "virtual", item: steady({ mfa: "virtual" }), expect: notPerformed },
  { name: "none for one ms", item: changed(1, { mfa: "none" }), expect: notPerformed },
  { name: "enrolled on the dot of the grace time", item: fresh(MARCH + GRACE, { mfa: "none" }), expect: pass },
  { name: "enrolled one ms later", item: fresh(MARCH + GRACE + 1, { mfa: "none" }), expect: notPerformed },
  { name: "a word nobody knows", item: steady({ mfa: "sms" }), expect: unparsed },
  { name: "never seen", item: steady({ mfa: null }), expect: gap },
  { name: "not seen for the maximum gap", item: unwatched(MAX_GAP), expect: pass },
  { name: "not seen one ms longer", item: unwatched(MAX_GAP + 1), expect: gap },
  { name: "refused", item: steady(), gaps: unseen("root.identities", "permission"), expect: denied },
  { name: "a use", item: unrecorded(), expect: notApplicable },
];

const B: readonly Omit<Example, "attribute">[] = [
  { name: "no keys all the time", item: steady(), expect: pass },
  { name: "a key for a day", item: changed(DAY_MS, { accessKeys: "1" }), expect: notPerformed },
  { name: "a key for one ms", item: changed(1, { accessKeys: "2" }), expect: notPerformed },
  { name: "a key in the grace time", item: fresh(MARCH + GRACE, { accessKeys: "1" }), expect: pass },
  { name: "a key one ms longer", item: fresh(MARCH + GRACE + 1, { accessKeys: "1" }), expect: notPerformed },
  { name: "a word nobody knows", item: steady({ accessKeys: "some" }), expect: unparsed },
  { name: "never seen", item: steady({ accessKeys: null }), expect: gap },
  { name: "refused", item: steady(), gaps: unseen("root.identities", "permission"), expect: denied },
  { name: "a use", item: unrecorded(), expect: notApplicable },
];

const C: readonly Omit<Example, "attribute">[] = [
  { name: "ticketed at once", item: use(), expect: pass },
  { name: "ticket on the dot", item: use({ actTicketCreatedAt: DUE }), expect: pass },
  { name: "ticket one ms late", item: use({ actTicketCreatedAt: DUE + 1 }), expect: late },
  {
    name: "record without a ticket",
    item: use({ actTicketKey: null, actTicketCreatedAt: null }),
    expect: unauthorised,
  },
  { name: "a ticket nobody knows", item: use({ actTicketCreatedAt: null }), expect: missing },
  { name: "tickets not seen", item: use({ actTicketCreatedAt: null }), gaps: unseen("tickets"), expect: gap },
  { name: "no record", item: unrecorded(), expect: unauthorised },
  { name: "no record, not due yet", item: unrecorded(), asOf: DUE, expect: { state: "pending" } },
  { name: "records refused", item: unrecorded(), gaps: unseen("root.identities", "permission"), expect: denied },
  { name: "soon after another", item: soon(), expect: notApplicable },
  { name: "one ms later than soon", item: soon({ actPreviousAt: MARCH - HOUR_MS - 1 }), expect: missing },
  {
    name: "soon after another, without a record",
    item: unrecorded({ actPreviousAt: MARCH - 1 }),
    expect: unauthorised,
  },
  {
    name: "soon after another, at the end of the hours promised",
    item: soon({ actRecordOpenedAt: MARCH - 8 * HOUR_MS }),
    expect: notApplicable,
  },
  {
    name: "soon after another, one ms beyond the hours promised",
    item: soon({ actRecordOpenedAt: MARCH - 8 * HOUR_MS - 1 }),
    expect: missing,
  },
  { name: "the identity over time", item: steady({ mfa: "none" }), expect: notApplicable },
  { name: "used at another time", item: unrecorded({ occurredAt: START - 1 }), expect: notApplicable },
];

const of = (attribute: string) => (example: Omit<Example, "attribute">) => ({ attribute, ...example });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [...A.map(of("A")), ...B.map(of("B")), ...C.map(of("C"))];
