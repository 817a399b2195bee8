import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

const FROM = Date.UTC(2026, 2, 1);
const TO = Date.UTC(2026, 3, 1);
const MID = Date.UTC(2026, 2, 10);
const MAX_GAP = 26 * HOUR_MS;
/** Found so that the thirtieth day after is the 12th of March. */
const FOUND = Date.UTC(2026, 1, 10, 9);
const LIST_DUE = Date.UTC(2026, 2, 13) - 1;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [from: number, to: number, more?: Fields];

/** The application crm in March: old, listed, owned, reviewed, behind single sign-on. */
function month(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "crm 2026-03",
    occurredAt: TO - 1,
    label: "application crm in 2026-03",
    unit: "crm",
    actor: "E-9",
    evidence: null,
    key: "crm",
    periodKey: "2026-03",
    intervalFrom: FROM,
    intervalTo: TO,
    owner: "E-1",
    class: "customer",
    beganAt: 0,
    listedAt: 0,
    isUndated: false,
    performedAt: MID,
    performedBy: "E-9",
    sso: "enforced",
    exceptionId: null,
    exceptionFromAt: null,
    exceptionToAt: null,
    exceptionApprovedAt: null,
    exceptionIsOwned: false,
    ...more,
  };
  const segments = cuts.map(([fromAt, toAt, cut]) => ({ ...facts, fromAt, toAt, ...cut }));
  return { ...segments[0], segments };
}

const steady = (more: Fields = {}) => month([[FROM, TO]], more);
const opened = (length: number, more: Fields = {}) =>
  month([
    [FROM, MID],
    [MID, MID + length, { sso: "supported", ...more }],
    [MID + length, TO],
  ]);
/** Found in February, single sign-on enforced from a moment on. */
const fresh = (until: number) =>
  month(
    [
      [FROM, until, { sso: "supported" }],
      [until, TO],
    ],
    { beganAt: FOUND },
  );
const excepted = (approvedAt: number): Fields => ({
  exceptionId: "X-1",
  exceptionFromAt: MID,
  exceptionToAt: MID + 30 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});
