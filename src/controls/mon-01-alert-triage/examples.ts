import type { Example } from "../../assess/control.js";
import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";

const AT = Date.UTC(2026, 2, 4, 12);
const ACK_DUE = AT + 60 * MINUTE_MS;
const CLOSE_DUE = AT + 72 * HOUR_MS;
const START = Date.UTC(2026, 0, 1);

type Fields = Readonly<Record<string, unknown>>;

/** A high alert, acknowledged in ten minutes and closed in an hour with note and disposition. */
function alert(more: Fields = {}): Fields {
  return {
    itemId: "a",
    occurredAt: AT,
    label: "alert AAQ-1042",
    unit: "siem",
    actor: null,
    evidence: null,
    severity: 4,
    isTaggedTest: false,
    isGroupedElsewhere: false,
    hasTicket: false,
    suppression: null,
    ackLo: AT + 10 * MINUTE_MS,
    ackHi: AT + 10 * MINUTE_MS,
    unknownAckHi: null,
    closeLo: AT + HOUR_MS,
    closeHi: AT + HOUR_MS,
    unknownCloseHi: null,
    automaticCloseHi: null,
    reopenHi: null,
    disposition: "benign",
    hasEvidence: true,
    isEscalated: false,
    isBulkClosed: false,
    ...more,
  };
}

/** Nobody did anything. */
const untouched = (more: Fields = {}) =>
  alert({ ackLo: null, ackHi: null, closeLo: null, closeHi: null, disposition: null, hasEvidence: false, ...more });
