import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS } from "../../base/instant.js";
import { dueItem, type Fields } from "../../populations/kit/fake-items.js";

const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const FROM = Date.UTC(2026, 2, 1);
const TO = Date.UTC(2026, 3, 1);

function month(more: Fields = {}): Fields {
  const march = { periodKey: "2026-03", intervalFrom: FROM, intervalTo: TO, performedAt: TO - 1 };
  return { ...dueItem("inventory reconciliation for 2026-03", { ...march, ...more }), list: "reconciliation" };
}
const missed = month({ performedAt: null, performedBy: null, recordCount: 0 });

const FOUND = Date.UTC(2026, 2, 4, 9);
/** Thirty days after 4 March. */
const DUE = Date.UTC(2026, 3, 4) - 1;
const LEFT = Date.UTC(2026, 3, 11);
/** Fourteen days after 10 April, the last day of work. */
const REASSIGN_DUE = Date.UTC(2026, 3, 25) - 1;

function asset(more: Fields = {}): Fields {
  return {
    itemId: "a",
    occurredAt: FOUND,
    label: "asset web-1",
    unit: null,
    actor: "E-1",
    evidence: null,
    list: "asset",
    key: "web-1",
    owner: "E-1",
    class: "internal",
    isCritical: null,
    listedAt: FOUND + DAY_MS,
    beganAt: FOUND,
    endedAt: null,
    isOwnerKnown: true,
    ownerLeftAt: null,
    ...more,
  };
}
const unlisted = asset({ listedAt: null, owner: null, class: null, isOwnerKnown: null });
const older = { occurredAt: START - 60 * DAY_MS, beganAt: START - 60 * DAY_MS };
const ofLeaver = (more: Fields = {}) => asset({ ownerLeftAt: LEFT, ...more });

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the month's last millisecond", attribute: "A", item: month(), expect: PASSES },
  { name: "one ms late", attribute: "A", item: month({ performedAt: TO }), expect: deviates("late") },
  {
    name: "some days are allowed",
    attribute: "A",
    item: month({ performedAt: TO + 5 * DAY_MS - 1 }),
    parameters: { reconcile_days: 5 },
    expect: PASSES,
  },
  {
    name: "one ms beyond the days allowed",
    attribute: "A",
    item: month({ performedAt: TO + 5 * DAY_MS }),
    parameters: { reconcile_days: 5 },
    expect: deviates("late"),
  },
  { name: "missed, on the dot", attribute: "A", item: missed, asOf: TO - 1, expect: PENDING },
  { name: "missed, one ms after", attribute: "A", item: missed, asOf: TO, expect: deviates("not-performed") },
  {
    name: "only a record without a date",
    attribute: "A",
    item: month({ performedAt: null, isUndated: true }),
    expect: deviates("evidence-missing"),
  },
  { name: "records not seen", attribute: "A", item: missed, gaps: unseen("assets", FROM), expect: isOpen("gap") },
  {
    name: "records refused",
    attribute: "A",
    item: missed,
    gaps: unseen("assets", TO - 1, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "records not seen after it was due",
    attribute: "A",
    item: missed,
    gaps: unseen("assets", TO),
    expect: deviates("not-performed"),
  },
  { name: "an asset", attribute: "A", item: asset(), expect: NOT_APPLICABLE },

  { name: "entered at once", attribute: "B", item: asset(), expect: PASSES },
  { name: "entered on the dot", attribute: "B", item: asset({ listedAt: DUE }), expect: PASSES },
  { name: "entered one ms late", attribute: "B", item: asset({ listedAt: DUE + 1 }), expect: deviates("late") },
  { name: "entered before it was discovered", attribute: "B", item: asset({ listedAt: FOUND - 1 }), expect: PASSES },
  { name: "entered without a class", attribute: "B", item: asset({ class: null }), expect: deviates("incomplete") },
  {
    name: "entered late and without a class",
    attribute: "B",
    item: asset({ listedAt: DUE + 1, class: null }),
    expect: deviates("late"),
  },
  { name: "not entered, on the dot", attribute: "B", item: unlisted, asOf: DUE, expect: PENDING },
  {
    name: "not entered, one ms after",
    attribute: "B",
    item: unlisted,
    asOf: DUE + 1,
    expect: deviates("not-performed"),
  },
  { name: "gone on the dot", attribute: "B", item: { ...unlisted, endedAt: DUE }, expect: NOT_APPLICABLE },
  {
    name: "gone one ms later",
    attribute: "B",
    item: { ...unlisted, endedAt: DUE + 1 },
    expect: deviates("not-performed"),
  },
  {
    name: "fewer days promised",
    attribute: "B",
    item: asset({ listedAt: DUE }),
    parameters: { inventory_days: 29 },
    expect: deviates("late"),
  },
  {
    name: "on the dot in a zone where the day ends later",
    attribute: "B",
    item: asset({ listedAt: DUE + 4 * 3_600_000 }),
    parameters: { zone: "America/New_York" },
    expect: PASSES,
  },
  { name: "inventory not seen", attribute: "B", item: unlisted, gaps: unseen("assets", DUE), expect: isOpen("gap") },
  {
    name: "inventory refused",
    attribute: "B",
    item: unlisted,
    gaps: unseen("assets", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "listed before the period",
    attribute: "B",
    item: asset({ ...older, listedAt: START - 1 }),
    expect: NOT_APPLICABLE,
  },
  {
    name: "found before, listed in it",
    attribute: "B",
    item: asset({ ...older, listedAt: START }),
    expect: deviates("late"),
  },
  {
    name: "found before, never listed",
    attribute: "B",
    item: { ...unlisted, ...older },
    expect: deviates("not-performed"),
  },
  {
    name: "found before, never listed, and nobody looked then",
    attribute: "B",
    item: { ...unlisted, ...older },
    gaps: unseen("assets", 0, { to: START }),
    expect: deviates("not-performed"),
  },
  {
    name: "found before, never listed, and nobody looked in the period's first ms",
    attribute: "B",
    item: { ...unlisted, ...older },
    gaps: unseen("assets", START),
    expect: isOpen("gap"),
  },
  { name: "a reconciliation", attribute: "B", item: month(), expect: NOT_APPLICABLE },

  { name: "the owner works here", attribute: "C", item: asset(), expect: PASSES },
  {
    name: "an end of the owner's work not seen since the entry",
    attribute: "C",
    item: asset(),
    gaps: unseen("hr.workers", FOUND + DAY_MS),
    expect: isOpen("gap"),
  },
  {
    name: "an end of the owner's work not seen on the period's last ms",
    attribute: "C",
    item: asset(),
    gaps: unseen("hr.workers", END - 1),
    expect: isOpen("gap"),
  },
  { name: "workers not seen after it", attribute: "C", item: asset(), gaps: unseen("hr.workers", END), expect: PASSES },
  {
    name: "workers not seen after the asset was gone",
    attribute: "C",
    item: asset({ endedAt: REASSIGN_DUE }),
    gaps: unseen("hr.workers", REASSIGN_DUE),
    expect: PASSES,
  },
  {
    name: "workers refused",
    attribute: "C",
    item: asset(),
    gaps: unseen("hr.workers", END - 1, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "the owner left, the inventory not seen when another was due",
    attribute: "C",
    item: ofLeaver(),
    gaps: unseen("assets", REASSIGN_DUE),
    expect: isOpen("gap"),
  },
  {
    name: "the owner left, the inventory not seen one ms later",
    attribute: "C",
    item: ofLeaver(),
    gaps: unseen("assets", REASSIGN_DUE + 1),
    expect: deviates("not-performed"),
  },
  {
    name: "no owner",
    attribute: "C",
    item: asset({ owner: null, isOwnerKnown: null }),
    expect: deviates("incomplete"),
  },
  {
    name: "HR does not know the owner",
    attribute: "C",
    item: asset({ isOwnerKnown: false }),
    expect: isOpen("unmatched-person"),
  },
  { name: "the owner left, on the dot", attribute: "C", item: ofLeaver(), asOf: REASSIGN_DUE, expect: PENDING },
  {
    name: "the owner left, one ms after",
    attribute: "C",
    item: ofLeaver(),
    asOf: REASSIGN_DUE + 1,
    expect: deviates("not-performed"),
  },
  { name: "gone on the dot", attribute: "C", item: ofLeaver({ endedAt: REASSIGN_DUE }), expect: PASSES },
  {
    name: "gone one ms later",
    attribute: "C",
    item: ofLeaver({ endedAt: REASSIGN_DUE + 1 }),
    expect: deviates("not-performed"),
  },
  {
    name: "the owner left at the end of the period",
    attribute: "C",
    item: ofLeaver({ ownerLeftAt: END - 14 * DAY_MS + 1 }),
    expect: PASSES,
  },
  {
    name: "the owner left one ms earlier",
    attribute: "C",
    item: ofLeaver({ ownerLeftAt: END - 14 * DAY_MS }),
    expect: deviates("not-performed"),
  },
  {
    name: "the owner had left before the asset was entered",
    attribute: "C",
    item: ofLeaver({ ownerLeftAt: START - DAY_MS }),
    asOf: Date.UTC(2026, 2, 20) - 1,
    expect: PENDING,
  },
  {
    name: "more days promised",
    attribute: "C",
    item: ofLeaver(),
    parameters: { owner_reassign_days: 90 },
    expect: PASSES,
  },
  { name: "not on the inventory", attribute: "C", item: unlisted, expect: NOT_APPLICABLE },
  { name: "a reconciliation", attribute: "C", item: month(), expect: NOT_APPLICABLE },
];
