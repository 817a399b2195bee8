import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { dutyItem, type Fields } from "../../populations/kit/fake-items.js";
import { eventItem, THING_SINCE, thingItem } from "../../populations/kit/fake-stretches.js";
import { flagExamples } from "../../populations/kit/state-examples.js";

/** Five days after 2 February. */
const DUE = Date.UTC(2026, 1, 8) - 1;
const reject = (more: Fields = {}) => eventItem("reject", dutyItem("rejected input I-1", [], more));
const resolved = (closedAt: number, more: Fields = {}) => reject({ closedAt, outcome: "corrected", ...more });

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...flagExamples({
    attribute: "A",
    label: "interface orders",
    aspect: "validated",
    stream: "processing",
    kind: "not-performed",
  }),
  { name: "a reject", attribute: "A", item: reject(), expect: NOT_APPLICABLE },
  { name: "resolved on the dot", attribute: "B", item: resolved(DUE), expect: PASSES },
  { name: "resolved one ms late", attribute: "B", item: resolved(DUE + 1), expect: deviates("late") },
  { name: "more days promised", attribute: "B", item: resolved(DUE + 1), parameters: { days: 6 }, expect: PASSES },
  { name: "open, on the dot", attribute: "B", item: reject(), asOf: DUE, expect: PENDING },
  { name: "open, one ms after", attribute: "B", item: reject(), asOf: DUE + 1, expect: deviates("not-performed") },
  { name: "lost", attribute: "B", item: resolved(DUE, { outcome: "lost" }), expect: deviates("wrong-result") },
  {
    name: "from before the period",
    attribute: "B",
    item: resolved(Date.UTC(2026, 0, 2), { occurredAt: Date.UTC(2025, 11, 1) }),
    expect: deviates("late"),
  },
  { name: "of a test", attribute: "B", item: reject({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  { name: "rejects not seen", attribute: "B", item: reject(), gaps: unseen("processing", DUE), expect: isOpen("gap") },
  {
    name: "rejects refused",
    attribute: "B",
    item: reject(),
    gaps: unseen("processing", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "an interface",
    attribute: "B",
    item: thingItem("interface orders", "validated", [["false", THING_SINCE, Date.UTC(2026, 6, 1)]]),
    expect: NOT_APPLICABLE,
  },
];
