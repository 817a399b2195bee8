import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

/** The week from Monday 2 to Sunday 8 March 2026; the third business day after it is Wednesday the 11th. */
const FROM = Date.UTC(2026, 2, 2);
const TO = Date.UTC(2026, 2, 9);
const DUE = Date.UTC(2026, 2, 12) - 1;

type Fields = Readonly<Record<string, unknown>>;

/** The review of week 10, held on Monday the 9th. */
function review(more: Fields = {}): Fields {
  return {
    itemId: "admin-activity-review 2026-W10",
    occurredAt: TO - 1,
    label: "review of privileged activity for 2026-W10",
    unit: null,
    actor: "E-7",
    evidence: null,
    periodKey: "2026-W10",
    intervalFrom: FROM,
    intervalTo: TO,
    recordCount: 1,
    isUndated: false,
    performedAt: TO + 9 * HOUR_MS,
    performedBy: "E-7",
    allSourcesDone: true,
    independentDone: true,
    anomaliesTicketedDone: true,
    eventsValue: "812",
    readingSecondsValue: "1900",
    ...more,
  };
}

const none = review({
  recordCount: 0,
  performedAt: null,
  performedBy: null,
  allSourcesDone: null,
  independentDone: null,
  anomaliesTicketedDone: null,
});
const undated = review({ performedAt: null, isUndated: true });
const gap = (from: number, reason = "not_covered") => [
  { stream: "admin.reviews", scope: "*", from, to: from + 1, reason },
];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const incomplete = { state: "deviation", kind: "incomplete" } as const;
const silent = { state: "deviation", kind: "evidence-missing" } as const;
const notApplicable = { state: "not-applicable" } as const;

const held: readonly Omit<Example, "attribute">[] = [
  { name: "held on the next day", item: review(), expect: pass },
  { name: "held in its week", item: review({ performedAt: TO - DAY_MS }), expect: pass },
  { name: "held on the dot", item: review({ performedAt: DUE }), expect: pass },
  { name: "held one ms late", item: review({ performedAt: DUE + 1 }), expect: late },
  {
    name: "held a day later after a holiday",
    item: review({ performedAt: DUE + DAY_MS }),
    parameters: { holidays: ["2026-03-10"] },
    expect: pass,
  },
  {
    name: "held one ms later after a holiday",
    item: review({ performedAt: DUE + DAY_MS + 1 }),
    parameters: { holidays: ["2026-03-10"] },
    expect: late,
  },
  {
    name: "on the dot in a zone where the day ends later",
    item: review({ performedAt: DUE + 4 * HOUR_MS }),
    parameters: { zone: "America/New_York" },
    expect: pass,
  },
  {
    name: "one ms later there",
    item: review({ performedAt: DUE + 4 * HOUR_MS + 1 }),
    parameters: { zone: "America/New_York" },
    expect: late,
  },
  { name: "missed, on the dot", item: none, asOf: DUE, expect: { state: "pending" } },
  { name: "missed, one ms after", item: none, asOf: DUE + 1, expect: notPerformed },
  { name: "undated", item: undated, expect: silent },
  { name: "records not seen", item: none, gaps: gap(DUE), expect: { state: "indeterminate", cause: "gap" } },
  { name: "records not seen later", item: none, gaps: gap(DUE + 1), expect: notPerformed },
  {
    name: "records refused",
    item: none,
    gaps: gap(FROM, "permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  {
    name: "a rubber stamp is an observation",
    item: review({ eventsValue: "812", readingSecondsValue: "12" }),
    expect: pass,
  },
];

const partsOf = (attribute: string, field: string, missing: Example["expect"]): readonly Example[] => [
  { name: "on record", attribute, item: review(), expect: pass },
  { name: "the record says no", attribute, item: review({ [field]: false }), expect: missing },
  { name: "the record is silent", attribute, item: review({ [field]: null }), expect: silent },
  { name: "undated, and on record", attribute, item: undated, expect: pass },
  { name: "not held", attribute, item: none, expect: notApplicable },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...held.map((each) => ({ ...each, attribute: "A" })),
  ...partsOf("B", "allSourcesDone", incomplete),
  ...partsOf("C", "independentDone", { state: "deviation", kind: "unauthorised" }),
  ...partsOf("D", "anomaliesTicketedDone", incomplete),
];
