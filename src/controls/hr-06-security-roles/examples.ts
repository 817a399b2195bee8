import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { STANDING_DUE as DUE, endedCycle, type Fields, standingItem } from "../../populations/kit/fake-items.js";

const END = Date.UTC(2026, 6, 1);
const review: Fields = { ...standingItem("organisation review"), list: "review" };
const reviewed = (more: Fields = {}) => endedCycle(review, DUE, more);
const again: Fields = { ...review, cycleFrom: DUE, isFirst: false };

const VACANT = Date.UTC(2026, 1, 2, 9);
/** Sixty days after 2 February. */
const FILLED_BY = Date.UTC(2026, 3, 4) - 1;
function role(more: Fields = {}): Fields {
  return {
    itemId: "role security-role CISO",
    occurredAt: Date.UTC(2026, 0, 1),
    label: "security role CISO",
    unit: null,
    actor: null,
    evidence: null,
    list: "role",
    role: "CISO",
    vacantFrom: VACANT,
    vacantTo: null,
    unknownHolders: 0,
    ...more,
  };
}
const filled = (vacantTo: number, more: Fields = {}) => role({ vacantTo, ...more });

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the last millisecond", attribute: "A", item: reviewed(), expect: PASSES },
  { name: "one ms late", attribute: "A", item: endedCycle(review, DUE + 1), expect: deviates("late") },
  { name: "never again", attribute: "A", item: review, expect: deviates("not-performed") },
  { name: "never again, on the dot", attribute: "A", item: review, asOf: DUE, expect: PENDING },
  { name: "not approved", attribute: "A", item: reviewed({ approvedAt: null }), expect: deviates("evidence-missing") },
  {
    name: "approved by who reviewed",
    attribute: "A",
    item: reviewed({ approvedBy: "E-1", isSelfApproved: true }),
    expect: PASSES,
  },
  { name: "not approved, asked once", attribute: "A", item: { ...again, approvedAt: null }, expect: NOT_APPLICABLE },
  {
    name: "in force, not approved",
    attribute: "A",
    item: { ...review, cycleFrom: DUE, approvedAt: null },
    expect: deviates("evidence-missing"),
  },
  {
    name: "never",
    attribute: "A",
    item: { ...review, cycleFrom: null, performedAt: null },
    expect: deviates("not-performed"),
  },
  { name: "not seen", attribute: "A", item: review, gaps: unseen("org.roles", DUE), expect: isOpen("gap") },
  {
    name: "refused",
    attribute: "A",
    item: review,
    gaps: unseen("org.roles", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "a role", attribute: "A", item: role(), expect: NOT_APPLICABLE },
  { name: "never vacant", attribute: "B", item: role({ vacantFrom: null }), expect: PASSES },
  ...["hr.workers", "org.roles"].flatMap((stream): readonly Example[] => [
    {
      name: `never vacant, ${stream} not seen on the period's last ms`,
      attribute: "B",
      item: role({ vacantFrom: null }),
      gaps: unseen(stream, END - 1),
      expect: isOpen("gap"),
    },
    {
      name: `never vacant, ${stream} not seen after the period`,
      attribute: "B",
      item: role({ vacantFrom: null }),
      gaps: unseen(stream, END),
      expect: PASSES,
    },
    {
      name: `filled in time, ${stream} refused`,
      attribute: "B",
      item: filled(FILLED_BY),
      gaps: unseen(stream, FILLED_BY, { reason: "permission" }),
      expect: isOpen("denied"),
    },
  ]),
  { name: "filled on the last millisecond", attribute: "B", item: filled(FILLED_BY), expect: PASSES },
  { name: "filled one ms late", attribute: "B", item: filled(FILLED_BY + 1), expect: deviates("late") },
  {
    name: "filled one ms late, more days promised",
    attribute: "B",
    item: filled(FILLED_BY + 1),
    parameters: { vacancy_days: 61 },
    expect: PASSES,
  },
  { name: "still vacant", attribute: "B", item: role(), expect: deviates("not-performed") },
  { name: "still vacant, on the dot", attribute: "B", item: role(), asOf: FILLED_BY, expect: PENDING },
  {
    name: "still vacant, one ms after",
    attribute: "B",
    item: role(),
    asOf: FILLED_BY + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "still vacant, not too long before the period's end",
    attribute: "B",
    item: role({ vacantFrom: Date.UTC(2026, 4, 2) }),
    expect: PASSES,
  },
  {
    name: "still vacant, a day too long before the period's end",
    attribute: "B",
    item: role({ vacantFrom: Date.UTC(2026, 3, 30) }),
    expect: deviates("not-performed"),
  },
  {
    name: "held by somebody HR does not know",
    attribute: "B",
    item: role({ unknownHolders: 1 }),
    expect: isOpen("unmatched-person"),
  },
  { name: "roles not seen", attribute: "B", item: role(), gaps: unseen("org.roles", FILLED_BY), expect: isOpen("gap") },
  {
    name: "roles not seen later",
    attribute: "B",
    item: role(),
    gaps: unseen("org.roles", FILLED_BY + 1, { to: END }),
    expect: deviates("not-performed"),
  },
  { name: "a review", attribute: "B", item: review, expect: NOT_APPLICABLE },
];
