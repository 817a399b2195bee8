import type { Example } from "../../assess/control.js";
import { DAY_MS } from "../../base/instant.js";

const FROM = Date.UTC(2026, 0, 1);
const TO = Date.UTC(2026, 3, 1);
const REVIEW_DUE = Date.UTC(2026, 4, 1) - 1;
/** The owner left on 2 February: another is due when the 16th ends. */
const LEFT = Date.UTC(2026, 1, 2, 17);
const OWNER_DUE = Date.UTC(2026, 1, 17) - 1;
const UNUSED_SINCE = TO - 90 * DAY_MS;

/** A deploy account of the first quarter: owned, purposeful, reviewed, used. */
function machine(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "okta-1 2026-Q1",
    occurredAt: TO - 1,
    label: "service account okta/deploy for 2026-Q1",
    unit: "okta",
    actor: "E-9",
    evidence: null,
    system: "okta",
    username: "deploy",
    periodKey: "2026-Q1",
    intervalFrom: FROM,
    intervalTo: TO,
    createdAt: 0,
    isTaggedTest: false,
    access: "on",
    purpose: "releases",
    isProviderManaged: false,
    unknownOwner: null,
    orphanOwner: null,
    orphanFrom: null,
    orphanTo: null,
    isUndated: false,
    performedAt: TO,
    performedBy: "E-9",
    lastUsedAt: TO - DAY_MS,
    hasUnknownUse: false,
    ...more,
  };
}

const orphan = (orphanTo: number | null, more: Record<string, unknown> = {}) =>
  machine({ orphanOwner: "E-1", orphanFrom: LEFT, orphanTo, ...more });
