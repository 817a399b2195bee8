/**
 * Which partitions of a table the items of one month may look at. The engine shows the query nothing else, so a
 * declaration that is too narrow cannot go unnoticed (a test compares it with the whole) and one month's outcomes
 * rest on exactly the files named here.
 *
 * - `month`: rows of the item's own month, and rows whose month is unknown
 * - `upto`: that month and all before it
 * - `from`: that month and all after it
 * - `whole`: everything (use it for small tables only; new rows re-test every month)
 */
export type Reach = "month" | "upto" | "from" | "whole";

/** Month of rows whose month the source does not tell: every reach sees them. */
export const ANY_MONTH = "any";
/** Month of rows in tables that have none. */
export const ALL_MONTHS = "all";

/** The partition a row belongs to: `YYYY-MM` in UTC of its month column. */
export function monthOf(ms: number | null): string {
  return ms === null ? ANY_MONTH : new Date(ms).toISOString().slice(0, 7);
}

/** Whether a partition is within reach of the items of `month`; without a month, everything is. */
export function isVisible(
  partition: string,
  { month, reach }: { readonly month: string | undefined; readonly reach: Reach },
): boolean {
  if (month === undefined || partition === ANY_MONTH || partition === ALL_MONTHS) return true;
  switch (reach) {
    case "month":
      return partition === month;
    case "upto":
      return partition <= month;
    case "from":
      return partition >= month;
    case "whole":
      return true;
  }
}
