import type { Example } from "../../assess/control.js";
import { DAY_MS } from "../../base/instant.js";

const STARTED_AT = Date.UTC(2026, 2, 2, 12);
const SKEW_MS = 300_000;

/** A deployment by the pipeline of a commit that landed an hour before. */
function deployment(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId: "d1",
    occurredAt: STARTED_AT,
    label: "acme/api@1a2b3c4 to production",
    unit: "acme/api",
    actor: "ann",
    evidence: null,
    sha: "1a2b3c4d5e",
    environment: "production",
    trigger: "pipeline",
    outcome: "success",
    isRollback: false,
    landedAt: STARTED_AT - 3_600_000,
    landedLo: null,
    earlierGoodAt: null,
    earlierUnmatchedAt: null,
    approver: "none",
    approvedAt: null,
    ...more,
  };
}

function byHand(more: Record<string, unknown> = {}) {
  return deployment({ trigger: "human", ...more });
}

function approved(approvedAt: number | null) {
  return byHand({ approver: "other", approvedAt });
}

function gapFrom(from: number, to: number, reason = "not_covered") {
  return [{ stream: "repo.landed", scope: "acme/api", from, to, reason }];
}

const AGE_START = STARTED_AT - 90 * DAY_MS;
const absent = deployment({ landedAt: null });
const rollback = byHand({ isRollback: true, earlierGoodAt: STARTED_AT - DAY_MS });
const unlanded = { ...rollback, landedAt: null };
const BACK_START = AGE_START - DAY_MS;
const pass = { state: "pass" } as const;

function deviates(kind: string) {
  return { state: "deviation", kind } as const;
}

function open(cause: string) {
  return { state: "indeterminate", cause } as const;
}

function landing(landedAt: number, landedLo: number | null) {
  return deployment({ landedAt, landedLo });
}

const LATEST = STARTED_AT + SKEW_MS;

/** Every outcome of every attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  { name: "landed before", attribute: "A", item: deployment(), expect: pass },
  { name: "landed within the skew", attribute: "A", item: landing(LATEST, LATEST), expect: pass },
  { name: "landed after it", attribute: "A", item: landing(LATEST + 1, LATEST + 1), expect: deviates("unauthorised") },
  {
    name: "landed at an unknown time by then",
    attribute: "A",
    item: landing(LATEST + 1, null),
    expect: open("bounded-time"),
  },
  {
    name: "landed somewhere around it",
    attribute: "A",
    item: landing(LATEST + 1, LATEST),
    expect: open("bounded-time"),
  },
  { name: "on no protected branch", attribute: "A", item: absent, expect: deviates("unauthorised") },
  {
    name: "branch not seen then",
    attribute: "A",
    item: absent,
    gaps: gapFrom(AGE_START, AGE_START + 1),
    expect: open("gap"),
  },
  {
    name: "branch not seen long before",
    attribute: "A",
    item: absent,
    gaps: gapFrom(AGE_START - 1, AGE_START),
    expect: deviates("unauthorised"),
  },
  {
    name: "branch refused",
    attribute: "A",
    item: absent,
    gaps: gapFrom(0, STARTED_AT + 1, "permission"),
    expect: open("denied"),
  },
  { name: "no commit", attribute: "A", item: deployment({ sha: null }), expect: deviates("evidence-missing") },
  { name: "rollback to what was good", attribute: "A", item: rollback, expect: pass },
  { name: "rollback to what never landed", attribute: "A", item: unlanded, expect: deviates("unauthorised") },
  {
    name: "rollback, branch not seen before the earlier deployment",
    attribute: "A",
    item: unlanded,
    gaps: gapFrom(BACK_START, BACK_START + 1),
    expect: open("gap"),
  },
  {
    name: "rollback, branch not seen long before it",
    attribute: "A",
    item: unlanded,
    gaps: gapFrom(BACK_START - 1, BACK_START),
    expect: deviates("unauthorised"),
  },
  { name: "by the pipeline", attribute: "B", item: deployment(), expect: pass },
  { name: "by a schedule", attribute: "B", item: deployment({ trigger: "schedule" }), expect: pass },
  { name: "by hand, approved within the skew", attribute: "B", item: approved(LATEST), expect: pass },
  { name: "by hand, approved after it", attribute: "B", item: approved(LATEST + 1), expect: deviates("late") },
  { name: "by hand, approved one ms earlier", attribute: "B", item: approved(LATEST - 1), expect: pass },
  { name: "by hand, approved sometime", attribute: "B", item: approved(null), expect: open("bounded-time") },
  { name: "by hand, alone", attribute: "B", item: byHand(), expect: deviates("not-performed") },
  {
    name: "by hand, approved by oneself",
    attribute: "B",
    item: byHand({ approver: "self" }),
    expect: deviates("unauthorised"),
  },
  {
    name: "by hand, approved by a bot",
    attribute: "B",
    item: byHand({ approver: "bot" }),
    expect: deviates("unauthorised"),
  },
  {
    name: "by hand, approver unknown",
    attribute: "B",
    item: byHand({ approver: "unmatched" }),
    expect: open("unmatched-person"),
  },
  { name: "nobody knows by whom", attribute: "B", item: deployment({ trigger: "unknown" }), expect: open("unparsed") },
  {
    name: "by whomever, but approved",
    attribute: "B",
    item: { ...approved(LATEST), trigger: "unknown" },
    expect: pass,
  },
  { name: "rollback by hand", attribute: "B", item: rollback, expect: pass },
  {
    name: "rollback by hand to what never was good",
    attribute: "B",
    item: { ...rollback, earlierGoodAt: null },
    expect: deviates("not-performed"),
  },
  {
    name: "rollback by hand to what was approved by one or two persons",
    attribute: "B",
    item: { ...rollback, earlierGoodAt: null, earlierUnmatchedAt: STARTED_AT - DAY_MS },
    expect: open("unmatched-person"),
  },
  { name: "rollback by hand to what never landed", attribute: "B", item: unlanded, expect: deviates("not-performed") },
  {
    name: "rollback by hand, branch not seen",
    attribute: "B",
    item: unlanded,
    gaps: gapFrom(BACK_START, BACK_START + 1),
    expect: open("gap"),
  },
  {
    name: "rollback by hand to what never landed, approved",
    attribute: "B",
    item: { ...unlanded, approver: "other", approvedAt: LATEST },
    expect: pass,
  },
  { name: "commit known", attribute: "C", item: deployment(), expect: pass },
  { name: "commit unknown", attribute: "C", item: deployment({ sha: null }), expect: deviates("evidence-missing") },
  {
    name: "artefact unknown",
    attribute: "C",
    item: deployment({ unit: null, sha: null }),
    expect: deviates("evidence-missing"),
  },
];
