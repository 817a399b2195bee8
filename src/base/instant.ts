import { assert } from "./assert.js";

declare const instantBrand: unique symbol;
declare const dayBrand: unique symbol;

/** A moment in UTC, always `YYYY-MM-DDTHH:mm:ss.sssZ`: it sorts, hashes and prints as it is. */
export type Instant = string & { readonly [instantBrand]: true };

/** A calendar date without a time or zone, `YYYY-MM-DD`. It becomes a moment only with a named zone and rule. */
export type Day = string & { readonly [dayBrand]: true };

/** The same moment as milliseconds since 1970, as tables and items carry it (architecture section 6). */
export type EpochMs = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads canonical instant text. @throws on any other shape: callers parse foreign text at the boundary. */
export function instant(text: string): Instant {
  assert(INSTANT.test(text) && !Number.isNaN(Date.parse(text)), `not a canonical instant: ${text}`);
  return text as Instant;
}

/** Hours, minutes and seconds that exist, and days that every month has, or may have. */
const EXISTING = /^\d{4}-(?:0[1-9]|1[0-2])-(?:(0[1-9]|1\d|2[0-8])|29|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Whether `text` is the canonical text of an existing moment. */
export function isInstant(text: string): boolean {
  const parts = EXISTING.exec(text);
  if (parts === null) return false;
  // Only the last days of a month need a calendar: every record of the log is asked this.
  return parts[1] !== undefined || instantOf(msOf(text as Instant)) === text;
}

export function instantOf(ms: EpochMs): Instant {
  return new Date(ms).toISOString() as Instant;
}

export function msOf(at: Instant): EpochMs {
  return Date.parse(at);
}

/** Reads `YYYY-MM-DD`, refusing days that do not exist. */
export function day(text: string): Day {
  assert(isDay(text), `not a calendar day: ${text}`);
  return text as Day;
}

/** Whether `text` is an existing calendar day in `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const parts = DAY.exec(text);
  if (parts === null) return false;
  const utc = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  return utc.toISOString().slice(0, 10) === text;
}

/** The day `count` calendar days after `from` (negative: before). */
export function addDays(from: Day, count: number): Day {
  return new Date(Date.parse(`${from}T00:00:00.000Z`) + count * DAY_MS).toISOString().slice(0, 10) as Day;
}

/** The day `count` calendar months after `from`; the last day of a shorter month. */
export function addMonths(from: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = from.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const lastDate = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, lastDate));
  return first.toISOString().slice(0, 10) as Day;
}
