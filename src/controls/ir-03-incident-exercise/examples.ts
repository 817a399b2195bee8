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
const base = standingItem("incident exercise", {
  attendedDone: true,
  actionsTrackedDone: true,
  reviewBeforeAt: null,
  reviewFirstAt: null,
  reviewLastAt: null,
});
const held = (more: Fields = {}) => endedCycle(base, DUE, more);
const again: Fields = { ...base, cycleFrom: DUE, isFirst: false };
const never: Fields = { ...base, cycleFrom: null, performedAt: null };
const parameters = { incident_may_replace: true };
const reviewed = (first: number, last = first): Fields => ({ ...base, reviewFirstAt: first, reviewLastAt: last });
/** A year after a review of 10 October 2025: after the period. A review of 10 May 2025 is due within it. */
const before = (at: number): Fields => ({ ...base, reviewBeforeAt: at });

const partsOf = (attribute: string, part: string): readonly Example[] => [
  { name: "contained", attribute, item: held(), expect: PASSES },
  { name: "missing", attribute, item: held({ [part]: false }), expect: deviates("incomplete") },
  { name: "not stated", attribute, item: held({ [part]: null }), expect: deviates("evidence-missing") },
  { name: "asked once for each exercise", attribute, item: { ...again, [part]: false }, expect: NOT_APPLICABLE },
  { name: "never held", attribute, item: never, expect: NOT_APPLICABLE },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the last millisecond", attribute: "A", item: held(), expect: PASSES },
  { name: "one ms late", attribute: "A", item: endedCycle(base, DUE + 1), expect: deviates("late") },
  { name: "never again", attribute: "A", item: base, expect: deviates("not-performed") },
  { name: "never again, on the dot", attribute: "A", item: base, asOf: DUE, expect: PENDING },
  { name: "never", attribute: "A", item: never, expect: deviates("not-performed") },
  { name: "held in the period, due after it", attribute: "A", item: again, expect: NOT_APPLICABLE },
  { name: "records not seen", attribute: "A", item: base, gaps: unseen("exercises", DUE), expect: isOpen("gap") },
  {
    name: "records refused",
    attribute: "A",
    item: base,
    gaps: unseen("exercises", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "only a record without a date",
    attribute: "A",
    item: { ...base, hasUndated: true },
    expect: deviates("evidence-missing"),
  },
  {
    name: "a real incident, no replacement promised",
    attribute: "A",
    item: reviewed(DUE),
    expect: deviates("not-performed"),
  },
  {
    name: "a real incident stands in, on the last millisecond",
    attribute: "A",
    item: reviewed(DUE),
    parameters,
    expect: PASSES,
  },
  {
    name: "a real incident stands in, one ms late",
    attribute: "A",
    item: reviewed(DUE + 1),
    parameters,
    expect: deviates("late"),
  },
  {
    name: "a real incident stands in, then due again in the period",
    attribute: "A",
    item: reviewed(Date.UTC(2026, 0, 10)),
    parameters: { ...parameters, interval_months: 3 },
    expect: deviates("late"),
  },
  {
    name: "real incidents stand in again and again",
    attribute: "A",
    item: { ...reviewed(Date.UTC(2026, 0, 10), Date.UTC(2026, 3, 10)), cycleFrom: Date.UTC(2025, 11, 1) },
    parameters: { ...parameters, interval_months: 3 },
    expect: PASSES,
  },
  {
    name: "the last real incident is too old at the period's end",
    attribute: "A",
    item: { ...reviewed(Date.UTC(2026, 0, 10)), cycleFrom: Date.UTC(2025, 11, 1) },
    parameters: { ...parameters, interval_months: 3 },
    expect: deviates("not-performed"),
  },
  {
    name: "a real incident before the period carries to its end",
    attribute: "A",
    item: before(Date.UTC(2025, 9, 10)),
    parameters,
    expect: PASSES,
  },
  {
    name: "a real incident before the period carries into it",
    attribute: "A",
    item: before(Date.UTC(2025, 4, 10)),
    parameters,
    expect: deviates("not-performed"),
  },
  {
    name: "the first ever is a real incident",
    attribute: "A",
    item: { ...never, reviewFirstAt: END - 1, reviewLastAt: END - 1 },
    parameters,
    expect: PASSES,
  },
  {
    name: "reviews of real incidents not seen",
    attribute: "A",
    item: base,
    parameters,
    gaps: unseen("postmortems", DUE),
    expect: isOpen("gap"),
  },
  {
    name: "real incidents not seen",
    attribute: "A",
    item: base,
    parameters,
    gaps: unseen("incidents", DUE),
    expect: isOpen("gap"),
  },
  {
    name: "real incidents not seen later",
    attribute: "A",
    item: base,
    parameters,
    gaps: unseen("incidents", DUE + 1),
    expect: deviates("not-performed"),
  },
  {
    name: "real incidents not seen, no replacement promised",
    attribute: "A",
    item: base,
    gaps: unseen("incidents", SINCE, { to: END }),
    expect: deviates("not-performed"),
  },
  {
    name: "held, real incidents not seen",
    attribute: "A",
    item: held(),
    parameters,
    gaps: unseen("incidents", SINCE, { to: END }),
    expect: PASSES,
  },
  ...partsOf("B", "attendedDone"),
  ...partsOf("C", "actionsTrackedDone"),
];
