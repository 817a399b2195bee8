import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../base/instant.js";

const BEGAN = Date.UTC(2026, 2, 4, 11);
const END_DUE = BEGAN + 8 * HOUR_MS;
const SKEW = 300_000;
const CLOSED = BEGAN + HOUR_MS;

/** A session of E-1, approved by E-9 a minute before, closed after an hour, logged. */
function session(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "data-session S-1",
    occurredAt: BEGAN,
    label: "session S-1",
    unit: "orders",
    actor: "E-1",
    evidence: null,
    kind: "data-session",
    key: "S-1",
    subject: "orders-db",
    severity: null,
    owner: "E-1",
    isOwnerActive: true,
    dueAt: null,
    closedAt: CLOSED,
    outcome: null,
    ticketKey: null,
    ticketCreatedAt: null,
    ticketResolvedAt: null,
    isTaggedTest: false,
    recordCount: 1,
    approvedCount: 1,
    approvedAt: BEGAN - MINUTE_MS,
    approvedLastAt: BEGAN - MINUTE_MS,
    approvedBy: "E-9",
    approvedOtherAt: BEGAN - MINUTE_MS,
    approvedUnsureAt: null,
    approvedValue: null,
    loggedCount: 1,
    loggedAt: BEGAN,
    loggedLastAt: BEGAN,
    loggedBy: null,
    loggedOtherAt: null,
    loggedUnsureAt: null,
    loggedValue: "s3",
    ...more,
  };
}

const without = (more: Record<string, unknown> = {}) =>
  session({
    approvedCount: 0,
    approvedAt: null,
    approvedLastAt: null,
    approvedBy: null,
    approvedOtherAt: null,
    ...more,
  });
const approved = (at: number, more: Record<string, unknown> = {}) =>
  session({ approvedAt: at, approvedOtherAt: at, ...more });
const ticketed = (ticketCreatedAt: number | null, more: Record<string, unknown> = {}) =>
  without({ ticketKey: "SEC-1", ticketCreatedAt, ...more });
const unlogged = (more: Record<string, unknown> = {}) => session({ loggedCount: 0, loggedAt: null, ...more });
const emergency = { outcome: "emergency" };
const unseen = (stream: string, reason = "not_covered") => [
  { stream, scope: "*", from: 0, to: BEGAN + 9_000 * HOUR_MS, reason },
];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const missing = { state: "deviation", kind: "evidence-missing" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const unmatched = { state: "indeterminate", cause: "unmatched-person" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;
const before = { occurredAt: Date.UTC(2025, 11, 31, 23) };

const A: readonly Omit<Example, "attribute">[] = [
  { name: "approved before", item: session(), expect: pass },
  { name: "approved within the skew", item: approved(BEGAN + SKEW), expect: pass },
  { name: "approved one ms beyond the skew", item: approved(BEGAN + SKEW + 1), expect: late },
  { name: "approved by oneself", item: session({ approvedBy: "E-1", approvedOtherAt: null }), expect: unauthorised },
  { name: "approved by oneself, with a ticket", item: ticketed(BEGAN, { approvedBy: "E-1" }), expect: pass },
  { name: "nobody knows who approved", item: session({ approvedBy: null, approvedOtherAt: null }), expect: unmatched },
  {
    name: "nobody knows whose it was, or whether another approved",
    item: session({ owner: null, approvedOtherAt: null, approvedUnsureAt: BEGAN }),
    expect: unmatched,
  },
  {
    name: "approved by oneself, then by another in time",
    item: session({ approvedBy: "E-1", approvedOtherAt: BEGAN + SKEW }),
    expect: pass,
  },
  {
    name: "ticket resolved when the session began",
    item: ticketed(0, { ticketResolvedAt: BEGAN }),
    expect: pass,
  },
  {
    name: "ticket resolved one ms before",
    item: ticketed(0, { ticketResolvedAt: BEGAN - 1 }),
    expect: unauthorised,
  },
  {
    name: "ticket resolved before, an emergency's other one not due yet",
    item: ticketed(0, { ticketResolvedAt: BEGAN - 1, ...emergency }),
    asOf: BEGAN + 60 * MINUTE_MS,
    expect: pending,
  },
  { name: "ticket within the skew", item: ticketed(BEGAN + SKEW), expect: pass },
  { name: "ticket one ms beyond the skew", item: ticketed(BEGAN + SKEW + 1), expect: late },
  { name: "emergency, ticket on the dot", item: ticketed(BEGAN + 60 * MINUTE_MS, emergency), expect: pass },
  { name: "emergency, ticket one ms late", item: ticketed(BEGAN + 60 * MINUTE_MS + 1, emergency), expect: late },
  { name: "emergency, no ticket", item: without(emergency), expect: notPerformed },
  { name: "emergency, ticket not due yet", item: without(emergency), asOf: BEGAN + 60 * MINUTE_MS, expect: pending },
  { name: "names a ticket nobody finds", item: ticketed(null), expect: missing },
  { name: "names a ticket, tickets not seen", item: ticketed(null), gaps: unseen("tickets"), expect: gap },
  {
    name: "names a ticket, tickets refused",
    item: ticketed(null),
    gaps: unseen("tickets", "permission"),
    expect: denied,
  },
  { name: "neither ticket nor approval", item: without(), expect: notPerformed },
  { name: "neither, log of the tool not seen", item: without(), gaps: unseen("data.sessions"), expect: gap },
  { name: "a drill", item: without({ isTaggedTest: true }), expect: notApplicable },
  { name: "carried in", item: without(before), expect: notApplicable },
];

const B: readonly Omit<Example, "attribute">[] = [
  { name: "closed", item: session(), expect: pass },
  { name: "closed on the dot", item: session({ closedAt: END_DUE }), expect: pass },
  { name: "closed one ms late", item: session({ closedAt: END_DUE + 1 }), expect: late },
  { name: "still open", item: session({ closedAt: null }), expect: notPerformed },
  { name: "open, not due yet", item: session({ closedAt: null }), asOf: END_DUE, expect: pending },
  { name: "open, due one ms ago", item: session({ closedAt: null }), asOf: END_DUE + 1, expect: notPerformed },
  { name: "no end, log not seen", item: session({ closedAt: null }), gaps: unseen("data.sessions"), expect: gap },
  { name: "carried in, never ended", item: session({ ...before, closedAt: null }), expect: notPerformed },
  { name: "a drill", item: session({ closedAt: null, isTaggedTest: true }), expect: notApplicable },
];

const C: readonly Omit<Example, "attribute">[] = [
  { name: "logged", item: session(), expect: pass },
  { name: "not logged", item: unlogged(), expect: missing },
  { name: "a day to deliver the log", item: unlogged(), asOf: CLOSED + DAY_MS, expect: pending },
  { name: "one ms after that day", item: unlogged(), asOf: CLOSED + DAY_MS + 1, expect: missing },
  { name: "open session, not logged", item: unlogged({ closedAt: null }), asOf: END_DUE + DAY_MS + 1, expect: missing },
  { name: "log not seen", item: unlogged(), gaps: unseen("data.sessions"), expect: gap },
  { name: "a drill", item: unlogged({ isTaggedTest: true }), expect: notApplicable },
  { name: "carried in", item: unlogged(before), expect: notApplicable },
];

const of = (attribute: string) => (example: Omit<Example, "attribute">) => ({ attribute, ...example });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [...A.map(of("A")), ...B.map(of("B")), ...C.map(of("C"))];
