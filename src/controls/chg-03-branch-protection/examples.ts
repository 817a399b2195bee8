import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

/** The period of all examples: the first half of 2026. */
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2026, 6, 1);
const MARCH = Date.UTC(2026, 2, 4);
const BEGAN = Date.UTC(2025, 0, 1);
const MAX_GAP = 26 * HOUR_MS;

type Fields = Readonly<Record<string, unknown>>;
type Cut = readonly [fields: Fields, from: number, to: number];

const NO_EXCEPTION: Fields = {
  exceptionId: null,
  exceptionFromAt: null,
  exceptionToAt: null,
  exceptionApprovedAt: null,
  exceptionIsOwned: false,
};
const BASELINE: Fields = {
  requiredApprovals: "1",
  dismissStale: "true",
  enforceAdmins: "true",
  allowForcePush: "false",
  allowDeletion: "false",
  requiredChecks: "true",
};
const UNSEEN: Fields = Object.fromEntries(Object.keys(BASELINE).map((name) => [name, null]));

/** A repository; each cut changes something of the baseline. */
function repository(cuts: readonly Cut[], more: Fields = {}): Fields {
  const facts = {
    itemId: "e-api",
    occurredAt: START,
    label: "repository acme/api",
    unit: "acme/api",
    actor: null,
    evidence: null,
    itemKind: "state",
    key: "acme/api",
    beganAt: BEGAN,
    endedAt: null,
    isInScope: true,
    ...BASELINE,
    ...NO_EXCEPTION,
    ...more,
  };
  const segments = cuts.map(([fields, fromAt, toAt]) => ({ ...facts, ...fields, fromAt, toAt }));
  return { ...segments[0], segments };
}

const steady = (fields: Fields, more: Fields = {}) => repository([[fields, BEGAN, END + DAY_MS]], more);
const forOneDay = (fields: Fields) =>
  repository([
    [{}, BEGAN, MARCH],
    [fields, MARCH, MARCH + DAY_MS],
    [{}, MARCH + DAY_MS, END],
  ]);
const fresh = (mended: number) =>
  repository(
    [
      [{ enforceAdmins: "false" }, MARCH, mended],
      [{}, mended, END],
    ],
    { beganAt: MARCH },
  );
const unwatched = (length: number) =>
  repository([
    [{}, BEGAN, MARCH],
    [{}, MARCH + length, END],
  ]);
const excepted = (approvedAt: number): Fields => ({
  enforceAdmins: "false",
  exceptionId: "X-1",
  exceptionFromAt: MARCH,
  exceptionToAt: MARCH + 30 * DAY_MS,
  exceptionApprovedAt: approvedAt,
  exceptionIsOwned: true,
});

/** Force-push allowed on 4 March, for a ticket approved the day before. */
function change(more: Fields = {}): Fields {
  const facts = {
    itemId: "setting s-1",
    occurredAt: MARCH,
    label: "allow_force_push of acme/api set to true",
    unit: "acme/api",
    actor: "ann",
    evidence: null,
    itemKind: "change",
    fromAt: MARCH,
    toAt: MARCH + 1,
    ...UNSEEN,
    ...NO_EXCEPTION,
    actAspect: "allow_force_push",
    actValueBefore: "false",
    actValue: "true",
    actChangedBy: "ann",
    actChangeKey: "OPS-1",
    actIsByPipeline: false,
    actApprovedAt: MARCH - DAY_MS,
    actUnsureApprovedAt: null,
    actIsSelfApproved: false,
    actEntryFromAt: BEGAN,
    ...more,
  };
  return { ...facts, segments: [facts] };
}

const ticketless = change({ actChangeKey: null, actApprovedAt: null });
const unapproved = change({ actApprovedAt: null });
const gap = (stream: string, scope: string, reason: string) => [
  { stream, scope, from: MARCH, to: MARCH + 2 * DAY_MS, reason },
];

