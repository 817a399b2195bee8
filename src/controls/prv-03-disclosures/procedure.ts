import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import type { EpochMs } from "../../base/instant.js";
import type { Disclosure } from "../../populations/disclosures/population.js";

/** The parameters as promised on the day of the item. */
export interface DisclosurePromise {
  readonly record_days: number;
  readonly zone: string;
}

type Context = JudgeContext<DisclosurePromise>;

/** A: before it went out, somebody found that a stated purpose allows it. */
export function purposeAllowed(item: Disclosure, context: Context): Outcome {
  const other = notAsked(item, context);
  if (other !== undefined) return other;
  const { label, outcome, occurredAt, purposeCheckedCount: count, purposeCheckedAt, purposeCheckedValue } = item;
  if (outcome === "incident") return notApplicable("an incident: nobody decided to disclose");
  const step = { what: `check of the purpose of ${label}`, count, doneAt: purposeCheckedAt };
  const checked = doneInTime(item, { ...step, dueAt: occurredAt }, context);
  if (count === 0 || checked.state === "indeterminate") return checked;
  switch (purposeCheckedValue) {
    case "allowed":
      return checked;
    case "not_allowed":
      return deviation("unauthorised", `${label} went out though no stated purpose allows it, by its own check`);
    case null:
      return deviation("evidence-missing", `the check of the purpose of ${label} does not show its result`);
    default:
      return indeterminate("unparsed", `Did a purpose allow ${label}? Its check says "${purposeCheckedValue}".`);
  }
}

/** B: it was entered in the register soon after; one of before the period that is still missing counts. */
export function recordedInRegister(item: Disclosure, context: Context): Outcome {
  const { label, recordedCount: count, recordedAt: doneAt } = item;
  const isDoneBefore = doneAt !== null && doneAt < context.period.start;
  const other = isDoneBefore || item.isTaggedTest ? notAsked(item, context) : undefined;
  if (other !== undefined) return other;
  const { record_days: days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from: item.occurredAt, days, zone });
  return doneInTime(item, { what: `record of ${label}`, count, doneAt, dueAt }, context);
}

/** C: the person had agreed before, where that is needed. */
export function consentGiven(item: Disclosure, context: Context): Outcome {
  const other = notAsked(item, context);
  if (other !== undefined) return other;
  const { label, outcome, severity, occurredAt: dueAt, consentedCount: count, consentedAt: doneAt } = item;
  if (outcome === "incident") return notApplicable("an incident: nobody decided to disclose");
  switch (severity) {
    case "consent_needed":
      return doneInTime(item, { what: `consent to ${label}`, count, doneAt, dueAt }, context);
    case "none":
      return notApplicable("no consent is needed, by the record");
    case null:
      return indeterminate("gap", `Was consent needed for ${label}? Its record does not say.`);
    default:
      return indeterminate("unparsed", `Was consent needed for ${label}? Its record says "${severity}".`);
  }
}

function notAsked({ isTaggedTest, occurredAt }: Disclosure, { period }: Context): Outcome | undefined {
  if (isTaggedTest) return notApplicable("a drill, tagged when it was made");
  return occurredAt < period.start ? notApplicable("began before the period, and was judged then") : undefined;
}

function doneInTime(
  { occurredAt: from }: Disclosure,
  { what, count, doneAt, dueAt }: { what: string; count: number; doneAt: EpochMs | null; dueAt: EpochMs },
  { asOf, gapIn }: Context,
): Outcome {
  if (count > 0 && doneAt === null) return deviation("evidence-missing", `the ${what} has no date`);
  return recordedInTime(
    { what, from, dueAt, doneAt },
    { asOf, gap: () => gapIn({ stream: "privacy.disclosures", scope: "*", from: dueAt, to: dueAt + 1 }) },
  );
}
