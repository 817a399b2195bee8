import { DAY_MS, type Day, day, type EpochMs, isDay } from "../../../base/instant.js";
import { offsetAt } from "../../../base/zone.js";

/** A date and, where the pattern has one, a time of day, as written: without a zone. */
export interface Written {
  readonly day: Day;
  /** Milliseconds since midnight; `undefined` when the text has no time. */
  readonly timeMs: number | undefined;
}

/** A compiled `format`: reads a text, or says `undefined` when it is written differently. */
export type DatePattern = (text: string) => Written | undefined;

const EXCEL_EPOCH_DAYS = 25_569;
const EXCEL_SERIAL_MIN = 61;
const EXCEL_SERIAL_MAX = 2_958_465;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const PARTS: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  YY: "(?<year>\\d{2})",
  MMM: "(?<name>[A-Za-z]{3,9})\\.?",
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  DD: "(?<date>\\d{2})",
  D: "(?<date>\\d{1,2})",
  HH: "(?<hour>\\d{2})",
  H: "(?<hour>\\d{1,2})",
  h: "(?<hour>\\d{1,2})",
  mm: "(?<minute>\\d{2})",
  ss: "(?<second>\\d{2})",
  A: "(?<half>[AaPp][Mm])",
};

/** ISO dates, with or without a time; the only form that is read without being named. */
export const ISO_DATE: DatePattern = datePattern("YYYY-MM-DD");
const ISO_TIME: readonly DatePattern[] = ["YYYY-MM-DD HH:mm:ss", "YYYY-MM-DD HH:mm"].map(datePattern);

/**
 * Compiles a format made of YYYY YY MMM MM M DD D HH H h mm ss A and literal text, or `excel` for serial numbers.
 */
export function datePattern(format: string): DatePattern {
  if (format === "excel") return (text) => (/^\d{2,7}(\.\d+)?$/.test(text) ? excelDate(Number(text)) : undefined);
  const source = format.replace(/YYYY|YY|MMM|MM|M|DD|D|HH|H|h|mm|ss|A|[^A-Za-z]|[A-Za-z]/g, (part) => {
    return PARTS[part] ?? part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  });
  const pattern = new RegExp(`^${source}$`);
  return (text) => {
    const groups = pattern.exec(text)?.groups;
    return groups === undefined ? undefined : written(groups);
  };
}

/** A spreadsheet's serial number (1900 system, as Excel and Google Sheets write it). */
export function excelDate(serial: number): Written | undefined {
  if (!(serial >= EXCEL_SERIAL_MIN && serial <= EXCEL_SERIAL_MAX)) return undefined;
  const ms = Math.round((serial - EXCEL_EPOCH_DAYS) * DAY_MS);
  return wallClock(ms, { hasTime: !Number.isInteger(serial) });
}

/** The wall clock that a UTC reading shows: how spreadsheets hand over their dates. */
export function wallClock(ms: EpochMs, { hasTime }: { readonly hasTime: boolean }): Written | undefined {
  const text = new Date(ms).toISOString().slice(0, 10);
  return asWritten(text, hasTime ? ((ms % DAY_MS) + DAY_MS) % DAY_MS : undefined);
}

/** ISO date and time without a zone. */
export function isoLocal(text: string): Written | undefined {
  const plain = text.replace(/^(\d{4}-\d{2}-\d{2})T/, "$1 ").replace(/[.,]\d{1,9}$/, "");
  return ISO_TIME.map((pattern) => pattern(plain)).find((found) => found !== undefined);
}

/** An instant as ISO 8601 with its zone; `undefined` when the zone is missing or the text is something else. */
export function isoInstant(text: string): EpochMs | undefined {
  const parts =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:[.,](\d{1,9}))?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$/i.exec(text);
  if (parts === null) return undefined;
  const [, date = "", clock = "", seconds = ":00", fraction = "", zone = ""] = parts;
  if (!isDay(date)) return undefined;
  const ms = Date.parse(`${date}T${clock}${seconds}.${fraction.padEnd(3, "0").slice(0, 3)}Z`);
  return Number.isNaN(ms) ? undefined : ms - zoneOffset(zone);
}

/**
 * The moment at which a clock on the wall of `zone` shows `written`. A time that the clock shows twice is the earlier
 * one; a time that it skips is read with the offset before the jump.
 */
export function momentOf({ day: date, timeMs }: Written, zone: string): EpochMs {
  const wall = Date.parse(`${date}T00:00:00.000Z`) + (timeMs ?? 0);
  const candidates = [offsetAt(wall - DAY_MS, zone), offsetAt(wall + DAY_MS, zone)].map((offset) => wall - offset);
  const exact = candidates.filter((ms) => ms + offsetAt(ms, zone) === wall).sort((a, b) => a - b);
  return exact[0] ?? candidates[0] ?? wall;
}

function written(groups: Record<string, string | undefined>): Written | undefined {
  const month =
    groups.name === undefined ? Number(groups.month) : MONTHS.indexOf(groups.name.slice(0, 3).toLowerCase()) + 1;
  const year = groups.year?.length === 2 ? `20${groups.year}` : groups.year;
  const text = `${year}-${String(month).padStart(2, "0")}-${String(groups.date).padStart(2, "0")}`;
  return asWritten(text, groups.hour === undefined ? undefined : timeOf(groups));
}

function timeOf(groups: Record<string, string | undefined>): number {
  const shown = Number(groups.hour);
  const half = groups.half?.toLowerCase();
  const hour = half === undefined ? shown : (shown % 12) + (half === "pm" ? 12 : 0);
  const [minute, second] = [Number(groups.minute ?? 0), Number(groups.second ?? 0)];
  const isClock = hour < 24 && minute < 60 && second < 60 && (half === undefined || (shown >= 1 && shown <= 12));
  return isClock ? ((hour * 60 + minute) * 60 + second) * 1_000 : Number.NaN;
}

function asWritten(text: string, timeMs: number | undefined): Written | undefined {
  if (!isDay(text) || Number.isNaN(timeMs)) return undefined;
  return { day: day(text), timeMs };
}

function zoneOffset(zone: string): number {
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (parts === null) return 0;
  const ms = (Number(parts[2]) * 60 + Number(parts[3] ?? 0)) * 60_000;
  return parts[1] === "-" ? -ms : ms;
}
