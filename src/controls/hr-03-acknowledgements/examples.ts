import type { Example } from "../../assess/control.js";
import { DAY_MS } from "../../base/instant.js";

/** Published on 2 February 2026; due when 4 March ends; a joiner of that day is due when 16 February ends. */
const PUBLISHED = Date.UTC(2026, 1, 2);
const DUE = Date.UTC(2026, 2, 5) - 1;
const JOINER_DUE = Date.UTC(2026, 1, 17) - 1;
/** Back from leave on 10 March: due when the 24th ends. */
const BACK = Date.UTC(2026, 2, 10);
const BACK_DUE = Date.UTC(2026, 2, 25) - 1;

function owed(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "spell E-1 conduct@2",
    occurredAt: PUBLISHED,
    label: "worker E-1: conduct@2",
    unit: "Platform",
    actor: null,
    evidence: null,
    isJoiner: false,
    workerType: "employee",
    zone: "UTC",
    version: "conduct@2",
    endAt: null,
    replacedAt: null,
    ackAt: null,
    otherAt: null,
    otherReference: null,
    hasUndated: false,
    leaves: null,
    ...more,
  };
}

const joined = (more: Record<string, unknown> = {}) => owed({ isJoiner: true, ...more });
const old = (otherAt: number, more: Record<string, unknown> = {}) =>
  owed({ otherAt, otherReference: "conduct@1", ...more });
const away = { leaves: `${PUBLISHED + DAY_MS};${BACK}` };
const unseen = (reason = "not_covered") => [
  { stream: "hr.acknowledgements", scope: "*", from: 0, to: DUE + 1, reason },
];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const notApplicable = { state: "not-applicable" } as const;

const A: readonly Omit<Example, "attribute">[] = [
  { name: "at once", item: owed({ ackAt: PUBLISHED }), expect: pass },
  { name: "on the dot", item: owed({ ackAt: DUE }), expect: pass },
  { name: "one ms late", item: owed({ ackAt: DUE + 1 }), expect: late },
  { name: "joiner, on the dot", item: joined({ ackAt: JOINER_DUE }), expect: pass },
  { name: "joiner, one ms late", item: joined({ ackAt: JOINER_DUE + 1 }), expect: late },
  {
    name: "days end where the person works",
    item: owed({ zone: "America/Los_Angeles", ackAt: DUE - 17 * 3_600_000 }),
    expect: pass,
  },
  { name: "never", item: owed(), expect: notPerformed },
  { name: "not due yet", item: owed(), asOf: DUE, expect: { state: "pending" } },
  { name: "due one ms ago", item: owed(), asOf: DUE + 1, expect: notPerformed },
  {
    name: "without a date",
    item: owed({ hasUndated: true }),
    expect: { state: "deviation", kind: "evidence-missing" },
  },
  { name: "an old version in time", item: old(DUE), expect: pass },
  { name: "an old version one ms late", item: old(DUE + 1), expect: late },
  { name: "an old version in time, the right one late", item: old(DUE, { ackAt: DUE + 1 }), expect: late },
  { name: "left on the due date", item: owed({ endAt: DUE }), expect: notApplicable },
  { name: "left one ms later", item: owed({ endAt: DUE + 1 }), expect: notPerformed },
  { name: "replaced on the due date", item: owed({ replacedAt: DUE }), expect: notApplicable },
  { name: "replaced one ms later", item: owed({ replacedAt: DUE + 1 }), expect: notPerformed },
  { name: "still away", item: owed({ leaves: `${DUE};` }), expect: notApplicable },
  { name: "went away one ms after it was due", item: owed({ leaves: `${DUE + 1};` }), expect: notPerformed },
  { name: "back from leave, on the dot", item: owed({ ...away, ackAt: BACK_DUE }), expect: pass },
  { name: "back from leave, one ms late", item: owed({ ...away, ackAt: BACK_DUE + 1 }), expect: late },
  {
    name: "back long before it was due",
    item: owed({ leaves: `${PUBLISHED};${PUBLISHED + DAY_MS}`, ackAt: DUE + 1 }),
    expect: late,
  },
  {
    name: "back from the leave that covered the due date, away before and again",
    item: owed({ leaves: `${BACK_DUE + 1};|${PUBLISHED + DAY_MS};${BACK}|0;1`, ackAt: BACK_DUE }),
    expect: pass,
  },
  {
    name: "still away, acknowledged late",
    item: owed({ leaves: `${DUE};`, ackAt: DUE + 1 }),
    expect: notApplicable,
  },
  {
    name: "without a date, not due yet",
    item: owed({ hasUndated: true }),
    asOf: DUE,
    expect: { state: "pending" },
  },
  {
    name: "without a date, records not seen",
    item: owed({ hasUndated: true }),
    gaps: unseen(),
    expect: { state: "indeterminate", cause: "gap" },
  },
  { name: "records not seen", item: owed(), gaps: unseen(), expect: { state: "indeterminate", cause: "gap" } },
  {
    name: "records refused",
    item: owed(),
    gaps: unseen("permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
];

const B: readonly Omit<Example, "attribute">[] = [
  { name: "in force", item: owed({ ackAt: DUE }), expect: pass },
  { name: "an old version first, then the right one", item: old(PUBLISHED, { ackAt: DUE }), expect: pass },
  { name: "an old version only", item: old(DUE), expect: { state: "deviation", kind: "wrong-result" } },
  { name: "an old version, the right one not due yet", item: old(PUBLISHED), asOf: DUE, expect: { state: "pending" } },
  {
    name: "an old version, due one ms ago",
    item: old(PUBLISHED),
    asOf: DUE + 1,
    expect: { state: "deviation", kind: "wrong-result" },
  },
  { name: "an old version, left on the due date", item: old(PUBLISHED, { endAt: DUE }), expect: notApplicable },
  {
    name: "an old version, replaced on the due date",
    item: old(PUBLISHED, { replacedAt: DUE }),
    expect: notApplicable,
  },
  { name: "an old version, still away", item: old(PUBLISHED, { leaves: `${DUE};` }), expect: notApplicable },
  {
    name: "an old version, records not seen",
    item: old(PUBLISHED),
    gaps: unseen(),
    expect: { state: "indeterminate", cause: "gap" },
  },
  { name: "nothing", item: owed(), expect: notApplicable },
];

const of = (attribute: string) => (example: Omit<Example, "attribute">) => ({ attribute, ...example });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [...A.map(of("A")), ...B.map(of("B"))];
