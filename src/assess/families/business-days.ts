import { addDays, type Day, type EpochMs } from "../../base/instant.js";
import { dayAt, endOfDay } from "../../base/zone.js";

/** The days on which people work: Monday to Friday in `zone`, holidays left out. */
export interface BusinessCalendar {
  readonly zone: string;
  /** `YYYY-MM-DD`; days at the weekend may be listed too. */
  readonly holidays: readonly string[];
}

/**
 * The last millisecond of the `days`-th business day after the day on which `from` falls: on it is in time. What
 * happens on a Friday and is due in one business day is due when Monday ends, and so is what happens on the Saturday.
 */
export function businessDeadline({
  from,
  days,
  calendar,
}: {
  readonly from: EpochMs;
  readonly days: number;
  readonly calendar: BusinessCalendar;
}): EpochMs {
  let day = dayAt(from, calendar.zone);
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (isBusinessDay(day, calendar)) left -= 1;
  }
  return endOfDay(day, calendar.zone) - 1;
}

/** Whether people work on `day`. */
export function isBusinessDay(day: Day, { holidays }: BusinessCalendar): boolean {
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.includes(day);
}
