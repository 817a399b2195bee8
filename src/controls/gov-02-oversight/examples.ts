import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { dueItem, type Fields, INTERVAL_TO } from "../../populations/kit/fake-items.js";

const DUE = INTERVAL_TO - 1;
/** Minutes of the meeting of 10 March are due when 9 April ends. */
const MINUTES_DUE = Date.UTC(2026, 3, 10) - 1;
const parts = {
  securityOnAgendaDone: true,
  minutesDone: true,
  minutesAt: MINUTES_DUE,
  actionsDone: true,
  quorumDone: true,
};
const meeting = (more: Fields = {}) => dueItem("oversight meeting for 2026-Q1", { ...parts, ...more });
const none = meeting({
  performedAt: null,
  recordCount: 0,
  securityOnAgendaDone: null,
  minutesDone: null,
  minutesAt: null,
  actionsDone: null,
  quorumDone: null,
});
const undated = meeting({ performedAt: null, isUndated: true });

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "held", attribute: "A", item: meeting(), expect: PASSES },
  { name: "held on the last millisecond", attribute: "A", item: meeting({ performedAt: DUE }), expect: PASSES },
  { name: "held one ms late", attribute: "A", item: meeting({ performedAt: DUE + 1 }), expect: deviates("late") },
  { name: "not held", attribute: "A", item: none, expect: deviates("not-performed") },
  { name: "not held, on the dot", attribute: "A", item: none, asOf: DUE, expect: PENDING },
  { name: "not held, one ms after", attribute: "A", item: none, asOf: DUE + 1, expect: deviates("not-performed") },
  { name: "without a date", attribute: "A", item: undated, expect: deviates("evidence-missing") },
  { name: "minutes not seen", attribute: "A", item: none, gaps: unseen("meetings", DUE), expect: isOpen("gap") },
  {
    name: "minutes refused",
    attribute: "A",
    item: none,
    gaps: unseen("meetings", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "minutes not seen later",
    attribute: "A",
    item: none,
    gaps: unseen("meetings", DUE + 1),
    expect: deviates("not-performed"),
  },
  { name: "on the agenda", attribute: "B", item: meeting(), expect: PASSES },
  {
    name: "not on the agenda",
    attribute: "B",
    item: meeting({ securityOnAgendaDone: false }),
    expect: deviates("incomplete"),
  },
  {
    name: "agenda not stated",
    attribute: "B",
    item: meeting({ securityOnAgendaDone: null }),
    expect: deviates("evidence-missing"),
  },
  { name: "without a date, on the agenda", attribute: "B", item: undated, expect: PASSES },
  { name: "not held", attribute: "B", item: none, expect: NOT_APPLICABLE },
  { name: "minutes on the last millisecond", attribute: "C", item: meeting(), expect: PASSES },
  {
    name: "minutes one ms late",
    attribute: "C",
    item: meeting({ minutesAt: MINUTES_DUE + 1 }),
    expect: deviates("late"),
  },
  {
    name: "minutes one ms late, more days promised",
    attribute: "C",
    item: meeting({ minutesAt: MINUTES_DUE + 1 }),
    parameters: { minutes_days: 31 },
    expect: PASSES,
  },
  { name: "no minutes", attribute: "C", item: meeting({ minutesDone: false }), expect: deviates("incomplete") },
  {
    name: "minutes not stated",
    attribute: "C",
    item: meeting({ minutesDone: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "minutes without a date",
    attribute: "C",
    item: meeting({ minutesAt: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "minutes without a date, the record has one",
    attribute: "C",
    item: meeting({ minutesAt: null, recordedAt: MINUTES_DUE }),
    expect: PASSES,
  },
  {
    name: "minutes without a date, the record came late",
    attribute: "C",
    item: meeting({ minutesAt: null, recordedAt: MINUTES_DUE + 1 }),
    expect: deviates("late"),
  },
  { name: "no actions", attribute: "C", item: meeting({ actionsDone: false }), expect: deviates("incomplete") },
  {
    name: "actions not stated",
    attribute: "C",
    item: meeting({ actionsDone: null }),
    expect: deviates("evidence-missing"),
  },
  { name: "not held", attribute: "C", item: none, expect: NOT_APPLICABLE },
  { name: "quorum", attribute: "D", item: meeting(), expect: PASSES },
  { name: "no quorum", attribute: "D", item: meeting({ quorumDone: false }), expect: deviates("incomplete") },
  {
    name: "quorum not stated",
    attribute: "D",
    item: meeting({ quorumDone: null }),
    expect: deviates("evidence-missing"),
  },
  { name: "not held", attribute: "D", item: none, expect: NOT_APPLICABLE },
];
