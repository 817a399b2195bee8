import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

/** The period of all examples: the first half of 2026. */
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const CREATED = Date.UTC(2024, 4, 1);
const MAX_GAP = 26 * HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [ports: string | null, from: number, to: number, more?: Fields];

const NO_EXCEPTION: Fields = {
  exceptionId: null,
  exceptionFromAt: null,
  exceptionToAt: null,
  exceptionApprovedAt: null,
  exceptionIsOwned: false,
};

/** A security group in scope that a running interface uses; each cut is a stretch of open ports. */
function group(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "arn:group",
    occurredAt: START,
    label: "security group web",
    unit: "1111",
    actor: null,
    evidence: null,
    itemKind: "state",
    type: "AWS::EC2::SecurityGroup",
    name: "web",
    beganAt: CREATED,
    endedAt: null,
    isInScope: true,
    ingressAttached: "true",
    ...NO_EXCEPTION,
    ...more,
  };
  const segments = cuts.map(([ingressOpenPorts, fromAt, toAt, extra]) => ({
    ...facts,
    ingressOpenPorts,
    fromAt,
    toAt,
    ...extra,
  }));
  return { ...segments[0], segments };
}

const steady = (ports: string | null, more: Fields = {}) => group([[ports, CREATED, END + DAY_MS]], more);
const openForOneDay = (more: Fields = {}) =>
  group([
    ["443", CREATED, MARCH],
    ["22,443", MARCH, MARCH + DAY_MS, more],
    ["443", MARCH + DAY_MS, END],
  ]);
const fresh = (mended: number) =>
  group(
    [
      ["22", MARCH, mended],
      ["none", mended, END],
    ],
    { beganAt: MARCH },
  );
const unwatched = (length: number) =>
  group([
    ["443", CREATED, MARCH],
    ["443", MARCH + length, END],
  ]);
const excepted = (approvedAt: number): Fields => ({
  exceptionId: "X-1",
  exceptionFromAt: MARCH,
  exceptionToAt: MARCH + 30 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});

/** The review of the first half, held in May. */
function review(more: Fields = {}): Fields {
  const facts = {
    itemId: "firewall-review 2026-H1",
    occurredAt: END - 1,
    label: "review of firewall rules for 2026-H1",
    unit: null,
    actor: "E-9",
    evidence: null,
    itemKind: "review",
    fromAt: END - 1,
    toAt: END,
    isInScope: false,
    ingressOpenPorts: null,
    ingressAttached: null,
    ...NO_EXCEPTION,
    actIntervalFrom: START,
    actIntervalTo: END,
    actIsUndated: false,
    actPerformedAt: Date.UTC(2026, 4, 4),
    ...more,
  };
  return { ...facts, segments: [facts] };
}

const missed = review({ actPerformedAt: null });
const gap = (stream: string, scope: string, { from = MARCH, reason = "not_covered" } = {}) => [
  { stream, scope, from, to: from + 2 * DAY_MS, reason },
];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const refused = { reason: "permission" };

