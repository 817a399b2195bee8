import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { deviation, notApplicable, type Outcome } from "../../assess/outcome.js";
import { addDays, DAY_MS, type EpochMs } from "../../base/instant.js";
import { dayAt, endOfDay } from "../../base/zone.js";
import type { CustomerChange } from "../../populations/customer-changes/population.js";

/** The parameters as promised on the day of the item. */
export interface CommunicationPromise {
  readonly notice_days: number;
  readonly zone: string;
}

type Context = JudgeContext<CommunicationPromise>;

/** A: published by the end of the day on which it took effect, or came into use. */
export function isPublished(item: CustomerChange, context: Context): Outcome {
  const { label, publishedCount, publishedAt } = item;
  const step = { what: `publication of ${label}`, count: publishedCount, doneAt: publishedAt };
  return owesNothing(item) ?? doneDaysBefore(item, { ...step, days: 0 }, context);
}

/** B: customers were told as many days before as promised. */
export function noticeGiven(item: CustomerChange, context: Context): Outcome {
  const { label, kind, notifiedCount, notifiedAt } = item;
  if (kind === "contract-template") return notApplicable("a template: customers see it when they sign");
  const step = { what: `notice of ${label}`, count: notifiedCount, doneAt: notifiedAt };
  return owesNothing(item) ?? doneDaysBefore(item, { ...step, days: context.parameters.notice_days }, context);
}

function owesNothing(item: CustomerChange): Outcome | undefined {
  if (item.isTaggedTest) return notApplicable("tagged as a test when it was made");
  const { outcome, closedAt } = item;
  if (outcome === "cancelled" && closedAt !== null && closedAt <= effectiveAt(item)) {
    return notApplicable("dropped before it took effect");
  }
  return undefined;
}

function effectiveAt({ dueAt, occurredAt }: CustomerChange): EpochMs {
  return dueAt ?? occurredAt;
}

interface Step {
  readonly what: string;
  readonly count: number;
  readonly doneAt: EpochMs | null;
  readonly days: number;
}

function doneDaysBefore(item: CustomerChange, { what, count, doneAt, days }: Step, context: Context): Outcome {
  if (count > 0 && doneAt === null) return deviation("evidence-missing", `the ${what} has no date`);
  const { zone } = context.parameters;
  const dueAt = endOfDay(addDays(dayAt(effectiveAt(item), zone), -days), zone) - 1;
  const from = dueAt - Math.max(1, days) * DAY_MS;
  return recordedInTime(
    { what, from, dueAt, doneAt },
    {
      asOf: context.asOf,
      gap: () =>
        context.gapIn({ stream: "notices", scope: "*", from: Math.min(item.occurredAt, dueAt), to: dueAt + 1 }),
    },
  );
}
