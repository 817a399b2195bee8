import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DUTY_OPENED, dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const STREAM = "hr.evaluations";
const START = Date.UTC(2026, 0, 1);
const LAST = Date.UTC(2025, 1, 10, 9);
/** Twelve months and thirty days after 10 February 2025. */
const DUE = Date.UTC(2026, 2, 13) - 1;

function cycle(more: Fields = {}): Fields {
  return {
    itemId: "evaluation spell E-104",
    occurredAt: START,
    label: "evaluation of worker E-104",
    unit: "Platform",
    actor: null,
    evidence: null,
    list: "evaluation",
    zone: "UTC",
    subjectFromAt: Date.UTC(2020, 0, 1),
    subjectToAt: null,
    cycleFrom: LAST,
    nextAt: null,
    isFirst: true,
    hasUndated: false,
    leaves: null,
    ...more,
  };
}
const held = (nextAt: number, more: Fields = {}) => cycle({ nextAt, ...more });
const hired = (subjectFromAt: number, more: Fields = {}) => cycle({ subjectFromAt, cycleFrom: null, ...more });
const leave = { leaves: `${DUE};${Date.UTC(2026, 3, 1, 9)}` };
/** Fourteen days after the return. */
const LEAVE_DUE = Date.UTC(2026, 3, 16) - 1;
const FOLLOW_UP_DUE = Date.UTC(2026, 2, 5) - 1;
const violation = (more: Fields = {}): Fields => ({ ...dutyItem("policy violation V-1", [], more), list: "violation" });

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the last millisecond", attribute: "A", item: held(DUE), expect: PASSES },
  { name: "one ms late", attribute: "A", item: held(DUE + 1), expect: deviates("late") },
  {
    name: "one ms late, more grace",
    attribute: "A",
    item: held(DUE + 1),
    parameters: { grace_days: 31 },
    expect: PASSES,
  },
  { name: "never again", attribute: "A", item: cycle(), expect: deviates("not-performed") },
  { name: "never again, on the dot", attribute: "A", item: cycle(), asOf: DUE, expect: PENDING },
  {
    name: "never again, one ms after",
    attribute: "A",
    item: cycle(),
    asOf: DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "the day ends later in New York",
    attribute: "A",
    item: held(DUE + 4 * 3_600_000, { zone: "America/New_York" }),
    expect: PASSES,
  },
  { name: "hired a year and more ago, never", attribute: "A", item: hired(LAST), expect: deviates("not-performed") },
  { name: "hired less than a year ago", attribute: "A", item: hired(Date.UTC(2025, 8, 1)), expect: NOT_APPLICABLE },
  {
    name: "evaluated in the period, due after it",
    attribute: "A",
    item: cycle({ cycleFrom: DUE, isFirst: false }),
    expect: NOT_APPLICABLE,
  },
  { name: "left at the due moment", attribute: "A", item: hired(LAST, { subjectToAt: DUE }), expect: NOT_APPLICABLE },
  {
    name: "left one ms after",
    attribute: "A",
    item: hired(LAST, { subjectToAt: DUE + 1 }),
    expect: deviates("not-performed"),
  },
  { name: "away on the due date", attribute: "A", item: cycle({ leaves: `${DUE};` }), expect: NOT_APPLICABLE },
  {
    name: "left for a leave one ms after it",
    attribute: "A",
    item: cycle({ leaves: `${DUE + 1};` }),
    expect: deviates("not-performed"),
  },
  { name: "back, on the last millisecond of the grace", attribute: "A", item: held(LEAVE_DUE, leave), expect: PASSES },
  { name: "back, one ms beyond", attribute: "A", item: held(LEAVE_DUE + 1, leave), expect: deviates("late") },
  { name: "back, not due yet", attribute: "A", item: cycle(leave), asOf: LEAVE_DUE, expect: PENDING },
  {
    name: "back long before it was due",
    attribute: "A",
    item: held(DUE + 1, { leaves: `${START};${START + 9}` }),
    expect: deviates("late"),
  },
  {
    name: "away on the due date, and away again later",
    attribute: "A",
    item: held(LEAVE_DUE, { leaves: `${Date.UTC(2026, 5, 1)};|${leave.leaves}` }),
    expect: PASSES,
  },
  { name: "held, then away", attribute: "A", item: held(DUE, { leaves: `${START};` }), expect: PASSES },
  { name: "without a date", attribute: "A", item: cycle({ hasUndated: true }), expect: deviates("evidence-missing") },
  { name: "not seen", attribute: "A", item: cycle(), gaps: unseen(STREAM, DUE), expect: isOpen("gap") },
  {
    name: "refused",
    attribute: "A",
    item: cycle(),
    gaps: unseen(STREAM, LAST, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "not seen later",
    attribute: "A",
    item: cycle(),
    gaps: unseen(STREAM, DUE + 1),
    expect: deviates("not-performed"),
  },
  {
    name: "late, but an earlier one may hide",
    attribute: "A",
    item: held(DUE + 1),
    gaps: unseen(STREAM, DUE),
    expect: isOpen("gap"),
  },
  { name: "a violation", attribute: "A", item: violation(), expect: NOT_APPLICABLE },
  {
    name: "followed up on the last millisecond",
    attribute: "B",
    item: violation({ closedAt: FOLLOW_UP_DUE }),
    expect: PASSES,
  },
  {
    name: "followed up one ms late",
    attribute: "B",
    item: violation({ closedAt: FOLLOW_UP_DUE + 1 }),
    expect: deviates("late"),
  },
  { name: "never followed up", attribute: "B", item: violation(), expect: deviates("not-performed") },
  { name: "not followed up yet", attribute: "B", item: violation(), asOf: FOLLOW_UP_DUE, expect: PENDING },
  {
    name: "due one ms ago",
    attribute: "B",
    item: violation(),
    asOf: FOLLOW_UP_DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "the record states a due date",
    attribute: "B",
    item: violation({ dueAt: DUTY_OPENED + 5, closedAt: DUTY_OPENED + 6 }),
    expect: deviates("late"),
  },
  { name: "a test", attribute: "B", item: violation({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  {
    name: "not seen when it was due",
    attribute: "B",
    item: violation(),
    gaps: unseen(STREAM, FOLLOW_UP_DUE),
    expect: isOpen("gap"),
  },
  { name: "an evaluation", attribute: "B", item: cycle(), expect: NOT_APPLICABLE },
];
