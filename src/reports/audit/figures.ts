import { addDays, type Day, day } from "../../base/instant.js";
import type { AuditReport, ReportControl, StateCounts } from "./model.js";

/** `1,840`: the same on every machine, whatever its language. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `3 of 41`: a number never goes without what it is counted from. */
export function outOf(part: number, whole: number): string {
  return `${count(part)} of ${count(whole)}`;
}

/** `1 week`, `3 weeks`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Items to which the promise applied and whose time had come: the whole that deviations are counted from. */
export function due(counts: StateCounts): number {
  return counts.pass + counts.deviation + counts.indeterminate;
}

export function everyItem(counts: StateCounts): number {
  return due(counts) + counts.not_applicable + counts.pending;
}

/** `2026-03-14 17:02 UTC` for an instant; anything else stays as it is. Seconds are shown where they are not zero. */
export function moment(text: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):(\d{2})\.(\d{3})Z$/.exec(text);
  if (parts === null) return text;
  const [, date = "", time = "", seconds = "", fraction = ""] = parts;
  const tail = fraction !== "000" ? `:${seconds}.${fraction}` : seconds !== "00" ? `:${seconds}` : "";
  return `${date} ${time}${tail} UTC`;
}

/** From, to: one day when both are the same. */
export function span(from: string, to: string): string {
  return from === to ? moment(from) : `${moment(from)} to ${moment(to)}`;
}

/** The calendar days of the period, first and last included. */
export function daysOf({ period }: Pick<AuditReport, "period">): readonly Day[] {
  const days: Day[] = [];
  const last = day(period.to);
  for (let each = day(period.from); each <= last; each = addDays(each, 1)) days.push(each);
  return days;
}

/** Days of a control with their counts, in order. */
export function datedCounts(control: ReportControl): readonly (readonly [string, StateCounts])[] {
  return Object.entries(control.days).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** The first letter in lower case, unless the word is an abbreviation such as SSO. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** Ends in a full stop, so that sentences from different hands can stand side by side. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
