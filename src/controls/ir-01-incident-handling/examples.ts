import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

const OPENED = Date.UTC(2026, 2, 4, 12);
const DETECTED = OPENED - HOUR_MS;
const CLASSIFY_DUE = DETECTED + 4 * HOUR_MS;
const CLOSED = OPENED + 10 * HOUR_MS;
const RECORD_DUE = OPENED + 30 * DAY_MS;
const START = Date.UTC(2026, 0, 1);

type Fields = Readonly<Record<string, unknown>>;

/** An incident handled by the book. */
function incident(more: Fields = {}): Fields {
  return {
    itemId: "i1",
    occurredAt: OPENED,
    label: "incident INC-12",
    unit: null,
    actor: null,
    evidence: null,
    kind: "incident",
    isTaggedTest: false,
    disposedAt: null,
    detectedAt: DETECTED,
    classifiedAt: OPENED,
    isLoweredWithoutReason: false,
    hasCommander: true,
    hasTimeline: true,
    containedAt: OPENED + HOUR_MS,
    recoveredAt: OPENED + 2 * HOUR_MS,
    communicatedAt: OPENED + 3 * HOUR_MS,
    isCommunicationDue: true,
    closedAt: CLOSED,
    ...more,
  };
}

const DISPOSED = OPENED + HOUR_MS;
function unrecorded(more: Fields = {}): Fields {
  return incident({
    kind: "true_positive",
    label: "alert AAQ-1042",
    disposedAt: DISPOSED,
    classifiedAt: null,
    ...more,
  });
}
const RECORD_OF_POSITIVE_DUE = DISPOSED + 4 * HOUR_MS;
const gap = (from: number, reason = "not_covered") => [{ stream: "incidents", scope: "*", from, to: from + 1, reason }];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const missing = { state: "deviation", kind: "evidence-missing" } as const;
const incomplete = { state: "deviation", kind: "incomplete" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;

const classification: readonly Omit<Example, "attribute">[] = [
  { name: "classified on the dot", item: incident({ classifiedAt: CLASSIFY_DUE }), expect: pass },
  { name: "classified one ms late", item: incident({ classifiedAt: CLASSIFY_DUE + 1 }), expect: late },
  {
    name: "detection not stated: from the record on",
    item: incident({ detectedAt: null, classifiedAt: OPENED + 4 * HOUR_MS }),
    expect: pass,
  },
  {
    name: "detection not stated, one ms late",
    item: incident({ detectedAt: null, classifiedAt: OPENED + 4 * HOUR_MS + 1 }),
    expect: late,
  },
  { name: "not classified, on the dot", item: incident({ classifiedAt: null }), asOf: CLASSIFY_DUE, expect: pending },
  {
    name: "not classified, one ms after",
    item: incident({ classifiedAt: null }),
    asOf: CLASSIFY_DUE + 1,
    expect: notPerformed,
  },
  {
    name: "not classified, records not seen",
    item: incident({ classifiedAt: null }),
    gaps: gap(CLASSIFY_DUE),
    expect: unseen,
  },
  {
    name: "not classified, records refused",
    item: incident({ classifiedAt: null }),
    gaps: gap(OPENED, "permission"),
    expect: denied,
  },
  {
    name: "not classified, records not seen later",
    item: incident({ classifiedAt: null }),
    gaps: gap(CLASSIFY_DUE + 1),
    expect: notPerformed,
  },
  {
    name: "recorded on the dot, classified before",
    item: incident({ detectedAt: OPENED - 4 * HOUR_MS, classifiedAt: OPENED - HOUR_MS }),
    expect: pass,
  },
  {
    name: "recorded one ms late, classified before",
    item: incident({ detectedAt: OPENED - 4 * HOUR_MS - 1, classifiedAt: OPENED - HOUR_MS }),
    expect: late,
  },
  {
    name: "recorded and classified late",
    item: incident({ detectedAt: OPENED - 5 * HOUR_MS, classifiedAt: OPENED + HOUR_MS }),
    expect: late,
  },
  {
    name: "recorded late, never classified",
    item: incident({ detectedAt: OPENED - 5 * HOUR_MS, classifiedAt: null }),
    expect: notPerformed,
  },
  {
    name: "recorded late, played down",
    item: incident({ detectedAt: OPENED - 5 * HOUR_MS, classifiedAt: OPENED - HOUR_MS, isLoweredWithoutReason: true }),
    expect: late,
  },
  {
    name: "carried in, recorded late before the period",
    item: incident({
      occurredAt: START - DAY_MS,
      detectedAt: START - 3 * DAY_MS,
      classifiedAt: START - 3 * DAY_MS,
    }),
    expect: notApplicable,
  },
  {
    name: "played down",
    item: incident({ isLoweredWithoutReason: true }),
    expect: { state: "deviation", kind: "wrong-result" },
  },
  { name: "a drill", item: incident({ isTaggedTest: true, classifiedAt: null }), expect: notApplicable },
  {
    name: "carried in, classified before the period",
    item: incident({ occurredAt: START - DAY_MS, detectedAt: null, classifiedAt: START - 1 }),
    expect: notApplicable,
  },
  {
    name: "carried in, classified on its first moment",
    item: incident({ occurredAt: START - DAY_MS, detectedAt: null, classifiedAt: START }),
    expect: late,
  },
  {
    name: "true positive without a record, on the dot",
    item: unrecorded(),
    asOf: RECORD_OF_POSITIVE_DUE,
    expect: pending,
  },
  {
    name: "true positive without a record, one ms after",
    item: unrecorded(),
    asOf: RECORD_OF_POSITIVE_DUE + 1,
    expect: notPerformed,
  },
  { name: "true positive, records not seen", item: unrecorded(), gaps: gap(RECORD_OF_POSITIVE_DUE), expect: unseen },
  { name: "true positive of a drill", item: unrecorded({ isTaggedTest: true }), expect: notApplicable },
];

interface Part {
  readonly attribute: string;
  readonly absent: Fields;
  readonly expect: Example["expect"];
}

/** What the parts of a record have in common. */
function partExamples({ attribute, absent, expect }: Part): readonly Example[] {
  const item = incident(absent);
  const open = incident({ ...absent, closedAt: null });
  return [
    { name: "there", attribute, item: incident(), expect: pass },
    { name: "there, still open", attribute, item: incident({ closedAt: null }), expect: pass },
    { name: "absent when closed", attribute, item, expect },
    { name: "absent, closing on the dot", attribute, item, asOf: CLOSED, expect: pending },
    { name: "absent, one ms after closing", attribute, item, asOf: CLOSED + 1, expect },
    { name: "absent while open, on the dot", attribute, item: open, asOf: RECORD_DUE, expect: pending },
    { name: "absent while open, one ms after", attribute, item: open, asOf: RECORD_DUE + 1, expect },
    { name: "absent, records not seen", attribute, item, gaps: gap(CLOSED), expect: unseen },
    { name: "absent, records refused", attribute, item, gaps: gap(CLOSED, "permission"), expect: denied },
    { name: "absent, records not seen later", attribute, item, gaps: gap(CLOSED + 1), expect },
    { name: "a drill", attribute, item: incident({ ...absent, isTaggedTest: true }), expect: notApplicable },
    { name: "no record at all", attribute, item: unrecorded(absent), expect: notApplicable },
  ];
}

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...classification.map((each) => ({ ...each, attribute: "A" })),
  ...partExamples({ attribute: "B", absent: { hasCommander: false }, expect: notPerformed }),
  ...partExamples({ attribute: "C", absent: { hasTimeline: false }, expect: missing }),
  ...partExamples({ attribute: "D", absent: { containedAt: null, recoveredAt: null }, expect: missing }),
  { name: "containment alone", attribute: "D", item: incident({ recoveredAt: null }), expect: incomplete },
  { name: "recovery alone", attribute: "D", item: incident({ containedAt: null }), expect: incomplete },
  ...partExamples({ attribute: "E", absent: { communicatedAt: null }, expect: notPerformed }),
  {
    name: "nothing to communicate",
    attribute: "E",
    item: incident({ communicatedAt: null, isCommunicationDue: false }),
    expect: notApplicable,
  },
];
