import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import { approvalExamples } from "./examples-approval.js";
import { GIVEN, grant, held, MOVED, unseen } from "./fake-grant.js";

const REMOVE_DUE = MOVED + 24 * HOUR_MS;
const shared = { accountType: "shared", isMatched: false, holderState: null };
const machine = { accountType: "service" };
const emergency = { accountType: "break_glass" };
const excepted = (approvedAt: number) => ({
  exceptionId: "X-1",
  exceptionFromAt: GIVEN,
  exceptionToAt: GIVEN + 200 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});
/** From 4 May on something is different, until the right ends. */
const changed = (change: Record<string, unknown>, endedAt: number | null, more: Record<string, unknown> = {}) =>
  held(
    [
      [GIVEN, MOVED],
      [MOVED, endedAt ?? MOVED + 90 * DAY_MS, change],
    ],
    { endedLo: endedAt, endedAt, ...more },
  );
const moved = (endedAt: number | null, more: Record<string, unknown> = {}) =>
  changed({ presentRole: "SALES" }, endedAt, more);
const left = (endedAt: number | null) => changed({ holderState: "gone" }, endedAt);
const movedAndApproved = (at: number) =>
  held([
    [GIVEN, MOVED],
    [MOVED, at, { presentRole: "SALES" }],
    [at, MOVED + 90 * DAY_MS, { presentRole: "SALES", approvedRole: "SALES", approvedAt: at }],
  ]);
const movedBefore = held([[GIVEN, MOVED + 90 * DAY_MS, { presentRole: "SALES" }]]);
const movedThenLeft = held(
  [
    [GIVEN, MOVED],
    [MOVED, MOVED + 20 * HOUR_MS, { presentRole: "SALES" }],
    [MOVED + 20 * HOUR_MS, REMOVE_DUE + 1, { presentRole: "SALES", holderState: "gone" }],
  ],
  { endedLo: REMOVE_DUE + 1, endedAt: REMOVE_DUE + 1 },
);

const pass = { state: "pass" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const gap = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const unmatched = { state: "indeterminate", cause: "unmatched-person" } as const;
const notApplicable = { state: "not-applicable" } as const;

const B: readonly Omit<Example, "attribute">[] = [
  { name: "one person's", item: grant(), expect: pass },
  { name: "a guest's", item: grant({ accountType: "guest" }), expect: pass },
  {
    name: "of an account that no listing has",
    item: grant({ accountType: "unknown", isMatched: false }),
    expect: unmatched,
  },
  { name: "shared", item: grant(shared), expect: unauthorised },
  {
    name: "shared, under an exception approved in time",
    item: grant({ ...shared, ...excepted(GIVEN) }),
    expect: notApplicable,
  },
  {
    name: "shared, under an exception approved one ms late",
    item: grant({ ...shared, ...excepted(GIVEN + 1) }),
    expect: unauthorised,
  },
  {
    name: "shared, register of exceptions refused",
    item: grant(shared),
    gaps: unseen("exceptions.approved", { reason: "permission" }),
    expect: denied,
  },
  { name: "a machine's", item: grant(machine), expect: notApplicable },
  { name: "for emergencies", item: grant(emergency), expect: notApplicable },
  { name: "a test account", item: grant({ ...shared, isTaggedTest: true }), expect: notApplicable },
];

const C: readonly Omit<Example, "attribute">[] = [
  { name: "in the same job all the time", item: grant(), expect: pass },
  { name: "moved, removed on the dot", item: moved(REMOVE_DUE), expect: pass },
  { name: "moved, removed one ms late", item: moved(REMOVE_DUE + 1), expect: unauthorised },
  { name: "moved, kept", item: moved(null), expect: unauthorised },
  { name: "moved, approved anew on the dot", item: movedAndApproved(REMOVE_DUE), expect: pass },
  { name: "moved, approved anew one ms late", item: movedAndApproved(REMOVE_DUE + 1), expect: unauthorised },
  { name: "moved before it was given, after it was approved", item: movedBefore, expect: unauthorised },
  { name: "left", item: left(null), expect: pass },
  { name: "job unknown", item: grant({ presentRole: null }), expect: gap },
  { name: "job when approved unknown", item: grant({ approvedRole: null }), expect: gap },
  { name: "changes of job not seen", item: grant(), gaps: unseen("hr.positions"), expect: gap },
  {
    name: "nobody knows whose it is",
    item: grant({ isMatched: false, holderState: null, presentRole: null }),
    expect: unmatched,
  },
  { name: "not here yet", item: grant({ holderState: "before" }), expect: notApplicable },
  { name: "a machine's", item: moved(null, machine), expect: notApplicable },
  { name: "shared", item: moved(null, shared), expect: notApplicable },
  { name: "for emergencies", item: moved(null, emergency), expect: notApplicable },
];

const D: readonly Omit<Example, "attribute">[] = [
  { name: "still needed", item: grant(), expect: pass },
  { name: "left, removed on the dot", item: left(REMOVE_DUE), expect: pass },
  { name: "left, removed one ms late", item: left(REMOVE_DUE + 1), expect: notPerformed },
  { name: "left, kept", item: left(null), expect: notPerformed },
  { name: "moved, removed one ms late", item: moved(REMOVE_DUE + 1), expect: notPerformed },
  { name: "moved, then left: the move began the clock", item: movedThenLeft, expect: notPerformed },
  { name: "moved, approved anew in time", item: movedAndApproved(REMOVE_DUE), expect: pass },
  {
    name: "given after the move, for an hour",
    item: held([[GIVEN, GIVEN + HOUR_MS, { presentRole: "SALES" }]], { endedAt: GIVEN + HOUR_MS }),
    expect: notPerformed,
  },
  {
    name: "given after the holder left, for an hour",
    item: held([[GIVEN, GIVEN + HOUR_MS, { holderState: "gone" }]], { endedAt: GIVEN + HOUR_MS }),
    expect: notPerformed,
  },
  { name: "a longer promise", item: left(REMOVE_DUE + 1), parameters: { removal_hours: 48 }, expect: pass },
  { name: "not here yet", item: grant({ holderState: "before" }), expect: pass },
  {
    name: "ended between two looks, a day apart",
    item: held([[GIVEN, MOVED]], { endedLo: MOVED, endedAt: MOVED + DAY_MS }),
    expect: pass,
  },
  {
    name: "ended between two looks, three days apart",
    item: held(
      [
        [GIVEN, MOVED],
        [MOVED, MOVED + 3 * DAY_MS, { held: null }],
      ],
      { endedLo: MOVED, endedAt: MOVED + 3 * DAY_MS },
    ),
    expect: gap,
  },
  { name: "roster refused", item: grant(), gaps: unseen("hr.workers", { reason: "permission" }), expect: denied },
  { name: "grants not seen", item: grant(), gaps: unseen("grants", { scope: "github" }), expect: gap },
  { name: "nobody knows whose it is", item: grant({ isMatched: false, holderState: null }), expect: unmatched },
  { name: "a machine's", item: changed({ holderState: "gone" }, null, machine), expect: notApplicable },
  { name: "shared", item: grant(shared), expect: notApplicable },
  {
    name: "a test account",
    item: changed({ holderState: "gone" }, null, { isTaggedTest: true }),
    expect: notApplicable,
  },
];

const of = (attribute: string) => (example: Omit<Example, "attribute">) => ({ attribute, ...example });

/** Every outcome of every attribute, and each boundary one millisecond either side. */
export const examples: readonly Example[] = [
  ...approvalExamples.map(of("A")),
  ...B.map(of("B")),
  ...C.map(of("C")),
  ...D.map(of("D")),
];
