/** The facts of an item as examples write them. */
export type Fields = Readonly<Record<string, unknown>>;

const PERIOD_START = Date.UTC(2026, 0, 1);
const BASE = { itemId: "i", occurredAt: PERIOD_START, unit: null, actor: null, evidence: null };

/** Test only: the cycle of an act of 10 March 2025, without another one since. */
export function standingItem(label: string, more: Fields = {}): Fields {
  return {
    ...BASE,
    label,
    subject: null,
    subjectOwner: null,
    subjectClass: null,
    subjectIsCritical: null,
    subjectFromAt: null,
    subjectToAt: null,
    cycleFrom: STANDING_SINCE,
    nextAt: null,
    isFirst: true,
    isLast: true,
    hasUndated: false,
    performedAt: STANDING_SINCE,
    performedBy: "E-1",
    approvedAt: STANDING_SINCE,
    approvedBy: "E-2",
    isSelfApproved: false,
    recordedAt: null,
    result: null,
    reference: null,
    ...more,
  };
}

/** When the act of `standingItem` was done, and the last millisecond of the day on which it is due a year later. */
export const STANDING_SINCE = Date.UTC(2025, 2, 10, 9);
export const STANDING_DUE = Date.UTC(2026, 2, 11) - 1;

/** Test only: the same cycle, ended by an act at `at`. */
export function endedCycle(item: Fields, at: number, more: Fields = {}): Fields {
  return { ...item, nextAt: at, performedAt: at, approvedAt: at, isLast: false, ...more };
}

/** Test only: a duty that began on 2 February 2026 and is open, nothing done. */
export function dutyItem(label: string, steps: readonly string[], more: Fields = {}): Fields {
  const silent = steps.flatMap((step) => [
    [`${step}Count`, 0],
    [`${step}At`, null],
    [`${step}LastAt`, null],
    [`${step}By`, null],
    [`${step}OtherAt`, null],
    [`${step}UnsureAt`, null],
    [`${step}Value`, null],
  ]);
  return {
    ...BASE,
    occurredAt: DUTY_OPENED,
    label,
    kind: "kind",
    key: "1",
    subject: null,
    severity: null,
    owner: "E-1",
    isOwnerActive: true,
    dueAt: null,
    closedAt: null,
    outcome: null,
    ticketKey: null,
    ticketCreatedAt: null,
    ticketResolvedAt: null,
    isTaggedTest: false,
    recordCount: 1,
    ...Object.fromEntries(silent),
    ...more,
  };
}

/** When the duty of `dutyItem` began. */
export const DUTY_OPENED = Date.UTC(2026, 1, 2, 9);

/** Test only: what was due in the first quarter of 2026 and done on 10 March. */
export function dueItem(label: string, more: Fields = {}): Fields {
  return {
    ...BASE,
    occurredAt: INTERVAL_TO - 1,
    label,
    periodKey: "2026-Q1",
    intervalFrom: PERIOD_START,
    intervalTo: INTERVAL_TO,
    subject: null,
    subjectOwner: null,
    subjectClass: null,
    recordCount: 1,
    isUndated: false,
    performedAt: Date.UTC(2026, 2, 10, 9),
    performedBy: "E-1",
    approvedAt: null,
    approvedBy: null,
    recordedAt: null,
    result: null,
    reference: null,
    ...more,
  };
}

/** First moment after the interval of `dueItem`. */
export const INTERVAL_TO = Date.UTC(2026, 3, 1);
