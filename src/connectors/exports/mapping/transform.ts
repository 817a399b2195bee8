import { endOfDay, isZone, startOfDay } from "../../../base/zone.js";
import {
  type DatePattern,
  datePattern,
  excelDate,
  ISO_DATE,
  isoInstant,
  isoLocal,
  momentOf,
  type Written,
  wallClock,
} from "./dates.js";
import type { Transform } from "./schema.js";

/** What a transform makes of one value; `bad` says why it cannot, and what would help. */
export type Converted =
  | { readonly ok: true; readonly value: string | number | boolean }
  | { readonly ok: false; readonly reason: string; readonly fix: string };

/** What a transform needs besides the value. */
export interface ConvertOptions {
  readonly patterns: readonly DatePattern[];
  /** IANA zone for values that name none; `undefined` refuses them. */
  readonly zone: string | undefined;
  /** What a date without a time means where a point in time is wanted; `undefined` refuses it. */
  readonly date: "start" | "end" | undefined;
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
  readonly split: string | undefined;
  readonly with: string;
}

/** Patterns of a `format` option; ISO dates are always understood. */
export function patternsOf(formats: readonly string[]): readonly DatePattern[] {
  return [...formats.map(datePattern), ISO_DATE];
}

/** Reads one value of the source as what the column holds. Total: every value gives a result. */
export function convert(as: Exclude<Transform, "entity-id">, raw: unknown, options: ConvertOptions): Converted {
  switch (as) {
    case "text":
      return textOf(raw);
    case "lower":
      return mapped(textOf(raw), (text) => text.toLowerCase());
    case "instant":
      return instantValue(raw, options);
    case "epoch-ms":
      return epochValue(raw, 1);
    case "epoch-s":
      return epochValue(raw, 1_000);
    case "day":
      return dayValue(raw, options, ({ day }) => day);
    case "excel-date":
      return dayValue(raw, { ...options, patterns: [datePattern("excel")] }, ({ day }) => day);
    case "day-start":
      return zonedDay(raw, options, "start");
    case "day-end":
      return zonedDay(raw, options, "end");
    case "boolean":
      return booleanValue(raw, options);
    case "integer":
      return integerValue(raw);
    case "zone":
      return zoneValue(raw);
    case "join":
      return joined(raw, options);
    default:
      return as satisfies never;
  }
}

function textOf(raw: unknown): Converted {
  if (typeof raw === "string") return good(raw.trim());
  if (typeof raw === "number" || typeof raw === "boolean") return good(String(raw));
  if (raw instanceof Date) return good(raw.toISOString());
  return bad("holds a list or an object, not a text", "Name the text inside it, for example `owner.login`.");
}

function mapped(converted: Converted, change: (text: string) => string): Converted {
  return converted.ok ? good(change(String(converted.value))) : converted;
}

function instantValue(raw: unknown, options: ConvertOptions): Converted {
  const { patterns, zone, date } = options;
  if (raw instanceof Date) return zoned(wallClock(raw.getTime(), { hasTime: true }), zone);
  const text = typeof raw === "string" ? raw.trim() : typeof raw === "number" ? String(raw) : undefined;
  if (text === undefined) return bad("is no point in time", ISO_FIX);
  const exact = isoInstant(text);
  if (exact !== undefined) return good(exact);
  const named = patterns.slice(0, -1).map((pattern) => pattern(text));
  const local = named.find((found) => found?.timeMs !== undefined) ?? isoLocal(text);
  if (local !== undefined) return zoned(local, zone);
  if (ISO_DATE(text) !== undefined || named.some((found) => found !== undefined)) {
    if (date !== undefined) return zonedDay(text, options, date);
    return bad("is a date without a time", "Map it `as: day-start` or `as: day-end`, whichever the date means.");
  }
  return bad("is not written as a point in time", ISO_FIX);
}

const ISO_FIX = "Export it as 2026-03-04T05:06:07Z, or name how it is written with `format` and `zone`.";

function zoned(local: Written | undefined, zone: string | undefined): Converted {
  if (local === undefined) return bad("is no existing time", ISO_FIX);
  if (zone === undefined) {
    return bad("has no time zone", "Export it with its zone, or name the zone of the column in the mapping.");
  }
  return good(momentOf(local, zone));
}

