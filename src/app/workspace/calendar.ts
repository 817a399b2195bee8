import { addDays, addMonths, type Day, type EpochMs, isDay } from "../../base/instant.js";
import type { Interval } from "../../base/interval.js";
import { startOfDay } from "../../base/zone.js";
import type { TableRow } from "../../model/tables.js";

/** The examination period `[first day 00:00, day after the last 00:00)` in the organisation's zone (G-TIME-1). */
export function periodOf({ from, to }: { from: Day; to: Day }, zone: string): Interval {
  return { start: startOfDay(from, zone), end: startOfDay(addDays(to, 1), zone) };
}

/**
 * Days, weeks (Monday first), months, quarters and halves of years that touch the period or the stretch of one quarter around it, in
 * the organisation's zone: what controls with an expected frequency are due in.
 */
export function calendarRows({ from, to }: { from: Day; to: Day }, zone: string): readonly TableRow<"calendar">[] {
  const first = addMonths(quarterStart(from), -3);
  const last = addMonths(quarterStart(to), 6);
  return [
    ...series(
      "day",
      first,
      last,
      zone,
      (day) => addDays(day, 1),
      (day) => day,
    ),
    ...series("week", mondayOf(first), last, zone, (day) => addDays(day, 7), weekKey),
    ...series(
      "month",
      first,
      last,
      zone,
      (day) => addMonths(day, 1),
      (day) => day.slice(0, 7),
    ),
    ...series(
      "utc-month",
      addMonths(first, -12),
      last,
      "UTC",
      (day) => addMonths(day, 1),
      (day) => day.slice(0, 7),
    ),
    ...series("quarter", first, last, zone, (day) => addMonths(day, 3), quarterKey),
    ...series("half", halfStart(first), last, zone, (day) => addMonths(day, 6), halfKey),
  ];
}

/** Finds the day of the period a moment falls on; `null` outside it. Days are looked up, not computed, for speed. */
export function dayFinder(period: { from: Day; to: Day }, zone: string): (at: EpochMs) => Day | null {
  const days: Day[] = [];
  for (let day = period.from; day <= period.to; day = addDays(day, 1)) days.push(day);
  const starts = days.map((day) => startOfDay(day, zone));
  const end = startOfDay(addDays(period.to, 1), zone);
  let last = 0;
  return (at) => {
    // Items mostly come in order of time: the day of the last one is the likely answer.
    if (at >= (starts[last] ?? end) && at < (starts[last + 1] ?? end)) return days[last] ?? null;
    if (at < (starts[0] ?? end) || at >= end) return null;
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? end) <= at) low = middle;
      else high = middle - 1;
    }
    last = low;
    return days[low] ?? null;
  };
}

/** The weeks of the period from Monday to Sunday, the first and last clipped to it, each under its first day. */
export function weeksOf(period: { from: Day; to: Day }, zone: string): readonly { day: Day; interval: Interval }[] {
  const weeks: { day: Day; interval: Interval }[] = [];
  for (let day = period.from; day <= period.to; day = addDays(mondayOf(day), 7)) {
    const next = addDays(mondayOf(day), 7);
    const after = next <= period.to ? next : addDays(period.to, 1);
    weeks.push({ day, interval: { start: startOfDay(day, zone), end: startOfDay(after, zone) } });
  }
  return weeks;
}

/** The Monday of the week a day is in. */
export function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

function series(
  kind: string,
  first: Day,
  last: Day,
  zone: string,
  next: (day: Day) => Day,
  keyOf: (day: Day) => string,
): TableRow<"calendar">[] {
  const rows: TableRow<"calendar">[] = [];
  for (let day = first; day < last; day = next(day)) {
    const key = keyOf(day);
    rows.push({
      id: `${kind}/${key}`,
      kind,
      period_key: key,
      from_at: startOfDay(day, zone),
      to_at: startOfDay(next(day), zone),
    });
  }
  return rows;
}

function quarterStart(day: Day): Day {
  const month = Number(day.slice(5, 7));
  const start = `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`;
  return isDay(start) ? (start as Day) : day;
}

function quarterKey(day: Day): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

function halfStart(day: Day): Day {
  const start = `${day.slice(0, 4)}-${Number(day.slice(5, 7)) > 6 ? "07" : "01"}-01`;
  return isDay(start) ? (start as Day) : day;
}

function halfKey(day: Day): string {
  return `${day.slice(0, 4)}-H${Number(day.slice(5, 7)) > 6 ? 2 : 1}`;
}

/** ISO 8601 week: the week belongs to the year its Thursday is in. */
function weekKey(monday: Day): string {
  const year = Number(addDays(monday, 3).slice(0, 4));
  const firstMonday = mondayOf(`${year}-01-04` as Day);
  const week = Math.round((Date.parse(monday) - Date.parse(firstMonday)) / (7 * 86_400_000)) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}
