import type { Example } from "../../assess/control.js";
import { DAY_MS } from "../../base/instant.js";

const FROM = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 3, 1);
/** The last millisecond of 30 April: thirty days after 31 March. */
const DUE = Date.UTC(2026, 4, 1) - 1;
const SIGNED = Date.UTC(2026, 3, 10);

/** The review of github for the first quarter: signed off in time by E-9, forty lines, one removal after five days. */
function review(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "github 2026-Q1",
    occurredAt: END,
    label: "access review of github for 2026-Q1",
    unit: "github",
    actor: "E-9",
    evidence: null,
    periodKey: "2026-Q1",
    intervalFrom: FROM,
    isRecorded: true,
    listingAt: END,
    listingCount: 40,
    systemCount: 40,
    signedOffAt: SIGNED,
    signedOffBy: "E-9",
    isPopulationComplete: true,
    lineCount: 40,
    undecidedCount: 0,
    oddCount: 0,
    removalCount: 1,
    openCount: 0,
    openDecidedAt: null,
    slowestDecidedAt: SIGNED,
    slowestExecutedAt: SIGNED + 5 * DAY_MS,
    selfCount: 0,
    unknownCount: 0,
    ...more,
  };
}

const missing = review({
  isRecorded: false,
  listingAt: null,
  listingCount: null,
  systemCount: null,
  signedOffAt: null,
  signedOffBy: null,
  isPopulationComplete: null,
  lineCount: 0,
  removalCount: 0,
  slowestDecidedAt: null,
  slowestExecutedAt: null,
});
const unsigned = review({ signedOffAt: null, signedOffBy: null });
const earlier = { ...missing, occurredAt: Date.UTC(2025, 9, 1), intervalFrom: Date.UTC(2025, 6, 1) };
const later = { ...missing, occurredAt: Date.UTC(2026, 5, 1), intervalFrom: Date.UTC(2026, 2, 1) };
const lastQuarter = { ...missing, occurredAt: FROM, intervalFrom: Date.UTC(2025, 9, 1) };
const open = (openDecidedAt: number) => review({ openCount: 1, openDecidedAt });

