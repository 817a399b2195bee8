import type { Example } from "../../assess/control.js";
import { DAY_MS } from "../../base/instant.js";

const AT = Date.UTC(2026, 2, 3, 9);
const SKEW = 300_000;
const HIRED = Date.UTC(2020, 0, 1);

/** A right of E-104 in github, asked for by SEC-12 and approved an hour before by the manager E-9. */
function grant(more: Record<string, unknown> = {}): Record<string, unknown> {
  const facts: Record<string, unknown> = {
    itemId: "grant-1",
    occurredAt: AT,
    label: "worker E-104 x github: deployers",
    unit: "github",
    actor: "it-admin",
    evidence: null,
    fromLo: AT,
    entitlement: "deployers",
    isHuman: true,
    isTaggedTest: false,
    isMatched: true,
    employeeNo: "E-104",
    ownerEmployeeNo: null,
    spellStartAt: HIRED,
    spellEndAt: null,
    firstStartAt: HIRED,
    askKey: null,
    isByRule: false,
    requestKey: "SEC-12",
    requestSystem: "github",
    requestEntitlements: "deployers",
    requestBeneficiaryNo: "E-104",
    isForAnother: false,
    approvalCount: 1,
    selfCount: 0,
    anyApprovalAt: AT - 3_600_000,
    approvedAt: AT - 3_600_000,
    approvedBy: "E-9",
    reapprovedAt: null,
    openAt: null,
    openBy: null,
    openWhy: null,
    rejectedAt: null,
    ...more,
  };
  const { requestKey, requestSystem, requestEntitlements, requestBeneficiaryNo, unit, entitlement } = facts;
  const asked = typeof requestEntitlements === "string" ? requestEntitlements.split("|") : [];
  return {
    ...facts,
    hasRequest: requestKey !== null,
    namesBeneficiary: requestBeneficiaryNo !== null,
    namesSystem: requestSystem === null || requestSystem === unit,
    namesEntitlement: asked.includes(String(entitlement)) || requestEntitlements === "*",
  };
}

const none = {
  requestKey: null,
  requestSystem: null,
  requestEntitlements: null,
  requestBeneficiaryNo: null,
  approvalCount: 0,
  anyApprovalAt: null,
  approvedAt: null,
  approvedBy: null,
};
const bulk = { askKey: "SEC-12", requestBeneficiaryNo: null };
const stranger = { isMatched: false, employeeNo: null, spellStartAt: null, firstStartAt: null };
const machine = { isHuman: false, ownerEmployeeNo: "E-104" };
const test = grant({ ...none, isTaggedTest: true });

function approvedAt(at: number, more: Record<string, unknown> = {}) {
  return grant({ approvedAt: at, anyApprovalAt: at, ...more });
}

function open(openWhy: string, openBy: string | null, more: Record<string, unknown> = {}) {
  const at = AT - 3_600_000;
  return grant({ approvedAt: null, approvedBy: null, openAt: at, openBy, openWhy, ...more });
}

function unseen(reason = "not_covered", to = AT + 1) {
  return [{ stream: "tickets", scope: "*", from: 0, to, reason }];
}

