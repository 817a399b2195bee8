import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { heldWithin } from "../../assess/families/standing.js";
import { indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS } from "../../base/instant.js";
import {
  isBadge,
  isBadgeReview,
  isProviderReview,
  type PhysicalAccessItem,
} from "../../populations/physical-access/population.js";

/** The parameters as promised on the day of the item. */
export interface PhysicalAccessPromise {
  readonly interval: "annual";
  readonly badge_hours: number;
  readonly has_facilities: boolean;
  readonly zone: string;
}

type Context = JudgeContext<PhysicalAccessPromise>;
const MONTHS = 12;

/** A: the badge of who left ended in time. */
export function badgeRemoved(item: PhysicalAccessItem, context: Context): Outcome {
  if (!isBadge(item)) return notApplicable("a review: asked of the badges");
  if (!context.parameters.has_facilities) return withoutFacilities();
  const { label, leftAt, backAt, removedAt } = item;
  if (leftAt === null) return indeterminate("unmatched-person", `Who holds ${label}? HR does not know the number.`);
  const dueAt = leftAt + context.parameters.badge_hours * HOUR_MS;
  if (backAt !== null && backAt <= dueAt) return notApplicable("back at work before it was due");
  return recordedInTime(
    { what: `end of ${label}`, from: leftAt, dueAt, doneAt: removedAt },
    {
      asOf: context.asOf,
      gap: () => context.gapIn({ stream: "facilities", scope: "*", from: leftAt, to: dueAt + 1 }),
    },
  );
}

/** B: who holds a badge was looked at within the interval. */
export function badgesReviewed(item: PhysicalAccessItem, context: Context): Outcome {
  if (!isBadgeReview(item)) return notApplicable("no badge review: asked of those");
  if (!context.parameters.has_facilities) return withoutFacilities();
  return heldWithin(item, promiseOf(context), context);
}

/** C: the report of who runs the data centres was looked at within the interval. */
export function providerReviewed(item: PhysicalAccessItem, context: Context): Outcome {
  if (!isProviderReview(item)) return notApplicable("no review of a provider: asked of those");
  return heldWithin(item, promiseOf(context), context);
}

function promiseOf({ parameters }: Context) {
  return { months: MONTHS, graceDays: 0, zone: parameters.zone, stream: "facilities" };
}

function withoutFacilities(): Outcome {
  return notApplicable("the promise says that no office holds equipment in scope");
}