const pass = { state: "pass" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;

const WEAKER: readonly (readonly [name: string, fields: Fields])[] = [
  ["fewer approvals", { requiredApprovals: "0" }],
  ["stale approvals stand", { dismissStale: "false" }],
  ["administrators are free", { enforceAdmins: "false" }],
  ["force-push allowed", { allowForcePush: "true" }],
  ["deletion allowed", { allowDeletion: "true" }],
  ["checks not enforced", { requiredChecks: "false" }],
];

const settings: readonly Omit<Example, "attribute">[] = [
  { name: "at the baseline", item: steady({}), expect: pass },
  { name: "above the baseline", item: steady({ requiredApprovals: "2" }), expect: pass },
  ...WEAKER.map(([name, fields]) => ({ name: `${name} for a day`, item: forOneDay(fields), expect: notPerformed })),
  ...Object.keys(BASELINE).map((name) => ({
    name: `${name} never seen`,
    item: steady({ [name]: null }),
    expect: unseen,
  })),
  {
    name: "fewer approvals than promised",
    item: steady({}),
    parameters: { required_approvals: 2 },
    expect: notPerformed,
  },
  {
    name: "stale approvals stand, and the baseline allows it",
    item: steady({ dismissStale: "false" }),
    parameters: { dismiss_stale: false },
    expect: pass,
  },
  { name: "a new repository, on the dot", item: fresh(MARCH + DAY_MS), expect: pass },
  { name: "a new repository, one ms late", item: fresh(MARCH + DAY_MS + 1), expect: notPerformed },
  {
    name: "a new repository, the grace running",
    item: repository([[{ enforceAdmins: "false" }, MARCH, MARCH + 1]], { beganAt: MARCH }),
    asOf: MARCH + DAY_MS,
    expect: { state: "pending" },
  },
  { name: "not seen for the maximum gap", item: unwatched(MAX_GAP), expect: pass },
  { name: "not seen one ms longer", item: unwatched(MAX_GAP + 1), expect: unseen },
  { name: "never seen", item: steady(UNSEEN), expect: unseen },
  {
    name: "one setting broken, another never seen",
    item: steady({ allowDeletion: "true", dismissStale: null }),
    expect: notPerformed,
  },
  {
    name: "a word nobody knows",
    item: steady({ requiredChecks: "some" }),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
  { name: "refused", item: steady({}), gaps: gap("repo.protection", "acme/api", "permission"), expect: denied },
  {
    name: "another repository refused",
    item: steady({}),
    gaps: gap("repo.protection", "acme/web", "permission"),
    expect: pass,
  },
  { name: "exception approved in time", item: forOneDay(excepted(MARCH)), expect: pass },
  { name: "exception approved one ms late", item: forOneDay(excepted(MARCH + 1)), expect: notPerformed },
  {
    name: "the register of exceptions refused",
    item: forOneDay({ enforceAdmins: "false" }),
    gaps: gap("exceptions.approved", "*", "permission"),
    expect: denied,
  },
  { name: "below, while out of scope", item: forOneDay({ enforceAdmins: "false", isInScope: false }), expect: pass },
  {
    name: "out of scope all the time",
    item: steady({ enforceAdmins: "false", isInScope: false }),
    expect: notApplicable,
  },
  { name: "archived before the period's end", item: steady({}, { endedAt: MARCH }), expect: pass },
  { name: "a change", item: change(), expect: notApplicable },
];

const changes: readonly Omit<Example, "attribute">[] = [
  { name: "approved before", item: change(), expect: pass },
  { name: "approved on the dot", item: change({ actApprovedAt: MARCH }), expect: pass },
  {
    name: "approved one ms late",
    item: change({ actApprovedAt: MARCH + 1 }),
    expect: { state: "deviation", kind: "late" },
  },
  {
    name: "approved by who changed it",
    item: change({ actApprovedAt: null, actIsSelfApproved: true }),
    expect: unauthorised,
  },
  {
    name: "nobody knows whether approved by who changed it, on the dot",
    item: change({ actApprovedAt: null, actUnsureApprovedAt: MARCH }),
    expect: { state: "indeterminate", cause: "unmatched-person" },
  },
  {
    name: "nobody knows whether approved by who changed it, one ms late",
    item: change({ actApprovedAt: null, actUnsureApprovedAt: MARCH + 1 }),
    expect: unauthorised,
  },
  { name: "a ticket nobody approved", item: unapproved, expect: unauthorised },
  { name: "tickets not seen", item: unapproved, gaps: gap("tickets", "*", "not_covered"), expect: unseen },
  { name: "tickets refused", item: unapproved, gaps: gap("tickets", "*", "permission"), expect: denied },
  {
    name: "tickets not seen since",
    item: unapproved,
    gaps: [{ stream: "tickets", scope: "*", from: MARCH + 1, to: END, reason: "not_covered" }],
    expect: unauthorised,
  },
  { name: "no ticket", item: ticketless, expect: unauthorised },
  {
    name: "no ticket, and nobody known",
    item: change({ actChangeKey: null, actApprovedAt: null, actChangedBy: null }),
    expect: { state: "deviation", kind: "evidence-missing" },
  },
  {
    name: "by the pipeline",
    item: change({ actChangeKey: null, actApprovedAt: null, actIsByPipeline: true }),
    expect: pass,
  },
  {
    name: "a new repository is set up, on the dot",
    item: change({ actChangeKey: null, actApprovedAt: null, actEntryFromAt: MARCH - DAY_MS }),
    expect: notApplicable,
  },
  {
    name: "one ms later",
    item: change({ actChangeKey: null, actApprovedAt: null, actEntryFromAt: MARCH - DAY_MS - 1 }),
    expect: unauthorised,
  },
  { name: "in another time", item: change({ occurredAt: END }), expect: notApplicable },
  { name: "a repository", item: steady({ enforceAdmins: "false" }), expect: notApplicable },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...settings.map((each) => ({ ...each, attribute: "A" })),
  ...changes.map((each) => ({ ...each, attribute: "B" })),
];
