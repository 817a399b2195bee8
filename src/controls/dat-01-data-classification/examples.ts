import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS } from "../../base/instant.js";
import { DUTY_OPENED, dueItem, dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const STREAM = "data.inventory";
const FROM = Date.UTC(2026, 2, 1);
const TO = Date.UTC(2026, 3, 1);
const BEGAN = Date.UTC(2026, 2, 4, 9);
/** Seven days after 4 March. */
const CLASS_DUE = Date.UTC(2026, 2, 12) - 1;
/** Seven days after 2 February. */
const GONE_DUE = Date.UTC(2026, 1, 10) - 1;

function store(more: Fields = {}): Fields {
  return {
    itemId: "s",
    occurredAt: BEGAN,
    label: "data store orders",
    unit: null,
    actor: null,
    evidence: null,
    list: "store",
    key: "orders",
    owner: "E-1",
    class: "confidential",
    listedAt: BEGAN,
    beganAt: BEGAN,
    endedAt: null,
    ...more,
  };
}
const plain = store({ class: null });

function scan(more: Fields = {}): Fields {
  const march = { periodKey: "2026-03", intervalFrom: FROM, intervalTo: TO, performedAt: TO - 1, result: "success" };
  return { ...dueItem("data discovery for 2026-03", { ...march, ...more }), list: "scan" };
}
const noScan = scan({ performedAt: null, performedBy: null, result: null, recordCount: 0 });

const finding = (kind: string, more: Fields): Fields => ({
  ...dutyItem(kind === "misplaced-data" ? "misplaced data M-1" : "external share S-1", ["approved"], { kind, ...more }),
  list: "finding",
});
const misplaced = (more: Fields = {}) => finding("misplaced-data", more);
const share = (more: Fields = {}) => finding("external-share", more);
const approved = (at: number | null, by: string | null = "E-2", more: Fields = {}) =>
  share({ approvedCount: 1, approvedAt: at, approvedBy: by, approvedOtherAt: by === "E-2" ? at : null, ...more });

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "a class", attribute: "A", item: store(), expect: PASSES },
  { name: "no class, on the dot", attribute: "A", item: plain, asOf: CLASS_DUE, expect: PENDING },
  {
    name: "no class, one ms after",
    attribute: "A",
    item: plain,
    asOf: CLASS_DUE + 1,
    expect: deviates("not-performed"),
  },
  { name: "gone on the dot", attribute: "A", item: { ...plain, endedAt: CLASS_DUE }, expect: NOT_APPLICABLE },
  {
    name: "gone one ms later",
    attribute: "A",
    item: { ...plain, endedAt: CLASS_DUE + 1 },
    expect: deviates("not-performed"),
  },
  {
    name: "more days promised",
    attribute: "A",
    item: plain,
    parameters: { class_days: 30 },
    asOf: CLASS_DUE + 1,
    expect: PENDING,
  },
  { name: "inventory not seen", attribute: "A", item: plain, gaps: unseen(STREAM, CLASS_DUE), expect: isOpen("gap") },
  {
    name: "inventory refused",
    attribute: "A",
    item: plain,
    gaps: unseen(STREAM, CLASS_DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "in use since long before the period, which was not seen",
    attribute: "A",
    item: { ...plain, beganAt: BEGAN - 900 * DAY_MS },
    gaps: unseen(STREAM, 0, { to: Date.UTC(2026, 0, 1) }),
    expect: deviates("not-performed"),
  },
  {
    name: "in use since long before the period, whose first ms was not seen",
    attribute: "A",
    item: { ...plain, beganAt: BEGAN - 900 * DAY_MS },
    gaps: unseen(STREAM, Date.UTC(2026, 0, 1)),
    expect: isOpen("gap"),
  },
  { name: "a scan", attribute: "A", item: scan(), expect: NOT_APPLICABLE },
  { name: "misplaced data", attribute: "A", item: misplaced(), expect: NOT_APPLICABLE },

  { name: "scanned on the month's last millisecond", attribute: "B", item: scan(), expect: PASSES },
  { name: "its result in capitals", attribute: "B", item: scan({ result: "Success" }), expect: PASSES },
  { name: "scanned one ms late", attribute: "B", item: scan({ performedAt: TO }), expect: deviates("late") },
  {
    name: "some days are allowed",
    attribute: "B",
    item: scan({ performedAt: TO + 2 * DAY_MS - 1 }),
    parameters: { scan_days: 2 },
    expect: PASSES,
  },
  { name: "no scan, on the dot", attribute: "B", item: noScan, asOf: TO - 1, expect: PENDING },
  { name: "no scan, one ms after", attribute: "B", item: noScan, asOf: TO, expect: deviates("not-performed") },
  { name: "the scan failed", attribute: "B", item: scan({ result: "failure" }), expect: deviates("wrong-result") },
  {
    name: "the scan failed, and may be repeated on the dot",
    attribute: "B",
    item: scan({ performedAt: FROM, result: "failure" }),
    asOf: TO - 1,
    expect: PENDING,
  },
  {
    name: "the scan failed, one ms after it may be repeated",
    attribute: "B",
    item: scan({ performedAt: FROM, result: "failure" }),
    asOf: TO,
    expect: deviates("wrong-result"),
  },
  {
    name: "a repetition of the scan not seen",
    attribute: "B",
    item: scan({ performedAt: FROM, result: "failure" }),
    gaps: unseen(STREAM, TO - 1),
    expect: isOpen("gap"),
  },
  {
    name: "how the scan ended is not on record",
    attribute: "B",
    item: scan({ result: null }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "the scan ended in a word nobody knows",
    attribute: "B",
    item: scan({ result: "ok?" }),
    expect: isOpen("unparsed"),
  },
  {
    name: "a scan without a date",
    attribute: "B",
    item: scan({ performedAt: null, isUndated: true }),
    expect: deviates("evidence-missing"),
  },
  { name: "scans not seen", attribute: "B", item: noScan, gaps: unseen(STREAM, FROM), expect: isOpen("gap") },
  { name: "gone on the dot", attribute: "B", item: misplaced({ closedAt: GONE_DUE }), expect: PASSES },
  { name: "gone one ms late", attribute: "B", item: misplaced({ closedAt: GONE_DUE + 1 }), expect: deviates("late") },
  { name: "still there, on the dot", attribute: "B", item: misplaced(), asOf: GONE_DUE, expect: PENDING },
  {
    name: "still there, one ms after",
    attribute: "B",
    item: misplaced(),
    asOf: GONE_DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "findings not seen",
    attribute: "B",
    item: misplaced(),
    gaps: unseen(STREAM, GONE_DUE),
    expect: isOpen("gap"),
  },
  {
    name: "findings refused",
    attribute: "B",
    item: misplaced(),
    gaps: unseen(STREAM, GONE_DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "more days promised",
    attribute: "B",
    item: misplaced({ closedAt: GONE_DUE + 1 }),
    parameters: { misplaced_days: 8 },
    expect: PASSES,
  },
  {
    name: "found before the period, gone in it",
    attribute: "B",
    item: misplaced({ occurredAt: Date.UTC(2025, 11, 1), closedAt: Date.UTC(2026, 0, 3) }),
    expect: deviates("late"),
  },
  { name: "test data", attribute: "B", item: misplaced({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  {
    name: "no confidential data",
    attribute: "B",
    item: misplaced({ outcome: "false_positive" }),
    expect: NOT_APPLICABLE,
  },
  { name: "a share", attribute: "B", item: share(), expect: NOT_APPLICABLE },
  { name: "a store", attribute: "B", item: store(), expect: NOT_APPLICABLE },

  { name: "approved in the same ms", attribute: "C", item: approved(DUTY_OPENED), expect: PASSES },
  { name: "approved one ms after", attribute: "C", item: approved(DUTY_OPENED + 1), expect: deviates("late") },
  { name: "never approved", attribute: "C", item: share(), expect: deviates("unauthorised") },
  {
    name: "approved by who shares",
    attribute: "C",
    item: approved(DUTY_OPENED, "E-1"),
    expect: deviates("unauthorised"),
  },
  {
    name: "approved by nobody named",
    attribute: "C",
    item: approved(DUTY_OPENED, null),
    expect: deviates("evidence-missing"),
  },
  {
    name: "approved by who shares, then by another in time",
    attribute: "C",
    item: approved(DUTY_OPENED - 1, "E-1", { approvedOtherAt: DUTY_OPENED }),
    expect: PASSES,
  },
  { name: "approved at an unknown time", attribute: "C", item: approved(null), expect: deviates("evidence-missing") },
  {
    name: "nobody knows whether by who shares",
    attribute: "C",
    item: approved(DUTY_OPENED, "E-2", { owner: null, approvedOtherAt: null, approvedUnsureAt: DUTY_OPENED }),
    expect: isOpen("unmatched-person"),
  },
  {
    name: "approvals not seen",
    attribute: "C",
    item: share(),
    gaps: unseen(STREAM, DUTY_OPENED),
    expect: isOpen("gap"),
  },
  { name: "not begun yet", attribute: "C", item: share(), asOf: DUTY_OPENED, expect: PENDING },
  { name: "a test", attribute: "C", item: share({ isTaggedTest: true }), expect: NOT_APPLICABLE },
  { name: "misplaced data", attribute: "C", item: misplaced(), expect: NOT_APPLICABLE },
  { name: "a scan", attribute: "C", item: scan(), expect: NOT_APPLICABLE },
];
