import type { JudgeContext } from "../../assess/control.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass } from "../../assess/outcome.js";
import { addMonths } from "../../base/instant.js";
import { dayAt, startOfDay } from "../../base/zone.js";
import { doneBeforeAccess, withoutDuty } from "../../populations/joiners/before-access.js";
import type { Joiner } from "../../populations/joiners/population.js";

/** The parameters as promised on the day of the item. */
export interface BackgroundCheckPromise {
  readonly deadline: "first_access" | "start";
  readonly bgc_reuse_months: number;
}

type Context = JudgeContext<BackgroundCheckPromise>;

/** A: a check was completed before the deadline; of somebody who returns, an earlier one may still be valid. */
export function checkedBefore(item: Joiner, context: Context): Outcome {
  const { deadline, bgc_reuse_months } = context.parameters;
  return doneBeforeAccess(
    item,
    {
      what: "background check",
      deadline,
      validFrom: (dueAt) =>
        item.isRehire ? startOfDay(addMonths(dayAt(dueAt, item.zone), -bgc_reuse_months), item.zone) : 0,
      stream: "hr.background-checks",
    },
    context,
  );
}

/** B: the newest completed check was clear, or somebody decided on what it found. */
export function adjudicated(item: Joiner, context: Context): Outcome {
  const other = withoutDuty(item, context.parameters, context);
  if (other !== undefined) return other;
  const { beforeAt, nextAt, lastResult } = item;
  if (beforeAt === null && nextAt === null) return notApplicable("no dated check was completed: judged by A");
  if (lastResult === null) return deviation("evidence-missing", "the record of the check shows no result");
  switch (lastResult.toLowerCase()) {
    case "clear":
    case "adjudicated":
      return pass();
    case "consider":
      return deviation("not-performed", "the check raised something, and nobody decided on it");
    default:
      return indeterminate("unparsed", `What does the result "${lastResult}" of the check mean?`);
  }
}
