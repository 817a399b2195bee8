import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const DUE = Date.UTC(2026, 2, 1);
const END = Date.UTC(2026, 6, 1);
/** Last millisecond of 1 April. */
const MOVED = Date.UTC(2026, 3, 2) - 1;

function treatment(more: Fields = {}): Fields {
  const silent = { dueAt: DUE, reapprovedHistory: null };
  return dutyItem("treatment of risk R-1", ["reapproved"], { ...silent, ...more });
}
const closed = (closedAt: number | null, more: Fields = {}) => treatment({ closedAt, ...more });
const moved = (history: string, closedAt: number | null, count = history.split("|").length) =>
  closed(closedAt, { reapprovedHistory: history, reapprovedCount: count });
const inTime = `${DUE};E-2;other;2026-04-01`;

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "owner and date", attribute: "A", item: treatment(), expect: PASSES },
  { name: "no owner", attribute: "A", item: treatment({ owner: null }), expect: deviates("incomplete") },
  { name: "no date", attribute: "A", item: treatment({ dueAt: null }), expect: deviates("incomplete") },
  { name: "neither", attribute: "A", item: treatment({ owner: null, dueAt: null }), expect: deviates("incomplete") },
  { name: "done on the dot", attribute: "B", item: closed(DUE), expect: PASSES },
  { name: "done one ms late", attribute: "B", item: closed(DUE + 1), expect: deviates("late") },
  { name: "never done", attribute: "B", item: treatment(), expect: deviates("not-performed") },
  { name: "open, on the dot", attribute: "B", item: treatment(), asOf: DUE, expect: PENDING },
  { name: "open, one ms after", attribute: "B", item: treatment(), asOf: DUE + 1, expect: deviates("not-performed") },
  { name: "no date", attribute: "B", item: treatment({ dueAt: null }), expect: NOT_APPLICABLE },
  { name: "due when the period ends", attribute: "B", item: treatment({ dueAt: END }), expect: NOT_APPLICABLE },
  { name: "due one ms before", attribute: "B", item: treatment({ dueAt: END - 1 }), expect: deviates("not-performed") },
  { name: "re-approved on the dot, done by the new date", attribute: "B", item: moved(inTime, MOVED), expect: PASSES },
  { name: "re-approved, one ms too late", attribute: "B", item: moved(inTime, MOVED + 1), expect: deviates("late") },
  { name: "re-approved, never done", attribute: "B", item: moved(inTime, null), expect: deviates("not-performed") },
  { name: "re-approved, not due yet", attribute: "B", item: moved(inTime, null), asOf: MOVED, expect: PENDING },
  {
    name: "re-approved by its owner",
    attribute: "B",
    item: moved(`${DUE};E-1;own;2026-04-01`, MOVED),
    expect: deviates("late"),
  },
  {
    name: "re-approved by nobody named",
    attribute: "B",
    item: moved(`${DUE};;nobody;2026-04-01`, MOVED),
    expect: deviates("late"),
  },
  {
    name: "re-approved, and nobody knows whether by its owner",
    attribute: "B",
    item: moved(`${DUE};E-3;unknown;2026-04-01`, MOVED),
    expect: isOpen("unmatched-person"),
  },
  {
    name: "re-approved by somebody unknown, and too late even so",
    attribute: "B",
    item: moved(`${DUE};E-3;unknown;2026-04-01`, MOVED + 1),
    expect: deviates("late"),
  },
  {
    name: "re-approved one ms after the date",
    attribute: "B",
    item: moved(`${DUE + 1};E-2;other;2026-04-01`, MOVED),
    expect: deviates("late"),
  },
  {
    name: "re-approved twice, each in time",
    attribute: "B",
    item: moved(`${inTime}|${MOVED};E-2;other;2026-05-01`, MOVED + 1),
    expect: PASSES,
  },
  {
    name: "re-approved twice, the second one ms late",
    attribute: "B",
    item: moved(`${inTime}|${MOVED + 1};E-2;other;2026-05-01`, MOVED + 1),
    expect: deviates("late"),
  },
  {
    name: "re-approved beyond the period",
    attribute: "B",
    item: moved(`${DUE};E-2;other;2026-12-31`, null),
    expect: PASSES,
  },
  {
    name: "re-approved without a new date",
    attribute: "B",
    item: moved(`${DUE};E-2;other;`, null),
    expect: deviates("not-performed"),
  },
  {
    name: "re-approved until nobody can read when",
    attribute: "B",
    item: moved(`${DUE};E-2;other;next spring`, null),
    expect: isOpen("unparsed"),
  },
  {
    name: "re-approved more often than is read",
    attribute: "B",
    item: moved(inTime, MOVED, 13),
    expect: isOpen("gap"),
  },
  {
    name: "register not seen when it was due",
    attribute: "B",
    item: treatment(),
    gaps: unseen("risk.treatments", DUE),
    expect: isOpen("gap"),
  },
  {
    name: "register refused",
    attribute: "B",
    item: treatment(),
    gaps: unseen("risk.treatments", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
];
