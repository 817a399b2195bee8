import type { Example } from "../../assess/control.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";

const MERGED = Date.UTC(2026, 2, 4, 12);
const DUE = MERGED + DAY_MS;

type Fields = Readonly<Record<string, unknown>>;
type Runs = Readonly<Record<string, string>>;

/** A change with the conclusions of its scans. */
function change(runs: Runs, more: Fields = {}): Fields {
  const facts = {
    itemId: "change-412",
    occurredAt: MERGED,
    label: "acme/api#412",
    unit: "acme/api",
    actor: "ann",
    evidence: null,
    itemKind: "state",
    fromAt: MERGED - 1_000,
    toAt: MERGED,
    kind: "change",
    number: 412,
    sha: "1a2b3c4d5e",
    isInitialImport: false,
    isDocsOnly: false,
    checkName: null,
    conclusion: null,
    waiverApprovedAt: null,
    ...more,
  };
  const segments = Object.entries(runs).map(([checkName, conclusion]) => ({ ...facts, checkName, conclusion }));
  return { ...facts, ...segments[0], segments: segments.length === 0 ? [facts] : segments };
}

const push = (runs: Runs = {}, more: Fields = {}) => change(runs, { kind: "direct_push", number: null, ...more });

/** A secret found on 4 March and revoked in two hours. */
function alert(more: Fields = {}): Fields {
  const facts = {
    itemId: "secret-alert S-1",
    occurredAt: MERGED,
    label: "secret alert S-1",
    unit: "acme/api",
    actor: null,
    evidence: null,
    itemKind: "secret",
    fromAt: MERGED,
    toAt: MERGED + 1,
    kind: "",
    actClosedAt: MERGED + 2 * HOUR_MS,
    actOutcome: "revoked",
    actIsTaggedTest: false,
    ...more,
  };
  return { ...facts, segments: [facts] };
}

const open = alert({ actClosedAt: null, actOutcome: null });
const gap = (stream: string, scope: string, { from = MERGED, reason = "not_covered" } = {}) => [
  { stream, scope, from, to: from + 1, reason },
];
const refused = { reason: "permission" };

const GREEN: Runs = { "dependency-scan": "success", "secret-scan": "success" };
const RED: Runs = { ...GREEN, "dependency-scan": "failure" };

const pass = { state: "pass" } as const;
const late = { state: "deviation", kind: "late" } as const;
const notPerformed = { state: "deviation", kind: "not-performed" } as const;
const wrong = { state: "deviation", kind: "wrong-result" } as const;
const bypassed = { state: "deviation", kind: "bypassed" } as const;
const notApplicable = { state: "not-applicable" } as const;
const unseen = { state: "indeterminate", cause: "gap" } as const;
const denied = { state: "indeterminate", cause: "denied" } as const;
const unparsed = { state: "indeterminate", cause: "unparsed" } as const;

const without = (name: string): Runs => Object.fromEntries(Object.entries(GREEN).filter(([each]) => each !== name));

const scans: readonly Omit<Example, "attribute">[] = [
  { name: "both ran", item: change(GREEN), expect: pass },
  { name: "one found something", item: change(RED), expect: pass },
  { name: "no dependency scan", item: change(without("dependency-scan")), expect: notPerformed },
  { name: "no secret scan", item: change(without("secret-scan")), expect: notPerformed },
  { name: "none", item: change({}), expect: notPerformed },
  { name: "other checks only", item: change({ build: "success" }), expect: notPerformed },
  ...["cancelled", "timed_out", "skipped"].map((conclusion) => ({
    name: `${conclusion} is no run`,
    item: change({ ...GREEN, "secret-scan": conclusion }),
    expect: notPerformed,
  })),
  { name: "a conclusion nobody knows", item: change({ ...GREEN, "secret-scan": "unknown" }), expect: unparsed },
  {
    name: "other names promised",
    item: change({ codeql: "success" }),
    parameters: { scan_checks: ["codeql"] },
    expect: pass,
  },
  { name: "checks not seen", item: change({}), gaps: gap("repo.checks", "acme/api"), expect: unseen },
  { name: "checks refused", item: change({}), gaps: gap("repo.checks", "acme/api", refused), expect: denied },
  {
    name: "checks of another repository not seen",
    item: change({}),
    gaps: gap("repo.checks", "acme/web"),
    expect: notPerformed,
  },
  { name: "a push", item: push(), expect: bypassed },
  { name: "a push, scanned", item: push(GREEN), expect: pass },
  { name: "a rewrite", item: push({}, { kind: "rewrite" }), expect: bypassed },
  { name: "a push, changes not seen", item: push(), gaps: gap("repo.changes", "acme/api"), expect: unseen },
  { name: "a push of a change that no export holds", item: push({}, { number: 9 }), expect: unseen },
  { name: "documents only", item: change({}, { isDocsOnly: true }), expect: notApplicable },
  { name: "initial import", item: push({}, { isInitialImport: true }), expect: notApplicable },
  { name: "an alert", item: alert(), expect: notApplicable },
];

