import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../base/instant.js";

/** The period of all examples: the first half of 2026. */
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
/** A change in the console in March. */
const MARCH = Date.UTC(2026, 2, 4);
const CREATED = Date.UTC(2024, 4, 1);
const GRACE = HOUR_MS;
const MAX_GAP = 26 * HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [kind: string | null, from: number, to: number, more?: Fields];

/** A store in scope; each cut is a stretch of one kind of encryption. */
function store(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "arn:exports",
    occurredAt: START,
    label: "bucket acme-exports",
    unit: "1111",
    actor: null,
    evidence: null,
    type: "AWS::S3::Bucket",
    isCopy: false,
    hasCustomerData: null,
    createdAt: CREATED,
    deletedAt: null,
    isInScope: true,
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...more,
  };
  const segments = cuts.map(([encryptionKind, fromAt, toAt, extra]) => ({
    ...facts,
    encryptionKind,
    fromAt,
    toAt,
    ...extra,
  }));
  return { ...segments[0], segments };
}

const steady = (kind: string | null, more: Fields = {}) => store([[kind, CREATED, END + DAY_MS]], more);
const opened = (days: number): readonly Cut[] => [
  ["managed", CREATED, MARCH],
  ["none", MARCH, MARCH + days * DAY_MS],
  ["managed", MARCH + days * DAY_MS, END],
];
/** Created in March, unencrypted until `until`, next seen encrypted at `seen`. */
const fresh = (until: number, seen = until) =>
  store(
    [
      ["none", MARCH, until],
      ["managed", seen, END],
    ],
    { createdAt: MARCH, occurredAt: MARCH },
  );
const excepted = (approvedAt: number): Fields => ({
  exceptionId: "X-7",
  exceptionFromAt: MARCH - DAY_MS,
  exceptionToAt: MARCH + 30 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});
const underException = (approvedAt: number) =>
  store([
    ["managed", CREATED, MARCH],
    ["none", MARCH, MARCH + DAY_MS, excepted(approvedAt)],
    ["managed", MARCH + DAY_MS, END],
  ]);
const unwatched = (length: number) =>
  store([
    ["managed", CREATED, MARCH],
    ["managed", MARCH + length, END],
  ]);
const gap = (stream: string, scope: string, reason: string) => [
  { stream, scope, from: MARCH, to: MARCH + 2 * DAY_MS, reason },
];

