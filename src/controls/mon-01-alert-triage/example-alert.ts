import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";

/** When the alert was raised. */
export const AT = Date.UTC(2026, 2, 4, 12);
/** Last moment to acknowledge it. */
export const ACK_DUE = AT + 60 * MINUTE_MS;
/** Last moment to close it. */
export const CLOSE_DUE = AT + 72 * HOUR_MS;
/** First moment of the period of examples. */
export const START = Date.UTC(2026, 0, 1);

/** Columns of an item. */
export type Fields = Readonly<Record<string, unknown>>;

/** A high alert, acknowledged in ten minutes and closed in an hour with note and disposition. */
export function alert(more: Fields = {}): Fields {
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
    disposedLo: AT + HOUR_MS,
    hasEvidence: true,
    evidencedLo: AT + HOUR_MS,
    isEscalated: false,
    isBulkClosed: false,
    ...more,
  };
}

/** Nobody did anything. */
export const untouched = (more: Fields = {}) =>
  alert({
    ...{ ackLo: null, ackHi: null, closeLo: null, closeHi: null },
    ...{ disposition: null, disposedLo: null, hasEvidence: false, evidencedLo: null },
    ...more,
  });
/** One unseen millisecond of a stream. */
export const gap = (stream: string, from: number, reason = "not_covered") => [
  { stream, scope: stream === "alert-states" ? "siem" : "*", from, to: from + 1, reason },
];

/** What an example may expect. */
export const EXPECT = {
  pass: { state: "pass" },
  late: { state: "deviation", kind: "late" },
  notPerformed: { state: "deviation", kind: "not-performed" },
  missing: { state: "deviation", kind: "evidence-missing" },
  pending: { state: "pending" },
  notApplicable: { state: "not-applicable" },
  unseen: { state: "indeterminate", cause: "gap" },
  denied: { state: "indeterminate", cause: "denied" },
  bounded: { state: "indeterminate", cause: "bounded-time" },
  limited: { state: "indeterminate", cause: "plan-limited" },
  unparsed: { state: "indeterminate", cause: "unparsed" },
} as const;
