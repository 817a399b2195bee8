import type { Cell } from "../model/batch.js";
import type { DeviationKind, Measure, Outcome, OutcomeState } from "./outcome.js";
import type { ItemBase } from "./population.js";

/** How many items are in each state. */
export type Counts = Record<OutcomeState, number>;

/** What one attribute found over the items of a population. */
export interface AttributeTally {
  readonly counts: Counts;
  readonly byKind: Partial<Record<DeviationKind, number>>;
  /** State controls: the sum over items. */
  measure: Measure | null;
}

/** An item of which some attribute did not simply pass: a deviation, an open question, a deadline still ahead. */
export interface NotableItem extends ItemBase {
  readonly facts: Readonly<Record<string, Cell>>;
  /** Attributes in order of the control, passes left out. */
  readonly outcomes: readonly { readonly attribute: string; readonly outcome: Outcome }[];
}

/** What one control found over one partition of its population. Adding partitions gives the period. */
export interface ControlTally {
  /** Items by their worst key attribute. */
  readonly counts: Counts;
  readonly attributes: Readonly<Record<string, AttributeTally>>;
  /** By day of the organisation's calendar: items by worst key attribute. */
  readonly days: Record<string, Counts>;
  readonly notable: NotableItem[];
  /** How many items rest on each proof of not being applicable. */
  readonly notApplicable: Record<string, number>;
  /** Whether a later look could find otherwise with the same facts: something is pending, or ends where the view ends. */
  isVolatile: boolean;
}

export function noCounts(): Counts {
  return { pass: 0, deviation: 0, indeterminate: 0, "not-applicable": 0, pending: 0 };
}

export function emptyTally(attributes: readonly string[]): ControlTally {
  return {
    counts: noCounts(),
    attributes: Object.fromEntries(attributes.map((id) => [id, { counts: noCounts(), byKind: {}, measure: null }])),
    days: {},
    notable: [],
    notApplicable: {},
    isVolatile: false,
  };
}

/** The tally of all partitions together; notable items in order of time, then id. */
export function addTallies(attributes: readonly string[], parts: readonly ControlTally[]): ControlTally {
  const sum = emptyTally(attributes);
  for (const part of parts) {
    addCounts(sum.counts, part.counts);
    for (const id of attributes) addAttribute(sum.attributes[id], part.attributes[id]);
    for (const [day, counts] of Object.entries(part.days)) {
      sum.days[day] ??= noCounts();
      addCounts(sum.days[day], counts);
    }
    for (const item of part.notable) sum.notable.push(item);
    for (const [proof, count] of Object.entries(part.notApplicable)) {
      sum.notApplicable[proof] = (sum.notApplicable[proof] ?? 0) + count;
    }
    sum.isVolatile ||= part.isVolatile;
  }
  sum.notable.sort((a, b) => a.occurredAt - b.occurredAt || (a.itemId < b.itemId ? -1 : a.itemId > b.itemId ? 1 : 0));
  return sum;
}

export function addMeasure(a: Measure | null, b: Measure): Measure {
  if (a === null) return b;
  return {
    totalMs: a.totalMs + b.totalMs,
    deviatingMs: a.deviatingMs + b.deviatingMs,
    missingMs: a.missingMs + b.missingMs,
    longestRunMs: Math.max(a.longestRunMs, b.longestRunMs),
  };
}

function addAttribute(sum: AttributeTally | undefined, part: AttributeTally | undefined): void {
  if (sum === undefined || part === undefined) return;
  addCounts(sum.counts, part.counts);
  for (const [kind, count] of Object.entries(part.byKind)) {
    const known = sum.byKind as Record<string, number>;
    known[kind] = (known[kind] ?? 0) + count;
  }
  if (part.measure !== null) sum.measure = addMeasure(sum.measure, part.measure);
}

function addCounts(sum: Counts, part: Counts): void {
  sum.pass += part.pass;
  sum.deviation += part.deviation;
  sum.indeterminate += part.indeterminate;
  sum["not-applicable"] += part["not-applicable"];
  sum.pending += part.pending;
}
