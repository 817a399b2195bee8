import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { HOUR_MS } from "../../base/instant.js";
import { endedCycle, type Fields, STANDING_DUE, standingItem } from "../../populations/kit/fake-items.js";

const LEFT = Date.UTC(2026, 2, 6, 17);
const DUE = LEFT + 72 * HOUR_MS;
const remote = { has_facilities: false };

function badge(more: Fields = {}): Fields {
  return {
    itemId: "badge badge 17",
    occurredAt: LEFT,
    label: "badge 17",
    unit: null,
    actor: "E-104",
    evidence: null,
    list: "badge",
    badge: "17",
    isHolderKnown: true,
    leftAt: LEFT,
    backAt: null,
    removedAt: null,
    ...more,
  };
}
const badgeReview: Fields = { ...standingItem("badge review"), list: "badge-review" };
const providerReview: Fields = { ...standingItem("facility provider review"), list: "provider-review" };

const reviews = (attribute: string, item: Fields): readonly Example[] => [
  { name: "on the last millisecond", attribute, item: endedCycle(item, STANDING_DUE), expect: PASSES },
  { name: "one ms late", attribute, item: endedCycle(item, STANDING_DUE + 1), expect: deviates("late") },
  { name: "never again", attribute, item, expect: deviates("not-performed") },
  { name: "never again, on the dot", attribute, item, asOf: STANDING_DUE, expect: PENDING },
  { name: "never", attribute, item: { ...item, cycleFrom: null }, expect: deviates("not-performed") },
  { name: "without a date", attribute, item: { ...item, hasUndated: true }, expect: deviates("evidence-missing") },
  { name: "not seen", attribute, item, gaps: unseen("facilities", STANDING_DUE), expect: isOpen("gap") },
  { name: "a badge", attribute, item: badge(), expect: NOT_APPLICABLE },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "taken back on the dot", attribute: "A", item: badge({ removedAt: DUE }), expect: PASSES },
  { name: "taken back one ms late", attribute: "A", item: badge({ removedAt: DUE + 1 }), expect: deviates("late") },
  { name: "taken back before the end", attribute: "A", item: badge({ removedAt: LEFT - 1 }), expect: PASSES },
  {
    name: "fewer hours promised",
    attribute: "A",
    item: badge({ removedAt: DUE }),
    parameters: { badge_hours: 24 },
    expect: deviates("late"),
  },
  { name: "still active", attribute: "A", item: badge(), expect: deviates("not-performed") },
  { name: "still active, on the dot", attribute: "A", item: badge(), asOf: DUE, expect: PENDING },
  {
    name: "still active, one ms after",
    attribute: "A",
    item: badge(),
    asOf: DUE + 1,
    expect: deviates("not-performed"),
  },
  { name: "back on the dot", attribute: "A", item: badge({ backAt: DUE }), expect: NOT_APPLICABLE },
  { name: "back one ms later", attribute: "A", item: badge({ backAt: DUE + 1 }), expect: deviates("not-performed") },
  {
    name: "HR does not know the holder",
    attribute: "A",
    item: badge({ isHolderKnown: false, leftAt: null }),
    expect: isOpen("unmatched-person"),
  },
  { name: "badges not seen", attribute: "A", item: badge(), gaps: unseen("facilities", DUE), expect: isOpen("gap") },
  {
    name: "badges refused",
    attribute: "A",
    item: badge(),
    gaps: unseen("facilities", LEFT, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "no office", attribute: "A", item: badge(), parameters: remote, expect: NOT_APPLICABLE },
  { name: "a review", attribute: "A", item: badgeReview, expect: NOT_APPLICABLE },
  ...reviews("B", badgeReview),
  { name: "no office", attribute: "B", item: badgeReview, parameters: remote, expect: NOT_APPLICABLE },
  { name: "a provider's", attribute: "B", item: providerReview, expect: NOT_APPLICABLE },
  ...reviews("C", providerReview),
  { name: "no office", attribute: "C", item: providerReview, parameters: remote, expect: deviates("not-performed") },
  { name: "a badge review", attribute: "C", item: badgeReview, expect: NOT_APPLICABLE },
];