const unseen = (stream: string, reason = "not_covered") => [{ stream, scope: "*", from: MID, to: TO + DAY_MS, reason }];
/** Due on the month's last moment, and one day later. */
const DUE_IN = Date.UTC(2026, 2, 1);
const DUE_AFTER = Date.UTC(2026, 2, 2);

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const incomplete = { state: "deviation", kind: "incomplete" } as const;
const missing = { state: "deviation", kind: "evidence-missing" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;
const trial = { class: "none", listedAt: null, owner: null, sso: "supported", performedAt: null };

const A: readonly Omit<Example, "attribute">[] = [
  { name: "listed with an owner", item: steady(), expect: pass },
  { name: "listed on the dot", item: steady({ beganAt: FOUND, listedAt: LIST_DUE }), expect: pass },
  { name: "listed one ms late", item: steady({ beganAt: FOUND, listedAt: LIST_DUE + 1 }), expect: late },
  { name: "listed late, in an earlier month", item: steady({ listedAt: FROM - 1 }), expect: pass },
  { name: "listed one ms after the month", item: steady({ listedAt: TO }), expect: notPerformed },
  { name: "listed without an owner", item: steady({ owner: null }), expect: incomplete },
  { name: "not listed", item: steady({ listedAt: null }), expect: notPerformed },
  { name: "not listed, due on the last day", item: steady({ beganAt: DUE_IN, listedAt: null }), expect: notPerformed },
  {
    name: "not listed, due the day after",
    item: steady({ beganAt: DUE_AFTER, listedAt: null }),
    expect: notApplicable,
  },
  { name: "not listed, month not over", item: steady({ listedAt: null }), asOf: TO - 1, expect: pending },
  { name: "inventory not seen", item: steady({ listedAt: null }), gaps: unseen("applications"), expect: gap },
  {
    name: "inventory not seen before the month",
    item: steady({ listedAt: null }),
    gaps: [{ stream: "applications", scope: "*", from: 0, to: FROM, reason: "not_covered" }],
    expect: notPerformed,
  },
  {
    name: "inventory refused",
    item: steady({ listedAt: null }),
    gaps: unseen("applications", "permission"),
    expect: denied,
  },
  { name: "a trial", item: steady(trial), expect: notApplicable },
];

const B: readonly Omit<Example, "attribute">[] = [
  { name: "enforced all the month", item: steady(), expect: pass },
  { name: "another class", item: steady({ class: "internal", sso: "supported" }), expect: notApplicable },
  { name: "no class", item: steady({ class: null }), expect: gap },
  { name: "a trial", item: steady(trial), expect: notApplicable },
  { name: "not enforced for one ms", item: opened(1), expect: notPerformed },
  { name: "not supported", item: steady({ sso: "unsupported" }), expect: notPerformed },
  {
    name: "not supported, out of the promise",
    item: steady({ sso: "unsupported" }),
    parameters: { unsupported_needs_exception: false },
    expect: notApplicable,
  },
  { name: "enforced as soon as it was due", item: fresh(LIST_DUE + 1), expect: pass },
  { name: "enforced one ms later", item: fresh(LIST_DUE + 2), expect: notPerformed },
  { name: "due on the last moment", item: steady({ beganAt: DUE_IN, sso: "supported" }), expect: notApplicable },
  { name: "found this month", item: steady({ beganAt: DUE_AFTER, sso: "supported" }), expect: notApplicable },
  { name: "month not over", item: steady(), asOf: TO - 1, expect: pending },
  { name: "exception approved in time", item: opened(DAY_MS, excepted(MID)), expect: pass },
  { name: "exception approved one ms late", item: opened(DAY_MS, excepted(MID + 1)), expect: notPerformed },
  {
    name: "exceptions refused",
    item: opened(DAY_MS),
    gaps: unseen("exceptions.approved", "permission"),
    expect: denied,
  },
  { name: "never seen", item: steady({ sso: null }), expect: gap },
  {
    name: "not seen for the maximum gap",
    item: month([
      [FROM, MID],
      [MID + MAX_GAP, TO],
    ]),
    expect: pass,
  },
  {
    name: "not seen one ms longer",
    item: month([
      [FROM, MID],
      [MID + MAX_GAP + 1, TO],
    ]),
    expect: gap,
  },
  { name: "a word nobody knows", item: steady({ sso: "maybe" }), expect: unparsed },
];

const C: readonly Omit<Example, "attribute">[] = [
  { name: "reviewed on the month's last moment", item: steady({ performedAt: TO - 1 }), expect: pass },
  { name: "reviewed one ms later", item: steady({ performedAt: TO }), expect: late },
  {
    name: "reviewed on the last of some days after",
    item: steady({ performedAt: TO + 5 * DAY_MS - 1 }),
    parameters: { review_days: 5 },
    expect: pass,
  },
  { name: "never", item: steady({ performedAt: null }), expect: notPerformed },
  { name: "a record without a date", item: steady({ performedAt: null, isUndated: true }), expect: missing },
  { name: "not due yet", item: steady({ performedAt: null }), asOf: TO - 1, expect: pending },
  { name: "found this month", item: steady({ beganAt: DUE_AFTER, performedAt: null }), expect: notApplicable },
  { name: "found this month, and reviewed", item: steady({ beganAt: DUE_AFTER }), expect: pass },
  { name: "not seen", item: steady({ performedAt: null }), gaps: unseen("applications"), expect: gap },
  { name: "a trial", item: steady(trial), expect: notApplicable },
];

const of = (attribute: string) => (example: Omit<Example, "attribute">) => ({ attribute, ...example });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [...A.map(of("A")), ...B.map(of("B")), ...C.map(of("C"))];
