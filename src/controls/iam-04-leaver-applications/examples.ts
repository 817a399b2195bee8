import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

const LEFT = Date.UTC(2026, 2, 3, 11);
const DUE = LEFT + 72 * HOUR_MS;
const IDP_DUE = LEFT + 24 * HOUR_MS;
/** The last millisecond of the fourteenth day after. */
const REASSIGN_DUE = Date.UTC(2026, 2, 18) - 1;

/** A leaver with one account in github, removed with the end of work, and neither tokens nor workloads' credentials. */
function pair(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "spell E-104 github",
    occurredAt: LEFT,
    label: "worker E-104 x github",
    unit: "github",
    actor: null,
    evidence: null,
    employeeNo: "E-104",
    endRecordedAt: LEFT - HOUR_MS,
    isInvoluntary: false,
    isContinued: false,
    nextStartAt: null,
    nextApprovedAt: null,
    systemKind: "scm",
    isSsoOnly: false,
    accountCount: 1,
    onCount: 0,
    onSeenAt: null,
    offLo: LEFT,
    offHi: LEFT,
    isStateUnknown: false,
    idpCount: 1,
    idpFirst: "okta",
    idpLast: "okta",
    idpOnCount: 0,
    idpOnSeenAt: null,
    idpOffLo: LEFT,
    idpOffHi: LEFT,
    isIdpStateUnknown: false,
    tokenCount: 0,
    tokenOnCount: 0,
    tokenSeenAt: null,
    tokenOffLo: null,
    tokenOffHi: null,
    serviceCount: 0,
    serviceOnCount: 0,
    serviceSeenAt: null,
    serviceOffLo: null,
    serviceOffHi: null,
    nobodysAccounts: 0,
    ...more,
  };
}

const off = (at: number, more: Record<string, unknown> = {}) => pair({ offLo: at, offHi: at, ...more });
const on = (seenAt: number, more: Record<string, unknown> = {}) =>
  pair({ onCount: 1, onSeenAt: seenAt, offLo: null, offHi: null, ...more });
const sso = (idpOff: number, more: Record<string, unknown> = {}) =>
  on(DUE + 1, { isSsoOnly: true, idpOffLo: idpOff, idpOffHi: idpOff, ...more });
const without = (more: Record<string, unknown> = {}) => pair({ accountCount: 0, offLo: null, offHi: null, ...more });
const token = (lo: number | null, hi: number | null, more: Record<string, unknown> = {}) =>
  pair({ tokenCount: 2, tokenOffLo: lo, tokenOffHi: hi, ...more });
const openToken = (tokenSeenAt: number, more: Record<string, unknown> = {}) =>
  token(null, null, { tokenOnCount: 1, tokenSeenAt, ...more });
const service = (at: number | null, more: Record<string, unknown> = {}) =>
  pair({ serviceCount: 1, serviceOffLo: at, serviceOffHi: at, ...more });
const openService = (serviceSeenAt: number) => service(null, { serviceOnCount: 1, serviceSeenAt });

