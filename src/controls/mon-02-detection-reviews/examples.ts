import type { Example } from "../../assess/control.js";
import { DAY_MS } from "../../base/instant.js";

const MONTH = Date.UTC(2026, 1, 1);
const MONTH_TO = Date.UTC(2026, 2, 1);
const DUE = MONTH_TO + 14 * DAY_MS;
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const EXPIRY = Date.UTC(2026, 3, 1);

type Fields = Readonly<Record<string, unknown>>;

/** The review for February, held on the third of March. */
function review(more: Fields = {}): Fields {
  return {
    itemId: "review 2026-02",
    occurredAt: MONTH,
    label: "review of detections, 2026-02",
    unit: null,
    actor: null,
    evidence: null,
    itemKind: "review",
    periodKey: "2026-02",
    monthTo: MONTH_TO,
    monthLengthMs: MONTH_TO - MONTH,
    performedAt: MONTH_TO + 2 * DAY_MS,
    isUndated: false,
    hasIncomplete: false,
    hasOwner: false,
    hasAction: false,
    expiresAt: null,
    removedAt: null,
    ...more,
  };
}

const rule = (more: Fields = {}) =>
  review({
    itemKind: "noisy_rule",
    label: "rule geo, 2026-02",
    performedAt: null,
    hasOwner: true,
    hasAction: true,
    ...more,
  });
const suppression = (more: Fields = {}) =>
  review({
    itemKind: "suppression",
    label: "suppression s-1",
    occurredAt: START,
    performedAt: null,
    periodKey: null,
    monthTo: null,
    monthLengthMs: null,
    expiresAt: EXPIRY,
    removedAt: EXPIRY,
    ...more,
  });
const none = review({ performedAt: null });
const bare = rule({ hasOwner: false, hasAction: false });
const active = suppression({ removedAt: null });
const gap = (stream: string, from: number, reason = "not_covered") => [
  { stream, scope: "*", from, to: from + 1, reason },
];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const incomplete = { state: "deviation", kind: "incomplete" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "held in time", attribute: "A", item: review(), expect: pass },
  { name: "held during its month", attribute: "A", item: review({ performedAt: MONTH_TO - DAY_MS }), expect: pass },
  { name: "held on the dot", attribute: "A", item: review({ performedAt: DUE }), expect: pass },
  { name: "held one ms late", attribute: "A", item: review({ performedAt: DUE + 1 }), expect: late },
  { name: "missed, on the dot", attribute: "A", item: none, asOf: DUE, expect: pending },
  { name: "missed, one ms after", attribute: "A", item: none, asOf: DUE + 1, expect: notPerformed },
  {
    name: "undated",
    attribute: "A",
    item: { ...none, isUndated: true },
    expect: { state: "deviation", kind: "evidence-missing" },
  },
  { name: "held in part", attribute: "A", item: { ...none, hasIncomplete: true }, expect: incomplete },
  { name: "held in part, then whole", attribute: "A", item: review({ hasIncomplete: true }), expect: pass },
  {
    name: "held in part, not due yet",
    attribute: "A",
    item: { ...none, hasIncomplete: true },
    asOf: DUE,
    expect: pending,
  },
  { name: "records not seen", attribute: "A", item: none, gaps: gap("detection-reviews", DUE), expect: unseen },
  {
    name: "records refused",
    attribute: "A",
    item: none,
    gaps: gap("detection-reviews", MONTH, "permission"),
    expect: denied,
  },
  {
    name: "records not seen later",
    attribute: "A",
    item: none,
    gaps: gap("detection-reviews", DUE + 1),
    expect: notPerformed,
  },
  { name: "a rule", attribute: "A", item: bare, expect: notApplicable },
  { name: "owner and action", attribute: "B", item: rule(), expect: pass },
  { name: "neither", attribute: "B", item: bare, expect: notPerformed },
  { name: "neither, on the dot", attribute: "B", item: bare, asOf: DUE, expect: pending },
  { name: "neither, one ms after", attribute: "B", item: bare, asOf: DUE + 1, expect: notPerformed },
  { name: "no owner", attribute: "B", item: rule({ hasOwner: false }), expect: incomplete },
  { name: "no action", attribute: "B", item: rule({ hasAction: false }), expect: incomplete },
  { name: "records not seen", attribute: "B", item: bare, gaps: gap("detection-reviews", DUE), expect: unseen },
  { name: "a review", attribute: "B", item: none, expect: notApplicable },
  { name: "removed on the dot", attribute: "C", item: suppression(), expect: pass },
  { name: "removed one ms late", attribute: "C", item: suppression({ removedAt: EXPIRY + 1 }), expect: late },
  {
    name: "expires when the period ends",
    attribute: "C",
    item: suppression({ expiresAt: END, removedAt: null }),
    expect: pass,
  },
  {
    name: "expires one ms before",
    attribute: "C",
    item: suppression({ expiresAt: END - 1, removedAt: null }),
    expect: notPerformed,
  },
  { name: "active, expiry on the dot", attribute: "C", item: active, asOf: EXPIRY, expect: pending },
  { name: "active, one ms after", attribute: "C", item: active, asOf: EXPIRY + 1, expect: notPerformed },
  {
    name: "expired before the period, still active",
    attribute: "C",
    item: suppression({ expiresAt: START - DAY_MS, removedAt: null }),
    expect: notPerformed,
  },
  {
    name: "expired before the period, removed in it",
    attribute: "C",
    item: suppression({ expiresAt: START - DAY_MS, removedAt: START + 1 }),
    expect: late,
  },
  { name: "no expiry agreed", attribute: "C", item: suppression({ expiresAt: null }), expect: incomplete },
  {
    name: "suppressions not seen since",
    attribute: "C",
    item: active,
    gaps: gap("suppressions", EXPIRY),
    expect: unseen,
  },
  {
    name: "suppressions not seen later",
    attribute: "C",
    item: active,
    gaps: gap("suppressions", EXPIRY + 1),
    expect: notPerformed,
  },
  { name: "a review", attribute: "C", item: none, expect: notApplicable },
];
