import type { Example } from "../../assess/control.js";
import { DAY_MS } from "../../base/instant.js";

const AT = Date.UTC(2026, 2, 2);
/** The last millisecond of 7 March: five days after 2 March. */
const DUE = Date.UTC(2026, 2, 8) - 1;
const AROUND = 30 * DAY_MS;

/** E-104 moved from SUPPORT to ENG: reviewed next day, two old entitlements removed then, one new one approved. */
function move(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "move-1",
    occurredAt: AT,
    label: "move of worker E-104",
    unit: "Platform",
    actor: null,
    evidence: null,
    employeeNo: "E-104",
    roleBefore: "SUPPORT",
    roleAfter: "ENG",
    endAt: null,
    reviewedAt: AT + DAY_MS,
    reviewCount: 1,
    systems: "github|okta",
    scopedSystems: "aws|github|okta",
    peerCount: 7,
    heldCount: 3,
    outsideCount: 2,
    openCount: 0,
    openSeenAt: null,
    openFirst: null,
    openLast: null,
    openSystems: 0,
    settledLo: AT + DAY_MS,
    settledHi: AT + DAY_MS,
    newCount: 1,
    approvedCount: 1,
    unapprovedCount: 0,
    lastDoubtAt: null,
    ...more,
  };
}

const settled = (lo: number | null, hi: number | null, more: Record<string, unknown> = {}) =>
  move({ settledLo: lo, settledHi: hi, ...more });
const open = (openSeenAt: number, more: Record<string, unknown> = {}) =>
  settled(null, null, { openCount: 1, openSeenAt, openFirst: "github", openLast: "github", openSystems: 1, ...more });
const none = (more: Record<string, unknown> = {}) => settled(null, null, { heldCount: 0, outsideCount: 0, ...more });
const doubt = (unapprovedCount: number) => move({ approvedCount: 0, unapprovedCount, lastDoubtAt: AT + DAY_MS });
const nothingNew = move({ newCount: 0, approvedCount: 0 });

