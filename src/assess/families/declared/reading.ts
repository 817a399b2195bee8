import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { Cell } from "../../../model/batch.js";
import type { Gap, JudgeContext } from "../../control.js";
import type { Facts } from "../../item-reader.js";
import { camelCase, type StreamNeed } from "../../population.js";
import { businessDeadline } from "../business-days.js";
import { calendarDeadline } from "../deadline.js";
import type { Amount, Duration, Moment, Value, Watch } from "./terms.js";

/** What a declared judge may know: parameters by name, checked by their schemas. */
export type DeclaredContext = JudgeContext<Readonly<Record<string, unknown>>>;

/** When a duty began and was due, and whether somebody looked until then. */
export interface Clock {
  readonly from: EpochMs;
  readonly dueAt: EpochMs;
  readonly asOf: EpochMs;
  readonly context: DeclaredContext;
  readonly gap: () => Gap | undefined;
}

/** One cell of an item by the name its population's column has; `null` where the source is silent. */
export function cellOf(item: Facts, column: string): Cell {
  const cell = item[camelCase(column)];
  return typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean" ? cell : null;
}

/** A moment of the item in epoch milliseconds; `null` where the source is silent. */
export function momentOf(moment: Moment, item: Facts, context: DeclaredContext): EpochMs | null {
  if (typeof moment === "string") return instantCell(item, moment);
  const from = instantCell(item, moment.column);
  return from === null ? null : after(from, moment.plus, context);
}

/** The end of a length of time that begins at `from`: on it is in time. */
export function after(from: EpochMs, duration: Duration, { parameters }: DeclaredContext): EpochMs {
  const { minutes, hours, days, business_days } = duration;
  if (minutes !== undefined) return from + Math.round(numberOf(minutes, parameters) * MINUTE_MS);
  if (hours !== undefined) return from + Math.round(numberOf(hours, parameters) * HOUR_MS);
  const zone = String(parameters.zone ?? "UTC");
  if (days !== undefined) return calendarDeadline({ from, days: numberOf(days, parameters), zone });
  const count = numberOf(business_days ?? 0, parameters);
  return businessDeadline({ from, days: count, calendar: { zone, holidays: textsOf(parameters.holidays) } });
}

/** The number itself, or that of the parameter it names. */
export function numberOf(value: Amount | Value, parameters: DeclaredContext["parameters"]): number {
  return Number(typeof value === "object" ? parameters[value.parameter] : value);
}

/** A watched stream with how its population declares it. */
export interface WatchedStream extends Watch {
  readonly per: StreamNeed["per"];
}

/** The first stretch in which one of the streams was not seen, from where each is asked to the end of `dueAt`. */
export function gapAround(
  watch: readonly WatchedStream[],
  item: Facts,
  { from, dueAt, context }: { readonly from: EpochMs; readonly dueAt: EpochMs; readonly context: DeclaredContext },
): Gap | undefined {
  for (const each of watch) {
    const start = each.from === undefined ? from : (momentOf(each.from, item, context) ?? from);
    const window = { from: Math.min(start, dueAt), to: dueAt + 1 };
    const gap = context.gapIn({ stream: each.stream, scope: scopeOf(each, item), ...window });
    if (gap !== undefined) return gap;
  }
  return undefined;
}

/** What of a stream the item is about; an item that does not say is about all of it. */
export function scopeOf({ scope, per }: WatchedStream, item: Facts): string {
  const column = scope ?? (per === "*" ? "*" : "unit");
  return column === "*" ? "*" : String(cellOf(item, column) ?? "*");
}

function instantCell(item: Facts, column: string): EpochMs | null {
  const cell = cellOf(item, column);
  return typeof cell === "number" ? cell : null;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
