import type { Example } from "../../assess/control.js";
import { HOUR_MS } from "../../base/instant.js";

const LEFT = Date.UTC(2026, 2, 3, 11);
const DUE = LEFT + 24 * HOUR_MS;
const DUE_IF_INVOLUNTARY = LEFT + 4 * HOUR_MS;
const SKEW = 300_000;

/** A leaver with one account in okta, disabled and signed out with the end of work, of which HR knew before. */
function leaver(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "spell E-104",
    occurredAt: LEFT,
    label: "worker E-104",
    unit: "Platform",
    actor: null,
    evidence: null,
    employeeNo: "E-104",
    workerType: "employee",
    endAt: LEFT,
    endRecordedAt: LEFT - HOUR_MS,
    isInvoluntary: false,
    isGardenLeave: false,
    isContinued: false,
    nextStartAt: null,
    nextApprovedAt: null,
    firstSystem: "okta",
    lastSystem: "okta",
    systemCount: 1,
    accountCount: 1,
    onCount: 0,
    onSeenAt: null,
    offLo: LEFT,
    offHi: LEFT,
    isStateUnknown: false,
    sessionsRevokedAt: LEFT,
    lastSignInAt: null,
    nobodysAccounts: 0,
    ...more,
  };
}

function off(at: number, more: Record<string, unknown> = {}) {
  return leaver({ offLo: at, offHi: at, ...more });
}

function on(seenAt: number, more: Record<string, unknown> = {}) {
  return leaver({ onCount: 1, onSeenAt: seenAt, offLo: null, offHi: null, ...more });
}

function without(more: Record<string, unknown> = {}) {
  return leaver({ accountCount: 0, offLo: null, offHi: null, sessionsRevokedAt: null, ...more });
}

