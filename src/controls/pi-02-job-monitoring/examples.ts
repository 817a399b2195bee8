import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import { DUTY_OPENED, dueItem, dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const STREAM = "processing";
const FROM = Date.UTC(2026, 2, 4);
const TO = FROM + DAY_MS;
const day = { periodKey: "2026-03-04", intervalFrom: FROM, intervalTo: TO };

function run(more: Fields = {}): Fields {
  const facts = { ...day, subject: "billing", performedAt: TO - 1, result: "success", ...more };
  return { ...dueItem("run of billing for 2026-03-04", facts), list: "run" };
}
const notRun = run({ performedAt: null, performedBy: null, result: null, recordCount: 0 });

function reconciliation(more: Fields = {}): Fields {
  const facts = { ...day, performedAt: TO + 9 * HOUR_MS, differencesExplainedDone: true, ...more };
  return { ...dueItem("output reconciliation for 2026-03-04", facts), list: "reconciliation" };
}
const unreconciled = reconciliation({ performedAt: null, recordCount: 0, differencesExplainedDone: null });

const DUE = DUTY_OPENED + 24 * HOUR_MS;
const failure = (more: Fields = {}): Fields => ({ ...dutyItem("failure J-1", [], more), list: "failure" });
const resolved = (closedAt: number) => failure({ closedAt });

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the day's last millisecond", attribute: "A", item: run(), expect: PASSES },
  { name: "its result in capitals", attribute: "A", item: run({ result: "SUCCESS" }), expect: PASSES },
  { name: "one ms late", attribute: "A", item: run({ performedAt: TO }), expect: deviates("late") },
  {
    name: "a day more is allowed",
    attribute: "A",
    item: run({ performedAt: TO + DAY_MS - 1 }),
    parameters: { run_days: 1 },
    expect: PASSES,
  },
  { name: "not run, on the dot", attribute: "A", item: notRun, asOf: TO - 1, expect: PENDING },
  { name: "not run, one ms after", attribute: "A", item: notRun, asOf: TO, expect: deviates("not-performed") },
  { name: "failed all day", attribute: "A", item: run({ result: "failure" }), expect: deviates("wrong-result") },
  {
    name: "failed, and may be repeated on the dot",
    attribute: "A",
    item: run({ performedAt: FROM, result: "failure" }),
    asOf: TO - 1,
    expect: PENDING,
  },
  {
    name: "failed, one ms after it may be repeated",
    attribute: "A",
    item: run({ performedAt: FROM, result: "failure" }),
    asOf: TO,
    expect: deviates("wrong-result"),
  },
  {
    name: "a repetition not seen",
    attribute: "A",
    item: run({ performedAt: FROM, result: "failure" }),
    gaps: unseen(STREAM, TO - 1),
    expect: isOpen("gap"),
  },
  {
    name: "not seen before it failed",
    attribute: "A",
    item: run({ performedAt: FROM + 1, result: "failure" }),
    gaps: unseen(STREAM, FROM),
    expect: deviates("wrong-result"),
  },
  {
    name: "how it ended is not on record",
    attribute: "A",
    item: run({ result: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "it ended in a word nobody knows",
    attribute: "A",
    item: run({ result: "partly" }),
    expect: isOpen("unparsed"),
  },
  {
    name: "a run without a date",
    attribute: "A",
    item: run({ performedAt: null, isUndated: true }),
    expect: deviates("evidence-missing"),
  },
  { name: "runs not seen", attribute: "A", item: notRun, gaps: unseen(STREAM, FROM), expect: isOpen("gap") },
  {
    name: "runs refused",
    attribute: "A",
    item: notRun,
    gaps: unseen(STREAM, FROM, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "reconciled on the dot",
    attribute: "A",
    item: reconciliation({ performedAt: TO + DAY_MS - 1 }),
    expect: PASSES,
  },
  {
    name: "reconciled one ms late",
    attribute: "A",
    item: reconciliation({ performedAt: TO + DAY_MS }),
    expect: deviates("late"),
  },
  { name: "not reconciled, on the dot", attribute: "A", item: unreconciled, asOf: TO + DAY_MS - 1, expect: PENDING },
  {
    name: "not reconciled, one ms after",
    attribute: "A",
    item: unreconciled,
    asOf: TO + DAY_MS,
    expect: deviates("not-performed"),
  },
  { name: "a failure", attribute: "A", item: failure(), expect: NOT_APPLICABLE },
  { name: "resolved on the dot", attribute: "B", item: resolved(DUE), expect: PASSES },
  { name: "resolved one ms late", attribute: "B", item: resolved(DUE + 1), expect: deviates("late") },
  { name: "more hours promised", attribute: "B", item: resolved(DUE + 1), parameters: { hours: 48 }, expect: PASSES },
  { name: "open, on the dot", attribute: "B", item: failure(), asOf: DUE, expect: PENDING },
  { name: "open, one ms after", attribute: "B", item: failure(), asOf: DUE + 1, expect: deviates("not-performed") },
  { name: "a test", attribute: "B", item: failure({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  { name: "failures not seen", attribute: "B", item: failure(), gaps: unseen(STREAM, DUE), expect: isOpen("gap") },
  { name: "a run", attribute: "B", item: run(), expect: NOT_APPLICABLE },
  { name: "explained", attribute: "C", item: reconciliation(), expect: PASSES },
  {
    name: "not explained",
    attribute: "C",
    item: reconciliation({ differencesExplainedDone: false }),
    expect: deviates("incomplete"),
  },
  {
    name: "the record is silent",
    attribute: "C",
    item: reconciliation({ differencesExplainedDone: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "undated, and explained",
    attribute: "C",
    item: reconciliation({ performedAt: null, isUndated: true }),
    expect: PASSES,
  },
  { name: "not reconciled", attribute: "C", item: unreconciled, expect: NOT_APPLICABLE },
  { name: "a run", attribute: "C", item: run(), expect: NOT_APPLICABLE },
];
