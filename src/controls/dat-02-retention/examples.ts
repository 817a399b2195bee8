import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import { dutyItem, type Fields } from "../../populations/kit/fake-items.js";
import { type Cut, eventItem, THING_SINCE, thingItem } from "../../populations/kit/fake-stretches.js";
import { flagExamples } from "../../populations/kit/state-examples.js";

const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);

const aged = (cuts: readonly Cut[], more: Fields = {}) =>
  thingItem("store orders", "oldestAgeDays", cuts, { class: "customer", ...more });
const steady = (value: string | null, more: Fields = {}) => aged([[value, THING_SINCE, END + DAY_MS]], more);
const tooOldFor = (length: number, more: Fields = {}) =>
  aged([
    ["700", THING_SINCE, MARCH],
    ["731", MARCH, MARCH + length, more],
    ["2", MARCH + length, END],
  ]);
const hold = (approvedAt: number, more: Fields = {}): Fields => ({
  exceptionId: "LH-7",
  exceptionFromAt: MARCH,
  exceptionToAt: null,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: false,
  ...more,
});

const JOB_ENDED = Date.UTC(2026, 1, 2, 11);
/** One day after 2 February. */
const LOG_DUE = Date.UTC(2026, 1, 4) - 1;
const job = (more: Fields = {}) =>
  eventItem("disposal", dutyItem("disposal job J-1", ["logged"], { closedAt: JOB_ENDED, outcome: "success", ...more }));
const logged = (loggedAt: number | null) => job({ loggedCount: 1, loggedAt });
const store = steady("10");

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...flagExamples({
    attribute: "A",
    label: "store orders",
    aspect: "lifecycle",
    stream: "retention",
    kind: "not-performed",
    more: { class: "customer" },
  }),
  {
    name: "off under a legal hold",
    attribute: "A",
    item: thingItem("store orders", "lifecycle", [["false", THING_SINCE, END, hold(THING_SINCE)]], hold(THING_SINCE)),
    expect: NOT_APPLICABLE,
  },
  { name: "a disposal job", attribute: "A", item: job(), expect: NOT_APPLICABLE },
  { name: "at the limit", attribute: "B", item: steady("730"), expect: PASSES },
  { name: "a day above", attribute: "B", item: steady("731"), expect: deviates("wrong-result") },
  { name: "a little above", attribute: "B", item: steady("730.01"), expect: deviates("wrong-result") },
  { name: "above for one ms", attribute: "B", item: tooOldFor(1), expect: deviates("wrong-result") },
  {
    name: "a longer limit promised",
    attribute: "B",
    item: steady("731"),
    parameters: { schedule: ["customer=731"] },
    expect: PASSES,
  },
  {
    name: "backups have their own limit",
    attribute: "B",
    item: steady("91", { class: "backup" }),
    expect: deviates("wrong-result"),
  },
  {
    name: "a class the schedule does not name",
    attribute: "B",
    item: steady("1", { class: "secret" }),
    expect: isOpen("unparsed"),
  },
  { name: "no class", attribute: "B", item: steady("1", { class: null }), expect: isOpen("unparsed") },
  { name: "no number", attribute: "B", item: steady("old"), expect: isOpen("unparsed") },
  { name: "never asked", attribute: "B", item: steady(null), expect: isOpen("gap") },
  {
    name: "not asked for the maximum gap",
    attribute: "B",
    item: aged([
      ["1", THING_SINCE, MARCH],
      ["2", MARCH + 26 * HOUR_MS, END],
    ]),
    expect: PASSES,
  },
  {
    name: "not asked one ms longer",
    attribute: "B",
    item: aged([
      ["1", THING_SINCE, MARCH],
      ["2", MARCH + 26 * HOUR_MS + 1, END],
    ]),
    expect: isOpen("gap"),
  },
  {
    name: "refused",
    attribute: "B",
    item: steady("1"),
    gaps: unseen("retention", START, { to: END, reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "kept under a legal hold", attribute: "B", item: tooOldFor(DAY_MS, hold(MARCH)), expect: PASSES },
  {
    name: "the hold was approved one ms late",
    attribute: "B",
    item: tooOldFor(DAY_MS, hold(MARCH + 1)),
    expect: deviates("wrong-result"),
  },
  {
    name: "under a legal hold all the time",
    attribute: "B",
    item: aged([["900", THING_SINCE, END, hold(THING_SINCE)]], hold(THING_SINCE)),
    expect: NOT_APPLICABLE,
  },
  {
    name: "the register of holds refused",
    attribute: "B",
    item: tooOldFor(DAY_MS),
    gaps: unseen("exceptions.approved", MARCH, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "a disposal job", attribute: "B", item: job(), expect: NOT_APPLICABLE },
  { name: "logged on the dot", attribute: "C", item: logged(LOG_DUE), expect: PASSES },
  { name: "logged one ms late", attribute: "C", item: logged(LOG_DUE + 1), expect: deviates("late") },
  { name: "never logged, on the dot", attribute: "C", item: job(), asOf: LOG_DUE, expect: PENDING },
  {
    name: "never logged, one ms after",
    attribute: "C",
    item: job(),
    asOf: LOG_DUE + 1,
    expect: deviates("not-performed"),
  },
  { name: "a log without a date", attribute: "C", item: logged(null), expect: deviates("evidence-missing") },
  {
    name: "more days promised",
    attribute: "C",
    item: logged(LOG_DUE + 1),
    parameters: { log_days: 2 },
    expect: PASSES,
  },
  { name: "failed", attribute: "C", item: job({ outcome: "failure" }), expect: NOT_APPLICABLE },
  { name: "a test", attribute: "C", item: job({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  { name: "logs not seen", attribute: "C", item: job(), gaps: unseen("retention", LOG_DUE), expect: isOpen("gap") },
  {
    name: "logs refused",
    attribute: "C",
    item: job(),
    gaps: unseen("retention", LOG_DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "a store", attribute: "C", item: store, expect: NOT_APPLICABLE },
];
