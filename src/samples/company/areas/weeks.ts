import { addDays, type Day, type EpochMs } from "../../../base/instant.js";
import { dayAt, startOfDay } from "../../../base/zone.js";
import type { CompanyWorld } from "../world.js";

/** One week of the calendar in the organisation's zone, Monday to Sunday. */
export interface CompanyWeek {
  /** As the calendar calls it: `2026-W10`. */
  readonly key: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** The weeks that lie wholly in the covered time, in order. */
export function weeksOf({ plan, covered }: CompanyWorld): readonly CompanyWeek[] {
  const weeks: CompanyWeek[] = [];
  for (let monday = mondayAfter(dayAt(covered.start, plan.zone)); ; monday = addDays(monday, 7)) {
    const week = {
      key: weekKey(monday),
      start: startOfDay(monday, plan.zone),
      end: startOfDay(addDays(monday, 7), plan.zone),
    };
    if (week.end > covered.end) return weeks;
    weeks.push(week);
  }
}

function mondayAfter(day: Day): Day {
  const weekday = (new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7;
  return addDays(day, (7 - weekday) % 7);
}

/** ISO 8601: a week belongs to the year of its Thursday. */
function weekKey(monday: Day): string {
  const thursday = addDays(monday, 3);
  const year = thursday.slice(0, 4);
  const days = (Date.parse(`${thursday}T00:00:00.000Z`) - Date.parse(`${year}-01-01T00:00:00.000Z`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, "0")}`;
}
