import type { Example } from "../../assess/control.js";
import { deviates, isOpen, NOT_APPLICABLE, PASSES, PENDING, unseen } from "../../assess/families/expected.js";
import { STANDING_DUE as DUE, endedCycle, type Fields, standingItem } from "../../populations/kit/fake-items.js";

const END = Date.UTC(2026, 6, 1);
/** Sixty days later 30 June ends, and with it the period. */
const TOO_LATE = Date.UTC(2026, 4, 1, 9);
const base = standingItem("vendor review of hosting", {
  subject: "hosting",
  subjectIsCritical: true,
  subjectFromAt: Date.UTC(2023, 0, 1),
  periodCoveredDone: true,
  opinionEvaluatedDone: true,
  cuecsMappedDone: true,
  csocsConfirmedDone: true,
});
const reviewed = (more: Fields = {}) => endedCycle(base, DUE, more);
const again: Fields = { ...base, cycleFrom: DUE, isFirst: false };
const since = (subjectFromAt: number, more: Fields = {}): Fields => ({
  ...base,
  subjectFromAt,
  cycleFrom: null,
  performedAt: null,
  ...more,
});
const february = Date.UTC(2026, 1, 2, 9);

const partsOf = (attribute: string, part: string): readonly Example[] => [
  { name: "contained", attribute, item: reviewed(), expect: PASSES },
  { name: "missing", attribute, item: reviewed({ [part]: false }), expect: deviates("incomplete") },
  { name: "not stated", attribute, item: reviewed({ [part]: null }), expect: deviates("evidence-missing") },
  { name: "asked once for each review", attribute, item: { ...again, [part]: false }, expect: NOT_APPLICABLE },
  { name: "never reviewed", attribute, item: since(february), expect: NOT_APPLICABLE },
  {
    name: "missing, nobody says whether it is critical",
    attribute,
    item: reviewed({ [part]: false, subjectIsCritical: null }),
    expect: isOpen("unparsed"),
  },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the last millisecond", attribute: "A", item: reviewed(), expect: PASSES },
  { name: "one ms late", attribute: "A", item: endedCycle(base, DUE + 1), expect: deviates("late") },
  { name: "never again", attribute: "A", item: base, expect: deviates("not-performed") },
  { name: "never again, on the dot", attribute: "A", item: base, asOf: DUE, expect: PENDING },
  { name: "critical for years, never reviewed", attribute: "A", item: since(0), expect: deviates("not-performed") },
  { name: "given up before it was due", attribute: "A", item: { ...base, subjectToAt: DUE }, expect: PASSES },
  { name: "reviewed in the period, due after it", attribute: "A", item: again, expect: NOT_APPLICABLE },
  {
    name: "critical since February, reviewed by the end",
    attribute: "A",
    item: since(february, { nextAt: END - 1 }),
    expect: PASSES,
  },
  {
    name: "critical since February, reviewed after the end",
    attribute: "A",
    item: since(february, { nextAt: END }),
    expect: deviates("late"),
  },
  {
    name: "critical since February, never reviewed",
    attribute: "A",
    item: since(february),
    expect: deviates("not-performed"),
  },
  {
    name: "critical since February, the period still runs",
    attribute: "A",
    item: since(february),
    asOf: END - 1,
    expect: PENDING,
  },
  {
    name: "critical since February, only a record without a date",
    attribute: "A",
    item: since(february, { hasUndated: true }),
    expect: deviates("evidence-missing"),
  },
  {
    name: "critical since February, given up in June",
    attribute: "A",
    item: since(february, { subjectToAt: END - 1 }),
    expect: NOT_APPLICABLE,
  },
  { name: "critical less than sixty days", attribute: "A", item: since(TOO_LATE + 86_400_000), expect: NOT_APPLICABLE },
  {
    name: "critical for sixty days",
    attribute: "A",
    item: since(TOO_LATE - 86_400_000),
    expect: deviates("not-performed"),
  },
  {
    name: "critical for sixty days, more promised",
    attribute: "A",
    item: since(TOO_LATE - 86_400_000),
    parameters: { first_review_days: 90 },
    expect: NOT_APPLICABLE,
  },
  { name: "not seen", attribute: "A", item: base, gaps: unseen("vendors", DUE), expect: isOpen("gap") },
  {
    name: "refused",
    attribute: "A",
    item: base,
    gaps: unseen("vendors", DUE, { reason: "permission" }),
    expect: isOpen("denied"),
  },
  {
    name: "critical since February, not seen",
    attribute: "A",
    item: since(february),
    gaps: unseen("vendors", february),
    expect: isOpen("gap"),
  },
  {
    name: "reviewed, nobody says whether it is critical",
    attribute: "A",
    item: reviewed({ subjectIsCritical: null }),
    expect: PASSES,
  },
  {
    name: "late, nobody says whether it is critical",
    attribute: "A",
    item: endedCycle({ ...base, subjectIsCritical: null }, DUE + 1),
    expect: isOpen("unparsed"),
  },
  ...partsOf("B", "periodCoveredDone"),
  ...partsOf("C", "opinionEvaluatedDone"),
  ...partsOf("D", "cuecsMappedDone"),
  ...partsOf("E", "csocsConfirmedDone"),
];