const pass = { state: "pass" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const wrong = { state: "deviation", kind: "wrong-result" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const bounded = { state: "indeterminate", cause: "bounded-time" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;
const pending = { state: "pending" } as const;

const encryption: readonly Example[] = [
  { name: "managed keys all its life", attribute: "A", item: steady("managed"), expect: pass },
  { name: "nine days open after a console change", attribute: "A", item: store(opened(9)), expect: notPerformed },
  { name: "open for one millisecond", attribute: "A", item: store(opened(1 / DAY_MS)), expect: notPerformed },
  { name: "mended on the dot of the grace time", attribute: "A", item: fresh(MARCH + GRACE), expect: pass },
  { name: "mended one ms later", attribute: "A", item: fresh(MARCH + GRACE + 1), expect: notPerformed },
  {
    name: "last seen open in the grace time, next seen after it",
    attribute: "A",
    item: fresh(MARCH + 10 * MINUTE_MS, MARCH + DAY_MS),
    expect: bounded,
  },
  {
    name: "open, grace running",
    attribute: "A",
    item: store([["none", MARCH, MARCH + 1]], { createdAt: MARCH, occurredAt: MARCH }),
    asOf: MARCH + GRACE,
    expect: pending,
  },
  { name: "not seen for the maximum gap", attribute: "A", item: unwatched(MAX_GAP), expect: pass },
  { name: "not seen one ms longer", attribute: "A", item: unwatched(MAX_GAP + 1), expect: unseen },
  { name: "never seen", attribute: "A", item: steady(null), expect: unseen },
  { name: "a word nobody knows", attribute: "A", item: steady("other"), expect: unparsed },
  {
    name: "history refused for two days",
    attribute: "A",
    item: steady("managed"),
    gaps: gap("cloud.config", "1111", "permission"),
    expect: denied,
  },
  { name: "exception approved in time", attribute: "A", item: underException(MARCH), expect: pass },
  { name: "exception approved one ms late", attribute: "A", item: underException(MARCH + 1), expect: notPerformed },
  {
    name: "exception over all of it",
    attribute: "A",
    item: store([["none", START, END, { ...excepted(START), exceptionFromAt: START, exceptionToAt: END }]]),
    expect: notApplicable,
  },
  {
    name: "open, the register of exceptions refused",
    attribute: "A",
    item: store(opened(9)),
    gaps: gap("exceptions.approved", "*", "permission"),
    expect: denied,
  },
  {
    name: "open, and there is no register",
    attribute: "A",
    item: store(opened(9)),
    gaps: gap("exceptions.approved", "*", "not_configured"),
    expect: notPerformed,
  },
  { name: "no customer data", attribute: "A", item: steady("none", { hasCustomerData: false }), expect: notApplicable },
  {
    name: "tagged as holding customer data",
    attribute: "A",
    item: steady("none", { hasCustomerData: true }),
    expect: notPerformed,
  },
  { name: "out of scope", attribute: "A", item: steady("none", { isInScope: false }), expect: notApplicable },
  {
    name: "deleted before the period ends",
    attribute: "A",
    item: steady("managed", { deletedAt: MARCH }),
    expect: pass,
  },
  { name: "a copy", attribute: "A", item: steady("none", { isCopy: true }), expect: notApplicable },
];

const wholeLife: readonly Example[] = [
  { name: "default encryption, proven from creation", attribute: "A", item: steady("provider"), expect: pass },
  {
    name: "a volume with default encryption, seen from creation",
    attribute: "A",
    item: steady("provider", { type: "AWS::EC2::Volume" }),
    expect: pass,
  },
  {
    name: "a volume with default encryption, first seen long after creation",
    attribute: "A",
    item: store([["provider", START, END]], { type: "AWS::EC2::Volume" }),
    expect: unseen,
  },
  {
    name: "a bucket from the day S3 encrypts by default, first seen later",
    attribute: "A",
    item: store([["provider", START, END]], { createdAt: Date.UTC(2023, 0, 5) }),
    expect: pass,
  },
  {
    name: "a bucket one ms older",
    attribute: "A",
    item: store([["provider", START, END]], { createdAt: Date.UTC(2023, 0, 5) - 1 }),
    expect: unseen,
  },
  {
    name: "default encryption, creation unknown",
    attribute: "A",
    item: store([["provider", START, END]], { createdAt: null }),
    expect: unseen,
  },
  {
    name: "open until the day before the period: the old contents are in question",
    attribute: "A",
    item: store([
      ["none", CREATED, START - DAY_MS],
      ["managed", START - DAY_MS, END],
    ]),
    expect: unseen,
  },
  {
    name: "open only in the grace time before the period",
    attribute: "A",
    item: store([
      ["none", CREATED, CREATED + GRACE],
      ["managed", CREATED + GRACE, END],
    ]),
    expect: pass,
  },
];

const customer = { key_type: "customer" };
const reopened = store([
  ["customer", CREATED, MARCH],
  ["managed", MARCH, MARCH + DAY_MS],
  ["customer", MARCH + DAY_MS, END],
]);

const keys: readonly Example[] = [
  { name: "default keys are managed", attribute: "B", item: steady("provider"), expect: pass },
  { name: "managed keys", attribute: "B", item: steady("managed"), expect: pass },
  { name: "own keys are more than asked", attribute: "B", item: steady("customer"), expect: pass },
  { name: "own keys asked and used", attribute: "B", item: steady("customer"), parameters: customer, expect: pass },
  {
    name: "own keys asked, managed used",
    attribute: "B",
    item: steady("managed"),
    parameters: customer,
    expect: wrong,
  },
  {
    name: "own keys asked, default used",
    attribute: "B",
    item: steady("provider"),
    parameters: customer,
    expect: wrong,
  },
  { name: "managed for a day", attribute: "B", item: reopened, parameters: customer, expect: wrong },
  {
    name: "managed for a day, register refused",
    attribute: "B",
    item: reopened,
    parameters: customer,
    gaps: gap("exceptions.approved", "*", "permission"),
    expect: denied,
  },
  { name: "never encrypted: judged by A", attribute: "B", item: steady("none"), expect: notApplicable },
  { name: "open for a while: the rest is judged", attribute: "B", item: store(opened(9)), expect: pass },
  { name: "never seen", attribute: "B", item: steady(null), expect: unseen },
  { name: "a word nobody knows", attribute: "B", item: steady("other"), expect: unparsed },
  { name: "no customer data", attribute: "B", item: steady("none", { hasCustomerData: false }), expect: notApplicable },
  { name: "a copy", attribute: "B", item: steady("managed", { isCopy: true }), expect: notApplicable },
];

const copy = (kind: string | null, more: Fields = {}) =>
  steady(kind, { isCopy: true, type: "AWS::EC2::Snapshot", label: "snapshot nightly", ...more });

const copies: readonly Example[] = [
  { name: "an encrypted snapshot", attribute: "C", item: copy("managed"), expect: pass },
  { name: "an open snapshot", attribute: "C", item: copy("none"), expect: notPerformed },
  {
    name: "own keys asked, managed used",
    attribute: "C",
    item: copy("managed"),
    parameters: customer,
    expect: notPerformed,
  },
  { name: "own keys asked and used", attribute: "C", item: copy("customer"), parameters: customer, expect: pass },
  { name: "a snapshot nobody saw", attribute: "C", item: copy(null), expect: unseen },
  { name: "a word nobody knows", attribute: "C", item: copy("other"), expect: unparsed },
  { name: "no customer data", attribute: "C", item: copy("none", { hasCustomerData: false }), expect: notApplicable },
  { name: "not a copy", attribute: "C", item: steady("none"), expect: notApplicable },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [...encryption, ...wholeLife, ...keys, ...copies];
