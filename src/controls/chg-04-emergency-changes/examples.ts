import type { Example } from "../../assess/control.js";
import { DAY_MS, MINUTE_MS } from "../../base/instant.js";

/** Friday noon: one business day later is Monday. */
const AT = Date.UTC(2026, 2, 6, 12);
const DECLARE_BY = AT + 60 * MINUTE_MS;
const REVIEW_BY = Date.UTC(2026, 2, 10) - 1;

/** A merge past a rule: declared, approved, reviewed and tested in time. */
function emergency(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "change-412",
    occurredAt: AT,
    label: "acme/api#412",
    unit: "acme/api",
    actor: "ann",
    evidence: null,
    kind: "bypassed_merge",
    sha: "1a2b3c4d5e",
    number: 412,
    bypassAt: AT,
    namedKey: "INC-1",
    declaredAt: AT - MINUTE_MS,
    approvedAt: AT - MINUTE_MS,
    reviewedAt: AT + DAY_MS,
    approvers: 1,
    reviewers: 1,
    unmatchedActors: 0,
    unmatchedApprovedAt: null,
    unmatchedReviewedAt: null,
    unplacedApprovedAt: null,
    unplacedReviewedAt: null,
    unnamedApprovedAt: null,
    hasSelfApproval: false,
    hasSelfReview: false,
    testedAt: AT + MINUTE_MS,
    failedChecks: 0,
    ...more,
  };
}

const NOTHING = { declaredAt: null, approvedAt: null, reviewedAt: null, approvers: 0, reviewers: 0, testedAt: null };

function bare(more: Record<string, unknown> = {}) {
  return emergency({ ...NOTHING, ...more });
}

function push(more: Record<string, unknown> = {}) {
  return bare({ kind: "direct_push", number: null, bypassAt: null, ...more });
}

function gap(stream: string, from: number, reason = "not_covered") {
  const scope = stream.startsWith("repo.") ? "acme/api" : "*";
  return [{ stream, scope, from, to: from + 1, reason }];
}

function onDay(day: string) {
  return { holidays: [day] };
}

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const limited = { state: "indeterminate", cause: "plan-limited" } as const;
const whose = { state: "indeterminate", cause: "unmatched-person" } as const;
const carriedIn = bare({ occurredAt: Date.UTC(2025, 11, 30) });
const AGE_START = AT - 90 * DAY_MS;

