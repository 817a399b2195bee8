import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS } from "../../base/instant.js";
import { DUTY_OPENED, dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const STREAM = "privacy.disclosures";
const START = Date.UTC(2026, 0, 1);
const SENT = DUTY_OPENED;
/** Seven days after 2 February. */
const RECORD_DUE = Date.UTC(2026, 1, 10) - 1;
const STEPS = ["purposeChecked", "recorded", "consented"];

const disclosure = (more: Fields = {}) =>
  dutyItem("disclosure X-1", STEPS, { outcome: "subprocessor", severity: "none", ...more });
const checked = (at: number | null, value: string | null = "allowed") =>
  disclosure({ purposeCheckedCount: 1, purposeCheckedAt: at, purposeCheckedValue: value });
const recorded = (at: number | null, more: Fields = {}) => disclosure({ recordedCount: 1, recordedAt: at, ...more });
const needed = (more: Fields = {}) => disclosure({ severity: "consent_needed", ...more });
const agreed = (at: number | null) => needed({ consentedCount: 1, consentedAt: at });
const incident = { outcome: "incident" };

const others = (attribute: string): readonly Example[] => [
  { name: "a drill", attribute, item: disclosure({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  {
    name: "from before the period",
    attribute,
    item: needed({ occurredAt: Date.UTC(2026, 0, 1) - 1 }),
    expect: NOT_APPLICABLE,
  },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...["A", "C"].flatMap(others),
  { name: "checked as it went out", attribute: "A", item: checked(SENT), expect: PASSES },
  { name: "checked one ms after", attribute: "A", item: checked(SENT + 1), expect: deviates("late") },
  { name: "never checked", attribute: "A", item: disclosure(), expect: deviates("not-performed") },
  { name: "never checked, goes out in this ms", attribute: "A", item: disclosure(), asOf: SENT, expect: PENDING },
  { name: "not allowed", attribute: "A", item: checked(SENT, "not_allowed"), expect: deviates("unauthorised") },
  {
    name: "not allowed, found later",
    attribute: "A",
    item: checked(SENT + 1, "not_allowed"),
    expect: deviates("unauthorised"),
  },
  {
    name: "the check shows no result",
    attribute: "A",
    item: checked(SENT, null),
    expect: deviates("evidence-missing"),
  },
  {
    name: "the check says a word nobody knows",
    attribute: "A",
    item: checked(SENT, "perhaps"),
    expect: isOpen("unparsed"),
  },
  { name: "checked at an unknown time", attribute: "A", item: checked(null), expect: deviates("evidence-missing") },
  { name: "an incident", attribute: "A", item: disclosure(incident), expect: NOT_APPLICABLE },
  { name: "checks not seen", attribute: "A", item: disclosure(), gaps: unseen(STREAM, SENT), expect: isOpen("gap") },
  {
    name: "checks refused",
    attribute: "A",
    item: disclosure(),
    gaps: unseen(STREAM, SENT, { reason: "permission" }),
    expect: isOpen("denied"),
  },

  { name: "a drill", attribute: "B", item: disclosure({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  {
    name: "recorded before the period",
    attribute: "B",
    item: recorded(START - 1, { occurredAt: START - 1 }),
    expect: NOT_APPLICABLE,
  },
  {
    name: "from before the period, recorded late in it",
    attribute: "B",
    item: recorded(START, { occurredAt: START - 20 * DAY_MS }),
    expect: deviates("late"),
  },
  { name: "recorded on the dot", attribute: "B", item: recorded(RECORD_DUE), expect: PASSES },
  { name: "recorded one ms late", attribute: "B", item: recorded(RECORD_DUE + 1), expect: deviates("late") },
  {
    name: "an incident, recorded one ms late",
    attribute: "B",
    item: recorded(RECORD_DUE + 1, incident),
    expect: deviates("late"),
  },
  {
    name: "more days promised",
    attribute: "B",
    item: recorded(RECORD_DUE + 1),
    parameters: { record_days: 8 },
    expect: PASSES,
  },
  { name: "never recorded, on the dot", attribute: "B", item: disclosure(), asOf: RECORD_DUE, expect: PENDING },
  {
    name: "never recorded, one ms after",
    attribute: "B",
    item: disclosure(),
    asOf: RECORD_DUE + 1,
    expect: deviates("not-performed"),
  },
  { name: "recorded at an unknown time", attribute: "B", item: recorded(null), expect: deviates("evidence-missing") },
  {
    name: "the register not seen",
    attribute: "B",
    item: disclosure(),
    gaps: unseen(STREAM, RECORD_DUE),
    expect: isOpen("gap"),
  },

  { name: "agreed as it went out", attribute: "C", item: agreed(SENT), expect: PASSES },
  { name: "agreed one ms after", attribute: "C", item: agreed(SENT + 1), expect: deviates("late") },
  { name: "never agreed", attribute: "C", item: needed(), expect: deviates("not-performed") },
  { name: "agreed at an unknown time", attribute: "C", item: agreed(null), expect: deviates("evidence-missing") },
  { name: "not needed", attribute: "C", item: disclosure(), expect: NOT_APPLICABLE },
  {
    name: "nobody says whether it is needed",
    attribute: "C",
    item: disclosure({ severity: null }),
    expect: isOpen("gap"),
  },
  {
    name: "needed, in a word nobody knows",
    attribute: "C",
    item: disclosure({ severity: "high" }),
    expect: isOpen("unparsed"),
  },
  { name: "an incident", attribute: "C", item: needed(incident), expect: NOT_APPLICABLE },
  { name: "consents not seen", attribute: "C", item: needed(), gaps: unseen(STREAM, SENT), expect: isOpen("gap") },
];
