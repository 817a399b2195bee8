import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { STANDING_DUE as DUE, endedCycle, type Fields, standingItem } from "../../populations/kit/fake-items.js";

const base = standingItem("recovery test", {
  criticalServicesDone: true,
  resultsDone: true,
  resultsValue: "8/24",
  actionsTrackedDone: true,
});
const tested = (more: Fields = {}) => endedCycle(base, DUE, more);
const again: Fields = { ...base, cycleFrom: DUE, isFirst: false };
const never: Fields = { ...base, cycleFrom: null, performedAt: null };
const parameters = { promises_target: true };
const measured = (resultsValue: string | null, actionsTrackedDone: boolean | null = false) =>
  tested({ resultsValue, actionsTrackedDone });

const partsOf = (attribute: string, part: string): readonly Example[] => [
  { name: "contained", attribute, item: tested(), expect: PASSES },
  { name: "missing", attribute, item: tested({ [part]: false }), expect: deviates("incomplete") },
  { name: "not stated", attribute, item: tested({ [part]: null }), expect: deviates("evidence-missing") },
  { name: "asked once for each test", attribute, item: { ...again, [part]: false }, expect: NOT_APPLICABLE },
  { name: "never tested", attribute, item: never, expect: NOT_APPLICABLE },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the last millisecond", attribute: "A", item: tested(), expect: PASSES },
  { name: "one ms late", attribute: "A", item: endedCycle(base, DUE + 1), expect: deviates("late") },
  { name: "never again", attribute: "A", item: base, expect: deviates("not-performed") },
  { name: "never again, on the dot", attribute: "A", item: base, asOf: DUE, expect: PENDING },
  { name: "never", attribute: "A", item: never, expect: deviates("not-performed") },
  { name: "tested in the period, due after it", attribute: "A", item: again, expect: NOT_APPLICABLE },
  { name: "not seen", attribute: "A", item: base, gaps: unseen("recovery.tests", DUE), expect: isOpen("gap") },
  {
    name: "refused",
    attribute: "A",
    item: base,
    gaps: unseen("recovery.tests", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "only a record without a date",
    attribute: "A",
    item: { ...base, hasUndated: true },
    expect: deviates("evidence-missing"),
  },
  ...partsOf("B", "criticalServicesDone"),
  ...partsOf("C", "resultsDone"),
  { name: "targets met on the dot", attribute: "C", item: measured("8/24"), parameters, expect: PASSES },
  { name: "recovery too slow", attribute: "C", item: measured("8.1/24"), parameters, expect: deviates("wrong-result") },
  { name: "too much lost", attribute: "C", item: measured("8/24.5"), parameters, expect: deviates("wrong-result") },
  {
    name: "missed, actions not stated",
    attribute: "C",
    item: measured("9/24", null),
    parameters,
    expect: deviates("wrong-result"),
  },
  { name: "missed, with an action", attribute: "C", item: measured("9/25", true), parameters, expect: PASSES },
  { name: "missed, not promised", attribute: "C", item: measured("9/25"), expect: PASSES },
  {
    name: "other targets promised",
    attribute: "C",
    item: measured("9/25"),
    parameters: { ...parameters, rto_hours: 9, rpo_hours: 25 },
    expect: PASSES,
  },
  { name: "hours not named", attribute: "C", item: measured(null), expect: deviates("evidence-missing") },
  { name: "hours nobody can read", attribute: "C", item: measured("one day"), expect: isOpen("unparsed") },
  ...partsOf("D", "actionsTrackedDone"),
];
