import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass } from "../../assess/outcome.js";
import type { CheckedChange } from "../../populations/change-checks/population.js";

/** The parameters as promised on the day of the item. */
export interface ChecksPromise {
  readonly required_checks: readonly string[];
  readonly allow_neutral: readonly string[];
}

type Segment = CheckedChange["segments"][number];

/** A: every required check's last run before the merge succeeded, on the final head or the commit of the queue. */
export function checksPassed(item: CheckedChange, context: JudgeContext<ChecksPromise>): Outcome {
  if (item.isInitialImport) return notApplicable("the first commit of the repository: no check could run before it");
  if (item.isDocsOnly) return notApplicable("touches only paths that a rule fixed before the period exempts");
  const { required_checks, allow_neutral } = context.parameters;
  for (const name of required_checks) {
    const run = lastRun(item, name);
    if (run === undefined || !isSuccess(run, allow_neutral)) return failing(item, context);
  }
  return pass();
}

function lastRun({ segments }: CheckedChange, name: string): Segment | undefined {
  for (const segment of segments) if (segment.checkName === name) return segment;
  return undefined;
}

function isSuccess({ checkName, conclusion }: Segment, allowNeutral: readonly string[]): boolean {
  if (conclusion === "success") return true;
  return (conclusion === "neutral" || conclusion === "skipped") && allowNeutral.includes(checkName ?? "");
}

/** Why it does not pass: a check that failed is known; a missing one only where somebody looked. */
function failing(item: CheckedChange, { parameters, gapIn }: JudgeContext<ChecksPromise>): Outcome {
  const { required_checks, allow_neutral } = parameters;
  const runs = required_checks.map((name) => ({ name, run: lastRun(item, name) }));
  const bad = runs.filter(({ run }) => run !== undefined && !isSuccess(run, allow_neutral));
  const failed = bad.filter(({ run }) => run?.conclusion !== "unknown");
  if (failed.length > 0) {
    const list = failed.map(({ name, run }) => `${name}: ${run?.conclusion}`).join(", ");
    return deviation("wrong-result", `last run before the merge did not succeed (${list})`);
  }
  const scope = item.unit ?? "*";
  const at = { from: item.occurredAt, to: item.occurredAt + 1 };
  const gap = gapIn({ stream: "repo.checks", scope, ...at });
  if (gap !== undefined) return unseenOutcome("a run of every required check", gap);
  const missing = runs.filter(({ run }) => run === undefined).map(({ name }) => name);
  if (missing.length === 0) {
    return indeterminate("unparsed", `What did ${bad.map(({ name }) => name).join(", ")} conclude?`);
  }
  return item.kind === "change" ? notRun(missing) : pushed(item, { missing, gapIn });
}

function notRun(missing: readonly string[]): Outcome {
  return deviation("not-performed", `no run of ${missing.join(", ")} had ended by the merge`);
}

/** A push is a deviation only if somebody would have seen the change, with its own head, that it may have come from. */
function pushed(
  item: CheckedChange,
  { missing, gapIn }: { missing: readonly string[] } & Pick<JudgeContext<ChecksPromise>, "gapIn">,
): Outcome {
  if (item.kind === "direct_push" && item.number !== null) {
    return indeterminate("gap", `Did the checks of change ${item.number} pass? No export holds it.`);
  }
  const at = { from: item.occurredAt, to: item.occurredAt + 1 };
  const gap = gapIn({ stream: "repo.changes", scope: item.unit ?? "*", ...at });
  if (item.kind === "direct_push" && gap !== undefined) return unseenOutcome("a merged change behind this commit", gap);
  return deviation("bypassed", `pushed before ${missing.join(", ")} had run`);
}