const unowned = (more: Record<string, unknown> = {}) => machine({ orphanFrom: 0, ...more });
const unused = (more: Record<string, unknown> = {}) => machine({ lastUsedAt: UNUSED_SINCE - 1, ...more });
const off = { access: "off" };
const test = { isTaggedTest: true };
const managed = { isProviderManaged: true };
const unseen = (stream: string, { scope = "*", reason = "not_covered", to = TO + 60 * DAY_MS } = {}) => [
  { stream, scope, from: FROM, to, reason },
];

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const missing = { state: "deviation", kind: "evidence-missing" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;

const A: readonly Omit<Example, "attribute">[] = [
  { name: "owned", item: machine(), expect: pass },
  { name: "owned, roster not seen", item: machine(), gaps: unseen("hr.workers"), expect: gap },
  { name: "another owner on the dot", item: orphan(OWNER_DUE), expect: pass },
  { name: "another owner one ms late", item: orphan(OWNER_DUE + 1), expect: late },
  { name: "another owner in the next quarter", item: orphan(TO), expect: notPerformed },
  { name: "nobody followed", item: orphan(null), expect: notPerformed },
  {
    name: "another is due in the next quarter",
    item: orphan(null, { orphanFrom: TO - 13 * DAY_MS }),
    expect: notApplicable,
  },
  {
    name: "another was due on the quarter's last moment",
    item: orphan(null, { orphanFrom: TO - 15 * DAY_MS }),
    expect: notPerformed,
  },
  { name: "nobody followed, register not seen", item: orphan(null), gaps: unseen("service-accounts"), expect: gap },
  { name: "never an owner", item: unowned(), expect: missing },
  { name: "an owner at last", item: unowned({ orphanTo: TO - 1 }), expect: missing },
  {
    name: "never an owner, register refused",
    item: unowned(),
    gaps: unseen("service-accounts", { reason: "permission" }),
    expect: denied,
  },
  {
    name: "an owner nobody knows",
    item: machine({ unknownOwner: "E-77" }),
    expect: { state: "indeterminate", cause: "unmatched-person" },
  },
  { name: "quarter not over", item: unowned(), asOf: TO - 1, expect: pending },
  { name: "disabled", item: orphan(null, off), expect: notApplicable },
  { name: "a test account", item: unowned(test), expect: notApplicable },
  { name: "the provider's", item: unowned(managed), expect: notApplicable },
];

const B: readonly Omit<Example, "attribute">[] = [
  { name: "on record", item: machine(), expect: pass },
  { name: "not on record", item: machine({ purpose: null }), expect: missing },
  { name: "register not seen", item: machine({ purpose: null }), gaps: unseen("service-accounts"), expect: gap },
  {
    name: "register not seen before the end",
    item: machine({ purpose: null }),
    gaps: unseen("service-accounts", { to: TO - 1 }),
    expect: missing,
  },
  { name: "quarter not over", item: machine({ purpose: null }), asOf: TO - 1, expect: pending },
  { name: "disabled", item: machine({ purpose: null, ...off }), expect: notApplicable },
  { name: "the provider's", item: machine({ purpose: null, ...managed }), expect: notApplicable },
];

const C: readonly Omit<Example, "attribute">[] = [
  { name: "on the dot", item: machine({ performedAt: REVIEW_DUE }), expect: pass },
  { name: "one ms late", item: machine({ performedAt: REVIEW_DUE + 1 }), expect: late },
  { name: "never", item: machine({ performedAt: null }), expect: notPerformed },
  { name: "without a date", item: machine({ performedAt: null, isUndated: true }), expect: missing },
  { name: "not due yet", item: machine({ performedAt: null }), asOf: REVIEW_DUE, expect: pending },
  { name: "records not seen", item: machine({ performedAt: null }), gaps: unseen("service-accounts"), expect: gap },
  {
    name: "created on the quarter's first moment",
    item: machine({ performedAt: null, createdAt: FROM }),
    expect: notApplicable,
  },
  { name: "created one ms before", item: machine({ performedAt: null, createdAt: FROM - 1 }), expect: notPerformed },
  { name: "created in the quarter, and reviewed", item: machine({ createdAt: FROM }), expect: pass },
  { name: "disabled", item: machine({ performedAt: null, ...off }), expect: notApplicable },
  { name: "a test account", item: machine({ performedAt: null, ...test }), expect: notApplicable },
];

const D: readonly Omit<Example, "attribute">[] = [
  { name: "used lately", item: machine(), expect: pass },
  { name: "used 90 days ago", item: machine({ lastUsedAt: UNUSED_SINCE }), expect: pass },
  { name: "used one ms earlier", item: unused(), expect: notPerformed },
  { name: "never used", item: machine({ lastUsedAt: null }), expect: notPerformed },
  { name: "never used, and new", item: machine({ lastUsedAt: null, createdAt: UNUSED_SINCE }), expect: pass },
  {
    name: "never used, and one ms older",
    item: machine({ lastUsedAt: null, createdAt: UNUSED_SINCE - 1 }),
    expect: notPerformed,
  },
  { name: "unused, and off", item: unused(off), expect: pass },
  {
    name: "a credential of unknown use",
    item: unused({ hasUnknownUse: true }),
    expect: { state: "indeterminate", cause: "plan-limited" },
  },
  { name: "sign-ins not seen", item: unused(), gaps: unseen("sign-ins", { scope: "okta" }), expect: gap },
  {
    name: "credentials refused",
    item: unused(),
    gaps: unseen("credentials", { scope: "okta", reason: "permission" }),
    expect: denied,
  },
  { name: "unused, state unknown", item: unused({ access: "maybe" }), expect: gap },
  { name: "used, state unknown", item: machine({ access: "maybe" }), expect: pass },
  { name: "quarter not over", item: unused(), asOf: TO - 1, expect: pending },
  { name: "a test account", item: unused(test), expect: notApplicable },
  { name: "the provider's", item: unused({ ...managed, ...off }), expect: notApplicable },
];

const of = (attribute: string) => (example: Omit<Example, "attribute">) => ({ attribute, ...example });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [
  ...A.map(of("A")),
  ...B.map(of("B")),
  ...C.map(of("C")),
  ...D.map(of("D")),
];
