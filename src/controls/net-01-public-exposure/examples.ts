import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../base/instant.js";

const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const CREATED = Date.UTC(2025, 4, 1);
const GRACE = HOUR_MS;
const MAX_GAP = 26 * HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [exposure: string | null, from: number, to: number, more?: Fields];

/** A bucket in scope; each cut is a stretch of one exposure. */
function bucket(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "arn:exports",
    occurredAt: START,
    label: "bucket acme-exports",
    unit: "1111",
    actor: null,
    evidence: null,
    type: "AWS::S3::Bucket",
    createdAt: CREATED,
    deletedAt: null,
    isInScope: true,
    accountBlock: null,
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...more,
  };
  const segments = cuts.map(([exposure, fromAt, toAt, extra]) => ({ ...facts, exposure, fromAt, toAt, ...extra }));
  return { ...segments[0], segments };
}

/** Public from March for a while. */
const opened = (until: number, more: Fields = {}) =>
  bucket([
    ["private", CREATED, MARCH],
    ["public", MARCH, until, more],
    ["private", until, END],
  ]);
const steady = (exposure: string | null, more: Fields = {}) => bucket([[exposure, CREATED, END]], more);
const fresh = (until: number, seen = until) =>
  bucket(
    [
      ["public", MARCH, until],
      ["private", seen, END],
    ],
    { createdAt: MARCH, occurredAt: MARCH },
  );
const listed = (more: Fields = {}): Fields => ({
  exceptionId: "X-3",
  exceptionFromAt: MARCH,
  exceptionToAt: Date.UTC(2027, 2, 4),
  exceptionApprovedAt: MARCH,
  exceptionIsOwned: true,
  ...more,
});
const unwatched = (length: number) =>
  bucket([
    ["private", CREATED, MARCH],
    ["private", MARCH + length, END],
  ]);
const gap = (stream: string, scope: string, reason: string) => [
  { stream, scope, from: MARCH, to: MARCH + 2 * DAY_MS, reason },
];

const pass = { state: "pass" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const bounded = { state: "indeterminate", cause: "bounded-time" } as const;

const facts: readonly Omit<Example, "attribute">[] = [
  { name: "private all the time", item: steady("private"), expect: pass },
  { name: "public for an afternoon", item: opened(MARCH + 4 * HOUR_MS), expect: unauthorised },
  { name: "public for one millisecond", item: opened(MARCH + 1), expect: unauthorised },
  { name: "created public, mended on the dot", item: fresh(MARCH + GRACE), expect: pass },
  { name: "created public, mended one ms late", item: fresh(MARCH + GRACE + 1), expect: unauthorised },
  {
    name: "created public, mended nobody knows when",
    item: fresh(MARCH + 5 * MINUTE_MS, MARCH + DAY_MS),
    expect: bounded,
  },
  {
    name: "created public, grace running",
    item: bucket([["public", MARCH, MARCH + 1]], { createdAt: MARCH, occurredAt: MARCH }),
    asOf: MARCH + GRACE,
    expect: { state: "pending" },
  },
  { name: "the account's block is proven", item: steady("public", { accountBlock: "on" }), expect: pass },
  { name: "the account's block, bucket not seen", item: steady(null, { accountBlock: "on" }), expect: pass },
  { name: "the account's block is off", item: opened(MARCH + DAY_MS, { accountBlock: "off" }), expect: unauthorised },
  {
    name: "nobody knows the account's block",
    item: opened(MARCH + DAY_MS, { accountBlock: "other" }),
    expect: unauthorised,
  },
  { name: "on the list, approved on the dot", item: opened(MARCH + DAY_MS, listed()), expect: pass },
  {
    name: "on the list, approved one ms late",
    item: opened(MARCH + DAY_MS, listed({ exceptionApprovedAt: MARCH + 1 })),
    expect: unauthorised,
  },
  {
    name: "on the list for one ms more than a year",
    item: opened(MARCH + DAY_MS, listed({ exceptionToAt: Date.UTC(2027, 2, 4) + 1 })),
    expect: unauthorised,
  },
  { name: "on the list without end", item: opened(MARCH + 1, listed({ exceptionToAt: null })), expect: unauthorised },
  {
    name: "on the list without an owner",
    item: opened(MARCH + 1, listed({ exceptionIsOwned: false })),
    expect: unauthorised,
  },
  {
    name: "public, the list refused",
    item: opened(MARCH + DAY_MS),
    gaps: gap("exceptions.approved", "*", "permission"),
    expect: denied,
  },
  {
    name: "public, and there is no list",
    item: opened(MARCH + DAY_MS),
    gaps: gap("exceptions.approved", "*", "not_configured"),
    expect: unauthorised,
  },
  { name: "not seen for the maximum gap", item: unwatched(MAX_GAP), expect: pass },
  { name: "not seen one ms longer", item: unwatched(MAX_GAP + 1), expect: unseen },
  { name: "never seen", item: steady(null), expect: unseen },
  {
    name: "history not covered for two days",
    item: steady("private"),
    gaps: gap("cloud.config", "1111", "not_covered"),
    expect: unseen,
  },
  { name: "a word nobody knows", item: steady("other"), expect: { state: "indeterminate", cause: "unparsed" } },
  { name: "out of scope", item: steady("public", { isInScope: false }), expect: { state: "not-applicable" } },
  {
    name: "deleted before it could be public",
    item: bucket(
      [
        ["private", CREATED, MARCH],
        ["public", MARCH, END],
      ],
      { deletedAt: MARCH },
    ),
    expect: pass,
  },
];

/** Every outcome of the attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = facts.map((each) => ({ ...each, attribute: "A" }));
