import type { Example } from "../../assess/control.js";
import { DAY_MS } from "../../base/instant.js";
import { change, MERGED_AT } from "./fake-change.js";

const SKEW_MS = 300_000;
const STANDARD = [{ name: "patch updates", author_login: "renovate[bot]", title_starts_with: "Update dependency" }];
const DEPLOYER = { sod_mode: "author_ne_deployer" };
const WATCHED_UNTIL = MERGED_AT + 30 * DAY_MS;

const NONE = { independentApprovals: 0, authorisedApprovals: 0 };
const BOT = { botAuthorLogin: "renovate[bot]", botTitle: "Update dependency x to 1.2.4" };

function unapproved(more: Record<string, unknown> = {}) {
  return change({ ...NONE, ...more });
}

function push(more: Record<string, unknown> = {}) {
  return unapproved({ kind: "direct_push", number: null, mergeMethod: "push", hasPurpose: false, ...more });
}

function late(at: number) {
  return unapproved({ lateApprovals: 1, firstLateApprovalAt: at, lateAuthorisedApprovals: 1 });
}

function gap(stream: string, reason = "not_covered") {
  return [{ stream, scope: stream.startsWith("repo.") ? "acme/api" : "*", from: 0, to: WATCHED_UNTIL, reason }];
}

const pass = { state: "pass" } as const;
const notApplicable = { state: "not-applicable" } as const;

function deviates(kind: string) {
  return { state: "deviation", kind } as const;
}

function open(cause: string) {
  return { state: "indeterminate", cause } as const;
}

const approval: readonly Example[] = [
  { name: "approved by another person", attribute: "A", item: change(), expect: pass },
  { name: "nobody approved", attribute: "A", item: unapproved(), expect: deviates("not-performed") },
  { name: "approved on the dot of the skew", attribute: "A", item: late(MERGED_AT + SKEW_MS), expect: pass },
  { name: "approved one ms beyond", attribute: "A", item: late(MERGED_AT + SKEW_MS + 1), expect: deviates("late") },
  { name: "approved one ms before", attribute: "A", item: late(MERGED_AT + SKEW_MS - 1), expect: pass },
  { name: "stale approval", attribute: "A", item: unapproved({ staleApprovals: 1 }), expect: deviates("incomplete") },
  { name: "self-approval", attribute: "A", item: unapproved({ selfApprovals: 1 }), expect: deviates("unauthorised") },
  { name: "changes asked for", attribute: "A", item: change({ openChangeRequests: 1 }), expect: deviates("bypassed") },
  {
    name: "one of two approvals",
    attribute: "A",
    item: change(),
    parameters: { min_approvals: 2 },
    expect: deviates("not-performed"),
  },
  {
    name: "two of two approvals",
    attribute: "A",
    item: change({ independentApprovals: 2 }),
    parameters: { min_approvals: 2 },
    expect: pass,
  },
  { name: "unknown author", attribute: "A", item: change({ unmatchedAuthors: 1 }), expect: open("unmatched-person") },
  {
    name: "one more approver than unknown authors",
    attribute: "A",
    item: change({ independentApprovals: 2, unmatchedAuthors: 1 }),
    expect: pass,
  },
  {
    name: "unknown approver",
    attribute: "A",
    item: unapproved({ unmatchedApprovals: 1 }),
    expect: open("unmatched-person"),
  },
  {
    name: "approval without a commit",
    attribute: "A",
    item: unapproved({ unplacedApprovals: 1 }),
    expect: open("plan-limited"),
  },
  {
    name: "review in an unknown state",
    attribute: "A",
    item: unapproved({ unknownReviews: 1 }),
    expect: open("unparsed"),
  },
  { name: "reviews not seen", attribute: "A", item: unapproved(), gaps: gap("repo.reviews"), expect: open("gap") },
  {
    name: "reviews refused",
    attribute: "A",
    item: unapproved(),
    gaps: gap("repo.reviews", "permission"),
    expect: open("denied"),
  },
  {
    name: "reviews too old",
    attribute: "A",
    item: unapproved(),
    gaps: gap("repo.reviews", "retention"),
    expect: open("retention"),
  },
  { name: "documents only", attribute: "A", item: unapproved({ isDocsOnly: true }), expect: notApplicable },
];

const pushes: readonly Example[] = [
  { name: "direct push", attribute: "A", item: push(), expect: deviates("bypassed") },
  { name: "rewrite", attribute: "A", item: push({ kind: "rewrite" }), expect: deviates("bypassed") },
  { name: "changes not seen", attribute: "A", item: push(), gaps: gap("repo.changes"), expect: open("gap") },
  {
    name: "push the forge saw itself",
    attribute: "A",
    item: push({ bypassAt: MERGED_AT }),
    gaps: gap("repo.changes"),
    expect: deviates("bypassed"),
  },
  { name: "change named but not exported", attribute: "A", item: push({ number: 9 }), expect: open("gap") },
  { name: "initial import", attribute: "A", item: push({ isInitialImport: true }), expect: notApplicable },
];

