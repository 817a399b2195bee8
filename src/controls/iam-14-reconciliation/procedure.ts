import type { JudgeContext } from "../../assess/control.js";
import { calendarDeadline, endedInTime } from "../../assess/families/deadline.js";
import { occurredInTime, type Performed } from "../../assess/families/occurrence.js";
import { deviation, indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import { DAY_MS, instantOf } from "../../base/instant.js";
import type { Reconciliation } from "../../populations/reconciliations/population.js";

/** The parameters as promised on the day of the item. */
export interface ReconciliationPromise {
  readonly resolve_days: number;
  readonly zone: string;
}

type Context = JudgeContext<ReconciliationPromise>;

/** A: a run over complete listings that day; a failed one may be repeated within 24 hours. */
export function isRun(item: Reconciliation, { asOf, gapIn }: Context): Outcome {
  if (item.kind !== "run") return notApplicable("an account or contract, not a run");
  const { occurredAt, endsAt, failedAt, label } = item;
  const dayEnd = (endsAt ?? occurredAt + DAY_MS) - 1;
  const dueAt = failedAt === null ? dayEnd : Math.max(dayEnd, failedAt + DAY_MS);
  const outcome = occurredInTime({ what: `complete ${label}`, dueAt, intervalMs: DAY_MS }, performed(item), {
    asOf,
    gap: () => gapIn({ stream: "reconciliations", scope: "*", from: occurredAt, to: dueAt + 1 }),
  });
  if (failedAt === null || outcome.state !== "deviation" || outcome.kind !== "not-performed") return outcome;
  return deviation(
    "incomplete",
    `${label} failed at ${instantOf(failedAt)} and was not repeated within 24 h, nor later`,
  );
}

/** B: an account of nobody was removed or matched in time. */
export function isResolved(item: Reconciliation, context: Context): Outcome {
  switch (item.kind) {
    case "run":
      return notApplicable("a run, not an account");
    case "contract":
      return deviation("evidence-missing", "a contract without an end date on file");
    default:
      return item.isTaggedTest
        ? notApplicable("an account tagged as a test account when it was created")
        : accountResolved(item, context);
  }
}

function performed({ completedAt, isUndated }: Reconciliation): Performed {
  if (completedAt !== null) return { state: "done", at: completedAt };
  return isUndated ? { state: "undated" } : { state: "none" };
}

function accountResolved(item: Reconciliation, { parameters, asOf, gapIn }: Context): Outcome {
  const { kind, unit, occurredAt, resolvedLo, resolvedHi, seenAt, label } = item;
  if (item.isStateUnknown) return indeterminate("unparsed", `Can the ${label} still sign in?`);
  const dueAt = calendarDeadline({ from: occurredAt, days: parameters.resolve_days, zone: parameters.zone });
  const isFinding = kind === "finding";
  const deadline = {
    what: kind === "ownerless" ? "the account had no owner" : "the account had no person",
    end: "a resolution",
    trigger: isFinding ? "it was found" : "it began to be nobody's",
    from: occurredAt,
    dueAt,
  };
  const stream = isFinding ? "reconciliations" : "accounts";
  const isSilent = asOf > dueAt && (seenAt === null || seenAt <= dueAt);
  const from = seenAt ?? occurredAt;
  const gap = isSilent ? gapIn({ stream, scope: isFinding ? "*" : (unit ?? "*"), from, to: dueAt + 1 }) : undefined;
  const known = isSilent && gap === undefined ? dueAt + 1 : seenAt;
  return endedInTime(deadline, { lo: resolvedLo, hi: resolvedHi, seenAt: known }, { asOf, gap: () => gap });
}
