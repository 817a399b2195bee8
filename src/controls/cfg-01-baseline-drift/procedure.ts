import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass } from "../../assess/outcome.js";
import { DAY_MS, HOUR_MS, instantOf, SECOND_MS } from "../../base/instant.js";
import type { DriftItem } from "../../populations/drift-findings/population.js";

/** The parameters as promised on the day of the item. */
export interface DriftPromise {
  readonly detect_hours: number;
  readonly fix_days: number;
  readonly clock_skew_seconds: number;
}

type Context = JudgeContext<DriftPromise>;

/** A: drift was detected soon enough after it began; the daily run that detects it took place. */
export function detectedInTime(item: DriftItem, context: Context): Outcome {
  if (item.kind === "run") return ranOnItsDay(item, context);
  const { occurredAt, beganAt, runBeforeAt } = item;
  if (occurredAt < context.period.start) return notApplicable("detected before the period, and still open in it");
  const allowedMs = context.parameters.detect_hours * HOUR_MS;
  if (beganAt !== null) {
    const lateMs = occurredAt - beganAt - allowedMs;
    if (lateMs <= 0) return pass();
    return deviation("late", `began at ${instantOf(beganAt)}, detected at ${instantOf(occurredAt)}`, {
      lateness: { lateMs, allowedMs },
    });
  }
  const skewMs = context.parameters.clock_skew_seconds * SECOND_MS;
  if (runBeforeAt !== null && occurredAt - runBeforeAt <= allowedMs + skewMs) return pass();
  return indeterminate(
    "bounded-time",
    runBeforeAt === null
      ? "When did the drift begin? No earlier complete run bounds it."
      : `When did the drift begin? The run at ${instantOf(runBeforeAt)} did not find it.`,
  );
}

/** B: the finding was fixed, or accepted by somebody with a name, in time. */
export function fixedOrAccepted(item: DriftItem, { parameters, asOf, gapIn }: Context): Outcome {
  if (item.kind === "run") return notApplicable("a run of the comparison: what it found are items of their own");
  const { occurredAt, unnamedAcceptedAt } = item;
  const dueAt = occurredAt + parameters.fix_days * DAY_MS;
  const doneAt = earliest(item.closedAt, earliest(item.acceptedAt, item.exceptionAt));
  if (doneAt === null && unnamedAcceptedAt !== null && asOf > dueAt) {
    return deviation("evidence-missing", `accepted at ${instantOf(unnamedAcceptedAt)}, nobody knows by whom`);
  }
  const duty = { what: "fix or acceptance", from: occurredAt, dueAt, doneAt };
  const gap = () => gapIn({ stream: "drift.findings", scope: "*", from: occurredAt, to: dueAt + 1 });
  return recordedInTime(duty, { asOf, gap });
}

function ranOnItsDay(item: DriftItem, { asOf, gapIn }: Context): Outcome {
  const { occurredAt, ranAt } = item;
  const dueAt = item.dueAt ?? occurredAt;
  if (ranAt === null && asOf > dueAt) {
    const gap = gapIn({ stream: "drift.runs", scope: "*", from: occurredAt, to: dueAt + 1 });
    if (gap !== undefined) return unseenOutcome("a drift run on this day", gap);
    if (item.isUnclear) return indeterminate("unparsed", "Did the drift run of this day succeed?");
    if (item.hasFailed) return deviation("not-performed", "the drift run failed and was not repeated");
  }
  const duty = { what: "complete drift run", from: occurredAt, dueAt, doneAt: ranAt };
  return recordedInTime(duty, { asOf, gap: () => undefined });
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
