import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import {
  STANDING_DUE as DUE,
  dutyItem,
  endedCycle,
  type Fields,
  standingItem,
} from "../../populations/kit/fake-items.js";

const STREAM = "penetration.tests";
const END = Date.UTC(2026, 6, 1);
const base: Fields = { ...standingItem("penetration test", { scopeDone: true, independentDone: true }), list: "test" };
const tested = (more: Fields = {}) => endedCycle(base, DUE, more);
const again: Fields = { ...base, cycleFrom: DUE, isFirst: false };
const never: Fields = { ...base, cycleFrom: null, performedAt: null };

/** Fifteen days after 2 February. */
const CRITICAL_DUE = Date.UTC(2026, 1, 18) - 1;
const MOVED = Date.UTC(2026, 3, 2) - 1;
function finding(more: Fields = {}): Fields {
  const item = dutyItem("penetration test finding P-1", ["accepted"], { severity: "critical", ...more });
  return { acceptedHistory: null, ...item, list: "finding" };
}
const fixed = (closedAt: number | null, more: Fields = {}) => finding({ closedAt, ...more });
const accepted = (history: string, closedAt: number | null = null) =>
  fixed(closedAt, { acceptedHistory: history, acceptedCount: history.split("|").length });
const bySeverity = (severity: string, days: number): readonly Example[] => [
  {
    name: `${severity}, on the last millisecond`,
    attribute: "C",
    item: fixed(Date.UTC(2026, 1, 3 + days) - 1, { severity }),
    expect: PASSES,
  },
  {
    name: `${severity}, one ms late`,
    attribute: "C",
    item: fixed(Date.UTC(2026, 1, 3 + days), { severity }),
    expect: days < 149 ? deviates("late") : NOT_APPLICABLE,
  },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the last millisecond", attribute: "A", item: tested(), expect: PASSES },
  { name: "one ms late", attribute: "A", item: endedCycle(base, DUE + 1), expect: deviates("late") },
  { name: "never again", attribute: "A", item: base, expect: deviates("not-performed") },
  { name: "never again, on the dot", attribute: "A", item: base, asOf: DUE, expect: PENDING },
  { name: "by insiders", attribute: "A", item: tested({ independentDone: false }), expect: deviates("unauthorised") },
  {
    name: "independence not stated",
    attribute: "A",
    item: tested({ independentDone: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "late, and by insiders",
    attribute: "A",
    item: { ...endedCycle(base, DUE + 1), independentDone: false },
    expect: deviates("late"),
  },
  {
    name: "by insiders in the cycle before",
    attribute: "A",
    item: { ...again, independentDone: false },
    expect: NOT_APPLICABLE,
  },
  {
    name: "by insiders, still in force",
    attribute: "A",
    item: { ...base, cycleFrom: Date.UTC(2025, 9, 1), independentDone: false },
    expect: deviates("unauthorised"),
  },
  { name: "never", attribute: "A", item: never, expect: deviates("not-performed") },
  { name: "reports not seen", attribute: "A", item: base, gaps: unseen(STREAM, DUE), expect: isOpen("gap") },
  {
    name: "reports refused",
    attribute: "A",
    item: base,
    gaps: unseen(STREAM, DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "only a record without a date",
    attribute: "A",
    item: { ...base, hasUndated: true },
    expect: deviates("evidence-missing"),
  },
  { name: "a finding", attribute: "A", item: finding(), expect: NOT_APPLICABLE },
  { name: "the system is in scope", attribute: "B", item: tested(), expect: PASSES },
  { name: "the system is not", attribute: "B", item: tested({ scopeDone: false }), expect: deviates("incomplete") },
  { name: "scope not stated", attribute: "B", item: tested({ scopeDone: null }), expect: deviates("evidence-missing") },
  { name: "asked once for each test", attribute: "B", item: { ...again, scopeDone: false }, expect: NOT_APPLICABLE },
  { name: "never", attribute: "B", item: never, expect: NOT_APPLICABLE },
  { name: "a finding", attribute: "B", item: finding(), expect: NOT_APPLICABLE },
  ...bySeverity("critical", 15),
  ...bySeverity("high", 30),
  ...bySeverity("medium", 90),
  ...bySeverity("low", 180),
  {
    name: "more days promised",
    attribute: "C",
    item: fixed(CRITICAL_DUE + 1),
    parameters: { critical_days: 16 },
    expect: PASSES,
  },
  { name: "never fixed", attribute: "C", item: finding(), expect: deviates("not-performed") },
  { name: "not fixed yet", attribute: "C", item: finding(), asOf: CRITICAL_DUE, expect: PENDING },
  {
    name: "due one ms ago",
    attribute: "C",
    item: finding(),
    asOf: CRITICAL_DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "the record states a sooner date",
    attribute: "C",
    item: fixed(CRITICAL_DUE, { dueAt: CRITICAL_DUE - 1 }),
    expect: deviates("late"),
  },
  {
    name: "the record states a later date",
    attribute: "C",
    item: fixed(CRITICAL_DUE + 1, { dueAt: END }),
    expect: deviates("late"),
  },
  { name: "no severity", attribute: "C", item: finding({ severity: null }), expect: isOpen("unparsed") },
  { name: "a severity nobody knows", attribute: "C", item: finding({ severity: "p1" }), expect: isOpen("unparsed") },
  {
    name: "accepted on the dot, fixed by the expiry",
    attribute: "C",
    item: accepted(`${CRITICAL_DUE};E-2;other;2026-04-01`, MOVED),
    expect: PASSES,
  },
  {
    name: "accepted, fixed one ms after the expiry",
    attribute: "C",
    item: accepted(`${CRITICAL_DUE};E-2;other;2026-04-01`, MOVED + 1),
    expect: deviates("late"),
  },
  {
    name: "accepted one ms too late",
    attribute: "C",
    item: accepted(`${CRITICAL_DUE + 1};E-2;other;2026-04-01`, MOVED),
    expect: deviates("late"),
  },
  {
    name: "accepted, expired and open",
    attribute: "C",
    item: accepted(`${CRITICAL_DUE};E-2;other;2026-04-01`),
    expect: deviates("not-performed"),
  },
  {
    name: "accepted beyond the period",
    attribute: "C",
    item: accepted(`${CRITICAL_DUE};E-2;other;2026-12-31`),
    expect: PASSES,
  },
  {
    name: "accepted by the owner",
    attribute: "C",
    item: accepted(`${CRITICAL_DUE};E-1;own;2026-12-31`),
    expect: deviates("not-performed"),
  },
  {
    name: "accepted by nobody named",
    attribute: "C",
    item: accepted(`${CRITICAL_DUE};;nobody;2026-12-31`),
    expect: deviates("not-performed"),
  },
  {
    name: "accepted, and nobody knows whether by its owner",
    attribute: "C",
    item: accepted(`${CRITICAL_DUE};E-3;unknown;2026-12-31`),
    expect: isOpen("unmatched-person"),
  },
  {
    name: "accepted without an expiry",
    attribute: "C",
    item: accepted(`${CRITICAL_DUE};E-2;other;`),
    expect: deviates("not-performed"),
  },
  {
    name: "accepted until nobody can read when",
    attribute: "C",
    item: accepted(`${CRITICAL_DUE};E-2;other;Q4`),
    expect: isOpen("unparsed"),
  },
  {
    name: "accepted more often than is read",
    attribute: "C",
    item: { ...accepted(`${CRITICAL_DUE};E-2;other;2026-12-31`), acceptedCount: 13 },
    expect: isOpen("gap"),
  },
  {
    name: "not seen when it was due",
    attribute: "C",
    item: finding(),
    gaps: unseen(STREAM, CRITICAL_DUE),
    expect: isOpen("gap"),
  },
  { name: "due after the period", attribute: "C", item: finding({ severity: "low" }), expect: NOT_APPLICABLE },
  { name: "a test", attribute: "C", item: base, expect: NOT_APPLICABLE },
];