function unseen(stream: string, scope = "github", reason = "not_covered") {
  return [{ stream, scope, from: 0, to: DUE + 9_000 * HOUR_MS, reason }];
}

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const bounded = { state: "indeterminate", cause: "bounded-time" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;

type Case = Omit<Example, "attribute">;

const A: readonly Case[] = [
  { name: "removed on the dot", item: off(DUE), expect: pass },
  { name: "removed one ms late", item: off(DUE + 1), expect: late },
  { name: "bounds on both sides", item: pair({ offLo: DUE, offHi: DUE + 1 }), expect: bounded },
  { name: "seen on one ms after", item: on(DUE + 1), expect: notPerformed },
  { name: "seen on before, log names no end", item: on(LEFT), expect: notPerformed },
  { name: "seen on before, log not seen", item: on(LEFT), gaps: unseen("account-events"), expect: gap },
  { name: "not due yet", item: on(LEFT), asOf: DUE, expect: pending },
  { name: "a state nobody knows", item: pair({ isStateUnknown: true }), expect: unparsed },
  { name: "involuntary: the same promise here", item: off(DUE, { isInvoluntary: true }), expect: pass },
  {
    name: "recorded clock",
    item: off(DUE + 1, { endRecordedAt: LEFT + 1 }),
    parameters: { sla_clock: "recorded" },
    expect: pass,
  },
  { name: "SSO only, provider off on the dot", item: sso(IDP_DUE), expect: pass },
  { name: "SSO only, provider off one ms late", item: sso(IDP_DUE + 1), expect: late },
  {
    name: "SSO only, involuntary, one ms late",
    item: sso(LEFT + 4 * HOUR_MS + 1, { isInvoluntary: true }),
    expect: late,
  },
  { name: "SSO only, involuntary, on the dot", item: sso(LEFT + 4 * HOUR_MS, { isInvoluntary: true }), expect: pass },
  {
    name: "SSO only, own account off in time",
    item: off(DUE, { isSsoOnly: true, idpOnCount: 1, idpOnSeenAt: DUE }),
    expect: pass,
  },
  { name: "SSO only, no provider account", item: on(DUE + 1, { isSsoOnly: true, idpCount: 0 }), expect: notPerformed },
  {
    name: "SSO only, provider still on, log not seen",
    item: sso(0, { idpOnCount: 1, idpOnSeenAt: LEFT, idpOffLo: null, idpOffHi: null }),
    gaps: unseen("account-events", "okta"),
    expect: gap,
  },
  { name: "SSO not enforced, provider off", item: on(DUE + 1), expect: notPerformed },
  { name: "never had an account", item: without(), expect: notApplicable },
  { name: "no account, listing not seen", item: without(), gaps: unseen("accounts"), expect: gap },
  {
    name: "the account without a person may be theirs",
    item: without({ nobodysAccounts: 1 }),
    expect: { state: "indeterminate", cause: "unmatched-person" },
  },
  { name: "conversion", item: on(DUE + 1, { isContinued: true }), expect: notApplicable },
  {
    name: "back in time, approved",
    item: on(DUE + 1, { nextStartAt: DUE, nextApprovedAt: DUE }),
    expect: notApplicable,
  },
  {
    name: "back one ms after the deadline",
    item: on(DUE + 1, { nextStartAt: DUE + 1, nextApprovedAt: LEFT }),
    expect: notPerformed,
  },
];

const B: readonly Case[] = [
  { name: "revoked on the dot", item: token(DUE, DUE), expect: pass },
  { name: "revoked one ms late", item: token(DUE + 1, DUE + 1), expect: late },
  { name: "bounds on both sides", item: token(DUE, DUE + 1), expect: bounded },
  { name: "one alive one ms after", item: openToken(DUE + 1), expect: notPerformed },
  { name: "one alive before, listing covers the deadline", item: openToken(LEFT), expect: notPerformed },
  { name: "one alive before, not looked since", item: openToken(LEFT), gaps: unseen("credentials"), expect: gap },
  {
    name: "one alive, another late",
    item: openToken(LEFT, { tokenOffLo: DUE + 1, tokenOffHi: DUE + 1 }),
    expect: late,
  },
  { name: "not due yet", item: openToken(LEFT), asOf: DUE, expect: pending },
  { name: "none", item: pair(), expect: notApplicable },
  { name: "none, listing not seen", item: pair(), gaps: unseen("credentials"), expect: gap },
  {
    name: "none, listing refused",
    item: pair(),
    gaps: unseen("credentials", "github", "permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  { name: "never had an account", item: without(), expect: notApplicable },
];

const C: readonly Case[] = [
  { name: "reassigned on the last day", item: service(REASSIGN_DUE), expect: pass },
  { name: "reassigned one ms late", item: service(REASSIGN_DUE + 1), expect: late },
  { name: "theirs one ms after", item: openService(REASSIGN_DUE + 1), expect: notPerformed },
  { name: "theirs before, not looked since", item: openService(LEFT), gaps: unseen("credentials"), expect: gap },
  {
    name: "bounds on both sides",
    item: service(null, { serviceOffLo: REASSIGN_DUE, serviceOffHi: REASSIGN_DUE + DAY_MS }),
    expect: bounded,
  },
  { name: "not due yet", item: openService(LEFT), asOf: REASSIGN_DUE, expect: pending },
  {
    name: "fewer days promised",
    item: service(REASSIGN_DUE - DAY_MS + 1),
    parameters: { owner_reassign_days: 13 },
    expect: late,
  },
  { name: "owned none", item: pair(), expect: notApplicable },
  { name: "owned none, listing not seen", item: pair(), gaps: unseen("credentials"), expect: gap },
];

const of = (attribute: string) => (each: Case) => ({ attribute, ...each });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [...A.map(of("A")), ...B.map(of("B")), ...C.map(of("C"))];