const gap = (stream: string, from: number, reason = "not_covered") => [
  { stream, scope: stream === "alert-states" ? "siem" : "*", from, to: from + 1, reason },
];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const missing = { state: "deviation", kind: "evidence-missing" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const bounded = { state: "indeterminate", cause: "bounded-time" } as const;
const limited = { state: "indeterminate", cause: "plan-limited" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;

interface Timed {
  readonly attribute: "A" | "E";
  readonly lo: string;
  readonly hi: string;
  readonly unknown: string;
  readonly dueAt: number;
}

const DEADLINES: readonly Timed[] = [
  { attribute: "A", lo: "ackLo", hi: "ackHi", unknown: "unknownAckHi", dueAt: ACK_DUE },
  { attribute: "E", lo: "closeLo", hi: "closeHi", unknown: "unknownCloseHi", dueAt: CLOSE_DUE },
];

/** What the two deadlines have in common. */
function timed({ attribute, lo, hi, unknown, dueAt }: Timed): readonly Example[] {
  const done = (from: number, to: number) => alert({ [lo]: from, [hi]: to });
  const none = untouched();
  return [
    { name: "on the dot", attribute, item: done(dueAt, dueAt), expect: pass },
    { name: "one ms late", attribute, item: done(dueAt + 1, dueAt + 1), expect: late },
    { name: "at some moment around the deadline", attribute, item: done(dueAt, dueAt + 1), expect: bounded },
    { name: "at some moment before it", attribute, item: done(0, dueAt), expect: pass },
    { name: "at some moment, beginning unknown", attribute, item: done(0, dueAt + 1), expect: bounded },
    {
      name: "late, earlier steps not seen",
      attribute,
      item: done(dueAt + 1, dueAt + 1),
      gaps: gap("alert-states", dueAt),
      expect: unseen,
    },
    { name: "never, on the dot", attribute, item: none, asOf: dueAt, expect: pending },
    { name: "never, one ms after", attribute, item: none, asOf: dueAt + 1, expect: notPerformed },
    { name: "never, steps not seen", attribute, item: none, gaps: gap("alert-states", dueAt), expect: unseen },
    {
      name: "never, steps refused",
      attribute,
      item: none,
      gaps: gap("alert-states", AT, "permission"),
      expect: denied,
    },
    {
      name: "never, steps not seen after the deadline",
      attribute,
      item: none,
      gaps: gap("alert-states", dueAt + 1),
      expect: notPerformed,
    },
    { name: "by nobody knows whom, in time", attribute, item: untouched({ [unknown]: dueAt }), expect: limited },
    {
      name: "by nobody knows whom, too late",
      attribute,
      item: untouched({ [unknown]: dueAt + 1 }),
      expect: notPerformed,
    },
    {
      name: "by a person late, by nobody knows whom in time",
      attribute,
      item: alert({ [lo]: dueAt + 1, [hi]: dueAt + 1, [unknown]: dueAt }),
      expect: limited,
    },
  ];
}

/** Who owes nothing, and what hides an alert from triage. */
function hidden({ attribute }: Timed): readonly Example[] {
  return [
    { name: "by automation only", attribute, item: untouched({ automaticCloseHi: AT }), expect: notPerformed },
    { name: "reopened since", attribute, item: untouched({ reopenHi: AT }), expect: notPerformed },
    { name: "tagged test", attribute, item: untouched({ isTaggedTest: true }), expect: notApplicable },
    { name: "medium", attribute, item: untouched({ severity: 3 }), expect: notApplicable },
    {
      name: "medium, when the promise covers it",
      attribute,
      item: untouched({ severity: 3 }),
      parameters: { min_severity: "medium" },
      expect: notPerformed,
    },
    {
      name: "high, when the promise covers critical alone",
      attribute,
      item: untouched(),
      parameters: { min_severity: "critical" },
      expect: notApplicable,
    },
    { name: "validly suppressed", attribute, item: untouched({ suppression: "valid" }), expect: notApplicable },
    {
      name: "suppressed without approval",
      attribute,
      item: untouched({ suppression: "unapproved" }),
      expect: notPerformed,
    },
    {
      name: "suppressed by an unlisted rule",
      attribute,
      item: untouched({ suppression: "unknown" }),
      expect: notPerformed,
    },
    {
      name: "suppressed, the list of suppressions not seen",
      attribute,
      item: untouched({ suppression: "unknown" }),
      gaps: gap("suppressions", AT),
      expect: unseen,
    },
    {
      name: "grouped under an alert nobody has",
      attribute,
      item: untouched({ isGroupedElsewhere: true }),
      expect: unseen,
    },
  ];
}

const carried = START - 100 * HOUR_MS;
const carriedIn: readonly Example[] = [
  {
    name: "carried in, acknowledged before the period",
    attribute: "A",
    item: alert({ occurredAt: carried, ackLo: START - 1, ackHi: START - 1 }),
    expect: notApplicable,
  },
  {
    name: "carried in, acknowledged on its first moment",
    attribute: "A",
    item: alert({ occurredAt: carried, ackLo: START, ackHi: START }),
    expect: late,
  },
  {
    name: "carried in, acknowledged in time",
    attribute: "A",
    item: alert({ occurredAt: carried, ackLo: carried, ackHi: carried }),
    expect: notApplicable,
  },
  {
    name: "carried in, closed in the period",
    attribute: "E",
    item: alert({ occurredAt: carried, closeLo: START, closeHi: START }),
    expect: late,
  },
];

const dispositions: readonly Example[] = [
  ...["true_positive", "benign", "false_positive", "duplicate", "test"].map(
    (disposition): Example => ({ name: disposition, attribute: "B", item: alert({ disposition }), expect: pass }),
  ),
  {
    name: "other",
    attribute: "B",
    item: alert({ disposition: "other" }),
    expect: { state: "deviation", kind: "incomplete" },
  },
  { name: "a word nobody knows", attribute: "B", item: alert({ disposition: "unreadable" }), expect: unparsed },
  {
    name: "closed in bulk",
    attribute: "B",
    item: alert({ isBulkClosed: true }),
    expect: { state: "deviation", kind: "wrong-result" },
  },
  { name: "closed without", attribute: "B", item: alert({ disposition: null }), expect: notPerformed },
  { name: "open, on the dot", attribute: "B", item: untouched(), asOf: CLOSE_DUE, expect: pending },
  { name: "open, one ms after", attribute: "B", item: untouched(), asOf: CLOSE_DUE + 1, expect: notPerformed },
  { name: "closed by nobody knows whom", attribute: "B", item: untouched({ unknownCloseHi: AT }), expect: limited },
  {
    name: "open, steps not seen",
    attribute: "B",
    item: untouched(),
    gaps: gap("alert-states", CLOSE_DUE),
    expect: unseen,
  },
  { name: "tagged test", attribute: "B", item: untouched({ isTaggedTest: true }), expect: notApplicable },
];

const evidence: readonly Example[] = [
  { name: "a note", attribute: "C", item: alert(), expect: pass },
  { name: "a ticket", attribute: "C", item: alert({ hasEvidence: false, hasTicket: true }), expect: pass },
  { name: "neither", attribute: "C", item: alert({ hasEvidence: false }), expect: missing },
  { name: "open, on the dot", attribute: "C", item: untouched(), asOf: CLOSE_DUE, expect: pending },
  { name: "open, one ms after", attribute: "C", item: untouched(), asOf: CLOSE_DUE + 1, expect: missing },
  {
    name: "neither, steps not seen",
    attribute: "C",
    item: alert({ hasEvidence: false }),
    gaps: gap("alert-states", AT),
    expect: unseen,
  },
  { name: "medium", attribute: "C", item: untouched({ severity: 3 }), expect: notApplicable },
];

const truePositive = (more: Fields = {}) => alert({ disposition: "true_positive", ...more });
const escalations: readonly Example[] = [
  { name: "escalated", attribute: "D", item: truePositive({ isEscalated: true }), expect: pass },
  { name: "not escalated", attribute: "D", item: truePositive(), expect: notPerformed },
  { name: "not escalated, on the dot", attribute: "D", item: truePositive(), asOf: CLOSE_DUE, expect: pending },
  {
    name: "not escalated, one ms after",
    attribute: "D",
    item: truePositive(),
    asOf: CLOSE_DUE + 1,
    expect: notPerformed,
  },
  {
    name: "incidents not seen",
    attribute: "D",
    item: truePositive(),
    gaps: gap("incidents", CLOSE_DUE),
    expect: unseen,
  },
  {
    name: "incidents not seen later",
    attribute: "D",
    item: truePositive(),
    gaps: gap("incidents", CLOSE_DUE + 1),
    expect: notPerformed,
  },
  { name: "benign", attribute: "D", item: alert(), expect: notApplicable },
  { name: "no disposition", attribute: "D", item: untouched(), expect: notApplicable },
  { name: "no disposition yet", attribute: "D", item: untouched(), asOf: CLOSE_DUE, expect: pending },
  { name: "tagged test", attribute: "D", item: truePositive({ isTaggedTest: true }), expect: notApplicable },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...DEADLINES.flatMap(timed),
  ...DEADLINES.flatMap(hidden),
  ...carriedIn,
  ...dispositions,
  ...evidence,
  ...escalations,
];
