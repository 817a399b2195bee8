import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { HOUR_MS } from "../../base/instant.js";
import { DUTY_OPENED, dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const DUE = DUTY_OPENED + 72 * HOUR_MS;

const breach = (more: Fields = {}) => dutyItem("breach B-1", ["assessed", "notified"], more);
const assessed = (at: number | null, value: string | null = "required", more: Fields = {}) =>
  breach({ assessedCount: 1, assessedAt: at, assessedValue: value, ...more });
/** Assessed at once, and notified at those moments. */
const notified = (first: number | null, last = first, more: Fields = {}) =>
  assessed(DUTY_OPENED, "required", { notifiedCount: 2, notifiedAt: first, notifiedLastAt: last, ...more });
const known = assessed(DUTY_OPENED);
const stricter = { dueAt: DUE - HOUR_MS };

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "assessed on the dot", attribute: "A", item: assessed(DUE), expect: PASSES },
  { name: "assessed one ms late", attribute: "A", item: assessed(DUE + 1), expect: deviates("late") },
  { name: "not assessed, on the dot", attribute: "A", item: breach(), asOf: DUE, expect: PENDING },
  {
    name: "not assessed, one ms after",
    attribute: "A",
    item: breach(),
    asOf: DUE + 1,
    expect: deviates("not-performed"),
  },
  { name: "assessed at an unknown time", attribute: "A", item: assessed(null), expect: deviates("evidence-missing") },
  { name: "a drill", attribute: "A", item: breach({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  {
    name: "assessments not seen",
    attribute: "A",
    item: breach(),
    gaps: unseen("breaches", DUE),
    expect: isOpen("gap"),
  },
  {
    name: "assessments refused",
    attribute: "A",
    item: breach(),
    gaps: unseen("breaches", DUTY_OPENED, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "notified on the dot", attribute: "B", item: notified(DUE), expect: PASSES },
  { name: "notified one ms late", attribute: "B", item: notified(DUE + 1), expect: deviates("late") },
  { name: "one party one ms late", attribute: "B", item: notified(DUE - 1, DUE + 1), expect: deviates("late") },
  {
    name: "a stricter contract, on the dot",
    attribute: "B",
    item: notified(DUE - HOUR_MS, DUE - HOUR_MS, stricter),
    expect: PASSES,
  },
  {
    name: "a stricter contract, one ms late",
    attribute: "B",
    item: notified(DUE - HOUR_MS + 1, DUE - HOUR_MS + 1, stricter),
    expect: deviates("late"),
  },
  {
    name: "a laxer contract",
    attribute: "B",
    item: notified(DUE + 1, DUE + 1, { dueAt: DUE + HOUR_MS }),
    expect: deviates("late"),
  },
  {
    name: "fewer hours promised",
    attribute: "B",
    item: notified(DUE),
    parameters: { hours: 24 },
    expect: deviates("late"),
  },
  { name: "not notified, on the dot", attribute: "B", item: known, asOf: DUE, expect: PENDING },
  { name: "not notified, one ms after", attribute: "B", item: known, asOf: DUE + 1, expect: deviates("not-performed") },
  { name: "neither assessed nor notified", attribute: "B", item: breach(), expect: deviates("not-performed") },
  { name: "notified at an unknown time", attribute: "B", item: notified(null), expect: deviates("evidence-missing") },
  { name: "no notice is owed", attribute: "B", item: assessed(DUE, "not_required"), expect: NOT_APPLICABLE },
  { name: "the assessment does not say", attribute: "B", item: assessed(DUE, null), expect: deviates("not-performed") },
  {
    name: "the assessment says a word nobody knows",
    attribute: "B",
    item: assessed(DUE, "maybe"),
    expect: isOpen("unparsed"),
  },
  {
    name: "none was owed, and notified all the same",
    attribute: "B",
    item: assessed(DUE, "not_required", { notifiedCount: 1, notifiedAt: DUE, notifiedLastAt: DUE }),
    expect: PASSES,
  },
  { name: "a drill", attribute: "B", item: breach({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  { name: "notices not seen", attribute: "B", item: known, gaps: unseen("breaches", DUE), expect: isOpen("gap") },
];
