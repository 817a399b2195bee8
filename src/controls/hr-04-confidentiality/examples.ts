import type { Example } from "../../assess/control.js";
import { ACCESS, joiner } from "../../populations/joiners/fake-joiner.js";

const unsigned = (more: Record<string, unknown> = {}) => joiner({ beforeAt: null, lastResult: null, ...more });
const signed = (nextAt: number, more: Record<string, unknown> = {}) =>
  joiner({ beforeAt: null, nextAt, lastResult: null, ...more });
const noAccess = { accountCount: 0, accessLo: null, accessHi: null };
const unseen = (reason = "not_covered") => [{ stream: "hr.agreements", scope: "*", from: 0, to: ACCESS + 1, reason }];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const notApplicable = { state: "not-applicable" } as const;

const A: readonly Omit<Example, "attribute">[] = [
  { name: "signed before the first day of work", item: joiner(), expect: pass },
  { name: "signed on the dot of first access", item: signed(ACCESS), expect: pass },
  { name: "signed one ms after first access", item: signed(ACCESS + 1), expect: late },
  {
    name: "access began some time around it",
    item: signed(ACCESS, { accessLo: ACCESS - 1 }),
    expect: { state: "indeterminate", cause: "bounded-time" },
  },
  { name: "signed years ago, and back", item: joiner({ isRehire: true, beforeAt: 0 }), expect: pass },
  { name: "never", item: unsigned(), expect: notPerformed },
  {
    name: "signed, without a date",
    item: unsigned({ hasUndated: true }),
    expect: { state: "deviation", kind: "evidence-missing" },
  },
  { name: "sent, not signed", item: unsigned({ hasOpen: true }), expect: notPerformed },
  { name: "access is still to come", item: unsigned(), asOf: ACCESS, expect: { state: "pending" } },
  { name: "access began one ms ago", item: unsigned(), asOf: ACCESS + 1, expect: notPerformed },
  { name: "a contractor with access", item: unsigned({ workerType: "contractor" }), expect: notPerformed },
  { name: "no access", item: unsigned(noAccess), expect: notApplicable },
  {
    name: "no access, one listing not seen",
    item: unsigned(noAccess),
    gaps: [{ stream: "accounts", scope: "okta", from: 0, to: ACCESS, reason: "not_covered" }],
    expect: { state: "indeterminate", cause: "gap" },
  },
  {
    name: "an exception in time",
    item: unsigned({ exceptionId: "X", exceptionApprovedAt: ACCESS }),
    expect: notApplicable,
  },
  { name: "records not seen", item: unsigned(), gaps: unseen(), expect: { state: "indeterminate", cause: "gap" } },
  {
    name: "records refused",
    item: unsigned(),
    gaps: unseen("permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
];

/** Every outcome, and each boundary one millisecond either side. */
export const examples: readonly Example[] = A.map((example) => ({ attribute: "A", ...example }));