const rules: readonly Omit<Example, "attribute">[] = [
  { name: "nothing open", item: steady("none"), expect: pass },
  { name: "a web port open", item: steady("80,443"), expect: pass },
  { name: "SSH open", item: steady("22"), expect: notPerformed },
  { name: "RDP open", item: steady("3389"), expect: notPerformed },
  { name: "everything open", item: steady("all"), expect: notPerformed },
  { name: "a range with it", item: steady("443,20-25"), expect: notPerformed },
  { name: "a range that begins with it", item: steady("22-80"), expect: notPerformed },
  { name: "a range that begins after it", item: steady("23-80"), expect: pass },
  { name: "a range that ends with it", item: steady("1-22"), expect: notPerformed },
  { name: "a range that ends before it", item: steady("1-21"), expect: pass },
  { name: "other ports promised", item: steady("22"), parameters: { admin_ports: [5_985] }, expect: pass },
  {
    name: "other ports promised, and open",
    item: steady("5985"),
    parameters: { admin_ports: [5_985] },
    expect: notPerformed,
  },
  { name: "open to an unresolved list", item: steady("22?"), expect: unparsed },
  { name: "a web port open to an unresolved list", item: steady("443?"), expect: pass },
  { name: "everything open to an unresolved list", item: steady("all?"), expect: unparsed },
  { name: "open for a day", item: openForOneDay(), expect: notPerformed },
  { name: "mended on the dot of the grace time", item: fresh(MARCH + HOUR_MS), expect: pass },
  { name: "mended one ms later", item: fresh(MARCH + HOUR_MS + 1), expect: notPerformed },
  {
    name: "the grace time running",
    item: group([["22", MARCH, MARCH + 1]], { beganAt: MARCH }),
    asOf: MARCH + HOUR_MS,
    expect: { state: "pending" },
  },
  { name: "not seen for the maximum gap", item: unwatched(MAX_GAP), expect: pass },
  { name: "not seen one ms longer", item: unwatched(MAX_GAP + 1), expect: unseen },
  { name: "never seen", item: steady(null), expect: unseen },
  { name: "a word nobody knows", item: steady("ssh"), expect: unparsed },
  { name: "refused", item: steady("443"), gaps: gap("cloud.config", "1111", refused), expect: denied },
  { name: "open, and nothing uses it", item: steady("22", { ingressAttached: "false" }), expect: notApplicable },
  { name: "open, and nobody says whether it is used", item: steady("22", { ingressAttached: null }), expect: unseen },
  { name: "open while nothing used it", item: openForOneDay({ ingressAttached: "false" }), expect: pass },
  { name: "closed, and nobody says whether it is used", item: steady("443", { ingressAttached: null }), expect: pass },
  { name: "exception approved in time", item: openForOneDay(excepted(MARCH)), expect: pass },
  { name: "exception approved one ms late", item: openForOneDay(excepted(MARCH + 1)), expect: notPerformed },
  {
    name: "the register of exceptions refused",
    item: openForOneDay(),
    gaps: gap("exceptions.approved", "*", refused),
    expect: denied,
  },
  { name: "out of scope", item: steady("22", { isInScope: false }), expect: notApplicable },
  { name: "deleted before the period's end", item: steady("443", { endedAt: MARCH }), expect: pass },
  { name: "a review", item: review(), expect: notApplicable },
];

const reviews: readonly Omit<Example, "attribute">[] = [
  { name: "held", item: review(), expect: pass },
  { name: "held on the dot", item: review({ actPerformedAt: END - 1 }), expect: pass },
  { name: "held one ms late", item: review({ actPerformedAt: END }), expect: late },
  {
    name: "held within the grace",
    item: review({ actPerformedAt: END }),
    parameters: { review_grace_days: 1 },
    expect: pass,
  },
  {
    name: "held one ms after the grace",
    item: review({ actPerformedAt: END + DAY_MS }),
    parameters: { review_grace_days: 1 },
    expect: late,
  },
  { name: "missed, on the dot", item: missed, asOf: END - 1, expect: { state: "pending" } },
  { name: "missed, one ms after", item: missed, asOf: END, expect: notPerformed },
  {
    name: "undated",
    item: review({ actPerformedAt: null, actIsUndated: true }),
    expect: { state: "deviation", kind: "evidence-missing" },
  },
  { name: "reviews not seen", item: missed, gaps: gap("network.reviews", "*"), expect: unseen },
  { name: "reviews refused", item: missed, gaps: gap("network.reviews", "*", refused), expect: denied },
  {
    name: "reviews not seen later",
    item: missed,
    gaps: gap("network.reviews", "*", { from: END }),
    expect: notPerformed,
  },
  { name: "not due in this time", item: review({ occurredAt: END }), expect: notApplicable },
  { name: "a firewall", item: steady("22"), expect: notApplicable },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...rules.map((each) => ({ ...each, attribute: "A" })),
  ...reviews.map((each) => ({ ...each, attribute: "B" })),
];
