import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS } from "../../base/instant.js";
import type { Fields } from "../../populations/kit/fake-items.js";

const STREAM = "postmortems";
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const CLOSED = Date.UTC(2026, 2, 4, 12);
/** Ten days after 4 March. */
const DUE = Date.UTC(2026, 2, 15) - 1;
const ACTION_DUE = Date.UTC(2026, 3, 1);
const MOVED = Date.UTC(2026, 4, 2) - 1;

const NO_ACTION: Fields = {
  fromAt: CLOSED,
  toAt: CLOSED + 1,
  actionKey: null,
  actionOwner: null,
  actionDueAt: null,
  actionClosedAt: null,
  reapprovedCount: 0,
  reapprovedHistory: null,
};

/** An incident of severity 2 that was reviewed on the last day, with those actions. */
function incident(actions: readonly Fields[], more: Fields = {}): Fields {
  const facts = {
    itemId: "review of i1",
    occurredAt: CLOSED,
    label: "incident INC-12",
    unit: null,
    actor: "E-1",
    evidence: null,
    key: "INC-12",
    severity: 2,
    wasLowered: false,
    closedAt: CLOSED,
    isTaggedTest: false,
    isUndated: false,
    performedAt: DUE,
    performedBy: "E-1",
    rootCauseDone: true,
    actionsDone: true,
    actionsValue: null,
    ...more,
  };
  const segments = (actions.length === 0 ? [NO_ACTION] : actions).map((each) => ({ ...facts, ...NO_ACTION, ...each }));
  return { ...segments[0], segments };
}

/** An action agreed on 10 March, due on 1 April and done then. */
function action(key: string, more: Fields = {}): Fields {
  const facts = { actionKey: key, actionOwner: "E-1", actionDueAt: ACTION_DUE, actionClosedAt: ACTION_DUE };
  return { ...facts, fromAt: Date.UTC(2026, 2, 10), ...more };
}
const done = action("A-1");
const open = action("A-2", { actionClosedAt: null });
const doneAt = (at: number) => action("A-2", { actionClosedAt: at });
const moved = (at: number, by: string, until: string, closedAt: number | null) =>
  action("A-2", {
    actionClosedAt: closedAt,
    reapprovedCount: 1,
    reapprovedHistory: `${at};${by};${by === "E-1" ? "own" : by === "" ? "nobody" : by === "X" ? "unknown" : "other"};${until}`,
  });
const doubted = (closedAt: number | null) => incident([moved(ACTION_DUE, "X", "2026-05-01", closedAt)]);

const usual = incident([done]);
const review = (performedAt: number | null, more: Fields = {}) => incident([], { performedAt, ...more });
const noReview = review(null, { performedBy: null, rootCauseDone: null, actionsDone: null });
const before = { occurredAt: START - 20 * DAY_MS, closedAt: START - 20 * DAY_MS };
const drill = incident([open], { isTaggedTest: true, performedAt: null });
const mild = incident([open], { severity: 3, performedAt: null });
const lowered = (severity: number) => incident([], { severity, wasLowered: true, performedAt: null });

