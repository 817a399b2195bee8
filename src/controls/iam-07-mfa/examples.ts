import type { Example } from "../../assess/control.js";
import { DAY_MS, MINUTE_MS } from "../../base/instant.js";

const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const DAY = Date.UTC(2026, 2, 4);
const CREATED = Date.UTC(2026, 1, 2);

type Facts = Record<string, unknown>;

/** The okta account of E-104 over the period: enforced and enrolled all the time, in stretches cut where told. */
function account(stretches: readonly (readonly [to: number, facts?: Facts])[], more: Facts = {}): Facts {
  const base = {
    itemId: "okta-1",
    occurredAt: START,
    label: "worker E-104 x okta",
    unit: "okta",
    actor: null,
    evidence: null,
    createdAt: Date.UTC(2020, 0, 1),
    lifeFrom: Date.UTC(2020, 0, 1),
    lifeTo: null,
    isTaggedTest: false,
    access: "on",
    isEnforced: true,
    factorLevel: 2,
    strongFactorLevel: 0,
    isAdmin: false,
    weakSignIns: 0,
    firstUntoldAt: null,
    lastUntoldAt: null,
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...more,
  };
  const segments = stretches.map(([toAt, facts], index) => ({
    ...base,
    fromAt: stretches[index - 1]?.[0] ?? base.occurredAt,
    toAt,
    ...facts,
  }));
  return { ...segments[0], segments };
}

const always = (facts: Facts = {}) => account([[END, facts]]);
const oneDay = (facts: Facts) => account([[DAY], [DAY + DAY_MS, facts], [END]]);
const created = (until: number, facts: Facts) =>
  account([[until, facts], [END]], { occurredAt: CREATED, createdAt: CREATED, lifeFrom: CREATED });

/** Created, five minutes later usable, and enrolled `afterMs` after that. */
const staged = (afterMs: number) =>
  account(
    [
      [CREATED + 5 * MINUTE_MS, { access: "off", factorLevel: 0 }],
      [CREATED + 5 * MINUTE_MS + afterMs, { factorLevel: 0 }],
      [END],
    ],
    { occurredAt: CREATED, createdAt: CREATED, lifeFrom: CREATED },
  );

const exception = {
  exceptionId: "EX-1",
  exceptionFromAt: START,
  exceptionToAt: END,
  exceptionApprovedAt: START,
  exceptionIsOwned: true,
};
const bare = { isEnforced: false };
const disabled = { access: "off", isEnforced: false, factorLevel: 0, weakSignIns: 1 };

function unseen(stream: string, reason = "not_covered") {
  return [{ stream, scope: "okta", from: DAY, to: DAY + 2 * DAY_MS, reason }];
}

