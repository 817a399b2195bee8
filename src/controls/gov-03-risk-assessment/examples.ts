import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import {
  STANDING_DUE as DUE,
  DUTY_OPENED,
  dutyItem,
  endedCycle,
  type Fields,
  standingItem,
} from "../../populations/kit/fake-items.js";

const STREAM = "risk.assessments";
const END = Date.UTC(2026, 6, 1);
const parts = { commitmentsDone: true, fraudDone: true, changesDone: true, ratedOwnedDone: true };
const base: Fields = { ...standingItem("risk assessment", parts), list: "assessment" };
const done = (more: Fields = {}) => endedCycle(base, DUE, more);
const again: Fields = { ...base, cycleFrom: DUE, isFirst: false };
const never: Fields = { ...base, cycleFrom: null, performedAt: null };
const change = (more: Fields = {}): Fields => ({
  ...dutyItem("significant change C-1", ["assessed"], more),
  list: "change",
});
/** Thirty days after 2 February. */
const CHANGE_DUE = Date.UTC(2026, 2, 5) - 1;
const assessed = (at: number | null, more: Fields = {}) => change({ assessedCount: 1, assessedAt: at, ...more });

const partsOf = (attribute: string, part: string): readonly Example[] => [
  { name: "contained", attribute, item: done(), expect: PASSES },
  { name: "missing", attribute, item: done({ [part]: false }), expect: deviates("incomplete") },
  { name: "not stated", attribute, item: done({ [part]: null }), expect: deviates("evidence-missing") },
  { name: "missing in the one in force", attribute, item: { ...base, [part]: false }, expect: deviates("incomplete") },
  { name: "asked once for each assessment", attribute, item: { ...again, [part]: false }, expect: NOT_APPLICABLE },
  { name: "never done", attribute, item: never, expect: NOT_APPLICABLE },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the last millisecond", attribute: "A", item: done(), expect: PASSES },
  { name: "one ms late", attribute: "A", item: endedCycle(base, DUE + 1), expect: deviates("late") },
  { name: "never again", attribute: "A", item: base, expect: deviates("not-performed") },
  { name: "never again, on the dot", attribute: "A", item: base, asOf: DUE, expect: PENDING },
  { name: "never again, one ms after", attribute: "A", item: base, asOf: DUE + 1, expect: deviates("not-performed") },
  { name: "the first ever, in the period", attribute: "A", item: { ...never, nextAt: END - 1 }, expect: PASSES },
  { name: "never", attribute: "A", item: never, expect: deviates("not-performed") },
  { name: "never, the period still runs", attribute: "A", item: never, asOf: END - 1, expect: PENDING },
  {
    name: "from before, younger than the interval at the period's end",
    attribute: "A",
    item: { ...base, cycleFrom: Date.UTC(2025, 6, 1) },
    expect: PASSES,
  },
  {
    name: "from before, one day too old",
    attribute: "A",
    item: { ...base, cycleFrom: Date.UTC(2025, 5, 29, 23) },
    expect: deviates("not-performed"),
  },
  { name: "done in the period, due after it", attribute: "A", item: again, expect: NOT_APPLICABLE },
  {
    name: "only a record without a date",
    attribute: "A",
    item: { ...base, hasUndated: true },
    expect: deviates("evidence-missing"),
  },
  { name: "records not seen", attribute: "A", item: base, gaps: unseen(STREAM, DUE), expect: isOpen("gap") },
  {
    name: "records refused",
    attribute: "A",
    item: base,
    gaps: unseen(STREAM, DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "a change", attribute: "A", item: change(), expect: NOT_APPLICABLE },
  ...partsOf("B", "commitmentsDone"),
  { name: "a change", attribute: "B", item: change(), expect: NOT_APPLICABLE },
  ...partsOf("C", "fraudDone"),
  { name: "a change", attribute: "C", item: change(), expect: NOT_APPLICABLE },
  ...partsOf("D", "changesDone"),
  { name: "assessed on the last millisecond", attribute: "D", item: assessed(CHANGE_DUE), expect: PASSES },
  { name: "assessed one ms late", attribute: "D", item: assessed(CHANGE_DUE + 1), expect: deviates("late") },
  { name: "assessed before it was decided", attribute: "D", item: assessed(DUTY_OPENED - 1), expect: PASSES },
  { name: "never assessed", attribute: "D", item: change(), expect: deviates("not-performed") },
  { name: "not assessed yet", attribute: "D", item: change(), asOf: CHANGE_DUE, expect: PENDING },
  { name: "due one ms ago", attribute: "D", item: change(), asOf: CHANGE_DUE + 1, expect: deviates("not-performed") },
  {
    name: "the record states a due date",
    attribute: "D",
    item: assessed(DUTY_OPENED + 6, { dueAt: DUTY_OPENED + 5 }),
    expect: deviates("late"),
  },
  { name: "assessed without a date", attribute: "D", item: assessed(null), expect: deviates("evidence-missing") },
  { name: "a drill", attribute: "D", item: change({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  {
    name: "assessments not seen",
    attribute: "D",
    item: change(),
    gaps: unseen(STREAM, CHANGE_DUE),
    expect: isOpen("gap"),
  },
  {
    name: "assessments not seen later",
    attribute: "D",
    item: change(),
    gaps: unseen(STREAM, CHANGE_DUE + 1),
    expect: deviates("not-performed"),
  },
  ...partsOf("E", "ratedOwnedDone"),
  { name: "a change", attribute: "E", item: change(), expect: NOT_APPLICABLE },
  { name: "approved by another", attribute: "F", item: done(), expect: PASSES },
  { name: "not approved", attribute: "F", item: done({ approvedAt: null }), expect: deviates("evidence-missing") },
  { name: "nobody is named", attribute: "F", item: done({ approvedBy: null }), expect: deviates("evidence-missing") },
  {
    name: "nobody knows whether by who made it",
    attribute: "F",
    item: done({ performedBy: null, isSelfApproved: null }),
    expect: isOpen("unmatched-person"),
  },
  { name: "by who made it", attribute: "F", item: done({ isSelfApproved: true }), expect: deviates("unauthorised") },
  {
    name: "asked once for each assessment",
    attribute: "F",
    item: { ...again, approvedAt: null },
    expect: NOT_APPLICABLE,
  },
  { name: "never done", attribute: "F", item: never, expect: NOT_APPLICABLE },
  { name: "a change", attribute: "F", item: change(), expect: NOT_APPLICABLE },
];