const findings: readonly Omit<Example, "attribute">[] = [
  { name: "nothing found", item: change(GREEN), expect: pass },
  { name: "something found", item: change(RED), expect: wrong },
  { name: "waived before", item: change(RED, { waiverApprovedAt: MERGED - DAY_MS }), expect: pass },
  { name: "waived on the dot", item: change(RED, { waiverApprovedAt: MERGED }), expect: pass },
  { name: "waived one ms late", item: change(RED, { waiverApprovedAt: MERGED + 1 }), expect: late },
  { name: "neutral", item: change({ ...GREEN, "secret-scan": "neutral" }), expect: wrong },
  {
    name: "neutral, allowed",
    item: change({ ...GREEN, "secret-scan": "neutral" }),
    parameters: { allow_neutral: ["secret-scan"] },
    expect: pass,
  },
  { name: "waivers not seen", item: change(RED), gaps: gap("exceptions.approved", "*"), expect: unseen },
  { name: "waivers refused", item: change(RED), gaps: gap("exceptions.approved", "*", refused), expect: denied },
  {
    name: "no register of waivers",
    item: change(RED),
    gaps: gap("exceptions.approved", "*", { reason: "not_configured" }),
    expect: wrong,
  },
  { name: "one scan ran and found something", item: change({ "secret-scan": "failure" }), expect: wrong },
  { name: "no scan ran", item: change({}), expect: notApplicable },
  { name: "a push with findings", item: push(RED), expect: wrong },
  { name: "documents only", item: change(RED, { isDocsOnly: true }), expect: notApplicable },
  { name: "an alert", item: alert(), expect: notApplicable },
];

const secrets: readonly Omit<Example, "attribute">[] = [
  { name: "revoked in time", item: alert(), expect: pass },
  { name: "revoked on the dot", item: alert({ actClosedAt: DUE }), expect: pass },
  { name: "revoked one ms late", item: alert({ actClosedAt: DUE + 1 }), expect: late },
  {
    name: "more hours promised",
    item: alert({ actClosedAt: DUE + 1 }),
    parameters: { secret_hours: 48 },
    expect: pass,
  },
  { name: "open, on the dot", item: open, asOf: DUE, expect: { state: "pending" } },
  { name: "open, one ms after", item: open, asOf: DUE + 1, expect: notPerformed },
  { name: "open, alerts not seen", item: open, gaps: gap("repo.secrets", "acme/api", { from: DUE }), expect: unseen },
  {
    name: "open, alerts not seen later",
    item: open,
    gaps: gap("repo.secrets", "acme/api", { from: DUE + 1 }),
    expect: notPerformed,
  },
  {
    name: "open, refused",
    item: open,
    gaps: gap("repo.secrets", "acme/api", { from: DUE, ...refused }),
    expect: denied,
  },
  { name: "not to be fixed", item: alert({ actOutcome: "wont_fix" }), expect: notPerformed },
  {
    name: "not to be fixed, not due yet",
    item: alert({ actOutcome: "wont_fix" }),
    asOf: DUE,
    expect: { state: "pending" },
  },
  { name: "a false positive", item: alert({ actOutcome: "False_Positive" }), expect: pass },
  { name: "a word nobody knows", item: alert({ actOutcome: "moved" }), expect: unparsed },
  { name: "closed without a word", item: alert({ actOutcome: null }), expect: pass },
  { name: "a test", item: alert({ actClosedAt: null, actIsTaggedTest: true }), expect: notApplicable },
  { name: "a change", item: change({}), expect: notApplicable },
];

/** Every outcome of each attribute, and each boundary one tick either side. */
export const examples: readonly Example[] = [
  ...scans.map((each) => ({ ...each, attribute: "A" })),
  ...findings.map((each) => ({ ...each, attribute: "B" })),
  ...secrets.map((each) => ({ ...each, attribute: "C" })),
];
