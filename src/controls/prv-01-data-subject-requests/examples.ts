import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { DAY_MS } from "../../base/instant.js";
import { dutyItem, type Fields } from "../../populations/kit/fake-items.js";

const STREAM = "privacy.requests";
const END = Date.UTC(2026, 6, 1);
/** Thirty days, and ninety, after 2 February. */
const DUE = Date.UTC(2026, 2, 5) - 1;
const EXTENDED = Date.UTC(2026, 4, 4) - 1;
const STEPS = ["verified", "answered", "extensionNotified", "denialExplained", "corrected", "passedOn"];

const request = (more: Fields = {}) => dutyItem("privacy request R-1", STEPS, { kind: "privacy-request", ...more });
const complaint = (more: Fields = {}) => request({ kind: "privacy-complaint", ...more });
const step = (name: string, at: number | null, value: string | null = null): Fields => ({
  [`${name}Count`]: 1,
  [`${name}At`]: at,
  [`${name}LastAt`]: at,
  [`${name}Value`]: value,
});
const answered = (at: number, more: Fields = {}) =>
  request({ ...step("verified", DUE - DAY_MS), ...step("answered", at), closedAt: at, outcome: "answered", ...more });
const denied = (more: Fields = {}) => answered(DUE, { outcome: "denied", ...more });
const extended = (toldAt: number | null, at: number) => answered(at, step("extensionNotified", toldAt));
const CORRECTED = Date.UTC(2026, 1, 20, 9);
/** Thirty days after 20 February. */
const PASS_ON_DUE = Date.UTC(2026, 2, 23) - 1;
const corrected = (more: Fields = {}) => answered(DUE, { ...step("corrected", CORRECTED), ...more });
const late = { occurredAt: END - 10 * DAY_MS };

