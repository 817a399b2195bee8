import type { Example } from "../../assess/control.js";
import { ACCESS, JOINED, joiner } from "../../populations/joiners/fake-joiner.js";

const unchecked = (more: Record<string, unknown> = {}) => joiner({ beforeAt: null, lastResult: null, ...more });
const checked = (nextAt: number, more: Record<string, unknown> = {}) => joiner({ beforeAt: null, nextAt, ...more });
const returned = (beforeAt: number, more: Record<string, unknown> = {}) =>
  joiner({ isRehire: true, beforeAt, ...more });
const noAccess = { accountCount: 0, accessLo: null, accessHi: null };
const contractor = { workerType: "contractor" };
const fromStart = { deadline: "start" };
/** Twelve months before the day of first access, 4 February 2025. */
const REUSE_FROM = Date.UTC(2025, 1, 4);
const unseen = (reason = "not_covered", to = ACCESS + 1) => [
  { stream: "hr.background-checks", scope: "*", from: 0, to, reason },
];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const missing = { state: "deviation", kind: "evidence-missing" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const notApplicable = { state: "not-applicable" } as const;

const A: readonly Omit<Example, "attribute">[] = [
  { name: "before the first day of work", item: joiner(), expect: pass },
  { name: "years before, at another employer's time", item: joiner({ beforeAt: 0 }), expect: pass },
  { name: "on the dot of first access", item: checked(ACCESS), expect: pass },
  { name: "one ms after first access", item: checked(ACCESS + 1), expect: late },
  {
    name: "access began some time around it",
    item: checked(ACCESS, { accessLo: ACCESS - 1 }),
    expect: { state: "indeterminate", cause: "bounded-time" },
  },
  { name: "before access can have begun", item: checked(ACCESS - 1, { accessLo: ACCESS - 1 }), expect: pass },
  {
    name: "after the first day, where that is the deadline",
    item: checked(JOINED + 1),
    parameters: fromStart,
    expect: late,
  },
  {
    name: "on the first moment, where that is the deadline",
    item: joiner({ beforeAt: JOINED }),
    parameters: fromStart,
    expect: pass,
  },
  { name: "never", item: unchecked(), expect: notPerformed },
  { name: "ordered, not completed", item: unchecked({ hasOpen: true }), expect: notPerformed },
  { name: "completed, without a date", item: unchecked({ hasUndated: true }), expect: missing },
  { name: "access is still to come", item: unchecked(), asOf: ACCESS, expect: { state: "pending" } },
  { name: "access began one ms ago", item: unchecked(), asOf: ACCESS + 1, expect: notPerformed },
  { name: "records not seen", item: unchecked(), gaps: unseen(), expect: gap },
  {
    name: "records refused",
    item: unchecked(),
    gaps: unseen("permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  {
    name: "records not seen long ago",
    item: unchecked(),
    gaps: unseen("not_covered", JOINED - 90 * 86_400_000),
    expect: notPerformed,
  },
  { name: "no access", item: unchecked(noAccess), expect: notApplicable },
  {
    name: "no access, one listing not seen on the first day",
    item: unchecked(noAccess),
    gaps: [{ stream: "accounts", scope: "okta", from: JOINED, to: JOINED + 1, reason: "not_covered" }],
    expect: gap,
  },
  {
    name: "no access, one listing not seen before",
    item: unchecked(noAccess),
    gaps: [{ stream: "accounts", scope: "okta", from: 0, to: JOINED, reason: "not_covered" }],
    expect: notApplicable,
  },
  { name: "no access, no system in scope", item: unchecked({ ...noAccess, scopedSystems: null }), expect: gap },
  {
    name: "no access, but the first day is the deadline",
    item: unchecked(noAccess),
    parameters: fromStart,
    expect: notPerformed,
  },
  {
    name: "a contractor without access",
    item: unchecked({ ...noAccess, ...contractor }),
    parameters: fromStart,
    expect: notApplicable,
  },
  { name: "a contractor with access", item: unchecked(contractor), expect: notPerformed },
  {
    name: "unlawful, noted in time",
    item: unchecked({ exceptionId: "X", exceptionApprovedAt: ACCESS }),
    expect: notApplicable,
  },
  {
    name: "unlawful, noted one ms late",
    item: unchecked({ exceptionId: "X", exceptionApprovedAt: ACCESS + 1 }),
    expect: notPerformed,
  },
  { name: "back, check just young enough", item: returned(REUSE_FROM), expect: pass },
  { name: "back, check one ms too old", item: returned(REUSE_FROM - 1), expect: notPerformed },
  { name: "back, checked again", item: returned(0, { nextAt: ACCESS }), expect: pass },
  { name: "back, checked again too late", item: returned(0, { nextAt: ACCESS + 1 }), expect: late },
];

const B: readonly Omit<Example, "attribute">[] = [
  { name: "clear", item: joiner(), expect: pass },
  { name: "adjudicated", item: joiner({ lastResult: "Adjudicated" }), expect: pass },
  { name: "nobody decided", item: joiner({ lastResult: "consider" }), expect: notPerformed },
  { name: "no result", item: joiner({ lastResult: null }), expect: missing },
  {
    name: "a word nobody knows",
    item: joiner({ lastResult: "amber" }),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
  { name: "late, and clear", item: checked(ACCESS + 9), expect: pass },
  { name: "no check", item: unchecked(), expect: notApplicable },
  { name: "no access", item: joiner({ ...noAccess, lastResult: "consider" }), expect: notApplicable },
  {
    name: "no access, listings refused",
    item: joiner({ ...noAccess, lastResult: "consider" }),
    gaps: [{ stream: "accounts", scope: "github", from: 0, to: JOINED + 1, reason: "permission" }],
    expect: { state: "indeterminate", cause: "denied" },
  },
  { name: "unlawful", item: unchecked({ exceptionId: "X", exceptionApprovedAt: 0 }), expect: notApplicable },
];

const of = (attribute: string) => (example: Omit<Example, "attribute">) => ({ attribute, ...example });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [...A.map(of("A")), ...B.map(of("B"))];
