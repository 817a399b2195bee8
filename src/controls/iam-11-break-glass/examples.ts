import type { Example } from "../../assess/control.js";
import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";

/** A Wednesday, 11:00 UTC. */
const USED = Date.UTC(2026, 2, 4, 11);
const TICKET_DUE = USED + HOUR_MS;
const CLOSED = USED + 2 * HOUR_MS;
const END_DUE = USED + 8 * HOUR_MS;
/** Friday ends. */
const REVIEW_DUE = Date.UTC(2026, 2, 7) - 1;
/** Used on a Friday: Tuesday ends. */
const FRIDAY = Date.UTC(2026, 2, 6, 11);
const TUESDAY_ENDS = Date.UTC(2026, 2, 11) - 1;

/** A use by E-1, recorded and ticketed at once, ended after two hours, reviewed by E-9 and rotated at the end. */
function use(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "sign-in 1",
    occurredAt: USED,
    label: "use of okta/bg-1",
    unit: "okta",
    actor: "E-1",
    evidence: null,
    identity: "okta/bg-1",
    system: "okta",
    accountRef: null,
    previousAt: null,
    previousRecordKey: null,
    recordKey: "EA-1",
    recordOpenedAt: USED,
    recordClosedAt: CLOSED,
    lastAt: null,
    recordOwner: "E-1",
    ticketKey: "INC-1",
    ticketCreatedAt: USED,
    reviewedAt: CLOSED,
    reviewedBy: "E-9",
    hasOtherReview: false,
    hasUnsureReview: false,
    rotatedAt: CLOSED,
    ...more,
  };
}

const NO_RECORD = {
  recordKey: null,
  recordOpenedAt: null,
  recordClosedAt: null,
  recordOwner: null,
  ticketKey: null,
  ticketCreatedAt: null,
  reviewedAt: null,
  reviewedBy: null,
  rotatedAt: null,
} as const;
const unrecorded = (more: Record<string, unknown> = {}) => use({ ...NO_RECORD, ...more });
/** Goes on with a use an hour before, under the same record. */
const soon = (more: Record<string, unknown> = {}) =>
  use({ recordOpenedAt: USED - HOUR_MS, previousAt: USED - HOUR_MS, previousRecordKey: "EA-1", ...more });