const others = (attribute: string): readonly Example[] => [
  { name: "a drill", attribute, item: drill, expect: NOT_APPLICABLE },
  { name: "too mild", attribute, item: mild, expect: NOT_APPLICABLE },
  { name: "never classified", attribute, item: incident([], { severity: null }), expect: isOpen("unparsed") },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...["A", "B", "C", "D"].flatMap(others),
  { name: "on the dot", attribute: "A", item: review(DUE), expect: PASSES },
  { name: "one ms late", attribute: "A", item: review(DUE + 1), expect: deviates("late") },
  { name: "before the incident was closed", attribute: "A", item: review(CLOSED - 1), expect: PASSES },
  { name: "more days promised", attribute: "A", item: review(DUE + 1), parameters: { days: 11 }, expect: PASSES },
  { name: "none, on the dot", attribute: "A", item: noReview, asOf: DUE, expect: PENDING },
  { name: "none, one ms after", attribute: "A", item: noReview, asOf: DUE + 1, expect: deviates("not-performed") },
  {
    name: "without a date",
    attribute: "A",
    item: review(null, { isUndated: true }),
    expect: deviates("evidence-missing"),
  },
  { name: "reviews not seen", attribute: "A", item: noReview, gaps: unseen(STREAM, DUE), expect: isOpen("gap") },
  {
    name: "reviews refused",
    attribute: "A",
    item: noReview,
    gaps: unseen(STREAM, CLOSED, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "mild, and the limit is milder",
    attribute: "A",
    item: mild,
    parameters: { min_sev: 3 },
    expect: deviates("not-performed"),
  },
  { name: "lowered to one below the limit", attribute: "A", item: lowered(3), expect: deviates("not-performed") },
  { name: "lowered to two below the limit", attribute: "A", item: lowered(4), expect: isOpen("unparsed") },
  {
    name: "closed and reviewed before the period",
    attribute: "A",
    item: review(START - 1, before),
    expect: NOT_APPLICABLE,
  },
  {
    name: "closed before, reviewed in the period",
    attribute: "A",
    item: review(START, before),
    expect: deviates("late"),
  },

  { name: "named", attribute: "B", item: usual, expect: PASSES },
  { name: "not named", attribute: "B", item: review(DUE, { rootCauseDone: false }), expect: deviates("incomplete") },
  {
    name: "the record is silent",
    attribute: "B",
    item: review(DUE, { rootCauseDone: null }),
    expect: deviates("evidence-missing"),
  },
  { name: "named, undated", attribute: "B", item: review(null, { isUndated: true }), expect: PASSES },
  { name: "not reviewed", attribute: "B", item: noReview, expect: NOT_APPLICABLE },
  { name: "reviewed before the period", attribute: "B", item: review(START - 1, before), expect: NOT_APPLICABLE },

  { name: "owner and date", attribute: "C", item: usual, expect: PASSES },
  {
    name: "one without an owner",
    attribute: "C",
    item: incident([done, action("A-2", { actionOwner: null })]),
    expect: deviates("incomplete"),
  },
  {
    name: "one without a date",
    attribute: "C",
    item: incident([done, action("A-2", { actionDueAt: null })]),
    expect: deviates("incomplete"),
  },
  { name: "none was needed", attribute: "C", item: review(DUE, { actionsValue: "none" }), expect: PASSES },
  { name: "spoken of, and not on record", attribute: "C", item: review(DUE), expect: deviates("evidence-missing") },
  {
    name: "the review has none",
    attribute: "C",
    item: review(DUE, { actionsDone: false }),
    expect: deviates("incomplete"),
  },
  {
    name: "the review is silent",
    attribute: "C",
    item: review(DUE, { actionsDone: null }),
    expect: deviates("evidence-missing"),
  },
  { name: "not reviewed", attribute: "C", item: noReview, expect: NOT_APPLICABLE },
  { name: "reviewed before the period", attribute: "C", item: review(START - 1, before), expect: NOT_APPLICABLE },

  { name: "done on the dot", attribute: "D", item: incident([done, doneAt(ACTION_DUE)]), expect: PASSES },
  {
    name: "one done one ms late",
    attribute: "D",
    item: incident([done, doneAt(ACTION_DUE + 1)]),
    expect: deviates("late"),
  },
  { name: "one open, on the dot", attribute: "D", item: incident([done, open]), asOf: ACTION_DUE, expect: PENDING },
  {
    name: "one open, one ms after",
    attribute: "D",
    item: incident([done, open]),
    asOf: ACTION_DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "one late and one open, on the dot of the latter",
    attribute: "D",
    item: incident([doneAt(ACTION_DUE + 1), action("A-3", { actionDueAt: ACTION_DUE + 9, actionClosedAt: null })]),
    asOf: ACTION_DUE + 9,
    expect: PENDING,
  },
  {
    name: "moved on the dot, done by then",
    attribute: "D",
    item: incident([moved(ACTION_DUE, "E-2", "2026-05-01", MOVED)]),
    expect: PASSES,
  },
  {
    name: "moved, done one ms late",
    attribute: "D",
    item: incident([moved(ACTION_DUE, "E-2", "2026-05-01", MOVED + 1)]),
    expect: deviates("late"),
  },
  {
    name: "moved one ms too late",
    attribute: "D",
    item: incident([moved(ACTION_DUE + 1, "E-2", "2026-05-01", MOVED)]),
    expect: deviates("late"),
  },
  {
    name: "moved by its owner",
    attribute: "D",
    item: incident([moved(ACTION_DUE, "E-1", "2026-05-01", MOVED)]),
    expect: deviates("late"),
  },
  {
    name: "moved by nobody named",
    attribute: "D",
    item: incident([moved(ACTION_DUE, "", "2026-05-01", MOVED)]),
    expect: deviates("late"),
  },
  { name: "moved by who may own it", attribute: "D", item: doubted(MOVED), expect: isOpen("unmatched-person") },
  { name: "moved so, one ms late", attribute: "D", item: doubted(MOVED + 1), expect: deviates("late") },
  { name: "moved so, not due", attribute: "D", item: doubted(null), asOf: MOVED, expect: PENDING },
  { name: "moved so, undone", attribute: "D", item: doubted(null), asOf: MOVED + 1, expect: deviates("not-performed") },
  {
    name: "moved beyond the period",
    attribute: "D",
    item: incident([moved(ACTION_DUE, "E-2", "2026-12-31", null)]),
    expect: NOT_APPLICABLE,
  },
  {
    name: "moved to nobody can read when",
    attribute: "D",
    item: incident([moved(ACTION_DUE, "E-2", "Q4", null)]),
    expect: isOpen("unparsed"),
  },
  {
    name: "moved more often than is read",
    attribute: "D",
    item: incident([action("A-2", { reapprovedCount: 13 })]),
    expect: isOpen("gap"),
  },
  {
    name: "due after the period",
    attribute: "D",
    item: incident([action("A-2", { actionDueAt: END, actionClosedAt: null })]),
    expect: NOT_APPLICABLE,
  },
  {
    name: "due in the period's last ms",
    attribute: "D",
    item: incident([action("A-2", { actionDueAt: END - 1, actionClosedAt: null })]),
    expect: deviates("not-performed"),
  },
  {
    name: "done before the period, of an incident of before",
    attribute: "D",
    item: incident([doneAt(START - 1)], before),
    expect: NOT_APPLICABLE,
  },
  {
    name: "late in the period, of an incident of before",
    attribute: "D",
    item: incident([action("A-2", { actionDueAt: START - 1, actionClosedAt: START })], before),
    expect: deviates("late"),
  },
  {
    name: "without a date",
    attribute: "D",
    item: incident([action("A-2", { actionDueAt: null })]),
    expect: NOT_APPLICABLE,
  },
  { name: "no actions", attribute: "D", item: review(DUE), expect: NOT_APPLICABLE },
  {
    name: "actions not seen",
    attribute: "D",
    item: incident([open]),
    gaps: unseen(STREAM, ACTION_DUE),
    expect: isOpen("gap"),
  },
];
