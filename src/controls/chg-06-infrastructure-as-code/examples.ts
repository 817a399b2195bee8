import type { Example } from "../../assess/control.js";
import { DAY_MS, MINUTE_MS } from "../../base/instant.js";

/** Thursday noon: two business days later is Monday. */
const AT = Date.UTC(2026, 2, 5, 12);
const SKEW = AT + 300_000;
const DUE_AT = AT + 5 * DAY_MS;
const DECLARE_BY = AT + 60 * MINUTE_MS;
const REVIEW_DUE_AT = Date.UTC(2026, 2, 10) - 1;

/** A write with a ticket approved an hour before; a drift run a day later found nothing. */
function write(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "111111111111 e1",
    occurredAt: AT,
    label: "s3.amazonaws.com PutBucketAcl in 111111111111",
    unit: "111111111111",
    actor: "p-1",
    evidence: null,
    actorKind: "human",
    channel: "console",
    resource: "bucket-a",
    isPipelineRole: false,
    isPersonKnown: true,
    changeKey: "OPS-1",
    declaredAt: AT - DAY_MS,
    isIncident: false,
    labels: "",
    approvedAt: AT - 3_600_000,
    unmatchedApprovedAt: null,
    selfApprovedAt: null,
    unnamedApprovedAt: null,
    rejectedAt: null,
    driftOpenedAt: null,
    driftResolvedAt: null,
    ownDriftOpenedAt: null,
    ownDriftResolvedAt: null,
    nextRunAt: AT + DAY_MS,
    ...more,
  };
}

const unapproved = write({ approvedAt: null });
const ticketless = write({ approvedAt: null, declaredAt: null, changeKey: null });

function emergency(more: Record<string, unknown> = {}) {
  return write({ labels: "infra|emergency", declaredAt: DECLARE_BY, approvedAt: REVIEW_DUE_AT, ...more });
}

function drift(driftResolvedAt: number | null, driftOpenedAt = AT + DAY_MS) {
  return write({ driftOpenedAt, driftResolvedAt });
}

/** A finding of two days before the write was closed an hour after it; what the write itself left was found later. */
function behindAnother(ownDriftResolvedAt: number | null, ownDriftOpenedAt = AT + DAY_MS) {
  return { ...drift(AT + 3_600_000, AT - 2 * DAY_MS), ownDriftOpenedAt, ownDriftResolvedAt };
}