const pass = { state: "pass" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const bypassed = { state: "deviation", kind: "bypassed" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const notApplicable = { state: "not-applicable" } as const;

type Case = Omit<Example, "attribute">;

/** What all attributes have in common. */
const EACH: readonly Case[] = [
  { name: "always", item: always(), expect: pass },
  { name: "disabled all the time", item: always(disabled), expect: notApplicable },
  { name: "disabled in between", item: oneDay(disabled), expect: pass },
  {
    name: "under an approved exception",
    item: always({ ...disabled, access: "on", ...exception }),
    expect: notApplicable,
  },
  { name: "test account", item: always({ ...disabled, access: "on", isTaggedTest: true }), expect: notApplicable },
];

const A: readonly Case[] = [
  ...EACH,
  { name: "one day without", item: oneDay(bare), expect: notPerformed },
  { name: "no policy known", item: always({ isEnforced: null }), expect: notPerformed },
  { name: "perhaps disabled then", item: oneDay({ ...bare, access: "maybe" }), expect: pass },
  {
    name: "perhaps disabled for longer",
    item: account([[DAY], [DAY + 2 * DAY_MS, { ...bare, access: "maybe" }], [END]]),
    expect: gap,
  },
  {
    name: "exception approved one ms into it",
    item: oneDay({ ...bare, ...exception, exceptionApprovedAt: DAY + 1 }),
    expect: notPerformed,
  },
  {
    name: "exception approved on the dot",
    item: oneDay({ ...bare, ...exception, exceptionApprovedAt: DAY }),
    expect: pass,
  },
  {
    name: "exception without an end",
    item: oneDay({ ...bare, ...exception, exceptionToAt: null }),
    expect: notPerformed,
  },
  { name: "new, in place within the hour", item: created(CREATED + 60 * MINUTE_MS, bare), expect: pass },
  { name: "new, in place one ms later", item: created(CREATED + 60 * MINUTE_MS + 1, bare), expect: notPerformed },
  { name: "policies not seen", item: always(), gaps: unseen("auth-policies"), expect: gap },
  { name: "policies refused", item: always(), gaps: unseen("auth-policies", "permission"), expect: denied },
  {
    name: "a day without, elsewhere not seen",
    item: account([[START + DAY_MS, bare], [END]]),
    gaps: unseen("auth-policies"),
    expect: notPerformed,
  },
];

const admin = { isAdmin: true };

const B: readonly Case[] = [
  ...EACH,
  { name: "one day without", item: oneDay({ factorLevel: 0 }), expect: notPerformed },
  {
    name: "perhaps enrolled for days",
    item: account([[DAY], [DAY + 2 * DAY_MS, { factorLevel: 1 }], [END]]),
    expect: gap,
  },
  { name: "enrolled on the dot", item: created(CREATED + 3 * DAY_MS, { factorLevel: 0 }), expect: pass },
  { name: "staged first: enrolled on the dot after it could be used", item: staged(3 * DAY_MS), expect: pass },
  { name: "staged first: one ms late", item: staged(3 * DAY_MS + 1), expect: notPerformed },
  { name: "enrolled one ms late", item: created(CREATED + 3 * DAY_MS + 1, { factorLevel: 0 }), expect: notPerformed },
  {
    name: "no grace promised",
    item: created(CREATED + 1, { factorLevel: 0 }),
    parameters: { enrol_grace_days: 0 },
    expect: notPerformed,
  },
  { name: "an administrator with a common factor", item: always(admin), expect: notPerformed },
  { name: "an administrator with a strong one", item: always({ ...admin, strongFactorLevel: 2 }), expect: pass },
  {
    name: "administrators promised no more",
    item: always(admin),
    parameters: { phishing_resistant_for_admins: false },
    expect: pass,
  },
  { name: "rights not seen", item: always(), gaps: unseen("grants"), expect: gap },
  { name: "rights refused", item: always(), gaps: unseen("grants", "permission"), expect: denied },
  {
    name: "rights not seen, and administrators promised no more",
    item: always(),
    parameters: { phishing_resistant_for_admins: false },
    gaps: unseen("grants"),
    expect: pass,
  },
  {
    name: "rights not seen, with a factor that would do for anybody",
    item: always({ strongFactorLevel: 2 }),
    gaps: unseen("grants"),
    expect: pass,
  },
  {
    name: "rights not seen, without any factor",
    item: always({ factorLevel: 0 }),
    gaps: unseen("grants"),
    expect: notPerformed,
  },
  { name: "factors not seen", item: always(), gaps: unseen("factors"), expect: gap },
  { name: "factors refused", item: always(), gaps: unseen("factors", "permission"), expect: denied },
];

const C: readonly Case[] = [
  ...EACH,
  { name: "one sign-in with one factor", item: oneDay({ weakSignIns: 1 }), expect: bypassed },
  { name: "factors not told, policy enforced", item: always({ firstUntoldAt: DAY, lastUntoldAt: DAY }), expect: pass },
  {
    name: "factors not told, no policy",
    item: always({ ...bare, firstUntoldAt: DAY, lastUntoldAt: DAY }),
    expect: gap,
  },
  {
    name: "factors not told, one ms before the policy ended",
    item: account([[DAY], [END, bare]], { firstUntoldAt: DAY - 1, lastUntoldAt: DAY - 1 }),
    expect: pass,
  },
  {
    name: "factors not told, when the policy had ended",
    item: account([[DAY], [END, bare]], { firstUntoldAt: DAY, lastUntoldAt: DAY }),
    expect: gap,
  },
  { name: "log not seen", item: always(), gaps: unseen("sign-ins"), expect: gap },
  { name: "log refused", item: always(), gaps: unseen("sign-ins", "permission"), expect: denied },
];

const of = (attribute: string) => (each: Case) => ({ attribute, ...each });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [...A.map(of("A")), ...B.map(of("B")), ...C.map(of("C"))];
