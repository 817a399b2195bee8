import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { dueItem, type Fields } from "../../populations/kit/fake-items.js";

const TO = Date.UTC(2026, 6, 1);
const DUE = TO - 1;
const parts = { verifiedDone: true, timeRecordedDone: true, timeRecordedValue: "3.5", issuesTrackedDone: true };
const test = (more: Fields = {}) =>
  dueItem("restore test of relational for 2026-H1", {
    occurredAt: DUE,
    periodKey: "2026-H1",
    intervalTo: TO,
    subject: "relational",
    ...parts,
    ...more,
  });
const none = test({
  performedAt: null,
  recordCount: 0,
  verifiedDone: null,
  timeRecordedDone: null,
  timeRecordedValue: null,
  issuesTrackedDone: null,
});
const undated = test({ performedAt: null, isUndated: true });

const partsOf = (attribute: string, part: string): readonly Example[] => [
  { name: "contained", attribute, item: test(), expect: PASSES },
  { name: "missing", attribute, item: test({ [part]: false }), expect: deviates("incomplete") },
  { name: "not stated", attribute, item: test({ [part]: null }), expect: deviates("evidence-missing") },
  { name: "in a test without a date", attribute, item: undated, expect: PASSES },
  { name: "not tested", attribute, item: none, expect: NOT_APPLICABLE },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "tested", attribute: "A", item: test(), expect: PASSES },
  { name: "on the last millisecond", attribute: "A", item: test({ performedAt: DUE }), expect: PASSES },
  { name: "one ms late", attribute: "A", item: test({ performedAt: TO }), expect: deviates("late") },
  { name: "not tested", attribute: "A", item: none, expect: deviates("not-performed") },
  { name: "not tested, on the dot", attribute: "A", item: none, asOf: DUE, expect: PENDING },
  { name: "not tested, one ms after", attribute: "A", item: none, asOf: TO, expect: deviates("not-performed") },
  { name: "without a date", attribute: "A", item: undated, expect: deviates("evidence-missing") },
  { name: "not seen", attribute: "A", item: none, gaps: unseen("restore.tests", DUE), expect: isOpen("gap") },
  {
    name: "refused",
    attribute: "A",
    item: none,
    gaps: unseen("restore.tests", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "not seen later",
    attribute: "A",
    item: none,
    gaps: unseen("restore.tests", TO),
    expect: deviates("not-performed"),
  },
  ...partsOf("B", "verifiedDone"),
  ...partsOf("C", "timeRecordedDone"),
  {
    name: "recorded, and no number",
    attribute: "C",
    item: test({ timeRecordedValue: null }),
    expect: deviates("evidence-missing"),
  },
  ...partsOf("D", "issuesTrackedDone"),
];
