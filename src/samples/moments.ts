import { addDays, type Day, day, type EpochMs, HOUR_MS, instantOf } from "../base/instant.js";
import { offsetAt } from "../base/zone.js";

/** The moment at which a clock on the wall of `zone` shows `clock` (HH:mm or HH:mm:ss) on that day. */
export function at(on: string, clock: string, zone = "UTC"): EpochMs {
  const wall = Date.parse(`${on}T${clock.length === 5 ? `${clock}:00` : clock}.000Z`);
  const near = wall - offsetIn(wall, zone);
  return wall - offsetIn(near, zone);
}

const offsets = new Map<string, number>();

/** Clocks change on the hour in the zones used here: one look an hour is enough, and looks are slow. */
function offsetIn(ms: EpochMs, zone: string): number {
  const hour = Math.floor(ms / HOUR_MS);
  const key = `${zone}/${hour}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = offsetAt(hour * HOUR_MS, zone);
  offsets.set(key, offset);
  return offset;
}

/** Instant text as vendors' interfaces print it, without milliseconds. */
export function seconds(ms: EpochMs): string {
  return `${instantOf(ms).slice(0, 19)}Z`;
}

/** Every day from `from` to `to`, both included. */
export function daysBetween(from: string, to: string): readonly Day[] {
  const days: Day[] = [];
  for (let each = day(from); each <= to; each = addDays(each, 1)) days.push(each);
  return days;
}

/** Monday to Friday among the days. */
export function weekdays(days: readonly Day[]): readonly Day[] {
  return days.filter((each) => ![0, 6].includes(new Date(`${each}T00:00:00.000Z`).getUTCDay()));
}