function unseen(stream: string, { from = 0, scope = "okta", reason = "not_covered" } = {}) {
  return [{ stream, scope, from, to: DUE + 9_000 * HOUR_MS, reason }];
}

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const bounded = { state: "indeterminate", cause: "bounded-time" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;

const recorded = { sla_clock: "recorded" };
const lateEntry = { endRecordedAt: LEFT + HOUR_MS };
const back = { nextStartAt: LEFT + HOUR_MS };
const backLate = { nextStartAt: LEFT + 900 * HOUR_MS, nextApprovedAt: LEFT };
const twoProviders = { firstSystem: "entra", lastSystem: "okta", systemCount: 2 };

const A: readonly Omit<Example, "attribute">[] = [
  { name: "disabled on the dot", item: off(DUE), expect: pass },
  { name: "disabled one ms late", item: off(DUE + 1), expect: late },
  { name: "disabled before the end of work", item: off(LEFT - 1), expect: pass },
  { name: "involuntary, on the dot", item: off(DUE_IF_INVOLUNTARY, { isInvoluntary: true }), expect: pass },
  { name: "involuntary, one ms late", item: off(DUE_IF_INVOLUNTARY + 1, { isInvoluntary: true }), expect: late },
  {
    name: "a slower promise for involuntary ends does not count",
    item: off(DUE + 1, { isInvoluntary: true }),
    parameters: { involuntary_sla_hours: 48 },
    expect: late,
  },
  { name: "bounds all in time", item: leaver({ offLo: null, offHi: DUE }), expect: pass },
  { name: "bounds all late", item: leaver({ offLo: DUE + 1, offHi: DUE + 9 }), expect: late },
  { name: "bounds on both sides", item: leaver({ offLo: DUE, offHi: DUE + 1 }), expect: bounded },
  { name: "one account late, another still on", item: on(LEFT, { offLo: DUE + 1, offHi: DUE + 1 }), expect: late },
  { name: "seen on one ms after", item: on(DUE + 1), expect: notPerformed },
  { name: "seen on before, and the log names no end", item: on(LEFT), expect: notPerformed },
  { name: "seen on before, not looked since", item: on(DUE), gaps: unseen("account-events"), expect: gap },
  {
    name: "log refused",
    item: on(LEFT),
    gaps: unseen("account-events", { reason: "permission" }),
    expect: { state: "indeterminate", cause: "denied" },
  },
  { name: "not due yet", item: on(LEFT), asOf: DUE, expect: pending },
  { name: "due one ms ago", item: on(LEFT), asOf: DUE + 1, expect: notPerformed },
  {
    name: "a state nobody knows",
    item: leaver({ isStateUnknown: true }),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
  { name: "a state nobody knows, another late", item: off(DUE + 1, { isStateUnknown: true }), expect: late },
  { name: "never had an account", item: without(), expect: notApplicable },
  { name: "no account, listing not seen", item: without(), gaps: unseen("accounts"), expect: gap },
  {
    name: "no account in either provider, one of them not seen",
    item: without(twoProviders),
    gaps: unseen("accounts"),
    expect: gap,
  },
  { name: "no account in either provider", item: without(twoProviders), expect: notApplicable },
  { name: "three providers", item: without({ ...twoProviders, systemCount: 3 }), expect: gap },
  { name: "no provider in scope", item: without({ firstSystem: null, lastSystem: null, systemCount: 0 }), expect: gap },
  {
    name: "an account without a person may be theirs",
    item: without({ nobodysAccounts: 2 }),
    expect: { state: "indeterminate", cause: "unmatched-person" },
  },
  { name: "conversion", item: on(DUE + 1, { isContinued: true }), expect: notApplicable },
  { name: "back, approved on the dot", item: on(DUE + 1, { ...back, nextApprovedAt: DUE }), expect: notApplicable },
  { name: "back, approved one ms late", item: on(DUE + 1, { ...back, nextApprovedAt: DUE + 1 }), expect: notPerformed },
  { name: "back, approval unknown", item: on(DUE + 1, back), expect: gap },
  { name: "back, approval unknown, but disabled", item: off(LEFT, back), expect: pass },
  { name: "back long after, on all the time", item: on(DUE + 1, backLate), expect: notPerformed },
  { name: "back long after, off in between", item: off(DUE, backLate), expect: pass },
  { name: "recorded clock, on the dot", item: off(DUE + HOUR_MS, lateEntry), parameters: recorded, expect: pass },
  { name: "recorded clock, one ms late", item: off(DUE + HOUR_MS + 1, lateEntry), parameters: recorded, expect: late },
  { name: "effective clock, late entry", item: off(DUE + 1, lateEntry), expect: late },
  {
    name: "recorded clock, entry unknown",
    item: off(DUE + 1, { endRecordedAt: null }),
    parameters: recorded,
    expect: gap,
  },
];

const B: readonly Omit<Example, "attribute">[] = [
  { name: "on the dot", item: leaver({ sessionsRevokedAt: DUE }), expect: pass },
  { name: "one ms late", item: leaver({ sessionsRevokedAt: DUE + 1 }), expect: late },
  { name: "never", item: leaver({ sessionsRevokedAt: null }), expect: notPerformed },
  { name: "not due yet", item: leaver({ sessionsRevokedAt: null }), asOf: DUE, expect: pending },
  {
    name: "late, log not seen before",
    item: leaver({ sessionsRevokedAt: DUE + 1 }),
    gaps: unseen("session-revocations"),
    expect: gap,
  },
  {
    name: "log not seen",
    item: leaver({ sessionsRevokedAt: null }),
    gaps: unseen("session-revocations"),
    expect: gap,
  },
  {
    name: "log not seen before the account was disabled early",
    item: off(LEFT - 9 * HOUR_MS, { sessionsRevokedAt: null }),
    gaps: [{ stream: "session-revocations", scope: "okta", from: 0, to: LEFT - 1, reason: "retention" }],
    expect: { state: "indeterminate", cause: "retention" },
  },
  { name: "never had an account", item: without(), expect: notApplicable },
  { name: "conversion", item: leaver({ isContinued: true }), expect: notApplicable },
];

const C: readonly Omit<Example, "attribute">[] = [
  { name: "none", item: leaver(), expect: pass },
  { name: "within the skew", item: leaver({ lastSignInAt: LEFT + SKEW }), expect: pass },
  {
    name: "one ms beyond the skew, though disabled in time",
    item: off(DUE, { lastSignInAt: LEFT + SKEW + 1 }),
    expect: unauthorised,
  },
  { name: "none while it could, log seen", item: off(DUE), expect: pass },
  { name: "none while it could, log not seen", item: off(DUE), gaps: unseen("sign-ins"), expect: gap },
  { name: "log not seen, but nothing was possible", item: off(LEFT), gaps: unseen("sign-ins"), expect: pass },
  {
    name: "log not seen, nothing possible beyond the skew",
    item: off(LEFT + SKEW),
    gaps: unseen("sign-ins"),
    expect: pass,
  },
  { name: "log not seen for one ms", item: off(LEFT + SKEW + 1), gaps: unseen("sign-ins"), expect: gap },
  { name: "still on when last seen", item: on(DUE + HOUR_MS), expect: pass },
  { name: "still on, log ends before", item: on(DUE + HOUR_MS), gaps: unseen("sign-ins", { from: DUE }), expect: gap },
  { name: "still on, not due yet", item: on(LEFT), asOf: DUE - 1, expect: pending },
  { name: "a state nobody knows", item: leaver({ isStateUnknown: true }), gaps: unseen("sign-ins"), expect: gap },
  { name: "never had an account", item: without(), expect: notApplicable },
  { name: "conversion", item: leaver({ isContinued: true, lastSignInAt: DUE }), expect: notApplicable },
];

const D: readonly Omit<Example, "attribute">[] = [
  { name: "before the end", item: leaver(), expect: pass },
  { name: "on the dot", item: leaver({ endRecordedAt: LEFT + 24 * HOUR_MS }), expect: pass },
  { name: "one ms late", item: leaver({ endRecordedAt: LEFT + 24 * HOUR_MS + 1 }), expect: late },
  { name: "HR does not say", item: leaver({ endRecordedAt: null }), expect: gap },
  { name: "conversion", item: leaver({ isContinued: true }), expect: notApplicable },
];

const of = (attribute: string) => (example: Omit<Example, "attribute">) => ({ attribute, ...example });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [
  ...A.map(of("A")),
  ...B.map(of("B")),
  ...C.map(of("C")),
  ...D.map(of("D")),
];
