import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

const DAY = Date.UTC(2026, 2, 4);
const DAY_TO = DAY + DAY_MS;
const LIMIT = 26 * HOUR_MS;
/** The backup of the day before, at one in the morning, and that of this day. */
const BEFORE = DAY - 23 * HOUR_MS;
const TODAY = DAY + HOUR_MS;
const TOMORROW = DAY_TO + HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;

/** A store backed up at one in the morning every day. */
function day(more: Fields = {}): Fields {
  return {
    itemId: "db 2026-03-04",
    occurredAt: DAY,
    label: "store orders-db, 2026-03-04",
    unit: "orders-db",
    actor: null,
    evidence: null,
    periodKey: "2026-03-04",
    dayTo: DAY_TO,
    openingFromAt: BEFORE,
    openingToAt: TODAY,
    innerFromAt: TODAY,
    innerToAt: TOMORROW,
    backups: 1,
    unencrypted: 0,
    unstatedEncryption: 0,
    keptMs: 35 * DAY_MS,
    unstatedRetention: 0,
    failures: 0,
    unticketedFailures: 0,
    unclearRuns: 0,
    failedGapMs: null,
    failedGapFromAt: null,
    ...more,
  };
}

/** The last recovery point was before the day, the next is `to`. */
const since = (from: number, to: number | null, more: Fields = {}) =>
  day({ openingFromAt: from, openingToAt: to, innerFromAt: null, innerToAt: null, backups: 0, keptMs: null, ...more });
