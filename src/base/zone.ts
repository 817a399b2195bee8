import { addDays, DAY_MS, type Day, type EpochMs } from "./instant.js";

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether this runtime knows the IANA zone. */
export function isZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The moment at which `day` begins in `zone`. Where local midnight does not exist (a clock that jumps forward at
 * midnight), the first moment of the day; where it comes twice, the earlier one.
 */
export function startOfDay(day: Day, zone: string): EpochMs {
  return midnight(Date.parse(`${day}T00:00:00.000Z`), zone);
}

/** The moment at which the day ends in `zone` that comes `days` calendar days after the one `from` falls on. */
export function endOfDayAfter(from: EpochMs, { days, zone }: { days: number; zone: string }): EpochMs {
  const day = Math.floor((from + offsetAt(from, zone)) / DAY_MS);
  return midnight((day + days + 1) * DAY_MS, zone);
}

/** The moment at which clocks in `zone` show `wall`, a midnight as if it were UTC. */
function midnight(wall: EpochMs, zone: string): EpochMs {
  const [before, after] = [offsetAt(wall - DAY_MS, zone), offsetAt(wall + DAY_MS, zone)];
  if (before === after && offsetAt(wall - before, zone) === before) return wall - before;
  const candidates = [wall - before, wall - after];
  const exact = candidates.filter((ms) => ms + offsetAt(ms, zone) === wall).sort((a, b) => a - b);
  return exact[0] ?? Math.max(...candidates);
}

/** The moment at which `day` ends in `zone`: the start of the next day, outside the day itself. */
export function endOfDay(day: Day, zone: string): EpochMs {
  return startOfDay(addDays(day, 1), zone);
}

/** The calendar day that `ms` falls on in `zone`. */
export function dayAt(ms: EpochMs, zone: string): Day {
  return new Date(ms + offsetAt(ms, zone)).toISOString().slice(0, 10) as Day;
}

/** Milliseconds that local time in `zone` is ahead of UTC at `ms`. */
export function offsetAt(ms: EpochMs, zone: string): number {
  if (zone === "UTC") return 0;
  if (ms < QUARTERS_SINCE) return askedOffset(ms, zone);
  let offsets = offsetsOf.get(zone);
  if (offsets === undefined) {
    offsets = new Map();
    offsetsOf.set(zone, offsets);
  }
  const quarter = Math.floor(ms / QUARTER_MS);
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  const offset = askedOffset(ms, zone);
  if (offsets.size >= OFFSETS_MAX) offsets.clear();
  offsets.set(quarter, offset);
  return offset;
}

/** Since 1973 every zone's clocks have changed on a quarter of an hour, so one look a quarter is enough; looks are slow. */
const QUARTERS_SINCE = Date.UTC(1973, 0, 1);
const QUARTER_MS = 15 * 60_000;
const OFFSETS_MAX = 200_000;
const offsetsOf = new Map<string, Map<number, number>>();

function askedOffset(ms: EpochMs, zone: string): number {
  const whole = Math.floor(ms / 1_000) * 1_000;
  const parts: Record<string, number> = {};
  for (const part of formatterOf(zone).formatToParts(whole)) {
    if (part.type !== "literal") parts[part.type] = Number(part.value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(zone, made);
  return made;
}
