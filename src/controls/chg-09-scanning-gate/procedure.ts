import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass } from "../../assess/outcome.js";
import { HOUR_MS, instantOf } from "../../base/instant.js";
import { type ScannedChange, scannedChanges } from "../../populations/scanned-changes/population.js";

/** The parameters as promised on the day of the item. */
export interface ScanGatePromise {
  readonly scan_checks: readonly string[];
  readonly allow_neutral: readonly string[];
  readonly secret_hours: number;
}

type Context = JudgeContext<ScanGatePromise>;

/** A: the last run of every scan had come to a conclusion by the merge. */
export function scanRan(item: ScannedChange, { parameters, gapIn }: Context): Outcome {
  const other = notScanned(item);
  if (other !== undefined) return other;
  const scans = scansOf(item, parameters.scan_checks);
  const missing = scans.filter(({ conclusion }) => !RAN.has(conclusion ?? "") && conclusion !== "unknown");
  if (missing.length === 0) {
    const unclear = scans.filter(({ conclusion }) => conclusion === "unknown");
    if (unclear.length === 0) return pass();
    return indeterminate("unparsed", `What did ${unclear.map(({ name }) => name).join(", ")} conclude?`);
  }
  const names = missing.map(({ name }) => name).join(", ");
  const scope = item.unit ?? "*";
  const at = { from: item.occurredAt, to: item.occurredAt + 1 };
  const gap = gapIn({ stream: "repo.checks", scope, ...at });
  if (gap !== undefined) return unseenOutcome("a run of every scan", gap);
  if (item.kind === "change") return deviation("not-performed", `${names} had not run by the merge`);
  if (item.kind === "direct_push" && item.number !== null) {
    return indeterminate("gap", `Was change ${item.number} scanned? No export holds it.`);
  }
  const unlisted = gapIn({ stream: "repo.changes", scope, ...at });
  if (item.kind === "direct_push" && unlisted !== undefined) {
    return unseenOutcome("a merged change behind this commit", unlisted);
  }
  return deviation("bypassed", `pushed before ${names} had run`);
}

/** B: the scans that ran found nothing that blocks, or it had been waived. */
export function findingsBlocked(item: ScannedChange, { parameters, gapIn }: Context): Outcome {
  const other = notScanned(item);
  if (other !== undefined) return other;
  const ran = scansOf(item, parameters.scan_checks).filter(({ conclusion }) => RAN.has(conclusion ?? ""));
  if (ran.length === 0) return notApplicable("no scan ran: judged by A");
  const blocking = ran.filter(
    ({ name, conclusion }) =>
      conclusion !== "success" && !(conclusion === "neutral" && parameters.allow_neutral.includes(name)),
  );
  if (blocking.length === 0) return pass();
  const list = blocking.map(({ name, conclusion }) => `${name}: ${conclusion}`).join(", ");
  const { occurredAt, waiverApprovedAt } = item;
  if (waiverApprovedAt !== null && waiverApprovedAt <= occurredAt) return pass();
  if (waiverApprovedAt !== null) {
    return deviation("late", `merged with findings (${list}), waived at ${instantOf(waiverApprovedAt)}`, {
      lateness: { lateMs: waiverApprovedAt - occurredAt, allowedMs: 0 },
    });
  }
  const gap = gapIn({ stream: "exceptions.approved", scope: "*", from: occurredAt, to: occurredAt + 1 });
  if (gap !== undefined && gap.reason !== "not_configured") return unseenOutcome("a waiver of its findings", gap);
  return deviation("wrong-result", `merged with findings (${list}) that nobody waived`);
}

/** C: an alert of a secret was resolved in time, in a way that ends it. */
export function secretResolved(item: ScannedChange, { parameters, asOf, gapIn }: Context): Outcome {
  const alert = scannedChanges.eventOf(item);
  if (alert === undefined) return notApplicable("a change: judged by A and B");
  if (alert.isTaggedTest) return notApplicable("tagged as a test when it was made");
  const { label, occurredAt, closedAt, unit } = alert;
  const word = (alert.outcome ?? "").toLowerCase();
  if (closedAt !== null && !ENDED.has(word) && !UNENDED.has(word)) {
    return indeterminate("unparsed", `How did it end? The alert says "${word}".`);
  }
  const dueAt = occurredAt + parameters.secret_hours * HOUR_MS;
  if (closedAt !== null && UNENDED.has(word) && asOf > dueAt) {
    return deviation(
      "not-performed",
      `${label} was closed at ${instantOf(closedAt)} as ${word}: the secret still works`,
    );
  }
  return recordedInTime(
    { what: `end of ${label}`, from: occurredAt, dueAt, doneAt: UNENDED.has(word) ? null : closedAt },
    { asOf, gap: () => gapIn({ stream: "repo.secrets", scope: unit ?? "*", from: dueAt, to: dueAt + 1 }) },
  );
}

/** Conclusions of a scan that has looked at the code. */
const RAN: ReadonlySet<string> = new Set(["success", "failure", "neutral"]);
const ENDED: ReadonlySet<string> = new Set(["", "revoked", "rotated", "resolved", "false_positive", "used_in_tests"]);
const UNENDED: ReadonlySet<string> = new Set(["wont_fix", "ignored"]);

function notScanned(item: ScannedChange): Outcome | undefined {
  if (item.itemKind !== "state") return notApplicable("a secret alert: judged by C");
  if (item.isInitialImport) return notApplicable("the first commit of the repository: no scan could run before it");
  if (item.isDocsOnly) return notApplicable("touches only paths that a rule fixed before the period exempts");
  return undefined;
}

interface Scan {
  readonly name: string;
  /** `null`: no run of it had ended by the merge. */
  readonly conclusion: string | null;
}

function scansOf({ segments }: ScannedChange, names: readonly string[]): readonly Scan[] {
  return names.map((name) => ({
    name,
    conclusion: segments.find(({ checkName }) => checkName === name)?.conclusion ?? null,
  }));
}