function epochValue(raw: unknown, factor: number): Converted {
  const number =
    typeof raw === "number" ? raw : typeof raw === "string" && raw.trim() !== "" ? Number(raw) : Number.NaN;
  const ms = Math.round(number * factor);
  if (Number.isSafeInteger(ms) && Math.abs(ms) <= 8.64e15) return good(ms);
  return bad("is no epoch number", "Check that the column holds a count of seconds or milliseconds since 1970.");
}

function dayValue(raw: unknown, { patterns }: ConvertOptions, pick: (written: Written) => string): Converted {
  const written = writtenDay(raw, patterns);
  return written.ok ? good(pick(written.written)) : written;
}

function zonedDay(raw: unknown, { patterns, zone }: ConvertOptions, edge: DayEdge): Converted {
  const written = writtenDay(raw, patterns);
  if (!written.ok) return written;
  if (zone === undefined) return bad("has no time zone", "Name the zone of the column in the mapping.");
  return good(remembered(edge, written.written.day, zone));
}

type DayEdge = "start" | "end";

const EDGES_MAX = 20_000;
const edges = new Map<string, number>();

/** Zone arithmetic is slow and exports repeat their days: the last ones are remembered. */
function remembered(edge: DayEdge, day: Written["day"], zone: string): number {
  const key = `${edge} ${day} ${zone}`;
  const known = edges.get(key);
  if (known !== undefined) return known;
  if (edges.size >= EDGES_MAX) edges.clear();
  const made = edge === "start" ? startOfDay(day, zone) : endOfDay(day, zone);
  edges.set(key, made);
  return made;
}

type WrittenDay = { readonly ok: true; readonly written: Written } | (Converted & { readonly ok: false });

function writtenDay(raw: unknown, patterns: readonly DatePattern[]): WrittenDay {
  if (raw instanceof Date) return dateOf(wallClock(raw.getTime(), { hasTime: false }));
  if (typeof raw === "number") return dateOf(patterns.length > 1 ? excelDate(raw) : undefined);
  const text = typeof raw === "string" ? raw.trim() : "";
  for (const pattern of patterns) {
    const found = pattern(text);
    if (found !== undefined) return { ok: true, written: found };
  }
  const midnight = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?|[+-]\d{2}:\d{2}|Z)$/.exec(text)?.[1];
  if (midnight !== undefined) return dateOf(ISO_DATE(midnight));
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(text)) {
    return bad(
      "is a date that can be read in two ways",
      "Name how dates are written: `dates: MM/DD/YYYY` or `DD/MM/YYYY` on the source, or `format` in the mapping.",
    );
  }
  return dateOf(undefined);
}

function dateOf(written: Written | undefined): WrittenDay {
  if (written !== undefined) return { ok: true, written };
  return bad("is no existing date", "Export dates as 2026-03-04, or name how they are written with `format`.");
}

function booleanValue(raw: unknown, { yes, no }: ConvertOptions): Converted {
  if (typeof raw === "boolean") return good(raw);
  const word = String(raw).trim().toLowerCase();
  if (yes.has(word)) return good(true);
  if (no.has(word)) return good(false);
  return bad("is neither yes nor no", "Name the words with `yes` and `no` in the mapping.");
}

function integerValue(raw: unknown): Converted {
  const text = typeof raw === "number" ? String(raw) : typeof raw === "string" ? raw.trim() : "";
  const number = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? good(number) : bad("is no whole number", "Export the plain number.");
}

function zoneValue(raw: unknown): Converted {
  const zone = typeof raw === "string" ? raw.trim() : "";
  if (isZone(zone)) return good(zone);
  return bad("is no IANA time zone", "Use names such as Europe/Berlin, or translate the column's words with `map`.");
}

function joined(raw: unknown, options: ConvertOptions): Converted {
  const parts = Array.isArray(raw) ? raw : options.split === undefined ? [raw] : String(raw).split(options.split);
  const texts: string[] = [];
  for (const part of parts) {
    const text = textOf(part);
    if (!text.ok) return text;
    if (text.value !== "") texts.push(String(text.value));
  }
  return good(texts.join(options.with));
}

function good(value: string | number | boolean): Converted {
  return { ok: true, value };
}

function bad(reason: string, fix: string): Converted & { readonly ok: false } {
  return { ok: false, reason, fix };
}
