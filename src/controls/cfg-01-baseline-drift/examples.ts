import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

const OPENED_AT = Date.UTC(2026, 2, 2, 12);
const DUE_AT = OPENED_AT + 7 * DAY_MS;
const DETECT_MS = 24 * HOUR_MS;
const SKEW_MS = 300_000;

/** A finding that began an hour before it was detected and was fixed an hour after. */
function finding(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "f1",
    occurredAt: OPENED_AT,
    label: "drift of bucket-a",
    unit: "111111111111",
    actor: null,
    evidence: null,
    kind: "finding",
    beganAt: OPENED_AT - HOUR_MS,
    runBeforeAt: null,
    closedAt: OPENED_AT + HOUR_MS,
    acceptedAt: null,
    unnamedAcceptedAt: null,
    exceptionAt: null,
    ticketKey: null,
    dueAt: null,
    ranAt: null,
    hasFailed: false,
    isUnclear: false,
    ...more,
  };
}

const RUN_DUE_AT = OPENED_AT + DAY_MS - 1;

function run(more: Record<string, unknown> = {}) {
  return finding({ kind: "run", beganAt: null, closedAt: null, dueAt: RUN_DUE_AT, ...more });
}

function unbegun(runBeforeAt: number | null) {
  return finding({ beganAt: null, runBeforeAt });
}

function gap(stream: string, from: number, reason = "not_covered") {
  return [{ stream, scope: "*", from, to: from + 1, reason }];
}

const open = finding({ closedAt: null });
const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const bounded = { state: "indeterminate", cause: "bounded-time" } as const;

/** Every outcome of both attributes, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "on the dot", attribute: "A", item: finding({ beganAt: OPENED_AT - DETECT_MS }), expect: pass },
  { name: "one ms before", attribute: "A", item: finding({ beganAt: OPENED_AT - DETECT_MS + 1 }), expect: pass },
  { name: "one ms late", attribute: "A", item: finding({ beganAt: OPENED_AT - DETECT_MS - 1 }), expect: late },
  {
    name: "began after the last but one run",
    attribute: "A",
    item: unbegun(OPENED_AT - DETECT_MS - SKEW_MS),
    expect: pass,
  },
  {
    name: "that run was too long ago",
    attribute: "A",
    item: unbegun(OPENED_AT - DETECT_MS - SKEW_MS - 1),
    expect: bounded,
  },
  { name: "no earlier run", attribute: "A", item: unbegun(null), expect: bounded },
  { name: "carried in", attribute: "A", item: finding({ occurredAt: Date.UTC(2025, 11, 31) }), expect: notApplicable },
  { name: "ran on its day", attribute: "A", item: run({ ranAt: RUN_DUE_AT }), expect: pass },
  { name: "ran one ms later", attribute: "A", item: run({ ranAt: RUN_DUE_AT + 1 }), expect: late },
  { name: "did not run", attribute: "A", item: run(), expect: notPerformed },
  { name: "the day is not over", attribute: "A", item: run(), asOf: RUN_DUE_AT, expect: pending },
  { name: "the day is over", attribute: "A", item: run(), asOf: RUN_DUE_AT + 1, expect: notPerformed },
  { name: "failed", attribute: "A", item: run({ hasFailed: true }), expect: notPerformed },
  { name: "failed, then succeeded", attribute: "A", item: run({ hasFailed: true, ranAt: OPENED_AT }), expect: pass },
  {
    name: "nobody knows whether it succeeded",
    attribute: "A",
    item: run({ isUnclear: true }),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
  { name: "runs not seen", attribute: "A", item: run(), gaps: gap("drift.runs", RUN_DUE_AT), expect: unseen },
  {
    name: "runs not seen the day after",
    attribute: "A",
    item: run(),
    gaps: gap("drift.runs", RUN_DUE_AT + 1),
    expect: notPerformed,
  },
  { name: "fixed on the dot", attribute: "B", item: finding({ closedAt: DUE_AT }), expect: pass },
  { name: "fixed one ms late", attribute: "B", item: finding({ closedAt: DUE_AT + 1 }), expect: late },
  {
    name: "fixed late, accepted in time",
    attribute: "B",
    item: finding({ closedAt: DUE_AT + 1, acceptedAt: DUE_AT }),
    expect: pass,
  },
  {
    name: "under an exception from before",
    attribute: "B",
    item: { ...open, exceptionAt: OPENED_AT - DAY_MS },
    expect: pass,
  },
  { name: "exception one ms late", attribute: "B", item: { ...open, exceptionAt: DUE_AT + 1 }, expect: late },
  {
    name: "accepted by nobody",
    attribute: "B",
    item: { ...open, unnamedAcceptedAt: OPENED_AT },
    expect: { state: "deviation", kind: "evidence-missing" },
  },
  { name: "open, on the dot", attribute: "B", item: open, asOf: DUE_AT, expect: pending },
  { name: "open, one ms later", attribute: "B", item: open, asOf: DUE_AT + 1, expect: notPerformed },
  { name: "findings not seen", attribute: "B", item: open, gaps: gap("drift.findings", DUE_AT), expect: unseen },
  {
    name: "findings refused",
    attribute: "B",
    item: open,
    gaps: gap("drift.findings", DUE_AT, "permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  {
    name: "findings not seen after the deadline",
    attribute: "B",
    item: open,
    gaps: gap("drift.findings", DUE_AT + 1),
    expect: notPerformed,
  },
  { name: "a run fixes nothing", attribute: "B", item: run(), expect: notApplicable },
];
