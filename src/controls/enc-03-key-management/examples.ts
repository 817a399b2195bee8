import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

/** The period of all examples: the first half of 2026. */
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const CREATED = Date.UTC(2024, 4, 1);
const MAX_GAP = 26 * HOUR_MS;
const YEAR = 365 * DAY_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [fields: Fields, from: number, to: number];

const GOOD: Fields = { keyRotation: "true", keyWildcard: "false", keyDeletion: "none", keyKind: "symmetric" };
const asymmetric: Fields = { keyKind: "asymmetric", keyRotation: null };
const NOTHING: Fields = { keyRotation: null, keyWildcard: null, keyDeletion: null, keyKind: null };

/** A key in scope; each cut is a stretch. */
function key(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "arn:key",
    occurredAt: START,
    label: "key main",
    unit: "1111",
    actor: null,
    evidence: null,
    type: "AWS::KMS::Key",
    name: "main",
    isProduction: true,
    beganAt: CREATED,
    endedAt: null,
    isInScope: true,
    keyRotatedAt: null,
    keyDeletionApproved: null,
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...more,
  };
  const segments = cuts.map(([fields, fromAt, toAt]) => ({ ...facts, ...GOOD, ...fields, fromAt, toAt }));
  return { ...segments[0], segments };
}

const steady = (fields: Fields, more: Fields = {}) => key([[fields, CREATED, END + DAY_MS]], more);
const forOneDay = (fields: Fields) =>
  key([
    [{}, CREATED, MARCH],
    [fields, MARCH, MARCH + DAY_MS],
    [{}, MARCH + DAY_MS, END],
  ]);
const fresh = (fields: Fields, mended: number) =>
  key(
    [
      [fields, MARCH, mended],
      [{}, mended, END],
    ],
    { beganAt: MARCH },
  );
const unwatched = (length: number) =>
  key([
    [{}, CREATED, MARCH],
    [{}, MARCH + length, END],
  ]);
const excepted = (approvedAt: number): Fields => ({
  exceptionId: "X-1",
  exceptionFromAt: MARCH,
  exceptionToAt: MARCH + 30 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});
/** An imported key rotated by hand at `first`, and again at `second`. */
const byHand = (first: number, second: number) =>
  key([
    [{ keyKind: "imported", keyRotation: null, keyRotatedAt: String(first) }, first, second],
    [{ keyKind: "imported", keyRotation: null, keyRotatedAt: String(second) }, second, END],
  ]);
/** An asymmetric key made at `beganAt`, and first rotated in March. */
const firstByHand = (beganAt: number) =>
  key(
    [
      [asymmetric, beganAt, MARCH],
      [{ ...asymmetric, keyRotatedAt: String(MARCH) }, MARCH, END],
    ],
    { beganAt },
  );
const gap = (stream: string, scope: string, reason: string) => [
  { stream, scope, from: MARCH, to: MARCH + 2 * DAY_MS, reason },
];

