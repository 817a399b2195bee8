import { addDays, addMonths, type EpochMs } from "../../../base/instant.js";
import { endOfDay, startOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { quartersOf } from "../areas/reviews.js";
import { nth } from "../fault.js";
import { type CompanyRows, changeRows, rowAt, rowsWhere } from "../rows.js";
import type { CompanyWorld } from "../world.js";

type Review = TableRow<"access_review">;
type Line = TableRow<"access_review_item">;

/** A review of one system that falls due in the period. */
export interface ReviewDue {
  readonly id: string;
  readonly item: string;
  readonly key: string;
  /** First moment of the quarter. */
  readonly from: EpochMs;
  /** Last moment at which it is in time: thirty days after the quarter. */
  readonly dueAt: EpochMs;
}

/** The `at`-th of these, by quarters and then by systems. @throws RangeError when there are not so many. */
export function reviewDue(world: CompanyWorld, at: number): ReviewDue {
  const { plan, period } = world;
  const due = quartersOf(world).flatMap(({ key, endDay }) => {
    const dueAt = endOfDay(addDays(endDay, 29), plan.zone) - 1;
    if (dueAt < period.start || dueAt >= period.end) return [];
    return plan.systems.map(({ id: system }) => ({
      id: `review ${system} ${key}`,
      item: `access review of ${system} for ${key}`,
      key,
      from: startOfDay(addMonths(endDay, -3), plan.zone),
      dueAt,
    }));
  });
  return nth(due, at);
}

/** The record of a review. */
export function reviewOf(rows: CompanyRows, review: string): Review {
  return rowAt(rows, "access_review", { where: ({ id }) => id === review, at: 0 });
}

/** Changes the record of a review. */
export function changeReview(rows: CompanyRows, review: string, to: Partial<Review>): void {
  changeRows(rows, "access_review", { where: ({ id }) => id === review, to });
}

/** Its lines. */
export function linesOf(rows: CompanyRows, review: string): readonly Line[] {
  return rowsWhere(rows, "access_review_item", ({ review_id }) => review_id === review);
}
