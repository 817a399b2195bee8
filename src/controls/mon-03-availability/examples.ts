import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { MINUTE_MS } from "../../base/instant.js";
import { DUTY_OPENED, dutyItem, type Fields } from "../../populations/kit/fake-items.js";
import { eventItem, THING_SINCE, thingItem } from "../../populations/kit/fake-stretches.js";
import { flagExamples } from "../../populations/kit/state-examples.js";

const PAGED = DUTY_OPENED;
const DUE = PAGED + 15 * MINUTE_MS;
const END = Date.UTC(2026, 6, 1);

function page(more: Fields = {}): Fields {
  return eventItem("page", dutyItem("page P-1", ["acknowledged", "escalated"], { kind: "page", ...more }));
}
const taken = (at: number, more: Fields = {}) => page({ acknowledgedCount: 1, acknowledgedAt: at, ...more });
const service = thingItem("service api", "monitored", [["true", THING_SINCE, END]], { register: "service" });
const schedule = thingItem("on-call schedule platform", "staffed", [["true", THING_SINCE, END]], {
  register: "on-call-schedule",
});
const flag = { stream: "paging", kind: "not-performed" } as const;

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...flagExamples({
    ...flag,
    attribute: "A",
    label: "service api",
    aspect: "monitored",
    more: { register: "service" },
  }),
  { name: "a schedule", attribute: "A", item: schedule, expect: NOT_APPLICABLE },
  { name: "a page", attribute: "A", item: page(), expect: NOT_APPLICABLE },
  ...flagExamples({
    ...flag,
    attribute: "B",
    label: "on-call schedule platform",
    aspect: "staffed",
    more: { register: "on-call-schedule" },
  }),
  { name: "a service", attribute: "B", item: service, expect: NOT_APPLICABLE },
  { name: "a page", attribute: "B", item: page(), expect: NOT_APPLICABLE },
  { name: "taken on the dot", attribute: "C", item: taken(DUE), expect: PASSES },
  { name: "taken one ms late", attribute: "C", item: taken(DUE + 1), expect: deviates("late") },
  {
    name: "more minutes promised",
    attribute: "C",
    item: taken(DUE + 1),
    parameters: { ack_minutes: 30 },
    expect: PASSES,
  },
  {
    name: "taken after an escalation",
    attribute: "C",
    item: taken(DUE + 10 * MINUTE_MS, { escalatedCount: 1, escalatedAt: DUE }),
    expect: deviates("late"),
  },
  { name: "not taken, on the dot", attribute: "C", item: page(), asOf: DUE, expect: PENDING },
  { name: "not taken, one ms after", attribute: "C", item: page(), asOf: DUE + 1, expect: deviates("not-performed") },
  { name: "resolved on the dot, never taken", attribute: "C", item: page({ closedAt: DUE }), expect: NOT_APPLICABLE },
  {
    name: "resolved one ms later, never taken",
    attribute: "C",
    item: page({ closedAt: DUE + 1 }),
    expect: deviates("not-performed"),
  },
  {
    name: "taken at an unknown time",
    attribute: "C",
    item: page({ acknowledgedCount: 1 }),
    expect: deviates("evidence-missing"),
  },
  { name: "a test", attribute: "C", item: page({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  { name: "pages not seen", attribute: "C", item: page(), gaps: unseen("paging", DUE), expect: isOpen("gap") },
  {
    name: "pages refused",
    attribute: "C",
    item: page(),
    gaps: unseen("paging", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "a service", attribute: "C", item: service, expect: NOT_APPLICABLE },
  { name: "a schedule", attribute: "C", item: schedule, expect: NOT_APPLICABLE },
];
