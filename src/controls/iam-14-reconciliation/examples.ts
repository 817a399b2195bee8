import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

const DAY = Date.UTC(2026, 2, 4);
const END = DAY + DAY_MS;
const FOUND = DAY + 9 * HOUR_MS;
/** The last millisecond of 7 March. */
const DUE = DAY + 4 * DAY_MS - 1;

function item(more: Record<string, unknown>): Record<string, unknown> {
  return {
    actor: null,
    evidence: null,
    endsAt: null,
    completedAt: null,
    isUndated: false,
    failedAt: null,
    resolvedLo: null,
    resolvedHi: null,
    seenAt: null,
    isTaggedTest: false,
    isStateUnknown: false,
    ...more,
  };
}

/** The run due on 4 March. */
function run(more: Record<string, unknown> = {}) {
  const label = "reconciliation of 2026-03-04";
  return item({ itemId: "run", occurredAt: DAY, label, unit: null, kind: "run", endsAt: END, ...more });
}

/** An account in github that a run of 4 March found without a person. */
function orphan(more: Record<string, unknown> = {}) {
  const label = "account 77 in github without a person";
  return item({ itemId: "orphan", occurredAt: FOUND, label, unit: "github", kind: "finding", ...more });
}

function resolved(lo: number | null, hi: number | null, more: Record<string, unknown> = {}) {
  return orphan({ resolvedLo: lo, resolvedHi: hi, ...more });
}

function unseen(stream: string, scope = "*", reason = "not_covered") {
  return [{ stream, scope, from: 0, to: DUE + 900 * DAY_MS, reason }];
}

const listed = (seenAt: number | null) => orphan({ kind: "listed", seenAt });
const contract = item({ itemId: "c", occurredAt: DAY, label: "contract of worker C-7", unit: null, kind: "contract" });

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const incomplete = { state: "deviation", kind: "incomplete" } as const;
const evidenceMissing = { state: "deviation", kind: "evidence-missing" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;

type Case = Omit<Example, "attribute">;

const A: readonly Case[] = [
  { name: "ran", item: run({ completedAt: DAY + HOUR_MS }), expect: pass },
  { name: "ran in the day's last millisecond", item: run({ completedAt: END - 1 }), expect: pass },
  { name: "ran one ms later", item: run({ completedAt: END }), expect: late },
  {
    name: "failed, repeated 24 h later",
    item: run({ failedAt: DAY + HOUR_MS, completedAt: END + HOUR_MS }),
    expect: pass,
  },
  {
    name: "failed, repeated one ms beyond",
    item: run({ failedAt: DAY + HOUR_MS, completedAt: END + HOUR_MS + 1 }),
    expect: late,
  },
  { name: "failed, not repeated", item: run({ failedAt: DAY + HOUR_MS }), expect: incomplete },
  {
    name: "failed, may still be repeated",
    item: run({ failedAt: DAY + HOUR_MS }),
    asOf: END + HOUR_MS,
    expect: pending,
  },
  { name: "failed, not looked since", item: run({ failedAt: DAY }), gaps: unseen("reconciliations"), expect: gap },
  { name: "no time recorded", item: run({ isUndated: true }), expect: evidenceMissing },
  { name: "missed", item: run(), expect: notPerformed },
  { name: "not over yet", item: run(), asOf: END - 1, expect: pending },
  { name: "over one ms ago", item: run(), asOf: END, expect: notPerformed },
  { name: "log not seen", item: run(), gaps: unseen("reconciliations"), expect: gap },
  { name: "an account", item: orphan(), expect: notApplicable },
];

const B: readonly Case[] = [
  { name: "resolved on the last millisecond", item: resolved(DUE, DUE), expect: pass },
  { name: "resolved one ms late", item: resolved(DUE + 1, DUE + 1), expect: late },
  {
    name: "resolved some time",
    item: resolved(DUE, DUE + 1),
    expect: { state: "indeterminate", cause: "bounded-time" },
  },
  { name: "more days promised", item: resolved(DUE + 1, DUE + 1), parameters: { resolve_days: 4 }, expect: pass },
  { name: "found but never resolved", item: orphan(), expect: notPerformed },
  { name: "found, not due yet", item: orphan(), asOf: DUE, expect: pending },
  { name: "found, findings not seen since", item: orphan(), gaps: unseen("reconciliations"), expect: gap },
  { name: "no run found it, still listed after", item: listed(DUE + 1), expect: notPerformed },
  { name: "no run found it, listing covers the deadline", item: listed(FOUND), expect: notPerformed },
  {
    name: "no run found it, listing not seen since",
    item: listed(FOUND),
    gaps: unseen("accounts", "github"),
    expect: gap,
  },
  { name: "a machine without owner", item: orphan({ kind: "ownerless", seenAt: DUE + 1 }), expect: notPerformed },
  {
    name: "state unknown",
    item: orphan({ kind: "listed", isStateUnknown: true }),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
  { name: "test account", item: orphan({ isTaggedTest: true }), expect: notApplicable },
  { name: "contract without an end", item: contract, expect: evidenceMissing },
  { name: "a run", item: run(), expect: notApplicable },
];

const of = (attribute: string) => (each: Case) => ({ attribute, ...each });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [...A.map(of("A")), ...B.map(of("B"))];
