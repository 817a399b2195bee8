import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { deviation, indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import { type EpochMs, HOUR_MS } from "../../base/instant.js";
import type { Breach } from "../../populations/breaches/population.js";

/** The parameters as promised on the day of the item. */
export interface BreachPromise {
  readonly hours: number;
}

type Context = JudgeContext<BreachPromise>;

/** A: somebody decided in time whether notice is owed. */
export function assessedInTime(item: Breach, context: Context): Outcome {
  if (item.isTaggedTest) return drill();
  const { label, assessedCount, assessedAt } = item;
  return doneInTime(item, { what: `assessment of ${label}`, count: assessedCount, doneAt: assessedAt }, context);
}

/** B: the last of those who were owed notice was notified in time. */
export function notifiedInTime(item: Breach, context: Context): Outcome {
  if (item.isTaggedTest) return drill();
  const { label, assessedAt, assessedValue, notifiedCount, notifiedLastAt } = item;
  const step = { what: `notice of ${label}`, count: notifiedCount, doneAt: notifiedLastAt };
  if (notifiedCount > 0 || assessedAt === null || assessedValue === "required" || assessedValue === null) {
    return doneInTime(item, step, context);
  }
  if (assessedValue === "not_required") return notApplicable("no notice is owed, by its assessment");
  return indeterminate("unparsed", `Is notice of ${label} owed? Its assessment says "${assessedValue}".`);
}

function drill(): Outcome {
  return notApplicable("a drill, tagged when it was made");
}

function doneInTime(
  item: Breach,
  { what, count, doneAt }: { what: string; count: number; doneAt: EpochMs | null },
  { parameters, asOf, gapIn }: Context,
): Outcome {
  if (count > 0 && doneAt === null) return deviation("evidence-missing", `the ${what} has no date`);
  const from = item.occurredAt;
  const promisedAt = from + parameters.hours * HOUR_MS;
  const dueAt = Math.min(promisedAt, item.dueAt ?? promisedAt);
  return recordedInTime(
    { what, from, dueAt, doneAt },
    { asOf, gap: () => gapIn({ stream: "breaches", scope: "*", from, to: dueAt + 1 }) },
  );
}
