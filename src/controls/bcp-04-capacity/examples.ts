import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS } from "../../base/instant.js";
import { dueItem, dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const FROM = Date.UTC(2026, 2, 1);
const TO = Date.UTC(2026, 3, 1);

function month(more: Fields = {}): Fields {
  const march = { periodKey: "2026-03", intervalFrom: FROM, intervalTo: TO, performedAt: TO - 1, forecastDone: true };
  return { ...dueItem("capacity review for 2026-03", { ...march, ...more }), list: "review" };
}
const missed = month({ performedAt: null, performedBy: null, recordCount: 0, forecastDone: null });

/** Seven days after 2 February. */
const DUE = Date.UTC(2026, 1, 10) - 1;
const threshold = (more: Fields = {}): Fields => ({
  ...dutyItem("capacity threshold db-1 disk", [], more),
  list: "threshold",
});
const acted = (closedAt: number) => threshold({ closedAt });
const BEFORE = Date.UTC(2025, 11, 1);

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the month's last millisecond", attribute: "A", item: month(), expect: PASSES },
  { name: "one ms late", attribute: "A", item: month({ performedAt: TO }), expect: deviates("late") },
  {
    name: "some days are allowed",
    attribute: "A",
    item: month({ performedAt: TO + 3 * DAY_MS - 1 }),
    parameters: { review_days: 3 },
    expect: PASSES,
  },
  {
    name: "one ms beyond the days allowed",
    attribute: "A",
    item: month({ performedAt: TO + 3 * DAY_MS }),
    parameters: { review_days: 3 },
    expect: deviates("late"),
  },
  { name: "without a forecast", attribute: "A", item: month({ forecastDone: false }), expect: deviates("incomplete") },
  {
    name: "the record is silent about a forecast",
    attribute: "A",
    item: month({ forecastDone: null }),
    expect: deviates("evidence-missing"),
  },
  { name: "missed, on the dot", attribute: "A", item: missed, asOf: TO - 1, expect: PENDING },
  { name: "missed, one ms after", attribute: "A", item: missed, asOf: TO, expect: deviates("not-performed") },
  {
    name: "only a record without a date",
    attribute: "A",
    item: month({ performedAt: null, isUndated: true }),
    expect: deviates("evidence-missing"),
  },
  { name: "reviews not seen", attribute: "A", item: missed, gaps: unseen("capacity", FROM), expect: isOpen("gap") },
  {
    name: "reviews refused",
    attribute: "A",
    item: missed,
    gaps: unseen("capacity", FROM, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "a threshold", attribute: "A", item: threshold(), expect: NOT_APPLICABLE },
  { name: "acted on, on the dot", attribute: "B", item: acted(DUE), expect: PASSES },
  { name: "acted on one ms late", attribute: "B", item: acted(DUE + 1), expect: deviates("late") },
  { name: "more days promised", attribute: "B", item: acted(DUE + 1), parameters: { act_days: 8 }, expect: PASSES },
  { name: "ignored, on the dot", attribute: "B", item: threshold(), asOf: DUE, expect: PENDING },
  {
    name: "ignored, one ms after",
    attribute: "B",
    item: threshold(),
    asOf: DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "not seen when it was due",
    attribute: "B",
    item: threshold(),
    gaps: unseen("capacity", DUE),
    expect: isOpen("gap"),
  },
  {
    name: "refused when it was due",
    attribute: "B",
    item: threshold(),
    gaps: unseen("capacity", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "a test", attribute: "B", item: threshold({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  {
    name: "from before the period, acted on in it",
    attribute: "B",
    item: threshold({ occurredAt: BEFORE, closedAt: Date.UTC(2026, 0, 2) }),
    expect: deviates("late"),
  },
  { name: "a review", attribute: "B", item: month(), expect: NOT_APPLICABLE },
];
