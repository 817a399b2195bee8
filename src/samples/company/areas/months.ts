import { addMonths, type Day, day, type EpochMs } from "../../../base/instant.js";
import { dayAt, startOfDay } from "../../../base/zone.js";
import { daysBetween } from "../../moments.js";
import type { CompanyWorld } from "../world.js";

/** One day or month of the calendar in the organisation's zone. */
export interface CompanyInterval {
  /** As the calendar calls it: `2026-03-04`, `2026-03`. */
  readonly key: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** The months that lie wholly in the covered time, in order. */
export function monthsOf({ plan, covered }: CompanyWorld): readonly CompanyInterval[] {
  const months: CompanyInterval[] = [];
  for (let first = day(`${dayAt(covered.start, plan.zone).slice(0, 7)}-01`); ; first = addMonths(first, 1)) {
    const start = startOfDay(first, plan.zone);
    const end = startOfDay(addMonths(first, 1), plan.zone);
    if (end > covered.end) return months;
    if (start >= covered.start) months.push({ key: first.slice(0, 7), start, end });
  }
}

/** The days of the covered time, in order. */
export function daysOf({ plan }: CompanyWorld): readonly CompanyInterval[] {
  const days = daysBetween(plan.coveredFrom, plan.exportedOn);
  return days.slice(0, -1).map((each: Day, index) => ({
    key: each,
    start: startOfDay(each, plan.zone),
    end: startOfDay(days[index + 1] ?? plan.exportedOn, plan.zone),
  }));
}