const openedAt = (recordOpenedAt: number) => use({ recordOpenedAt, recordClosedAt: null });
const unreviewed = (more: Record<string, unknown> = {}) => use({ reviewedAt: null, reviewedBy: null, ...more });
const unseen = (stream: string, reason = "not_covered") => [
  { stream, scope: "*", from: 0, to: USED + 9_000 * HOUR_MS, reason },
];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const missing = { state: "deviation", kind: "evidence-missing" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;

const A: readonly Omit<Example, "attribute">[] = [
  { name: "ticket at once", item: use(), expect: pass },
  { name: "ticket long before", item: use({ ticketCreatedAt: 0 }), expect: pass },
  { name: "ticket on the dot", item: use({ ticketCreatedAt: TICKET_DUE }), expect: pass },
  { name: "ticket one ms late", item: use({ ticketCreatedAt: TICKET_DUE + 1 }), expect: late },
  { name: "record began on the dot", item: openedAt(TICKET_DUE), expect: pass },
  { name: "record began one ms later", item: openedAt(TICKET_DUE + 1), expect: unauthorised },
  { name: "record began an hour before, still open", item: openedAt(USED - HOUR_MS), expect: pass },
  { name: "record began one ms earlier, still open", item: openedAt(USED - HOUR_MS - 1), expect: unauthorised },
  { name: "within a long record", item: use({ recordOpenedAt: USED - 7 * HOUR_MS }), expect: pass },
  {
    name: "on the last moment of the record, clocks apart",
    item: use({ recordOpenedAt: USED - 50 * MINUTE_MS, recordClosedAt: USED - 5 * MINUTE_MS }),
    expect: pass,
  },
  {
    name: "one ms after that",
    item: use({ recordOpenedAt: USED - 50 * MINUTE_MS, recordClosedAt: USED - 5 * MINUTE_MS - 1 }),
    expect: unauthorised,
  },
  { name: "record without a ticket", item: use({ ticketKey: null, ticketCreatedAt: null }), expect: unauthorised },
  { name: "a ticket nobody knows", item: use({ ticketCreatedAt: null }), expect: missing },
  { name: "a ticket nobody knows yet", item: use({ ticketCreatedAt: null }), asOf: TICKET_DUE, expect: pending },
  { name: "tickets not seen", item: use({ ticketCreatedAt: null }), gaps: unseen("tickets"), expect: gap },
  { name: "no record", item: unrecorded(), expect: unauthorised },
  { name: "no record, not due yet", item: unrecorded(), asOf: TICKET_DUE, expect: pending },
  { name: "no record, due one ms ago", item: unrecorded(), asOf: TICKET_DUE + 1, expect: unauthorised },
  { name: "records not seen", item: unrecorded(), gaps: unseen("emergency.access"), expect: gap },
  { name: "records refused", item: unrecorded(), gaps: unseen("emergency.access", "permission"), expect: denied },
  { name: "sign-in soon after another", item: soon(), expect: notApplicable },
  { name: "one ms later than soon", item: soon({ previousAt: USED - HOUR_MS - 1 }), expect: pass },
  { name: "soon after another, without a record", item: unrecorded({ previousAt: USED - 1 }), expect: unauthorised },
  { name: "soon after another, of another record", item: soon({ previousRecordKey: "EA-0" }), expect: pass },
  {
    name: "soon after another, on the last moment of the record, clocks apart",
    item: soon({ recordClosedAt: USED - 5 * MINUTE_MS, ticketKey: null, ticketCreatedAt: null }),
    expect: notApplicable,
  },
  {
    name: "soon after another, one ms after the record",
    item: soon({ recordClosedAt: USED - 5 * MINUTE_MS - 1 }),
    expect: unauthorised,
  },
  {
    name: "soon after another, at the end of the hours promised",
    item: soon({ recordOpenedAt: USED - 8 * HOUR_MS, ticketKey: null, ticketCreatedAt: null }),
    expect: notApplicable,
  },
  {
    name: "soon after another, one ms beyond the hours promised",
    item: soon({ recordOpenedAt: USED - 8 * HOUR_MS - 1, ticketKey: null, ticketCreatedAt: null }),
    expect: unauthorised,
  },
  {
    name: "soon after another, which came too long before the record",
    item: soon({ recordOpenedAt: USED + 1, ticketKey: null, ticketCreatedAt: null }),
    expect: unauthorised,
  },
];

const B: readonly Omit<Example, "attribute">[] = [
  { name: "ended on the dot", item: use({ recordClosedAt: END_DUE }), expect: pass },
  { name: "ended one ms late", item: use({ recordClosedAt: END_DUE + 1 }), expect: late },
  {
    name: "counted from the record's start",
    item: use({ recordOpenedAt: USED - 1, recordClosedAt: END_DUE }),
    expect: late,
  },
  { name: "no end on record", item: use({ recordClosedAt: null }), expect: notPerformed },
  { name: "no end, not due yet", item: use({ recordClosedAt: null }), asOf: END_DUE, expect: pending },
  { name: "no record", item: unrecorded(), expect: missing },
  { name: "records not seen", item: unrecorded(), gaps: unseen("emergency.access"), expect: gap },
  { name: "sign-in soon after another", item: soon({ reviewedAt: null, rotatedAt: null }), expect: notApplicable },
];

const C: readonly Omit<Example, "attribute">[] = [
  { name: "reviewed on the dot", item: use({ reviewedAt: REVIEW_DUE }), expect: pass },
  { name: "reviewed one ms late", item: use({ reviewedAt: REVIEW_DUE + 1 }), expect: late },
  {
    name: "used on a Friday, the weekend does not count",
    item: use({ occurredAt: FRIDAY, recordOpenedAt: FRIDAY, recordClosedAt: FRIDAY, reviewedAt: TUESDAY_ENDS }),
    expect: pass,
  },
  {
    name: "a holiday does not count either",
    item: use({ reviewedAt: Date.UTC(2026, 2, 10) - 1 }),
    parameters: { holidays: ["2026-03-06"] },
    expect: pass,
  },
  {
    name: "counted from the end of the use",
    item: use({ recordClosedAt: FRIDAY, reviewedAt: TUESDAY_ENDS }),
    expect: pass,
  },
  { name: "never", item: unreviewed(), expect: notPerformed },
  { name: "not due yet", item: unreviewed(), asOf: REVIEW_DUE, expect: pending },
  { name: "by the user", item: unreviewed({ hasOtherReview: true }), expect: unauthorised },
  {
    name: "nobody knows whether by the user",
    item: unreviewed({ hasUnsureReview: true }),
    expect: { state: "indeterminate", cause: "unmatched-person" },
  },
  {
    name: "no end on record: counted from the last sign-in",
    item: use({ recordClosedAt: null, lastAt: FRIDAY, reviewedAt: TUESDAY_ENDS }),
    expect: pass,
  },
  { name: "nobody is named", item: unreviewed({ hasOtherReview: true, recordOwner: null }), expect: missing },
  { name: "no record", item: unrecorded(), expect: notPerformed },
  { name: "records not seen", item: unreviewed(), gaps: unseen("emergency.access"), expect: gap },
  { name: "sign-in soon after another", item: soon({ reviewedAt: null, rotatedAt: null }), expect: notApplicable },
];

const D: readonly Omit<Example, "attribute">[] = [
  { name: "changed on the dot", item: use({ rotatedAt: REVIEW_DUE }), expect: pass },
  { name: "changed one ms late", item: use({ rotatedAt: REVIEW_DUE + 1 }), expect: late },
  { name: "never", item: use({ rotatedAt: null }), expect: notPerformed },
  { name: "not due yet", item: use({ rotatedAt: null }), asOf: REVIEW_DUE, expect: pending },
  { name: "no record", item: unrecorded(), expect: notPerformed },
  { name: "records not seen", item: use({ rotatedAt: null }), gaps: unseen("emergency.access"), expect: gap },
  { name: "sign-in soon after another", item: soon({ reviewedAt: null, rotatedAt: null }), expect: notApplicable },
];

const of = (attribute: string) => (example: Omit<Example, "attribute">) => ({ attribute, ...example });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [
  ...A.map(of("A")),
  ...B.map(of("B")),
  ...C.map(of("C")),
  ...D.map(of("D")),
];