const bots: readonly Example[] = [
  { name: "bot merged by itself", attribute: "A", item: unapproved(BOT), expect: deviates("not-performed") },
  {
    name: "one human approval of a bot's change",
    attribute: "A",
    item: change(BOT),
    parameters: { min_approvals: 2 },
    expect: pass,
  },
  {
    name: "standard class",
    attribute: "A",
    item: unapproved(BOT),
    parameters: { standard_change_classes: STANDARD },
    expect: notApplicable,
  },
  {
    name: "another title",
    attribute: "A",
    item: unapproved({ ...BOT, botTitle: "Replace x" }),
    parameters: { standard_change_classes: STANDARD },
    expect: deviates("not-performed"),
  },
];

const deployers: readonly Example[] = [
  { name: "pipeline deploys", attribute: "A", item: unapproved(), parameters: DEPLOYER, expect: pass },
  {
    name: "author deploys alone",
    attribute: "A",
    item: unapproved({ authorDeployedAt: MERGED_AT + 1 }),
    parameters: DEPLOYER,
    expect: deviates("unauthorised"),
  },
  {
    name: "author deploys alone, perhaps approved",
    attribute: "A",
    item: unapproved({ authorDeployedAt: MERGED_AT + 1, unmatchedApprovals: 1 }),
    parameters: DEPLOYER,
    expect: open("unmatched-person"),
  },
  {
    name: "author deploys alone, reviews not seen",
    attribute: "A",
    item: unapproved({ authorDeployedAt: MERGED_AT + 1 }),
    parameters: DEPLOYER,
    gaps: gap("repo.reviews"),
    expect: open("gap"),
  },
  {
    name: "perhaps an author deploys",
    attribute: "A",
    item: unapproved({ unsureDeployedAt: MERGED_AT + 1 }),
    parameters: DEPLOYER,
    expect: open("unmatched-person"),
  },
  {
    name: "perhaps an author deployed what was approved",
    attribute: "A",
    item: change({ unsureDeployedAt: MERGED_AT + 1 }),
    parameters: DEPLOYER,
    expect: pass,
  },
  {
    name: "approved, then deployed by its author",
    attribute: "A",
    item: change({ authorDeployedAt: MERGED_AT + 1 }),
    parameters: DEPLOYER,
    expect: pass,
  },
  {
    name: "deployments not seen",
    attribute: "A",
    item: unapproved(),
    parameters: DEPLOYER,
    gaps: gap("deployments"),
    expect: open("gap"),
  },
  {
    name: "as the watch ends",
    attribute: "A",
    item: unapproved(),
    parameters: DEPLOYER,
    asOf: WATCHED_UNTIL,
    expect: { state: "pending" },
  },
  {
    name: "one ms after the watch",
    attribute: "A",
    item: unapproved(),
    parameters: DEPLOYER,
    asOf: WATCHED_UNTIL + 1,
    expect: pass,
  },
];

const authority: readonly Example[] = [
  { name: "authorised", attribute: "B", item: change(), expect: pass },
  { name: "authorised within the skew", attribute: "B", item: late(MERGED_AT + SKEW_MS), expect: pass },
  { name: "late: A speaks", attribute: "B", item: late(MERGED_AT + SKEW_MS + 1), expect: notApplicable },
  {
    name: "left or not permitted",
    attribute: "B",
    item: change({ authorisedApprovals: 0 }),
    expect: deviates("unauthorised"),
  },
  {
    name: "permission not told",
    attribute: "B",
    item: change({ authorisedApprovals: 0, unprovenApprovals: 1 }),
    expect: open("plan-limited"),
  },
  {
    name: "workers not seen",
    attribute: "B",
    item: change({ authorisedApprovals: 0 }),
    gaps: gap("hr.workers"),
    expect: open("gap"),
  },
  { name: "no approval at all", attribute: "B", item: unapproved(), expect: notApplicable },
  { name: "documents only", attribute: "B", item: unapproved({ isDocsOnly: true }), expect: notApplicable },
];

const rest: readonly Example[] = [
  { name: "purpose stated", attribute: "C", item: change(), expect: pass },
  { name: "no purpose", attribute: "C", item: change({ hasPurpose: false }), expect: deviates("evidence-missing") },
  { name: "push", attribute: "C", item: push(), expect: deviates("evidence-missing") },
  { name: "push, changes not seen", attribute: "C", item: push(), gaps: gap("repo.changes"), expect: open("gap") },
  { name: "push of a change no export holds", attribute: "C", item: push({ number: 7 }), expect: open("gap") },
  { name: "initial import", attribute: "C", item: push({ isInitialImport: true }), expect: notApplicable },
  { name: "no bypass", attribute: "D", item: change(), expect: pass },
  { name: "bypass", attribute: "D", item: change({ bypassAt: MERGED_AT }), expect: deviates("bypassed") },
  { name: "bypasses not seen", attribute: "D", item: change(), gaps: gap("repo.bypasses"), expect: open("gap") },
  {
    name: "bypasses not in the plan",
    attribute: "D",
    item: change(),
    gaps: gap("repo.bypasses", "licence"),
    expect: open("plan-limited"),
  },
  { name: "push", attribute: "D", item: push(), expect: deviates("bypassed") },
  { name: "rewrite", attribute: "D", item: push({ kind: "rewrite" }), expect: deviates("bypassed") },
  { name: "initial import", attribute: "D", item: push({ isInitialImport: true }), expect: notApplicable },
];

/** Every outcome of every attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [...approval, ...pushes, ...bots, ...deployers, ...authority, ...rest];
