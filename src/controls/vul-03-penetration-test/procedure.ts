import type { JudgeContext } from "../../assess/control.js";
import { partDone } from "../../assess/families/act.js";
import { onActOfCycle } from "../../assess/families/cycle-act.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { readExtensions, settledOrExtended } from "../../assess/families/extension.js";
import { heldWithin } from "../../assess/families/standing.js";
import { deviation, indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import { instantOf } from "../../base/instant.js";
import { HISTORY_MAX } from "../../populations/kit/step-history.js";
import { isTest, isTestFinding, type PenetrationTestItem } from "../../populations/penetration-tests/population.js";

/** The parameters as promised on the day of the item. */
export interface PenetrationTestPromise {
  readonly interval_months: number;
  readonly critical_days: number;
  readonly high_days: number;
  readonly medium_days: number;
  readonly low_days: number;
  readonly zone: string;
}

type Context = JudgeContext<PenetrationTestPromise>;

/** A: a test by who neither builds nor runs the system never became older than promised. */
export function isIndependentAndDone(item: PenetrationTestItem, context: Context): Outcome {
  if (!isTest(item)) return notApplicable("a finding: asked of the tests");
  const { interval_months: months, zone } = context.parameters;
  const held = heldWithin(item, { months, graceDays: 0, zone, stream: "penetration.tests" }, context);
  if ((held.state !== "pass" && held.state !== "not-applicable") || item.performedAt === null) return held;
  const independence = onActOfCycle(item, context, () => independenceOf(item, item.performedAt ?? 0));
  return independence.state === "deviation" ? independence : held;
}

/** B: the test covered the system. */
export function isScopeCovered(item: PenetrationTestItem, context: Context): Outcome {
  if (!isTest(item)) return notApplicable("a finding: asked of the tests");
  return onActOfCycle(item, context, () =>
    partDone({ what: "the system in its scope", isHeld: item.performedAt !== null, isDone: item.scopeDone }),
  );
}

/** C: fixed by the deadline of its severity, or accepted by somebody else until an expiry. */
export function findingSettled(item: PenetrationTestItem, context: Context): Outcome {
  if (!isTestFinding(item)) return notApplicable("a test: asked of the findings");
  const { label, severity, occurredAt: from, closedAt, acceptedCount, acceptedHistory } = item;
  const { zone } = context.parameters;
  const days = daysOf(severity, context.parameters);
  if (days === undefined) {
    const rated = severity === null ? "no severity" : `the severity ${severity}`;
    return indeterminate("unparsed", `By when was ${label} due? Its record says ${rated}.`);
  }
  const promisedAt = calendarDeadline({ from, days, zone });
  const dueAt = Math.min(promisedAt, item.dueAt ?? promisedAt);
  if (dueAt >= context.period.end && (closedAt === null || closedAt > dueAt)) {
    return notApplicable(`not due in the period: due ${instantOf(dueAt)}`);
  }
  if (acceptedCount > HISTORY_MAX) {
    return indeterminate("gap", `Until when was ${label} accepted? Only the first ${HISTORY_MAX} records are read.`);
  }
  const extensions = readExtensions(acceptedHistory, zone);
  return settledOrExtended({ label, from, dueAt, closedAt, extensions }, { stream: "penetration.tests" }, context);
}

function independenceOf(item: { readonly independentDone: boolean | null }, performedAt: number): Outcome {
  if (item.independentDone !== false) {
    return partDone({ what: "that the testers were independent", isHeld: true, isDone: item.independentDone });
  }
  return deviation("unauthorised", `tested at ${instantOf(performedAt)} by who is not independent of the system`);
}

function daysOf(severity: string | null, promise: PenetrationTestPromise): number | undefined {
  switch (severity) {
    case "critical":
      return promise.critical_days;
    case "high":
      return promise.high_days;
    case "medium":
      return promise.medium_days;
    case "low":
      return promise.low_days;
    default:
      return undefined;
  }
}
