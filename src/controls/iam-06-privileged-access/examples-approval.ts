import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import { GIVEN, grant, held, unseen } from "./fake-grant.js";

const END = Date.UTC(2026, 6, 2);
const SKEW = 300_000;
const none = { approvedAt: null, ticketApprovedAt: null, askKey: null, hasRequest: false };

/** Approved only from a moment on. */
const approvedFrom = (at: number) =>
  held([
    [GIVEN, at, { approvedAt: null }],
    [at, END, { approvedAt: at }],
  ]);
/** Held for some hours, as somebody who was elevated. */
const elevated = (length: number, more: Record<string, unknown> = {}) =>
  held([[GIVEN, GIVEN + length]], { endedLo: GIVEN + length, endedAt: GIVEN + length, ...more });
const SHORT = 8 * HOUR_MS;
const both = [
  ...unseen("tickets", { from: 0 }),
  ...unseen("privileged.approvals", { from: 0, reason: "not_configured" }),
];

const pass = { state: "pass" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const notApplicable = { state: "not-applicable" } as const;

/** Examples of attribute A: approvals of standing rights and of elevations for a time. */
export const approvalExamples: readonly Omit<Example, "attribute">[] = [
  { name: "approved when given", item: grant(), expect: pass },
  { name: "approved within the skew", item: approvedFrom(GIVEN + SKEW), expect: pass },
  { name: "approved one ms beyond the skew", item: approvedFrom(GIVEN + SKEW + 1), expect: unauthorised },
  { name: "never approved", item: grant(none), expect: unauthorised },
  {
    name: "the approval on the register ended",
    item: held([
      [GIVEN, GIVEN + 9 * DAY_MS],
      [GIVEN + 9 * DAY_MS, END, { approvedAt: null }],
    ]),
    expect: unauthorised,
  },
  {
    name: "an approval of unknown authority",
    item: grant({ ...none, openApprovalAt: GIVEN, openWhy: "authority unknown" }),
    expect: gap,
  },
  {
    name: "register refused",
    item: grant(none),
    gaps: unseen("privileged.approvals", { reason: "permission" }),
    expect: denied,
  },
  {
    name: "names a request, tickets not seen",
    item: grant({ ...none, askKey: "SEC-1" }),
    gaps: unseen("tickets", { from: 0 }),
    expect: gap,
  },
  {
    name: "names a request, which has no approval",
    item: grant({ ...none, askKey: "SEC-1", hasRequest: true }),
    gaps: unseen("tickets", { from: 0 }),
    expect: unauthorised,
  },
  {
    name: "names no request, and is not on the register",
    item: grant(none),
    gaps: unseen("tickets", { from: 0 }),
    expect: unauthorised,
  },
  { name: "no register, tickets not seen", item: grant(none), gaps: both, expect: gap },
  {
    name: "no register, tickets seen",
    item: grant(none),
    gaps: unseen("privileged.approvals", { from: 0, reason: "not_configured" }),
    expect: unauthorised,
  },
  { name: "elevated, approved on the dot", item: elevated(SHORT, { ticketApprovedAt: GIVEN + SKEW }), expect: pass },
  {
    name: "elevated, approved one ms late",
    item: elevated(SHORT, { ticketApprovedAt: GIVEN + SKEW + 1 }),
    expect: unauthorised,
  },
  { name: "elevated, on the register only", item: elevated(SHORT, { ticketApprovedAt: null }), expect: unauthorised },
  { name: "elevated on a request used before", item: elevated(SHORT, { isRequestReused: true }), expect: unauthorised },
  {
    name: "one ms longer is no elevation",
    item: elevated(SHORT + 1, { ticketApprovedAt: null, isRequestReused: true }),
    expect: pass,
  },
  {
    name: "ended at an unknown moment is no elevation",
    item: elevated(SHORT, { ticketApprovedAt: null, endedLo: GIVEN }),
    expect: pass,
  },
  {
    name: "began at an unknown moment is no elevation",
    item: elevated(SHORT, { ticketApprovedAt: null, beganLo: null }),
    expect: pass,
  },
  { name: "a machine's, never approved", item: grant({ ...none, accountType: "service" }), expect: unauthorised },
  { name: "grants not seen", item: grant(), gaps: unseen("grants", { scope: "github" }), expect: gap },
  { name: "for emergencies", item: grant({ ...none, accountType: "break_glass" }), expect: notApplicable },
  { name: "a test account", item: grant({ ...none, isTaggedTest: true }), expect: notApplicable },
  {
    name: "never approved, of an account that no listing has",
    item: grant({ ...none, accountType: "unknown", isMatched: false }),
    expect: { state: "indeterminate", cause: "unmatched-person" },
  },
  {
    name: "approved, of an account that no listing has",
    item: grant({ accountType: "unknown", isMatched: false }),
    expect: pass,
  },
];
