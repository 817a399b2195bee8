import type { Example } from "../../assess/control.js";
import { DAY_MS } from "../../base/instant.js";

const PERIOD_START = Date.UTC(2026, 0, 1);
const PERIOD_END = Date.UTC(2026, 6, 1);
const HIRED = Date.UTC(2026, 1, 2);
/** The last millisecond of 4 March: thirty days after 2 February. */
const DUE = Date.UTC(2026, 2, 5) - 1;
const LAST = Date.UTC(2025, 2, 10, 15);
/** The last millisecond of 10 March 2026. */
const YEARLY_DUE = Date.UTC(2026, 2, 11) - 1;

function item(more: Record<string, unknown>): Record<string, unknown> {
  return {
    itemId: "spell E-104 hire",
    occurredAt: HIRED + 30 * DAY_MS,
    label: "worker E-104: first training",
    unit: "Platform",
    actor: null,
    evidence: null,
    isFirst: true,
    workerType: "employee",
    zone: "UTC",
    startedAt: HIRED,
    completedAt: null,
    endAt: null,
    leaves: null,
    hasUndatedCompletion: false,
    ...more,
  };
}

const hire = (completedAt: number | null, more: Record<string, unknown> = {}) => item({ completedAt, ...more });
const yearly = (completedAt: number | null, more: Record<string, unknown> = {}) =>
  item({ isFirst: false, startedAt: LAST, label: "worker E-104: next training", completedAt, ...more });
/** Hired years ago; of the years before `seenSince` nothing is known. */
const veteran = (completedAt: number | null, more: Record<string, unknown> = {}) =>
  hire(completedAt, { occurredAt: PERIOD_START, startedAt: Date.UTC(2020, 0, 1), ...more });

function unseen(from: number, to: number, reason = "not_covered") {
  return [{ stream: "training.completions", scope: "*", from, to, reason }];
}

const SEEN_SINCE = Date.UTC(2025, 1, 1);
const before = unseen(0, SEEN_SINCE);
/** Somebody trained in the last unseen moment was due again when 1 February ended. */
const LATEST_DUE = Date.UTC(2026, 1, 2) - 1;

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const evidenceMissing = { state: "deviation", kind: "evidence-missing" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;

type Case = Omit<Example, "attribute">;

const CASES: readonly Case[] = [
  { name: "new, on the last millisecond", item: hire(DUE), expect: pass },
  { name: "new, one ms late", item: hire(DUE + 1), expect: late },
  { name: "new, before the first day", item: hire(HIRED - DAY_MS), expect: pass },
  { name: "new, never", item: hire(null), expect: notPerformed },
  { name: "new, not due yet", item: hire(null), asOf: DUE, expect: pending },
  { name: "new, due one ms ago", item: hire(null), asOf: DUE + 1, expect: notPerformed },
  { name: "new, fewer days promised", item: hire(DUE), parameters: { onboard_days: 29 }, expect: late },
  {
    name: "new, the day ends later in New York",
    item: hire(DUE + 5 * 3_600_000, { zone: "America/New_York", startedAt: HIRED + 5 * 3_600_000 }),
    expect: pass,
  },
  { name: "without a time", item: hire(null, { hasUndatedCompletion: true }), expect: evidenceMissing },
  { name: "left at the due moment", item: hire(null, { endAt: DUE }), expect: notApplicable },
  { name: "left one ms after", item: hire(null, { endAt: DUE + 1 }), expect: notPerformed },
  { name: "a year on, on the last millisecond", item: yearly(YEARLY_DUE), expect: pass },
  { name: "a year on, one ms late", item: yearly(YEARLY_DUE + 1), expect: late },
  { name: "a year on, never", item: yearly(null), expect: notPerformed },
  { name: "every two years", item: yearly(null), parameters: { interval_months: 24 }, expect: notApplicable },
  {
    name: "due on the period's last millisecond",
    item: hire(null, { startedAt: PERIOD_END - 31 * DAY_MS }),
    expect: notPerformed,
  },
  { name: "due after the period", item: hire(null, { startedAt: PERIOD_END - 30 * DAY_MS }), expect: notApplicable },
  {
    name: "overdue since before the period, never",
    item: hire(null, { startedAt: PERIOD_START - 90 * DAY_MS }),
    expect: notPerformed,
  },
  {
    name: "overdue since before, done in it",
    item: hire(PERIOD_START, { startedAt: PERIOD_START - 90 * DAY_MS }),
    expect: late,
  },
  {
    name: "met before the period",
    item: hire(PERIOD_START - 1, { startedAt: PERIOD_START - 90 * DAY_MS }),
    expect: notApplicable,
  },
  { name: "away on the due date", item: hire(null, { leaves: `${DUE};` }), expect: notApplicable },
  { name: "left for a leave one ms after it", item: hire(null, { leaves: `${DUE + 1};` }), expect: notPerformed },
  { name: "done, then away", item: hire(DUE, { leaves: `${HIRED};` }), expect: pass },
  {
    name: "back, within the grace",
    item: hire(Date.UTC(2026, 3, 15) - 1, { leaves: `${HIRED};${Date.UTC(2026, 2, 31)}` }),
    expect: pass,
  },
  {
    name: "back, one ms beyond",
    item: hire(Date.UTC(2026, 3, 15), { leaves: `${HIRED};${Date.UTC(2026, 2, 31)}` }),
    expect: late,
  },
  {
    name: "away on the due date, and away again later",
    item: hire(Date.UTC(2026, 3, 15) - 1, {
      leaves: `${Date.UTC(2026, 5, 1)};|${HIRED};${Date.UTC(2026, 2, 31)}`,
    }),
    expect: pass,
  },
  { name: "records not seen", item: hire(null), gaps: unseen(HIRED, DUE), expect: gap },
  {
    name: "records refused",
    item: hire(null),
    gaps: unseen(HIRED, DUE, "permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  { name: "late, but an earlier one may hide", item: hire(DUE + 1), gaps: unseen(HIRED, DUE), expect: gap },
  { name: "in time, whatever hides", item: hire(DUE), gaps: unseen(HIRED, DUE), expect: pass },
  { name: "long here, a whole interval seen without any", item: veteran(null), gaps: before, expect: notPerformed },
  { name: "long here, that interval not over", item: veteran(null), gaps: before, asOf: LATEST_DUE, expect: pending },
  { name: "long here, done within it", item: veteran(LATEST_DUE), gaps: before, expect: gap },
  { name: "long here, done one ms beyond", item: veteran(LATEST_DUE + 1), gaps: before, expect: notPerformed },
  { name: "long here, less than an interval seen", item: veteran(null), gaps: unseen(0, PERIOD_START), expect: gap },
  { name: "long here, left within it", item: veteran(null, { endAt: LATEST_DUE }), gaps: before, expect: gap },
  {
    name: "long here, a second hole",
    item: veteran(null),
    gaps: [...before, ...unseen(SEEN_SINCE + DAY_MS, SEEN_SINCE + 2 * DAY_MS)],
    expect: gap,
  },
];

/** Every outcome, and each boundary one millisecond either side. */
export const examples: readonly Example[] = CASES.map((each) => ({ attribute: "A", ...each }));
