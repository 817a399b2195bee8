import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { dutyItem, endedCycle, type Fields, standingItem } from "../../populations/kit/fake-items.js";

const END = Date.UTC(2026, 6, 1);
const DUE = Date.UTC(2026, 2, 1);
const MOVED = Date.UTC(2026, 3, 2) - 1;
/** 92 days after 2 February. */
const REPORT_DUE = Date.UTC(2026, 4, 6) - 1;
/** Six months after 20 September. */
const AUDIT_DUE = Date.UTC(2026, 2, 21) - 1;

function finding(more: Fields = {}): Fields {
  const told = { dueAt: DUE, reapprovedHistory: null, reportedCount: 1, reportedAt: REPORT_DUE };
  const item = dutyItem("finding D-1", ["retested", "reapproved", "reported"], { ...told, ...more });
  return { ...item, list: "finding" };
}
const closed = (closedAt: number, more: Fields = {}) =>
  finding({ closedAt, retestedCount: 1, retestedAt: closedAt, retestedBy: "E-9", retestedOtherAt: closedAt, ...more });
const moved = { reapprovedCount: 1, reapprovedHistory: `${DUE};E-2;other;2026-04-01` };
const unreported = finding({ reportedCount: 0, reportedAt: null });
const audit: Fields = { ...standingItem("mock audit", { cycleFrom: Date.UTC(2025, 8, 20, 9) }), list: "mock-audit" };

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "owner and date", attribute: "A", item: finding(), expect: PASSES },
  { name: "no owner", attribute: "A", item: finding({ owner: null }), expect: deviates("incomplete") },
  { name: "no date", attribute: "A", item: finding({ dueAt: null }), expect: deviates("incomplete") },
  { name: "neither", attribute: "A", item: finding({ owner: null, dueAt: null }), expect: deviates("incomplete") },
  { name: "a mock audit", attribute: "A", item: audit, expect: NOT_APPLICABLE },
  { name: "closed on the dot, retested", attribute: "B", item: closed(DUE), expect: PASSES },
  { name: "closed one ms late", attribute: "B", item: closed(DUE + 1), expect: deviates("late") },
  { name: "never closed", attribute: "B", item: finding(), expect: deviates("not-performed") },
  { name: "open, on the dot", attribute: "B", item: finding(), asOf: DUE, expect: PENDING },
  { name: "open, one ms after", attribute: "B", item: finding(), asOf: DUE + 1, expect: deviates("not-performed") },
  {
    name: "closed without a retest",
    attribute: "B",
    item: closed(DUE, { retestedCount: 0, retestedAt: null, retestedBy: null }),
    expect: deviates("incomplete"),
  },
  {
    name: "closed, retests not seen",
    attribute: "B",
    item: closed(DUE, { retestedCount: 0, retestedAt: null, retestedBy: null }),
    gaps: unseen("findings", DUE),
    expect: isOpen("gap"),
  },
  {
    name: "retested one ms after it was closed",
    attribute: "B",
    item: closed(DUE, { retestedAt: DUE + 1, retestedOtherAt: DUE + 1 }),
    expect: deviates("incomplete"),
  },
  {
    name: "retested without a date",
    attribute: "B",
    item: closed(DUE, { retestedAt: null, retestedOtherAt: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "retested by the owner",
    attribute: "B",
    item: closed(DUE, { retestedBy: "E-1", retestedOtherAt: null }),
    expect: deviates("unauthorised"),
  },
  {
    name: "retested by the owner, then by another before it was closed",
    attribute: "B",
    item: closed(DUE, { retestedBy: "E-1", retestedAt: DUE - 9, retestedOtherAt: DUE }),
    expect: PASSES,
  },
  {
    name: "retested by the owner, and by another one ms after it was closed",
    attribute: "B",
    item: closed(DUE, { retestedBy: "E-1", retestedOtherAt: DUE + 1 }),
    expect: deviates("unauthorised"),
  },
  {
    name: "retested by nobody named",
    attribute: "B",
    item: closed(DUE, { retestedBy: null, retestedOtherAt: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "retested, and nobody knows whether by the owner",
    attribute: "B",
    item: closed(DUE, { retestedOtherAt: null, retestedUnsureAt: DUE }),
    expect: isOpen("unmatched-person"),
  },
  {
    name: "re-approved by its owner",
    attribute: "B",
    item: closed(MOVED, { ...moved, reapprovedHistory: `${DUE};E-1;own;2026-04-01` }),
    expect: deviates("late"),
  },
  {
    name: "re-approved by nobody named",
    attribute: "B",
    item: closed(MOVED, { ...moved, reapprovedHistory: `${DUE};;nobody;2026-04-01` }),
    expect: deviates("late"),
  },
  {
    name: "re-approved, and nobody knows whether by its owner",
    attribute: "B",
    item: closed(MOVED, { ...moved, reapprovedHistory: `${DUE};E-3;unknown;2026-04-01` }),
    expect: isOpen("unmatched-person"),
  },
  { name: "re-approved, closed by the new date", attribute: "B", item: closed(MOVED, moved), expect: PASSES },
  { name: "re-approved, one ms too late", attribute: "B", item: closed(MOVED + 1, moved), expect: deviates("late") },
  {
    name: "re-approved one ms after the date",
    attribute: "B",
    item: closed(MOVED, { ...moved, reapprovedHistory: `${DUE + 1};E-2;other;2026-04-01` }),
    expect: deviates("late"),
  },
  {
    name: "re-approved until nobody can read when",
    attribute: "B",
    item: finding({ reapprovedCount: 1, reapprovedHistory: `${DUE};E-2;other;soon` }),
    expect: isOpen("unparsed"),
  },
  {
    name: "re-approved more often than is read",
    attribute: "B",
    item: finding({ ...moved, reapprovedCount: 13 }),
    expect: isOpen("gap"),
  },
  { name: "due when the period ends", attribute: "B", item: finding({ dueAt: END }), expect: NOT_APPLICABLE },
  { name: "due after the period, closed before", attribute: "B", item: closed(DUE, { dueAt: END }), expect: PASSES },
  {
    name: "due one ms before its end",
    attribute: "B",
    item: finding({ dueAt: END - 1 }),
    expect: deviates("not-performed"),
  },
  { name: "no date", attribute: "B", item: finding({ dueAt: null }), expect: NOT_APPLICABLE },
  {
    name: "not seen when it was due",
    attribute: "B",
    item: finding(),
    gaps: unseen("findings", DUE),
    expect: isOpen("gap"),
  },
  { name: "a mock audit", attribute: "B", item: audit, expect: NOT_APPLICABLE },
  { name: "reported on the last millisecond", attribute: "C", item: finding(), expect: PASSES },
  {
    name: "reported one ms late",
    attribute: "C",
    item: finding({ reportedAt: REPORT_DUE + 1 }),
    expect: deviates("late"),
  },
  { name: "never reported", attribute: "C", item: unreported, expect: deviates("not-performed") },
  { name: "not reported yet", attribute: "C", item: unreported, asOf: REPORT_DUE, expect: PENDING },
  { name: "due one ms ago", attribute: "C", item: unreported, asOf: REPORT_DUE + 1, expect: deviates("not-performed") },
  {
    name: "reported without a date",
    attribute: "C",
    item: finding({ reportedAt: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "reports not seen",
    attribute: "C",
    item: unreported,
    gaps: unseen("findings", REPORT_DUE),
    expect: isOpen("gap"),
  },
  { name: "a mock audit", attribute: "C", item: audit, expect: NOT_APPLICABLE },
  { name: "held on the last millisecond", attribute: "D", item: endedCycle(audit, AUDIT_DUE), expect: PASSES },
  { name: "held one ms late", attribute: "D", item: endedCycle(audit, AUDIT_DUE + 1), expect: deviates("late") },
  { name: "not held", attribute: "D", item: audit, expect: deviates("not-performed") },
  { name: "not held, on the dot", attribute: "D", item: audit, asOf: AUDIT_DUE, expect: PENDING },
  {
    name: "every twelve months",
    attribute: "D",
    item: audit,
    parameters: { interval_months: 12 },
    expect: PASSES,
  },
  { name: "not seen", attribute: "D", item: audit, gaps: unseen("findings", AUDIT_DUE), expect: isOpen("gap") },
  {
    name: "only a record without a date",
    attribute: "D",
    item: { ...audit, hasUndated: true },
    expect: deviates("evidence-missing"),
  },
  { name: "a deficiency", attribute: "D", item: finding(), expect: NOT_APPLICABLE },
];
