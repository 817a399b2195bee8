import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import {
  STANDING_DUE as DUE,
  endedCycle,
  type Fields,
  STANDING_SINCE as SINCE,
  standingItem,
} from "../../populations/kit/fake-items.js";

const END = Date.UTC(2026, 6, 1);
const base = standingItem("policy approval of access", {
  subjectFromAt: Date.UTC(2024, 0, 1),
  approvedAt: null,
  publishedDone: true,
  approverRoles: "CISO",
  approverRoleCount: 1,
});
const approved = (at: number, more: Fields = {}) => endedCycle(base, at, { approvedAt: null, ...more });
const next = (more: Fields) => approved(DUE, more);
/** The cycle that an approval of the period began. */
const again: Fields = { ...base, cycleFrom: DUE, isFirst: false, performedAt: DUE };
const fresh = (from: number, more: Fields = {}): Fields => ({
  ...base,
  subjectFromAt: from,
  cycleFrom: null,
  performedAt: null,
  ...more,
});
const other = { approverRoles: "CTO|DPO", approverRoleCount: 2 };

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the last millisecond", attribute: "A", item: approved(DUE), expect: PASSES },
  { name: "one ms late", attribute: "A", item: approved(DUE + 1), expect: deviates("late") },
  { name: "never again", attribute: "A", item: base, expect: deviates("not-performed") },
  { name: "never again, on the dot", attribute: "A", item: base, asOf: DUE, expect: PENDING },
  { name: "never again, one ms after", attribute: "A", item: base, asOf: DUE + 1, expect: deviates("not-performed") },
  {
    name: "grace promised, on the last millisecond",
    attribute: "A",
    item: approved(Date.UTC(2026, 3, 10) - 1),
    parameters: { grace_days: 30 },
    expect: PASSES,
  },
  {
    name: "grace promised, one ms late",
    attribute: "A",
    item: approved(Date.UTC(2026, 3, 10)),
    parameters: { grace_days: 30 },
    expect: deviates("late"),
  },
  {
    name: "the day ends later in New York",
    attribute: "A",
    item: approved(DUE + 4 * 3_600_000),
    parameters: { zone: "America/New_York" },
    expect: PASSES,
  },
  {
    name: "every two years: in force at the period's end",
    attribute: "A",
    item: base,
    parameters: { interval_months: 24 },
    expect: PASSES,
  },
  { name: "approved in the period, due after it", attribute: "A", item: again, expect: NOT_APPLICABLE },
  { name: "a new policy", attribute: "A", item: fresh(Date.UTC(2026, 1, 1)), expect: NOT_APPLICABLE },
  {
    name: "in force for years, never approved",
    attribute: "A",
    item: fresh(Date.UTC(2020, 0, 1)),
    expect: deviates("not-performed"),
  },
  { name: "withdrawn before it came due", attribute: "A", item: { ...base, subjectToAt: DUE }, expect: PASSES },
  {
    name: "withdrawn one ms after",
    attribute: "A",
    item: { ...base, subjectToAt: DUE + 1 },
    expect: deviates("not-performed"),
  },
  {
    name: "only a record without a date",
    attribute: "A",
    item: { ...base, hasUndated: true },
    expect: deviates("evidence-missing"),
  },
  { name: "records not seen", attribute: "A", item: base, gaps: unseen("policies", DUE), expect: isOpen("gap") },
  {
    name: "records refused",
    attribute: "A",
    item: base,
    gaps: unseen("policies", SINCE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "records not seen later",
    attribute: "A",
    item: base,
    gaps: unseen("policies", DUE + 1),
    expect: deviates("not-performed"),
  },
  {
    name: "late, but an earlier one may hide",
    attribute: "A",
    item: approved(DUE + 1),
    gaps: unseen("policies", DUE),
    expect: isOpen("gap"),
  },
  { name: "by the role", attribute: "B", item: next({}), expect: PASSES },
  {
    name: "by the role and others",
    attribute: "B",
    item: next({ approverRoles: "CISO|DPO", approverRoleCount: 2 }),
    expect: PASSES,
  },
  { name: "by another role", attribute: "B", item: next(other), expect: deviates("unauthorised") },
  {
    name: "by another role that was promised",
    attribute: "B",
    item: next(other),
    parameters: { approver_role: "DPO" },
    expect: PASSES,
  },
  {
    name: "by who holds no role",
    attribute: "B",
    item: next({ approverRoles: null, approverRoleCount: 0 }),
    expect: deviates("unauthorised"),
  },
  { name: "nobody is named", attribute: "B", item: next({ approvedBy: null }), expect: deviates("evidence-missing") },
  { name: "roles not seen", attribute: "B", item: next(other), gaps: unseen("org.roles", DUE), expect: isOpen("gap") },
  {
    name: "roles not seen later",
    attribute: "B",
    item: next(other),
    gaps: unseen("org.roles", DUE + 1),
    expect: deviates("unauthorised"),
  },
  {
    name: "more roles than are shown",
    attribute: "B",
    item: next({ ...other, approverRoleCount: 9 }),
    expect: isOpen("gap"),
  },
  {
    name: "in force since before, by another",
    attribute: "B",
    item: { ...base, ...other },
    expect: deviates("unauthorised"),
  },
  { name: "asked once for each approval", attribute: "B", item: { ...again, ...other }, expect: NOT_APPLICABLE },
  { name: "never approved", attribute: "B", item: fresh(Date.UTC(2020, 0, 1)), expect: NOT_APPLICABLE },
  { name: "published", attribute: "C", item: next({}), expect: PASSES },
  { name: "not published", attribute: "C", item: next({ publishedDone: false }), expect: deviates("incomplete") },
  {
    name: "publication not stated",
    attribute: "C",
    item: next({ publishedDone: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "approved after the period: the one in force counts",
    attribute: "C",
    item: { ...base, nextAt: END },
    expect: PASSES,
  },
  {
    name: "asked once for each approval",
    attribute: "C",
    item: { ...again, publishedDone: false },
    expect: NOT_APPLICABLE,
  },
  { name: "never approved", attribute: "C", item: fresh(Date.UTC(2020, 0, 1)), expect: NOT_APPLICABLE },
];