const gap = (from: number, reason = "not_covered") => [
  { stream: "backup.runs", scope: "*", from, to: from + 1, reason },
];
const DUE = BEFORE + LIMIT;

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const wrong = { state: "deviation", kind: "wrong-result" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const limited = { state: "indeterminate", cause: "plan-limited" } as const;

const missed = since(BEFORE, TOMORROW);
const never = since(BEFORE, null);
const longGone = DAY - 5 * DAY_MS;

const gaps: readonly Omit<Example, "attribute">[] = [
  { name: "every night", item: day(), expect: pass },
  { name: "every night, the day is not over", item: day(), asOf: DAY_TO - 1, expect: pending },
  { name: "every night, the day is over", item: day(), asOf: DAY_TO, expect: pass },
  { name: "exactly the limit", item: day({ openingToAt: DUE, innerFromAt: DUE }), expect: pass },
  { name: "one ms longer", item: day({ openingToAt: DUE + 1, innerFromAt: DUE + 1 }), expect: late },
  { name: "none today, the next within the limit", item: since(DAY_TO - LIMIT + 1, DAY_TO + 1), expect: pass },
  { name: "due as the day begins, missed", item: since(DAY - LIMIT, TOMORROW), expect: notPerformed },
  { name: "overdue before the day, all day", item: since(DAY - LIMIT - 1, DAY_TO), expect: notPerformed },
  { name: "overdue before the day, back on it", item: since(DAY - LIMIT - 1, DAY_TO - 1), expect: pass },
  { name: "due in the last moment of the day, missed", item: since(DAY_TO - LIMIT - 1, null), expect: notPerformed },
  { name: "due the moment after", item: since(DAY_TO - LIMIT, null), expect: pass },
  { name: "missed", item: missed, expect: notPerformed },
  { name: "never again", item: never, expect: notPerformed },
  { name: "none for days", item: since(longGone, null), expect: notPerformed },
  { name: "missed, due on the dot", item: missed, asOf: DUE, expect: pending },
  { name: "missed, one ms after", item: missed, asOf: DUE + 1, expect: notPerformed },
  { name: "none for days, the day is not over", item: since(longGone, null), asOf: DAY_TO - 1, expect: pending },
  { name: "none for days, the day is over", item: since(longGone, null), asOf: DAY_TO, expect: notPerformed },
  {
    name: "a short promise broken in the middle of the day",
    item: day({ innerFromAt: TODAY, innerToAt: TODAY + 7 * HOUR_MS, openingFromAt: DAY - HOUR_MS }),
    parameters: { max_gap_hours: 6 },
    expect: late,
  },
  {
    name: "a short promise kept",
    item: day({ innerFromAt: TODAY, innerToAt: TODAY + 6 * HOUR_MS, openingFromAt: DAY - HOUR_MS }),
    parameters: { max_gap_hours: 6 },
    expect: pass,
  },
  {
    name: "continuous recovery",
    item: day({ openingFromAt: null, openingToAt: null, innerFromAt: null, innerToAt: null }),
    expect: pass,
  },
  { name: "jobs not seen", item: missed, gaps: gap(DUE), expect: unseen },
  { name: "jobs not seen later", item: missed, gaps: gap(DUE + 1), expect: notPerformed },
  {
    name: "jobs refused",
    item: missed,
    gaps: gap(DAY, "permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  {
    name: "none for days, jobs of the day before not seen",
    item: since(longGone, null),
    gaps: gap(DAY - LIMIT),
    expect: unseen,
  },
  {
    name: "none for days, jobs of long ago not seen",
    item: since(longGone, null),
    gaps: gap(DAY - LIMIT - 1),
    expect: notPerformed,
  },
  {
    name: "jobs with an unknown outcome",
    item: since(BEFORE, null, { unclearRuns: 2 }),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
];

const RETENTION = 35 * DAY_MS;
const failed = (more: Fields = {}) =>
  day({ failures: 1, unticketedFailures: 1, failedGapFromAt: BEFORE, failedGapMs: LIMIT, ...more });
/** The last recovery point was at one in the morning of the day, so that a retry is in time until three of the next. */
const RETRY_DUE = TODAY + LIMIT;
const failedLate = (more: Fields = {}) => failed({ failedGapFromAt: TODAY, failedGapMs: null, ...more });

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...gaps.map((each) => ({ ...each, attribute: "A" })),
  { name: "encrypted", attribute: "B", item: day(), expect: pass },
  { name: "not encrypted", attribute: "B", item: day({ unencrypted: 1 }), expect: wrong },
  { name: "not stated", attribute: "B", item: day({ unstatedEncryption: 1 }), expect: limited },
  { name: "no backup", attribute: "B", item: never, expect: notApplicable },
  { name: "no backup yet", attribute: "B", item: never, asOf: DAY_TO - 1, expect: pending },
  { name: "kept exactly as long", attribute: "C", item: day({ keptMs: RETENTION }), expect: pass },
  { name: "kept one ms less", attribute: "C", item: day({ keptMs: RETENTION - 1 }), expect: wrong },
  { name: "one kept, one not stated", attribute: "C", item: day({ unstatedRetention: 1 }), expect: pass },
  {
    name: "one too short, one not stated",
    attribute: "C",
    item: day({ keptMs: 1, unstatedRetention: 1 }),
    expect: limited,
  },
  { name: "not stated", attribute: "C", item: day({ keptMs: null, unstatedRetention: 1 }), expect: limited },
  { name: "no backup", attribute: "C", item: never, expect: notApplicable },
  { name: "no backup yet", attribute: "C", item: never, asOf: DAY_TO - 1, expect: pending },
  { name: "no failure", attribute: "D", item: day(), expect: notApplicable },
  { name: "no failure yet", attribute: "D", item: day(), asOf: DAY_TO - 1, expect: pending },
  { name: "ticketed", attribute: "D", item: failed({ unticketedFailures: 0, failedGapMs: null }), expect: pass },
  { name: "retried in time", attribute: "D", item: failed(), expect: pass },
  { name: "retried one ms late", attribute: "D", item: failed({ failedGapMs: LIMIT + 1 }), expect: notPerformed },
  { name: "never retried", attribute: "D", item: failed({ failedGapMs: null }), expect: notPerformed },
  {
    name: "never retried, the day is not over",
    attribute: "D",
    item: failed({ failedGapMs: null }),
    asOf: DAY_TO - 1,
    expect: pending,
  },
  { name: "a retry in time, on the dot", attribute: "D", item: failedLate(), asOf: RETRY_DUE, expect: pending },
  {
    name: "a retry in time, one ms after",
    attribute: "D",
    item: failedLate(),
    asOf: RETRY_DUE + 1,
    expect: notPerformed,
  },
  { name: "retries not seen", attribute: "D", item: failedLate(), gaps: gap(RETRY_DUE), expect: unseen },
  {
    name: "retries not seen after that",
    attribute: "D",
    item: failedLate(),
    gaps: gap(RETRY_DUE + 1),
    expect: notPerformed,
  },
  {
    name: "retried late, retries not seen",
    attribute: "D",
    item: failedLate({ failedGapMs: LIMIT + 1 }),
    gaps: gap(DAY_TO),
    expect: unseen,
  },
  {
    name: "a retry with an unknown outcome",
    attribute: "D",
    item: failed({ failedGapMs: null, unclearRuns: 1 }),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
  {
    name: "inside continuous recovery",
    attribute: "D",
    item: failed({ failedGapMs: null, failedGapFromAt: null }),
    expect: pass,
  },
];
