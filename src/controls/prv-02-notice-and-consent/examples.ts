import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import {
  endedCycle,
  type Fields,
  STANDING_DUE,
  STANDING_SINCE,
  standingItem,
} from "../../populations/kit/fake-items.js";
import { eventItem, THING_SINCE, thingItem } from "../../populations/kit/fake-stretches.js";
import { flagExamples } from "../../populations/kit/state-examples.js";

const STREAM = "privacy.notices";
const END = Date.UTC(2026, 6, 1);
const cycle = standingItem("notice review");
const review = (item: Fields): Fields => eventItem("review", item);
const never = review({ ...cycle, cycleFrom: null, performedAt: null });
const point = (aspect: string, value: string, more: Fields = {}) =>
  thingItem("collection point signup", aspect, [[value, THING_SINCE, END]], more);

const flags = (attribute: string, aspect: string): readonly Example[] => [
  ...flagExamples({ attribute, label: "collection point signup", aspect, stream: STREAM, kind: "not-performed" }),
  { name: "a test form", attribute, item: point(aspect, "false", { class: "test" }), expect: NOT_APPLICABLE },
  { name: "a review", attribute, item: review(cycle), expect: NOT_APPLICABLE },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the last millisecond", attribute: "A", item: review(endedCycle(cycle, STANDING_DUE)), expect: PASSES },
  { name: "one ms late", attribute: "A", item: review(endedCycle(cycle, STANDING_DUE + 1)), expect: deviates("late") },
  {
    name: "more months promised",
    attribute: "A",
    item: review(endedCycle(cycle, STANDING_DUE + 1)),
    parameters: { interval_months: 13 },
    expect: PASSES,
  },
  { name: "never again, on the dot", attribute: "A", item: review(cycle), asOf: STANDING_DUE, expect: PENDING },
  { name: "never again", attribute: "A", item: review(cycle), expect: deviates("not-performed") },
  { name: "never", attribute: "A", item: never, expect: deviates("not-performed") },
  {
    name: "still in force at the period's end",
    attribute: "A",
    item: review({ ...cycle, cycleFrom: STANDING_SINCE + 200 * 86_400_000 }),
    expect: PASSES,
  },
  {
    name: "only a record without a date",
    attribute: "A",
    item: review({ ...cycle, hasUndated: true }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "reviews not seen",
    attribute: "A",
    item: review(cycle),
    gaps: unseen(STREAM, STANDING_DUE),
    expect: isOpen("gap"),
  },
  {
    name: "reviews refused",
    attribute: "A",
    item: review(cycle),
    gaps: unseen(STREAM, STANDING_DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "a collection point", attribute: "A", item: point("noticeShown", "true"), expect: NOT_APPLICABLE },
  ...flags("B", "noticeShown"),
  {
    name: "said not to be needed",
    attribute: "B",
    item: point("noticeShown", "not_needed"),
    expect: isOpen("unparsed"),
  },
  ...flags("C", "consentRecorded"),
  { name: "not needed", attribute: "C", item: point("consentRecorded", "not_needed"), expect: NOT_APPLICABLE },
  ...flags("D", "fieldsInNotice"),
];