const pass = { state: "pass" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const evidenceMissing = { state: "deviation", kind: "evidence-missing" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;

type Kind = "not-performed" | "wrong-result" | "unauthorised";

/** What every attribute says alike of its own setting. */
function always(attribute: string, { bad, kind }: { bad: Fields; kind: Kind }): readonly Example[] {
  const broken = { state: "deviation", kind } as const;
  const word = Object.fromEntries(Object.keys(bad).map((name) => [name, "perhaps"]));
  const examples: Omit<Example, "attribute">[] = [
    { name: "as promised", item: steady({}), expect: pass },
    { name: "never", item: steady(bad), expect: broken },
    { name: "not for a day", item: forOneDay(bad), expect: broken },
    { name: "not seen for the maximum gap", item: unwatched(MAX_GAP), expect: pass },
    { name: "not seen one ms longer", item: unwatched(MAX_GAP + 1), expect: unseen },
    { name: "never seen", item: steady(NOTHING), expect: unseen },
    { name: "a word nobody knows", item: steady(word), expect: unparsed },
    { name: "refused", item: steady({}), gaps: gap("cloud.config", "1111", "permission"), expect: denied },
    { name: "exception approved in time", item: forOneDay({ ...bad, ...excepted(MARCH) }), expect: pass },
    { name: "exception approved one ms late", item: forOneDay({ ...bad, ...excepted(MARCH + 1) }), expect: broken },
    {
      name: "the register of exceptions refused",
      item: forOneDay(bad),
      gaps: gap("exceptions.approved", "*", "permission"),
      expect: denied,
    },
    { name: "out of scope", item: steady({ ...bad, isInScope: false }), expect: notApplicable },
    { name: "deleted before the period's end", item: steady({}, { endedAt: MARCH }), expect: pass },
    { name: "a key of the provider", item: steady({ ...bad, keyKind: "provider" }), expect: notApplicable },
  ];
  return examples.map((each) => ({ ...each, attribute }));
}

/** What may be set right soon after creation. */
function graced(attribute: string, { bad, kind }: { bad: Fields; kind: Kind }): readonly Example[] {
  return [
    { name: "mended on the dot of the grace time", attribute, item: fresh(bad, MARCH + HOUR_MS), expect: pass },
    {
      name: "mended one ms later",
      attribute,
      item: fresh(bad, MARCH + HOUR_MS + 1),
      expect: { state: "deviation", kind },
    },
    {
      name: "the grace time running",
      attribute,
      item: key([[bad, MARCH, MARCH + 1]], { beganAt: MARCH }),
      asOf: MARCH + HOUR_MS,
      expect: { state: "pending" },
    },
  ];
}

const rotations: readonly Omit<Example, "attribute">[] = [
  { name: "in the days promised", item: steady({ keyRotation: "365" }), expect: pass },
  { name: "a day later", item: steady({ keyRotation: "366" }), expect: notPerformed },
  { name: "on, and less than a year promised", item: steady({}), parameters: { rotation_days: 364 }, expect: unparsed },
  {
    name: "every 90 days, as promised",
    item: steady({ keyRotation: "90" }),
    parameters: { rotation_days: 90 },
    expect: pass,
  },
  { name: "the kind is not known", item: steady({ keyKind: null }), expect: pass },
  { name: "asymmetric, never by hand", item: steady(asymmetric), expect: evidenceMissing },
  {
    name: "by hand never, as the period ends on the dot",
    item: steady(asymmetric, { beganAt: END - YEAR - 1 }),
    expect: pass,
  },
  {
    name: "by hand never, one ms more of the period left",
    item: steady(asymmetric, { beganAt: END - YEAR - 2 }),
    expect: evidenceMissing,
  },
  { name: "by hand never, made nobody knows when", item: steady(asymmetric, { beganAt: null }), expect: unseen },
  {
    name: "by hand, made nobody knows when",
    item: { ...byHand(MARCH - YEAR, MARCH + 1), beganAt: null },
    expect: pass,
  },
  { name: "by hand on the dot", item: byHand(MARCH - YEAR, MARCH + 1), expect: pass },
  { name: "by hand one ms late", item: byHand(MARCH - YEAR, MARCH + 2), expect: notPerformed },
  {
    name: "by hand at a word nobody knows",
    item: key([[{ ...asymmetric, keyRotatedAt: "1 | 2" }, CREATED, END]]),
    expect: unparsed,
  },
  {
    name: "first by hand on the dot",
    item: firstByHand(MARCH - YEAR - 1),
    expect: pass,
  },
  {
    name: "first by hand one ms late",
    item: firstByHand(MARCH - YEAR - 2),
    expect: notPerformed,
  },
];

const pendingDeletion: Fields = { keyDeletion: "pending" };

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...always("A", { bad: { keyRotation: "false" }, kind: "not-performed" }),
  ...graced("A", { bad: { keyRotation: "false" }, kind: "not-performed" }),
  ...rotations.map((each) => ({ ...each, attribute: "A" })),
  ...always("B", { bad: { keyWildcard: "true" }, kind: "wrong-result" }),
  ...graced("B", { bad: { keyWildcard: "true" }, kind: "wrong-result" }),
  ...always("C", { bad: pendingDeletion, kind: "unauthorised" }),
  {
    name: "approved",
    attribute: "C",
    item: forOneDay({ ...pendingDeletion, keyDeletionApproved: "true" }),
    expect: pass,
  },
  {
    name: "approved by a word nobody knows",
    attribute: "C",
    item: forOneDay({ ...pendingDeletion, keyDeletionApproved: "false | true" }),
    expect: unparsed,
  },
  {
    name: "approved one ms late",
    attribute: "C",
    item: key([
      [{}, CREATED, MARCH],
      [pendingDeletion, MARCH, MARCH + 1],
      [{ ...pendingDeletion, keyDeletionApproved: "true" }, MARCH + 1, END],
    ]),
    expect: { state: "deviation", kind: "unauthorised" },
  },
];