function unseen(reason = "not_covered", from = 0) {
  return [{ stream: "access-reviews", scope: "github", from, to: DUE + 900 * DAY_MS, reason }];
}

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const incomplete = { state: "deviation", kind: "incomplete" } as const;
const evidenceMissing = { state: "deviation", kind: "evidence-missing" } as const;
const wrong = { state: "deviation", kind: "wrong-result" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;

type Case = Omit<Example, "attribute">;

/** What attributes B to E have in common. */
const WITHOUT: readonly Case[] = [
  { name: "no review", item: missing, expect: notApplicable },
  { name: "no review, not due yet", item: missing, asOf: DUE, expect: pending },
  { name: "no review, records not seen", item: missing, gaps: unseen(), expect: gap },
  {
    name: "no review, records not seen on the quarter's first ms",
    item: missing,
    gaps: [{ stream: "access-reviews", scope: "github", from: 0, to: FROM + 1, reason: "not_covered" }],
    expect: gap,
  },
  {
    name: "no review, records not seen before the quarter",
    item: missing,
    gaps: [{ stream: "access-reviews", scope: "github", from: 0, to: FROM, reason: "not_covered" }],
    expect: notApplicable,
  },
  { name: "not signed off, not due yet", item: unsigned, asOf: DUE, expect: pending },
  { name: "due before the period", item: earlier, expect: notApplicable },
  {
    name: "due on the period's last millisecond",
    item: later,
    parameters: { due_days_after_quarter: 30 },
    expect: notApplicable,
  },
  { name: "due one day after", item: later, parameters: { due_days_after_quarter: 31 }, expect: notApplicable },
];

const A: readonly Case[] = [
  { name: "signed off", item: review(), expect: pass },
  { name: "on the dot", item: review({ signedOffAt: DUE }), expect: pass },
  { name: "one ms late", item: review({ signedOffAt: DUE + 1 }), expect: late },
  {
    name: "more days promised",
    item: review({ signedOffAt: DUE + DAY_MS }),
    parameters: { due_days_after_quarter: 31 },
    expect: pass,
  },
  {
    name: "due when Berlin's day ends, one ms late",
    item: review({ occurredAt: END - 7_200_000, signedOffAt: DUE - 7_199_999 }),
    parameters: { zone: "Europe/Berlin" },
    expect: late,
  },
  { name: "signed off by nobody", item: review({ signedOffBy: null }), expect: evidenceMissing },
  { name: "held, not signed off", item: unsigned, expect: notPerformed },
  { name: "missing", item: missing, expect: notPerformed },
  { name: "missing, not due yet", item: missing, asOf: DUE, expect: pending },
  { name: "missing, records not seen", item: missing, gaps: unseen(), expect: gap },
  {
    name: "missing, records refused",
    item: missing,
    gaps: unseen("permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  { name: "last quarter's, due in the period", item: lastQuarter, expect: notPerformed },
  { name: "due before the period", item: earlier, expect: notApplicable },
  {
    name: "due on the period's last millisecond",
    item: later,
    parameters: { due_days_after_quarter: 30 },
    expect: notPerformed,
  },
  { name: "due one day after", item: later, parameters: { due_days_after_quarter: 31 }, expect: notApplicable },
];

const B: readonly Case[] = [
  ...WITHOUT,
  { name: "complete", item: review(), expect: pass },
  { name: "more lines than accounts", item: review({ listingCount: 90 }), expect: pass },
  { name: "one account short", item: review({ listingCount: 39 }), expect: incomplete },
  { name: "without privileged roles", item: review({ isPopulationComplete: false }), expect: incomplete },
  { name: "counted, nothing stated", item: review({ isPopulationComplete: null }), expect: pass },
  { name: "not counted by the system", item: review({ systemCount: null }), expect: gap },
  { name: "not counted in the listing", item: review({ listingCount: null }), expect: gap },
  { name: "undated", item: review({ listingAt: null }), expect: evidenceMissing },
  { name: "from the quarter's first moment", item: review({ listingAt: FROM }), expect: pass },
  { name: "from one ms before", item: review({ listingAt: FROM - 1 }), expect: wrong },
  { name: "made at the sign-off", item: review({ listingAt: SIGNED }), expect: pass },
  { name: "made one ms after the sign-off", item: review({ listingAt: SIGNED + 1 }), expect: wrong },
  { name: "made one ms after it was due", item: review({ listingAt: DUE + 1, signedOffAt: DUE + 2 }), expect: late },
];

const C: readonly Case[] = [
  ...WITHOUT,
  { name: "all decided", item: review(), expect: pass },
  { name: "one undecided", item: review({ undecidedCount: 1 }), expect: incomplete },
  { name: "one line of the listing not kept", item: review({ lineCount: 39 }), expect: incomplete },
  { name: "no lines kept", item: review({ lineCount: 0 }), expect: incomplete },
  {
    name: "no lines, listing not counted",
    item: review({ lineCount: 0, listingCount: null }),
    expect: evidenceMissing,
  },
  {
    name: "a decision nobody knows",
    item: review({ oddCount: 1 }),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
];

const D: readonly Case[] = [
  ...WITHOUT,
  { name: "on the dot", item: review({ slowestExecutedAt: SIGNED + 10 * DAY_MS }), expect: pass },
  { name: "one ms late", item: review({ slowestExecutedAt: SIGNED + 10 * DAY_MS + 1 }), expect: late },
  { name: "nothing to remove", item: review({ removalCount: 0 }), expect: notApplicable },
  { name: "no lines", item: review({ removalCount: 0, lineCount: 0 }), expect: notApplicable },
  { name: "one not carried out", item: open(SIGNED), expect: notPerformed },
  { name: "one not carried out, not due yet", item: open(SIGNED), asOf: SIGNED + 10 * DAY_MS, expect: pending },
  {
    name: "one not carried out, not looked since",
    item: open(SIGNED),
    gaps: unseen("not_covered", SIGNED + 1),
    expect: gap,
  },
];

const E: readonly Case[] = [
  ...WITHOUT,
  { name: "others decided", item: review(), expect: pass },
  { name: "one's own", item: review({ selfCount: 1, unknownCount: 3 }), expect: unauthorised },
  {
    name: "parties unknown",
    item: review({ unknownCount: 1 }),
    expect: { state: "indeterminate", cause: "unmatched-person" },
  },
  { name: "no lines", item: review({ lineCount: 0 }), expect: notApplicable },
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
