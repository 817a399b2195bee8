import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import { DUTY_OPENED, dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const GONE = DUTY_OPENED + 9 * DAY_MS;

const medium = (more: Fields = {}) => dutyItem("retirement of laptop-7", ["wiped"], { closedAt: GONE, ...more });
const wiped = (at: number | null, more: Fields = {}) =>
  medium({ wipedCount: 1, wipedAt: at, wipedLastAt: at, wipedValue: "CERT-1", ...more });
const lost = { outcome: "lost" };
const LOST_DUE = GONE + 24 * HOUR_MS;

/** Every outcome of the attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "wiped as it left", attribute: "A", item: wiped(GONE), expect: PASSES },
  { name: "wiped one ms after it left", attribute: "A", item: wiped(GONE + 1), expect: deviates("late") },
  { name: "never wiped", attribute: "A", item: medium(), expect: deviates("not-performed") },
  { name: "leaves in this ms", attribute: "A", item: medium(), asOf: GONE, expect: PENDING },
  {
    name: "no certificate",
    attribute: "A",
    item: wiped(GONE, { wipedValue: null }),
    expect: deviates("evidence-missing"),
  },
  { name: "wiped at an unknown time", attribute: "A", item: wiped(null), expect: deviates("evidence-missing") },
  { name: "wiped, still in the house", attribute: "A", item: wiped(GONE, { closedAt: null }), expect: PASSES },
  {
    name: "wiped without a certificate, still in the house",
    attribute: "A",
    item: wiped(GONE, { closedAt: null, wipedValue: null }),
    expect: deviates("evidence-missing"),
  },
  { name: "still in the house", attribute: "A", item: medium({ closedAt: null }), expect: NOT_APPLICABLE },
  { name: "lost, wiped on the dot", attribute: "A", item: wiped(LOST_DUE, lost), expect: PASSES },
  { name: "lost, wiped one ms late", attribute: "A", item: wiped(LOST_DUE + 1, lost), expect: deviates("late") },
  { name: "lost, not wiped yet", attribute: "A", item: medium(lost), asOf: LOST_DUE, expect: PENDING },
  {
    name: "lost, never wiped",
    attribute: "A",
    item: medium(lost),
    asOf: LOST_DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "lost nobody knows when, not wiped yet",
    attribute: "A",
    item: medium({ ...lost, closedAt: null }),
    asOf: DUTY_OPENED + 24 * HOUR_MS,
    expect: PENDING,
  },
  {
    name: "lost nobody knows when, never wiped",
    attribute: "A",
    item: medium({ ...lost, closedAt: null }),
    asOf: DUTY_OPENED + 24 * HOUR_MS + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "lost nobody knows when, wiped on the dot after it was retired",
    attribute: "A",
    item: wiped(DUTY_OPENED + 24 * HOUR_MS, { ...lost, closedAt: null }),
    expect: PASSES,
  },
  {
    name: "lost nobody knows when, wiped one ms later",
    attribute: "A",
    item: wiped(DUTY_OPENED + 24 * HOUR_MS + 1, { ...lost, closedAt: null }),
    expect: isOpen("bounded-time"),
  },
  {
    name: "lost, more hours promised",
    attribute: "A",
    item: wiped(LOST_DUE + 1, lost),
    parameters: { lost_wipe_hours: 48 },
    expect: PASSES,
  },
  {
    name: "its key destroyed, and policy is silent",
    attribute: "A",
    item: wiped(GONE, { wipedValue: "key_destroyed" }),
    expect: deviates("wrong-result"),
  },
  {
    name: "its key destroyed, by policy",
    attribute: "A",
    item: wiped(GONE, { wipedValue: "key_destroyed" }),
    parameters: { allow_key_destruction: true },
    expect: PASSES,
  },
  { name: "a provider's medium", attribute: "A", item: medium({ outcome: "provider" }), expect: NOT_APPLICABLE },
  { name: "a test", attribute: "A", item: medium({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  { name: "wipes not seen", attribute: "A", item: medium(), gaps: unseen("disposals", GONE), expect: isOpen("gap") },
  {
    name: "wipes refused",
    attribute: "A",
    item: medium(),
    gaps: unseen("disposals", DUTY_OPENED, { reason: "permission" }),
    expect: isOpen("denied"),
  },
];
