import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { STANDING_DUE as DUE, endedCycle, type Fields, standingItem } from "../../populations/kit/fake-items.js";

const base = standingItem("continuity review", { contactsDone: true });
const reviewed = (more: Fields = {}) => endedCycle(base, DUE, more);
const again: Fields = { ...base, cycleFrom: DUE, isFirst: false };
const never: Fields = { ...base, cycleFrom: null, performedAt: null, approvedAt: null, approvedBy: null };

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the last millisecond", attribute: "A", item: reviewed(), expect: PASSES },
  { name: "one ms late", attribute: "A", item: endedCycle(base, DUE + 1), expect: deviates("late") },
  { name: "never again", attribute: "A", item: base, expect: deviates("not-performed") },
  { name: "never again, on the dot", attribute: "A", item: base, asOf: DUE, expect: PENDING },
  { name: "never again, one ms after", attribute: "A", item: base, asOf: DUE + 1, expect: deviates("not-performed") },
  { name: "not approved", attribute: "A", item: reviewed({ approvedAt: null }), expect: deviates("evidence-missing") },
  {
    name: "approved by nobody named",
    attribute: "A",
    item: reviewed({ approvedBy: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "approved by who reviewed",
    attribute: "A",
    item: reviewed({ approvedBy: "E-1", isSelfApproved: true }),
    expect: PASSES,
  },
  {
    name: "late, and not approved",
    attribute: "A",
    item: { ...endedCycle(base, DUE + 1), approvedAt: null },
    expect: deviates("late"),
  },
  { name: "not approved, asked once", attribute: "A", item: { ...again, approvedAt: null }, expect: NOT_APPLICABLE },
  { name: "never", attribute: "A", item: never, expect: deviates("not-performed") },
  { name: "reviewed in the period, due after it", attribute: "A", item: again, expect: NOT_APPLICABLE },
  { name: "not seen", attribute: "A", item: base, gaps: unseen("continuity", DUE), expect: isOpen("gap") },
  {
    name: "refused",
    attribute: "A",
    item: base,
    gaps: unseen("continuity", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "only a record without a date",
    attribute: "A",
    item: { ...base, hasUndated: true },
    expect: deviates("evidence-missing"),
  },
  { name: "current", attribute: "B", item: reviewed(), expect: PASSES },
  { name: "outdated", attribute: "B", item: reviewed({ contactsDone: false }), expect: deviates("incomplete") },
  { name: "not stated", attribute: "B", item: reviewed({ contactsDone: null }), expect: deviates("evidence-missing") },
  {
    name: "asked once for each review",
    attribute: "B",
    item: { ...again, contactsDone: false },
    expect: NOT_APPLICABLE,
  },
  { name: "never reviewed", attribute: "B", item: never, expect: NOT_APPLICABLE },
];
