import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import { occurredInTime, type Performed } from "../../assess/families/occurrence.js";
import { deviation, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, instantOf } from "../../base/instant.js";
import type { DetectionItem } from "../../populations/detection-reviews/population.js";

/** The parameters as promised on the day of the item. */
export interface ReviewPromise {
  readonly held_within_days: number;
}

type Context = JudgeContext<ReviewPromise>;

/** A: the review of the month was held, whole and in time. */
export function reviewHeld(item: DetectionItem, { parameters, asOf, gapIn }: Context): Outcome {
  if (item.itemKind !== "review") return notApplicable("not a review");
  const dueAt = dueOf(item, parameters);
  const outcome = occurredInTime(
    { what: item.label, dueAt, intervalMs: item.monthLengthMs ?? DAY_MS },
    performedOf(item),
    { asOf, gap: () => gapIn({ stream: "detection-reviews", scope: "*", from: item.occurredAt, to: dueAt + 1 }) },
  );
  return outcome.state === "deviation" && outcome.kind === "not-performed" && item.hasIncomplete
    ? deviation("incomplete", `${item.label} was held, but did not cover what it should`)
    : outcome;
}

/** B: a rule beyond the noise limits has an owner and an action. */
export function noiseActedOn(item: DetectionItem, { parameters, asOf, gapIn }: Context): Outcome {
  if (item.itemKind !== "noisy_rule") return notApplicable("not a rule beyond the noise limits");
  if (item.hasOwner && item.hasAction) return pass();
  const dueAt = dueOf(item, parameters);
  if (asOf <= dueAt) return pending(dueAt);
  const gap = gapIn({ stream: "detection-reviews", scope: "*", from: item.occurredAt, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome("an owner and an action for the rule", gap);
  if (!item.hasOwner && !item.hasAction) {
    return deviation(
      "not-performed",
      `beyond the noise limits in ${item.periodKey}, without owner and action by ${instantOf(dueAt)}`,
    );
  }
  return deviation(
    "incomplete",
    `beyond the noise limits in ${item.periodKey}, without ${item.hasOwner ? "an action" : "an owner"} by ${instantOf(dueAt)}`,
  );
}

/** C: no suppression outlived its expiry in the period. */
export function suppressionUnexpired(item: DetectionItem, { period, asOf, gapIn }: Context): Outcome {
  if (item.itemKind !== "suppression") return notApplicable("not a suppression");
  const { expiresAt, removedAt } = item;
  if (expiresAt === null) return deviation("incomplete", "active without an agreed expiry");
  if (expiresAt >= period.end || (removedAt !== null && removedAt <= Math.max(expiresAt, period.start))) return pass();
  if (removedAt !== null) {
    return deviation(
      "late",
      `expired at ${instantOf(expiresAt)} and active until ${instantOf(removedAt)}, ${durationText(removedAt - expiresAt)} longer`,
    );
  }
  if (asOf <= expiresAt) return pending(expiresAt);
  const from = Math.max(expiresAt, item.occurredAt);
  const gap = gapIn({ stream: "suppressions", scope: "*", from, to: from + 1 });
  if (gap !== undefined) return unseenOutcome("a removal of it", gap);
  return deviation("not-performed", `expired at ${instantOf(expiresAt)} and still active after`);
}

function dueOf({ monthTo, occurredAt }: DetectionItem, { held_within_days }: ReviewPromise): EpochMs {
  return (monthTo ?? occurredAt) + held_within_days * DAY_MS;
}

function performedOf({ performedAt, isUndated }: DetectionItem): Performed {
  if (performedAt !== null) return { state: "done", at: performedAt };
  return { state: isUndated ? "undated" : "none" };
}