const pass = { state: "pass" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const evidenceMissing = { state: "deviation", kind: "evidence-missing" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const late = { state: "deviation", kind: "late" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const unmatched = { state: "indeterminate", cause: "unmatched-person" } as const;
const bounded = { state: "indeterminate", cause: "bounded-time" } as const;
const notApplicable = { state: "not-applicable" } as const;

type Case = Omit<Example, "attribute">;

/** What attributes A, B and C have in common: there is no request to look at. */
const WITHOUT: readonly Case[] = [
  { name: "no request", item: grant(none), expect: notPerformed },
  { name: "no request, tickets not seen", item: grant(none), gaps: unseen(), expect: gap },
  {
    name: "no request, tickets seen for the last 30 days",
    item: grant(none),
    gaps: unseen("not_covered", AT - 30 * DAY_MS),
    expect: notPerformed,
  },
  {
    name: "no request, one ms of the 30 days not seen",
    item: grant(none),
    gaps: unseen("not_covered", AT - 30 * DAY_MS + 1),
    expect: gap,
  },
  {
    name: "tickets refused",
    item: grant(none),
    gaps: unseen("permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  { name: "names a ticket nobody has", item: grant({ ...none, askKey: "SEC-99" }), expect: evidenceMissing },
  { name: "nobody's account, no request", item: grant({ ...none, ...stranger }), expect: unmatched },
  { name: "a machine's, no request", item: grant({ ...none, ...machine }), expect: notPerformed },
  { name: "test account", item: test, expect: notApplicable },
];

const A: readonly Case[] = [{ name: "requested", item: grant(), expect: pass }, ...WITHOUT];

const B: readonly Case[] = [
  ...WITHOUT,
  { name: "approved by the manager", item: grant(), expect: pass },
  {
    name: "no approval",
    item: grant({ approvalCount: 0, approvedAt: null, anyApprovalAt: null }),
    expect: notPerformed,
  },
  { name: "approved by who asked", item: grant({ approvedAt: null, selfCount: 1 }), expect: unauthorised },
  {
    name: "approved by nobody with authority",
    item: grant({ approvedAt: null, approvalCount: 2, selfCount: 1 }),
    expect: unauthorised,
  },
  { name: "approver unknown", item: open("approver unknown", null), expect: unmatched },
  { name: "requester unknown", item: open("requester unknown", "E-9"), expect: unmatched },
  { name: "authority unknown", item: open("authority unknown", "E-8"), expect: gap },
  { name: "a machine's, approved by its owner", item: open("authority unknown", "E-104", machine), expect: pass },
  { name: "a machine's, approved by somebody else", item: open("authority unknown", "E-8", machine), expect: gap },
  { name: "a list, approved by another", item: grant(bulk), expect: pass },
  { name: "a list, approved by who gets it", item: grant({ ...bulk, approvedBy: "E-104" }), expect: unauthorised },
  { name: "a list, for an account of nobody", item: grant({ ...bulk, ...stranger }), expect: unmatched },
  { name: "a rule", item: grant({ ...bulk, isByRule: true, approvedBy: "E-104" }), expect: pass },
];

const C: readonly Case[] = [
  ...WITHOUT,
  { name: "at the very moment", item: approvedAt(AT), expect: pass },
  { name: "within the skew", item: approvedAt(AT + SKEW), expect: pass },
  { name: "one ms beyond the skew", item: approvedAt(AT + SKEW + 1), expect: late },
  { name: "no skew promised", item: approvedAt(AT + 1), parameters: { clock_skew_seconds: 0 }, expect: late },
  {
    name: "before every moment it may have begun",
    item: approvedAt(AT - DAY_MS, { fromLo: AT - DAY_MS - SKEW }),
    expect: pass,
  },
  {
    name: "one ms after the earliest such moment",
    item: approvedAt(AT - DAY_MS + 1, { fromLo: AT - DAY_MS - SKEW }),
    expect: bounded,
  },
  { name: "beginning unknown", item: approvedAt(AT - DAY_MS, { fromLo: null }), expect: bounded },
  {
    name: "beginning unknown, approved after the latest",
    item: approvedAt(AT + SKEW + 1, { fromLo: null }),
    expect: late,
  },
  { name: "an approval of open worth, in time", item: open("authority unknown", "E-8"), expect: pass },
  {
    name: "no approval",
    item: grant({ approvalCount: 0, approvedAt: null, anyApprovalAt: null }),
    expect: notPerformed,
  },
  { name: "rejected between approval and grant", item: grant({ rejectedAt: AT }), expect: unauthorised },
  { name: "rejected after the grant", item: grant({ rejectedAt: AT + SKEW + 1 }), expect: pass },
  {
    name: "rejected before the approval",
    item: grant({ rejectedAt: AT - 3_600_001, reapprovedAt: AT - 3_600_000 }),
    expect: pass,
  },
  {
    name: "rejected, then approved again in time",
    item: grant({ rejectedAt: AT - 2, reapprovedAt: AT - 1 }),
    expect: pass,
  },
  {
    name: "rejected, then approved again too late",
    item: grant({ rejectedAt: AT, reapprovedAt: AT + SKEW + 1 }),
    expect: late,
  },
  {
    name: "no promise of before",
    item: approvedAt(AT + DAY_MS),
    parameters: { approval_before_grant: false },
    expect: notApplicable,
  },
];

const D: readonly Case[] = [
  { name: "exactly what was asked for", item: grant(), expect: pass },
  { name: "one of several", item: grant({ requestEntitlements: "readers|deployers" }), expect: pass },
  { name: "a whole role profile", item: grant({ requestEntitlements: "*" }), expect: pass },
  {
    name: "part of a word is not it",
    item: grant({ requestEntitlements: "deployers-eu|readers" }),
    expect: unauthorised,
  },
  { name: "another system", item: grant({ requestSystem: "aws" }), expect: unauthorised },
  { name: "system not stated", item: grant({ requestSystem: null }), expect: pass },
  { name: "for another person", item: grant({ isForAnother: true }), expect: unauthorised },
  { name: "a machine's, asked for somebody", item: grant({ ...machine, isForAnother: true }), expect: pass },
  {
    name: "entitlements not stated",
    item: grant({ requestEntitlements: null }),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
  { name: "a rule needs none", item: grant({ requestEntitlements: null, isByRule: true }), expect: pass },
  { name: "no request", item: grant(none), expect: notApplicable },
  { name: "test account", item: test, expect: notApplicable },
];

const E: readonly Case[] = [
  { name: "employed", item: grant(), expect: pass },
  { name: "from the first moment", item: grant({ spellStartAt: AT }), expect: pass },
  { name: "within the skew before it", item: grant({ spellStartAt: null, firstStartAt: AT + SKEW }), expect: pass },
  {
    name: "one ms before that",
    item: grant({ spellStartAt: null, firstStartAt: AT + SKEW + 1 }),
    expect: unauthorised,
  },
  {
    name: "a day early, as promised",
    item: grant({ spellStartAt: null, firstStartAt: AT + DAY_MS }),
    parameters: { preboarding_days: 1 },
    expect: pass,
  },
  { name: "left one ms later", item: grant({ spellEndAt: AT + 1 }), expect: pass },
  { name: "left at that moment", item: grant({ spellEndAt: AT }), expect: unauthorised },
  { name: "left somewhere within the bounds", item: grant({ fromLo: AT - DAY_MS, spellEndAt: AT }), expect: bounded },
  {
    name: "began somewhere within the bounds",
    item: grant({ fromLo: AT - DAY_MS, spellStartAt: AT }),
    expect: bounded,
  },
  { name: "beginning unknown", item: grant({ fromLo: null }), expect: bounded },
  { name: "nobody's account", item: grant(stranger), expect: unmatched },
  { name: "a machine without owner", item: grant({ ...stranger, isHuman: false }), expect: evidenceMissing },
  { name: "a machine whose owner HR does not know", item: grant({ ...stranger, ...machine }), expect: unmatched },
  { name: "a machine whose owner works here", item: grant(machine), expect: pass },
  { name: "never employed", item: grant({ spellStartAt: null, firstStartAt: null }), expect: unauthorised },
  { name: "test account", item: test, expect: notApplicable },
];

const of = (attribute: string) => (each: Case) => ({ attribute, ...each });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [
  ...A.map(of("A")),
  ...B.map(of("B")),
  ...C.map(of("C")),
  ...D.map(of("D")),
  ...E.map(of("E")),
];
