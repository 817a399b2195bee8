import type { JudgeContext } from "../../assess/control.js";
import { partDone } from "../../assess/families/act.js";
import { onActOfCycle } from "../../assess/families/cycle-act.js";
import { heldWithin } from "../../assess/families/standing.js";
import { deviation, indeterminate, type Outcome, pass } from "../../assess/outcome.js";
import type { RecoveryTest } from "../../populations/recovery-tests/population.js";

/** The parameters as promised on the day of the item. */
export interface RecoveryTestPromise {
  readonly interval_months: number;
  readonly rto_hours: number;
  readonly rpo_hours: number;
  readonly promises_target: boolean;
  readonly zone: string;
}

type Context = JudgeContext<RecoveryTestPromise>;

/** A: the last test never became older than promised. */
export function recoveryTested(item: RecoveryTest, context: Context): Outcome {
  const { interval_months: months, zone } = context.parameters;
  return heldWithin(item, { months, graceDays: 0, zone, stream: "recovery.tests" }, context);
}

/** B: every critical service was in the test. */
export function areCriticalServicesCovered(item: RecoveryTest, context: Context): Outcome {
  return partOf(item, context, { what: "every critical service", isDone: item.criticalServicesDone });
}

/** C: times were measured, and a promised target that was missed has an action. */
export function areTargetsMet(item: RecoveryTest, context: Context): Outcome {
  const recorded = partOf(item, context, { what: "measured results", isDone: item.resultsDone });
  if (recorded.state !== "pass") return recorded;
  const { resultsValue, actionsTrackedDone } = item;
  if (resultsValue === null) return deviation("evidence-missing", "the record names no hours of recovery and of loss");
  const measured = MEASURED.exec(resultsValue);
  if (measured === null) {
    return indeterminate("unparsed", "How many hours did recovery take, and how many of data were lost? Write 6.5/12.");
  }
  const { rto_hours, rpo_hours, promises_target } = context.parameters;
  const [recovery, loss] = [Number(measured[1]), Number(measured[2])];
  if (!promises_target || (recovery <= rto_hours && loss <= rpo_hours) || actionsTrackedDone === true) return pass();
  return deviation(
    "wrong-result",
    `recovered in ${recovery} h with ${loss} h of data lost, without an action; promised ${rto_hours} h and ${rpo_hours} h`,
  );
}

/** D: what missed its target has an owner and a date, or nothing did. */
export function areActionsTracked(item: RecoveryTest, context: Context): Outcome {
  return partOf(item, context, { what: "tracked actions", isDone: item.actionsTrackedDone });
}

const MEASURED = /^(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)$/;

function partOf(
  item: RecoveryTest,
  context: Context,
  { what, isDone }: { readonly what: string; readonly isDone: boolean | null },
): Outcome {
  return onActOfCycle(item, context, () => partDone({ what, isHeld: item.performedAt !== null, isDone }));
}