const tests = (attribute: string): Example => ({
  name: "a test",
  attribute,
  item: request({ isTaggedTest: true }),
  expect: NOT_APPLICABLE,
});

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...["A", "B", "C", "D"].map(tests),
  { name: "verified in the ms of the answer", attribute: "A", item: answered(DUE - DAY_MS), expect: PASSES },
  {
    name: "verified one ms after the answer",
    attribute: "A",
    item: answered(DUE - DAY_MS - 1),
    expect: deviates("late"),
  },
  { name: "answered without", attribute: "A", item: request(step("answered", DUE)), expect: deviates("not-performed") },
  {
    name: "verified at an unknown time",
    attribute: "A",
    item: answered(DUE, step("verified", null)),
    expect: deviates("evidence-missing"),
  },
  { name: "not answered, verified", attribute: "A", item: request(step("verified", DUE)), expect: PASSES },
  { name: "not answered nor verified, on the dot", attribute: "A", item: request(), asOf: DUE, expect: PENDING },
  {
    name: "not answered nor verified, one ms after",
    attribute: "A",
    item: request(),
    asOf: DUE + 1,
    expect: NOT_APPLICABLE,
  },
  {
    name: "denied because it could not be verified",
    attribute: "A",
    item: request({ ...step("answered", DUE), ...step("denialExplained", DUE, "not_verified"), outcome: "denied" }),
    expect: NOT_APPLICABLE,
  },
  {
    name: "answered all the same, though it could not be verified",
    attribute: "A",
    item: request({ ...step("answered", DUE), ...step("denialExplained", DUE, "not_verified"), outcome: "answered" }),
    expect: deviates("not-performed"),
  },
  { name: "a complaint", attribute: "A", item: complaint(step("answered", DUE)), expect: NOT_APPLICABLE },

  { name: "on the dot", attribute: "B", item: answered(DUE), expect: PASSES },
  { name: "one ms late", attribute: "B", item: answered(DUE + 1), expect: deviates("late") },
  {
    name: "a complaint, one ms late",
    attribute: "B",
    item: complaint(step("answered", DUE + 1)),
    expect: deviates("late"),
  },
  { name: "more days promised", attribute: "B", item: answered(DUE + 1), parameters: { days: 31 }, expect: PASSES },
  { name: "extended on the dot, answered by then", attribute: "B", item: extended(DUE, EXTENDED), expect: PASSES },
  { name: "extended, one ms late", attribute: "B", item: extended(DUE, EXTENDED + 1), expect: deviates("late") },
  { name: "extended one ms too late", attribute: "B", item: extended(DUE + 1, EXTENDED), expect: deviates("late") },
  { name: "extended at an unknown time", attribute: "B", item: extended(null, EXTENDED), expect: deviates("late") },
  {
    name: "shorter extensions promised",
    attribute: "B",
    item: extended(DUE, EXTENDED),
    parameters: { extension_days: 59 },
    expect: deviates("late"),
  },
  { name: "never, on the dot", attribute: "B", item: request(), asOf: DUE, expect: PENDING },
  { name: "never, one ms after", attribute: "B", item: request(), asOf: DUE + 1, expect: deviates("not-performed") },
  {
    name: "closed without an answer",
    attribute: "B",
    item: request({ closedAt: DUE }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "answered at an unknown time",
    attribute: "B",
    item: request(step("answered", null)),
    expect: deviates("evidence-missing"),
  },
  { name: "answers not seen", attribute: "B", item: request(), gaps: unseen(STREAM, DUE), expect: isOpen("gap") },
  {
    name: "answers refused",
    attribute: "B",
    item: request(),
    gaps: unseen(STREAM, DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  { name: "due after the period", attribute: "B", item: request(late), expect: NOT_APPLICABLE },
  {
    name: "due after the period, and answered",
    attribute: "B",
    item: request({ ...late, ...step("answered", END - 1), closedAt: END - 1 }),
    expect: PASSES,
  },

  { name: "explained", attribute: "C", item: denied(step("denialExplained", DUE, "exempt")), expect: PASSES },
  {
    name: "explained one ms late",
    attribute: "C",
    item: denied(step("denialExplained", DUE + 1)),
    expect: deviates("late"),
  },
  { name: "not explained, and closed", attribute: "C", item: denied(), expect: deviates("not-performed") },
  {
    name: "not explained yet, on the dot",
    attribute: "C",
    item: denied({ closedAt: null }),
    asOf: DUE,
    expect: PENDING,
  },
  {
    name: "not explained, one ms after",
    attribute: "C",
    item: denied({ closedAt: null }),
    asOf: DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "explained at an unknown time",
    attribute: "C",
    item: denied(step("denialExplained", null)),
    expect: deviates("evidence-missing"),
  },
  {
    name: "explanations not seen",
    attribute: "C",
    item: denied({ closedAt: null }),
    gaps: unseen(STREAM, DUE),
    expect: isOpen("gap"),
  },
  { name: "not denied", attribute: "C", item: answered(DUE), expect: NOT_APPLICABLE },

  { name: "passed on, on the dot", attribute: "D", item: corrected(step("passedOn", PASS_ON_DUE)), expect: PASSES },
  {
    name: "passed on one ms late",
    attribute: "D",
    item: corrected(step("passedOn", PASS_ON_DUE + 1)),
    expect: deviates("late"),
  },
  { name: "not passed on, on the dot", attribute: "D", item: corrected(), asOf: PASS_ON_DUE, expect: PENDING },
  {
    name: "not passed on, one ms after",
    attribute: "D",
    item: corrected(),
    asOf: PASS_ON_DUE + 1,
    expect: deviates("not-performed"),
  },
  {
    name: "passed on at an unknown time",
    attribute: "D",
    item: corrected(step("passedOn", null)),
    expect: deviates("evidence-missing"),
  },
  {
    name: "nobody else has the data",
    attribute: "D",
    item: corrected({ correctedValue: "not_shared" }),
    expect: NOT_APPLICABLE,
  },
  {
    name: "corrected at an unknown time",
    attribute: "D",
    item: answered(DUE, step("corrected", null)),
    expect: deviates("evidence-missing"),
  },
  { name: "nothing was corrected", attribute: "D", item: answered(DUE), expect: NOT_APPLICABLE },
  { name: "not seen", attribute: "D", item: corrected(), gaps: unseen(STREAM, PASS_ON_DUE), expect: isOpen("gap") },
];
