import type { Example } from "../../assess/control.js";

const MERGED_AT = Date.UTC(2026, 2, 2, 12);

interface Run {
  readonly check: string | null;
  readonly conclusion?: string | null;
}

/** A change with one segment per check. */
function change(runs: readonly Run[], more: Record<string, unknown> = {}): Record<string, unknown> {
  const base = {
    itemId: "change-412",
    occurredAt: MERGED_AT,
    label: "acme/api#412",
    unit: "acme/api",
    actor: "ann",
    evidence: null,
    fromAt: MERGED_AT - 1_000,
    toAt: MERGED_AT,
    kind: "change",
    number: 412,
    sha: "1a2b3c4d5e",
    isInitialImport: false,
    isDocsOnly: false,
    checkedSha: "head",
    ...more,
  };
  const segments = (runs.length === 0 ? [{ check: null, conclusion: null }] : runs).map(
    ({ check, conclusion = "success" }) => ({ ...base, checkName: check, conclusion }),
  );
  return { ...segments[0], segments };
}

function push(more: Record<string, unknown> = {}, runs: readonly Run[] = []) {
  return change(runs, { kind: "direct_push", number: null, ...more });
}

function gap(stream: string, reason: string) {
  return [{ stream, scope: "acme/api", from: 0, to: MERGED_AT + 1, reason }];
}

const GREEN = [{ check: "build" }, { check: "test" }];
const skipped = [{ check: "build" }, { check: "test", conclusion: "skipped" }];
const neutral = [{ check: "build", conclusion: "neutral" }, { check: "test" }];
const failed = { state: "deviation", kind: "wrong-result" } as const;
const notRun = { state: "deviation", kind: "not-performed" } as const;
const bypassed = { state: "deviation", kind: "bypassed" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const pass = { state: "pass" } as const;

/** Every outcome; the boundary in time is drawn by the population (a run that ended at the merge is in, later out). */
export const examples: readonly Example[] = [
  { name: "all green", attribute: "A", item: change(GREEN), expect: pass },
  {
    name: "one more check is red",
    attribute: "A",
    item: change([...GREEN, { check: "x", conclusion: "failure" }]),
    expect: pass,
  },
  {
    name: "one failed",
    attribute: "A",
    item: change([{ check: "build" }, { check: "test", conclusion: "failure" }]),
    expect: failed,
  },
  {
    name: "one cancelled",
    attribute: "A",
    item: change([{ check: "build", conclusion: "cancelled" }, { check: "test" }]),
    expect: failed,
  },
  { name: "one missing", attribute: "A", item: change([{ check: "build" }]), expect: notRun },
  { name: "none", attribute: "A", item: change([]), expect: notRun },
  { name: "skipped is no success", attribute: "A", item: change(skipped), expect: failed },
  {
    name: "skipped, allowed",
    attribute: "A",
    item: change(skipped),
    parameters: { allow_neutral: ["test"] },
    expect: pass,
  },
  {
    name: "neutral, allowed",
    attribute: "A",
    item: change(neutral),
    parameters: { allow_neutral: ["build"] },
    expect: pass,
  },
  {
    name: "neutral, another allowed",
    attribute: "A",
    item: change(neutral),
    parameters: { allow_neutral: ["test"] },
    expect: failed,
  },
  {
    name: "other checks required",
    attribute: "A",
    item: change(GREEN),
    parameters: { required_checks: ["lint"] },
    expect: notRun,
  },
  {
    name: "checks not seen",
    attribute: "A",
    item: change([]),
    gaps: gap("repo.checks", "not_covered"),
    expect: unseen,
  },
  {
    name: "checks refused",
    attribute: "A",
    item: change([]),
    gaps: gap("repo.checks", "permission"),
    expect: { state: "indeterminate", cause: "denied" },
  },
  {
    name: "a failure that was seen, though not all was",
    attribute: "A",
    item: change([{ check: "build", conclusion: "failure" }]),
    gaps: gap("repo.checks", "not_covered"),
    expect: failed,
  },
  {
    name: "a conclusion nobody knows",
    attribute: "A",
    item: change([{ check: "build" }, { check: "test", conclusion: "unknown" }]),
    expect: { state: "indeterminate", cause: "unparsed" },
  },
  {
    name: "documents only",
    attribute: "A",
    item: change([], { isDocsOnly: true }),
    expect: { state: "not-applicable" },
  },
  {
    name: "initial import",
    attribute: "A",
    item: push({ isInitialImport: true }),
    expect: { state: "not-applicable" },
  },
  { name: "direct push", attribute: "A", item: push(), expect: bypassed },
  { name: "rewrite", attribute: "A", item: push({ kind: "rewrite" }), expect: bypassed },
  { name: "pushed after its checks", attribute: "A", item: push({}, GREEN), expect: pass },
  {
    name: "push, changes not seen",
    attribute: "A",
    item: push(),
    gaps: gap("repo.changes", "not_covered"),
    expect: unseen,
  },
  { name: "push of a change that no export holds", attribute: "A", item: push({ number: 9 }), expect: unseen },
];