function unseen(stream: string, { scope = "*", from = 0, to = DUE + 900 * DAY_MS, reason = "not_covered" } = {}) {
  return [{ stream, scope, from, to, reason }];
}

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const bounded = { state: "indeterminate", cause: "bounded-time" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;

type Case = Omit<Example, "attribute">;

const bad = {
  reviewedAt: null,
  openCount: 1,
  openSeenAt: DUE + 1,
  unapprovedCount: 1,
  approvedCount: 0,
  lastDoubtAt: AT,
};

/** What all attributes have in common: moves that need nothing. */
const EACH: readonly Case[] = [
  { name: "as promised", item: move(), expect: pass },
  { name: "same role profile", item: move({ ...bad, roleAfter: "SUPPORT" }), expect: notApplicable },
  {
    name: "of whom HR has no employment",
    item: move({ ...bad, employeeNo: null }),
    expect: { state: "indeterminate", cause: "unmatched-person" },
  },
  { name: "left at the deadline", item: move({ ...bad, endAt: DUE }), expect: notApplicable },
];

const A: readonly Case[] = [
  ...EACH,
  { name: "on the last millisecond", item: move({ reviewedAt: DUE }), expect: pass },
  { name: "one ms late", item: move({ reviewedAt: DUE + 1 }), expect: late },
  {
    name: "the day ends earlier in Berlin",
    item: move({ reviewedAt: DUE }),
    parameters: { zone: "Europe/Berlin" },
    expect: late,
  },
  { name: "more days promised", item: move({ reviewedAt: DUE + 1 }), parameters: { mover_sla_days: 6 }, expect: pass },
  { name: "never", item: move({ reviewedAt: null }), expect: notPerformed },
  {
    name: "both roles unknown",
    item: move({ reviewedAt: null, roleBefore: null, roleAfter: null }),
    expect: notPerformed,
  },
  { name: "left one ms after the deadline", item: move({ reviewedAt: null, endAt: DUE + 1 }), expect: notPerformed },
  { name: "not due yet", item: move({ reviewedAt: null }), asOf: DUE, expect: pending },
  { name: "tickets not seen", item: move({ reviewedAt: null }), gaps: unseen("tickets"), expect: gap },
  {
    name: "tickets refused",
    item: move({ reviewedAt: null }),
    gaps: unseen("tickets", { reason: "permission" }),
    expect: denied,
  },
];

const B: readonly Case[] = [
  ...EACH,
  { name: "settled on the last millisecond", item: settled(DUE, DUE), expect: pass },
  { name: "settled one ms late", item: settled(DUE + 1, DUE + 1), expect: late },
  { name: "settled somewhere around it", item: settled(DUE, DUE + 1), expect: bounded },
  { name: "agreed before the move", item: settled(AT - DAY_MS, AT - DAY_MS), expect: pass },
  { name: "held one ms after", item: open(DUE + 1), expect: notPerformed },
  { name: "held before, listing covers the deadline", item: open(AT), expect: notPerformed },
  { name: "held before, not looked since", item: open(AT), gaps: unseen("grants", { scope: "github" }), expect: gap },
  { name: "held, another settled late", item: open(AT, { settledLo: DUE + 1, settledHi: DUE + 1 }), expect: late },
  { name: "not due yet", item: open(AT), asOf: DUE, expect: pending },
  { name: "nobody else in the role", item: open(DUE + 1, { peerCount: 0 }), expect: gap },
  { name: "no role code", item: open(DUE + 1, { roleAfter: null }), expect: gap },
  { name: "nobody else in the role, but removed", item: settled(DUE, DUE, { peerCount: 0 }), expect: pass },
  { name: "all of it belongs to the role", item: none({ heldCount: 3 }), expect: pass },
  { name: "held nothing", item: none(), expect: notApplicable },
  { name: "held nothing, one system not seen", item: none(), gaps: unseen("grants", { scope: "okta" }), expect: gap },
  {
    name: "no account anywhere",
    item: none({ systems: null }),
    expect: notApplicable,
  },
  {
    name: "no account anywhere, one listing not seen",
    item: none({ systems: null }),
    gaps: unseen("accounts", { scope: "aws" }),
    expect: gap,
  },
  {
    name: "no account anywhere, one listing not seen before the move",
    item: none({ systems: null }),
    gaps: unseen("accounts", { scope: "aws", to: AT }),
    expect: notApplicable,
  },
  {
    name: "removed, what else was held not seen",
    item: settled(DUE, DUE),
    gaps: unseen("grants", { scope: "okta", to: AT + 1 }),
    expect: gap,
  },
  {
    name: "removed, only the time before the move not seen",
    item: settled(DUE, DUE),
    gaps: unseen("grants", { scope: "okta", to: AT }),
    expect: pass,
  },
];

/** Moved ten days before the period ends. */
const END = Date.UTC(2026, 6, 1);
const lateMove = move({ occurredAt: END - 10 * DAY_MS });

const C: readonly Case[] = [
  ...EACH,
  { name: "one not approved", item: doubt(1), expect: unauthorised },
  { name: "approval of open worth", item: doubt(0), expect: gap },
  { name: "tickets not seen", item: doubt(1), gaps: unseen("tickets"), expect: gap },
  {
    name: "tickets not seen 30 days before",
    item: doubt(1),
    gaps: unseen("tickets", { to: AT - AROUND }),
    expect: unauthorised,
  },
  {
    name: "tickets not seen one ms of them",
    item: doubt(1),
    gaps: unseen("tickets", { to: AT - AROUND + 1 }),
    expect: gap,
  },
  { name: "approved, more may come", item: move(), asOf: AT + AROUND - 1, expect: pending },
  { name: "approved, the 30 days are over", item: move(), asOf: AT + AROUND, expect: pass },
  {
    name: "approved, the last of the 30 days not seen",
    item: move(),
    gaps: unseen("grants", { scope: "okta", from: AT + AROUND - 1 }),
    expect: gap,
  },
  {
    name: "approved, not seen after the 30 days",
    item: move(),
    gaps: unseen("grants", { scope: "okta", from: AT + AROUND }),
    expect: pass,
  },
  { name: "approved, the period ends before the 30 days", item: lateMove, asOf: END, expect: pass },
  { name: "approved, one ms before that end", item: lateMove, asOf: END - 1, expect: pending },
  {
    name: "approved, not seen after that end",
    item: lateMove,
    gaps: unseen("grants", { scope: "okta", from: END }),
    expect: pass,
  },
  { name: "nothing new", item: nothingNew, expect: notApplicable },
  { name: "nothing new yet", item: nothingNew, asOf: AT + AROUND - 1, expect: pending },
  {
    name: "nothing new, one system not seen",
    item: nothingNew,
    gaps: unseen("grants", { scope: "okta" }),
    expect: gap,
  },
];

const of = (attribute: string) => (each: Case) => ({ attribute, ...each });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [...A.map(of("A")), ...B.map(of("B")), ...C.map(of("C"))];