const declaration: readonly Example[] = [
  { name: "declared before", attribute: "A", item: emergency(), expect: pass },
  { name: "declared on the dot", attribute: "A", item: emergency({ declaredAt: DECLARE_BY }), expect: pass },
  { name: "declared one ms late", attribute: "A", item: emergency({ declaredAt: DECLARE_BY + 1 }), expect: late },
  {
    name: "declared late, earlier tickets not seen",
    attribute: "A",
    item: emergency({ declaredAt: DECLARE_BY + 1 }),
    gaps: gap("tickets", DECLARE_BY),
    expect: unseen,
  },
  { name: "not declared, on the dot", attribute: "A", item: bare(), asOf: DECLARE_BY, expect: pending },
  { name: "not declared, one ms later", attribute: "A", item: bare(), asOf: DECLARE_BY + 1, expect: notPerformed },
  { name: "tickets not seen", attribute: "A", item: bare(), gaps: gap("tickets", AGE_START), expect: unseen },
  {
    name: "tickets not seen long before",
    attribute: "A",
    item: bare(),
    gaps: gap("tickets", AGE_START - 1),
    expect: notPerformed,
  },
  {
    name: "tickets refused",
    attribute: "A",
    item: bare(),
    gaps: gap("tickets", AT, "permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  { name: "push", attribute: "A", item: push(), expect: notPerformed },
  { name: "push, changes not seen", attribute: "A", item: push(), gaps: gap("repo.changes", AT), expect: unseen },
  { name: "push of a change no export holds", attribute: "A", item: push({ number: 9 }), expect: unseen },
  {
    name: "push the forge saw itself",
    attribute: "A",
    item: push({ bypassAt: AT }),
    gaps: gap("repo.changes", AT),
    expect: notPerformed,
  },
  { name: "carried in", attribute: "A", item: carriedIn, expect: notApplicable },
];

const approval: readonly Example[] = [
  { name: "approved before", attribute: "B", item: emergency(), expect: pass },
  {
    name: "approved aloud, on record on the dot",
    attribute: "B",
    item: emergency({ approvedAt: REVIEW_BY }),
    expect: pass,
  },
  { name: "on record one ms late", attribute: "B", item: emergency({ approvedAt: REVIEW_BY + 1 }), expect: late },
  { name: "not approved, on the dot", attribute: "B", item: bare(), asOf: REVIEW_BY, expect: pending },
  { name: "not approved, one ms later", attribute: "B", item: bare(), asOf: REVIEW_BY + 1, expect: notPerformed },
  { name: "by oneself", attribute: "B", item: bare({ hasSelfApproval: true }), expect: unauthorised },
  {
    name: "by nobody",
    attribute: "B",
    item: bare({ unnamedApprovedAt: AT }),
    expect: { state: "deviation", kind: "evidence-missing" },
  },
  { name: "by an unknown account", attribute: "B", item: bare({ unmatchedApprovedAt: REVIEW_BY }), expect: whose },
  {
    name: "by an unknown account, too late",
    attribute: "B",
    item: bare({ unmatchedApprovedAt: REVIEW_BY + 1 }),
    expect: notPerformed,
  },
  { name: "perhaps on another commit", attribute: "B", item: bare({ unplacedApprovedAt: REVIEW_BY }), expect: limited },
  {
    name: "perhaps on another commit, too late",
    attribute: "B",
    item: bare({ unplacedApprovedAt: REVIEW_BY + 1 }),
    expect: notPerformed,
  },
  {
    name: "late, and before perhaps on another commit",
    attribute: "B",
    item: emergency({ approvedAt: REVIEW_BY + 1, unplacedApprovedAt: REVIEW_BY }),
    expect: limited,
  },
  {
    name: "late, earlier approvals not seen",
    attribute: "B",
    item: emergency({ approvedAt: REVIEW_BY + 1 }),
    gaps: gap("tickets", REVIEW_BY),
    expect: unseen,
  },
  {
    name: "late, later approvals not seen",
    attribute: "B",
    item: emergency({ approvedAt: REVIEW_BY + 2 }),
    gaps: gap("tickets", REVIEW_BY + 1),
    expect: late,
  },
  { name: "perhaps by who acted", attribute: "B", item: emergency({ unmatchedActors: 1 }), expect: whose },
  {
    name: "by more persons than acted",
    attribute: "B",
    item: emergency({ unmatchedActors: 1, approvers: 2 }),
    expect: pass,
  },
  { name: "tickets not seen", attribute: "B", item: bare(), gaps: gap("tickets", REVIEW_BY), expect: unseen },
  { name: "push, changes not seen", attribute: "B", item: push(), gaps: gap("repo.changes", AT), expect: unseen },
  { name: "carried in", attribute: "B", item: carriedIn, expect: notApplicable },
];

const review: readonly Example[] = [
  { name: "reviewed on the dot", attribute: "C", item: emergency({ reviewedAt: REVIEW_BY }), expect: pass },
  { name: "reviewed one ms late", attribute: "C", item: emergency({ reviewedAt: REVIEW_BY + 1 }), expect: late },
  {
    name: "one day more for a holiday",
    attribute: "C",
    item: emergency({ reviewedAt: REVIEW_BY + DAY_MS }),
    parameters: onDay("2026-03-09"),
    expect: pass,
  },
  {
    name: "one ms after that day",
    attribute: "C",
    item: emergency({ reviewedAt: REVIEW_BY + DAY_MS + 1 }),
    parameters: onDay("2026-03-09"),
    expect: late,
  },
  {
    name: "midnight elsewhere",
    attribute: "C",
    item: emergency({ reviewedAt: REVIEW_BY + 1 }),
    parameters: { zone: "America/New_York" },
    expect: pass,
  },
  { name: "not reviewed, on the dot", attribute: "C", item: bare(), asOf: REVIEW_BY, expect: pending },
  { name: "not reviewed, one ms later", attribute: "C", item: bare(), asOf: REVIEW_BY + 1, expect: notPerformed },
  { name: "by oneself", attribute: "C", item: bare({ hasSelfReview: true }), expect: unauthorised },
  { name: "by an unknown account", attribute: "C", item: bare({ unmatchedReviewedAt: AT }), expect: whose },
  { name: "perhaps on another commit", attribute: "C", item: bare({ unplacedReviewedAt: AT }), expect: limited },
  {
    name: "late, earlier reviews not seen",
    attribute: "C",
    item: emergency({ reviewedAt: REVIEW_BY + 1 }),
    gaps: gap("repo.reviews", REVIEW_BY),
    expect: unseen,
  },
  { name: "reviews not seen", attribute: "C", item: bare(), gaps: gap("repo.reviews", REVIEW_BY), expect: unseen },
  {
    name: "a push has no reviews on the forge",
    attribute: "C",
    item: push(),
    gaps: gap("repo.reviews", AT),
    expect: notPerformed,
  },
  { name: "carried in, never reviewed", attribute: "C", item: carriedIn, expect: notPerformed },
];

const tests: readonly Example[] = [
  { name: "tested", attribute: "D", item: emergency(), expect: pass },
  {
    name: "failed",
    attribute: "D",
    item: emergency({ failedChecks: 1 }),
    expect: { state: "deviation", kind: "wrong-result" },
  },
  { name: "not tested, on the dot", attribute: "D", item: bare(), asOf: REVIEW_BY, expect: pending },
  { name: "not tested, one ms later", attribute: "D", item: bare(), asOf: REVIEW_BY + 1, expect: notPerformed },
  { name: "checks not seen", attribute: "D", item: bare(), gaps: gap("repo.checks", REVIEW_BY), expect: unseen },
  { name: "deployment by hand", attribute: "D", item: bare({ kind: "manual_deployment" }), expect: notApplicable },
  { name: "carried in", attribute: "D", item: carriedIn, expect: notApplicable },
];

/** Every outcome of every attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [...declaration, ...approval, ...review, ...tests];
