import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { HOUR_MS } from "../../base/instant.js";
import { DUTY_OPENED, dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const STREAM = "control.tests";
const FROM = Date.UTC(2026, 2, 4);
const TO = Date.UTC(2026, 2, 5);
/** The run of the day before, at six in the evening, and the last moment the next one may come. */
const BEFORE = Date.UTC(2026, 2, 3, 18);
const LATEST = BEFORE + 26 * HOUR_MS;
const OPEN_DUE = DUTY_OPENED + 24 * HOUR_MS;

function day(more: Fields = {}): Fields {
  return {
    itemId: "run control-test-run 2026-03-04",
    occurredAt: TO - 1,
    label: "control tests for 2026-03-04",
    unit: null,
    actor: null,
    evidence: null,
    list: "run",
    periodKey: "2026-03-04",
    intervalFrom: FROM,
    intervalTo: TO,
    runAt: BEFORE + 24 * HOUR_MS,
    beforeAt: BEFORE,
    afterAt: null,
    failedAt: null,
    retriedAt: null,
    isUndated: false,
    unstated: 0,
    unclear: 0,
    ...more,
  };
}
const ran = (runAt: number, more: Fields = {}) => day({ runAt, ...more });
const none = (more: Fields = {}) => day({ runAt: null, ...more });
/** The night before the run came at half past ten: the next one may come after midnight. */
const lateBefore = Date.UTC(2026, 2, 3, 22, 30);
const nearBy = lateBefore + 26 * HOUR_MS;
const FAILED = Date.UTC(2026, 2, 4, 18);
const failure = (more: Fields = {}): Fields => ({
  ...dutyItem("control failure F-1", ["exceptionOpened"], more),
  list: "failure",
});
const opened = (at: number | null) => failure({ exceptionOpenedCount: 1, exceptionOpenedAt: at });

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "a run each day", attribute: "A", item: day(), expect: PASSES },
  { name: "26 hours after the one before", attribute: "A", item: ran(LATEST), expect: PASSES },
  { name: "one ms more", attribute: "A", item: ran(LATEST + 1), expect: deviates("late") },
  {
    name: "one ms more, a wider gap promised",
    attribute: "A",
    item: ran(LATEST + 1),
    parameters: { max_gap_hours: 27 },
    expect: PASSES,
  },
  {
    name: "one ms more, another run between may hide",
    attribute: "A",
    item: ran(LATEST + 1),
    gaps: unseen(STREAM, LATEST),
    expect: isOpen("gap"),
  },
  { name: "the first run ever", attribute: "A", item: ran(TO - 1, { beforeAt: null }), expect: PASSES },
  {
    name: "the day before had a run in its first moment",
    attribute: "A",
    item: ran(TO - 1, { beforeAt: Date.UTC(2026, 2, 3) }),
    expect: deviates("late"),
  },
  {
    name: "the day before had none: its own item says so",
    attribute: "A",
    item: ran(TO - 1, { beforeAt: Date.UTC(2026, 2, 3) - 1 }),
    expect: PASSES,
  },
  {
    name: "recorded for the day, 26 hours after it began",
    attribute: "A",
    item: ran(FROM + 26 * HOUR_MS, { beforeAt: FROM + 2 * HOUR_MS }),
    expect: PASSES,
  },
  {
    name: "recorded for the day, one ms later",
    attribute: "A",
    item: ran(FROM + 26 * HOUR_MS + 1, { beforeAt: FROM + 3 * HOUR_MS }),
    expect: deviates("late"),
  },
  { name: "none", attribute: "A", item: none(), expect: deviates("not-performed") },
  { name: "none, on the dot", attribute: "A", item: none(), asOf: TO - 1, expect: PENDING },
  { name: "none, one ms after", attribute: "A", item: none(), asOf: TO, expect: deviates("not-performed") },
  {
    name: "after midnight, 26 hours after the one before",
    attribute: "A",
    item: none({ beforeAt: lateBefore, afterAt: nearBy }),
    expect: PASSES,
  },
  {
    name: "after midnight, one ms more",
    attribute: "A",
    item: none({ beforeAt: lateBefore, afterAt: nearBy + 1 }),
    expect: deviates("not-performed"),
  },
  {
    name: "after midnight may still come",
    attribute: "A",
    item: none({ beforeAt: lateBefore }),
    asOf: nearBy,
    expect: PENDING,
  },
  {
    name: "broke off, repeated within 24 hours",
    attribute: "A",
    item: none({ failedAt: FAILED, retriedAt: FAILED + 24 * HOUR_MS, afterAt: FAILED + 24 * HOUR_MS }),
    expect: PASSES,
  },
  {
    name: "broke off, repeated one ms later",
    attribute: "A",
    item: none({ failedAt: FAILED, retriedAt: FAILED + 24 * HOUR_MS + 1, afterAt: FAILED + 24 * HOUR_MS + 1 }),
    expect: deviates("not-performed"),
  },
  {
    name: "broke off, may still be repeated",
    attribute: "A",
    item: none({ failedAt: FAILED }),
    asOf: FAILED + 24 * HOUR_MS,
    expect: PENDING,
  },
  {
    name: "broke off, no repetition promised",
    attribute: "A",
    item: none({ failedAt: FAILED, retriedAt: FAILED + 8 * HOUR_MS, afterAt: FAILED + 8 * HOUR_MS }),
    parameters: { retry_hours: 0 },
    expect: deviates("not-performed"),
  },
  { name: "a result nobody knows", attribute: "A", item: none({ unclear: 1 }), expect: isOpen("unparsed") },
  { name: "no result stated", attribute: "A", item: none({ unstated: 1 }), expect: deviates("evidence-missing") },
  { name: "without a time", attribute: "A", item: none({ isUndated: true }), expect: deviates("evidence-missing") },
  { name: "log not seen", attribute: "A", item: none(), gaps: unseen(STREAM, TO - 1), expect: isOpen("gap") },
  {
    name: "log refused",
    attribute: "A",
    item: none(),
    gaps: unseen(STREAM, FROM, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "log not seen later",
    attribute: "A",
    item: none(),
    gaps: unseen(STREAM, TO),
    expect: deviates("not-performed"),
  },
  { name: "a failure", attribute: "A", item: failure(), expect: NOT_APPLICABLE },
  { name: "opened on the dot", attribute: "B", item: opened(OPEN_DUE), expect: PASSES },
  { name: "opened one ms late", attribute: "B", item: opened(OPEN_DUE + 1), expect: deviates("late") },
  { name: "never opened", attribute: "B", item: failure(), expect: deviates("not-performed") },
  { name: "not opened yet", attribute: "B", item: failure(), asOf: OPEN_DUE, expect: PENDING },
  { name: "due one ms ago", attribute: "B", item: failure(), asOf: OPEN_DUE + 1, expect: deviates("not-performed") },
  { name: "opened without a date", attribute: "B", item: opened(null), expect: deviates("evidence-missing") },
  { name: "planted as a test", attribute: "B", item: failure({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  {
    name: "exceptions not seen",
    attribute: "B",
    item: failure(),
    gaps: unseen(STREAM, OPEN_DUE),
    expect: isOpen("gap"),
  },
  { name: "a day", attribute: "B", item: day(), expect: NOT_APPLICABLE },
];