function gap(stream: string, from: number, reason = "not_covered") {
  return [{ stream, scope: "*", from, to: from + 1, reason }];
}

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const unauthorised = { state: "deviation", kind: "unauthorised" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const pending = { state: "pending" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const whose = { state: "indeterminate", cause: "unmatched-person" } as const;
const runless = write({ nextRunAt: null });
const early = Date.UTC(2025, 11, 31);
const unmatched = (unmatchedApprovedAt: number, more = unapproved) => ({ ...more, unmatchedApprovedAt });
const rejected = (rejectedAt: number) => write({ rejectedAt });
const AGE_START = AT - 90 * DAY_MS;

const approvals: readonly Example[] = [
  { name: "approved before", attribute: "A", item: write(), expect: pass },
  { name: "approved within the skew", attribute: "A", item: write({ approvedAt: SKEW }), expect: pass },
  { name: "approved one ms beyond", attribute: "A", item: write({ approvedAt: SKEW + 1 }), expect: late },
  { name: "approved, then rejected before", attribute: "A", item: rejected(SKEW), expect: unauthorised },
  { name: "approved, rejected only afterwards", attribute: "A", item: rejected(SKEW + 1), expect: pass },
  { name: "by the pipeline", attribute: "A", item: { ...ticketless, isPipelineRole: true }, expect: pass },
  { name: "no ticket", attribute: "A", item: ticketless, expect: unauthorised },
  {
    name: "a ticket that does not exist",
    attribute: "A",
    item: { ...ticketless, changeKey: "OPS-9" },
    expect: unauthorised,
  },
  { name: "tickets not seen", attribute: "A", item: ticketless, gaps: gap("tickets", AGE_START), expect: unseen },
  {
    name: "tickets not seen long before",
    attribute: "A",
    item: ticketless,
    gaps: gap("tickets", AGE_START - 1),
    expect: unauthorised,
  },
  {
    name: "tickets refused",
    attribute: "A",
    item: ticketless,
    gaps: gap("tickets", AT, "permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  { name: "ticket not approved", attribute: "A", item: unapproved, expect: notPerformed },
  { name: "approved by oneself", attribute: "A", item: { ...unapproved, selfApprovedAt: AT }, expect: unauthorised },
  {
    name: "approved by nobody",
    attribute: "A",
    item: { ...unapproved, unnamedApprovedAt: AT },
    expect: { state: "deviation", kind: "evidence-missing" },
  },
  { name: "two persons or one, within the skew", attribute: "A", item: unmatched(SKEW), expect: whose },
  { name: "two persons or one, one ms beyond", attribute: "A", item: unmatched(SKEW + 1), expect: late },
  { name: "two persons or one, and by another", attribute: "A", item: unmatched(AT, write()), expect: pass },
  {
    name: "two persons or one, then rejected",
    attribute: "A",
    item: { ...unmatched(AT), rejectedAt: SKEW },
    expect: unauthorised,
  },
  { name: "unknown actor", attribute: "A", item: { ...ticketless, actorKind: "unknown" }, expect: whose },
  { name: "unknown actor, approved", attribute: "A", item: write({ actorKind: "unknown" }), expect: pass },
  { name: "carried in", attribute: "A", item: { ...ticketless, occurredAt: early }, expect: notApplicable },
];

const emergencies: readonly Example[] = [
  { name: "emergency on the dot", attribute: "A", item: emergency(), expect: pass },
  { name: "incident on the dot", attribute: "A", item: emergency({ labels: "", isIncident: true }), expect: pass },
  { name: "declared one ms late", attribute: "A", item: emergency({ declaredAt: DECLARE_BY + 1 }), expect: late },
  { name: "reviewed one ms late", attribute: "A", item: emergency({ approvedAt: REVIEW_DUE_AT + 1 }), expect: late },
  {
    name: "a holiday more to review",
    attribute: "A",
    item: emergency({ approvedAt: REVIEW_DUE_AT + 1 }),
    parameters: { holidays: ["2026-03-06"] },
    expect: pass,
  },
  { name: "another label", attribute: "A", item: emergency({ labels: "emergencyish" }), expect: late },
  { name: "by nobody known", attribute: "A", item: emergency({ isPersonKnown: false }), expect: whose },
  {
    name: "reviewed by another or oneself, on the dot",
    attribute: "A",
    item: unmatched(REVIEW_DUE_AT, emergency({ approvedAt: null })),
    expect: whose,
  },
  {
    name: "reviewed by another or oneself, one ms late",
    attribute: "A",
    item: unmatched(REVIEW_DUE_AT + 1, emergency({ approvedAt: null })),
    expect: late,
  },
  {
    name: "not reviewed, on the dot",
    attribute: "A",
    item: emergency({ approvedAt: null }),
    asOf: REVIEW_DUE_AT,
    expect: pending,
  },
  {
    name: "not reviewed, one ms later",
    attribute: "A",
    item: emergency({ approvedAt: null }),
    asOf: REVIEW_DUE_AT + 1,
    expect: notPerformed,
  },
  {
    name: "reviewed late, earlier reviews not seen",
    attribute: "A",
    item: emergency({ approvedAt: REVIEW_DUE_AT + 1 }),
    gaps: gap("tickets", REVIEW_DUE_AT),
    expect: unseen,
  },
  {
    name: "reviewed late, later reviews not seen",
    attribute: "A",
    item: emergency({ approvedAt: REVIEW_DUE_AT + 2 }),
    gaps: gap("tickets", REVIEW_DUE_AT + 1),
    expect: late,
  },
  {
    name: "reviews not seen",
    attribute: "A",
    item: emergency({ approvedAt: null }),
    gaps: gap("tickets", REVIEW_DUE_AT),
    expect: unseen,
  },
];

const reconciliations: readonly Example[] = [
  { name: "the next run found nothing", attribute: "B", item: write(), expect: pass },
  { name: "a run on the dot", attribute: "B", item: write({ nextRunAt: DUE_AT }), expect: pass },
  { name: "a run one ms late", attribute: "B", item: write({ nextRunAt: DUE_AT + 1 }), expect: notPerformed },
  { name: "reconciled on the dot", attribute: "B", item: drift(DUE_AT), expect: pass },
  { name: "reconciled one ms late", attribute: "B", item: drift(DUE_AT + 1), expect: late },
  { name: "never reconciled", attribute: "B", item: drift(null), expect: notPerformed },
  { name: "not yet, on the dot", attribute: "B", item: drift(null), asOf: DUE_AT, expect: pending },
  { name: "not yet, one ms later", attribute: "B", item: drift(null), asOf: DUE_AT + 1, expect: notPerformed },
  { name: "behind another, on the dot", attribute: "B", item: behindAnother(DUE_AT), expect: pass },
  { name: "behind another, one ms late", attribute: "B", item: behindAnother(DUE_AT + 1), expect: late },
  { name: "behind another, never reconciled", attribute: "B", item: behindAnother(null), expect: notPerformed },
  { name: "behind another, not yet", attribute: "B", item: behindAnother(null), asOf: DUE_AT, expect: pending },
  { name: "another, found after the deadline", attribute: "B", item: behindAnother(null, DUE_AT + 1), expect: pass },
  {
    name: "an older one is never closed, the own one is",
    attribute: "B",
    item: { ...behindAnother(DUE_AT), driftResolvedAt: null },
    expect: notPerformed,
  },
  { name: "a finding only after the deadline", attribute: "B", item: drift(null, DUE_AT + 1), expect: pass },
  { name: "no run, on the dot", attribute: "B", item: runless, asOf: DUE_AT, expect: pending },
  { name: "no run, one ms later", attribute: "B", item: runless, asOf: DUE_AT + 1, expect: notPerformed },
  { name: "runs not seen", attribute: "B", item: runless, gaps: gap("drift.runs", DUE_AT), expect: unseen },
  { name: "findings not seen", attribute: "B", item: write(), gaps: gap("drift.findings", AT), expect: unseen },
  {
    name: "findings not seen after the run",
    attribute: "B",
    item: write(),
    gaps: gap("drift.findings", AT + DAY_MS + 1),
    expect: pass,
  },
  { name: "closing not seen", attribute: "B", item: drift(null), gaps: gap("drift.findings", DUE_AT), expect: unseen },
  { name: "by the pipeline", attribute: "B", item: write({ isPipelineRole: true }), expect: notApplicable },
];

/** Every outcome of both attributes, and each boundary one tick either side. */
export const examples: readonly Example[] = [...approvals, ...emergencies, ...reconciliations];
