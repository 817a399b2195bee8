import type { z } from "zod";
import { addDays, type Day, day } from "../../../base/instant.js";
import type { EvidenceRef, ReportControl, ReportItem, StateCounts } from "../model.js";

export const FROM = day("2026-01-01");
export const TO = day("2026-06-30");

export interface SampleItem {
  readonly on: Day;
  readonly at?: string;
  readonly id: string;
  readonly label: string;
  readonly unit?: string;
  readonly facts?: ReportItem["facts"];
  readonly outcomes: ReportItem["outcomes"];
}

export interface SampleAttribute {
  readonly id: string;
  readonly title: string;
  readonly isSupporting?: boolean;
  readonly itemDays?: { readonly total: string; readonly deviating: string; readonly missing: string };
}

type Given = Omit<ReportControl, "counts" | "attributes" | "days" | "items" | "not_applicable" | "csv">;

/** A control whose counts, days and attributes all follow from its items, so that no two numbers disagree. */
export function buildControl(
  given: Given,
  {
    attributes,
    passes,
    items,
    notApplicable = {},
  }: {
    readonly attributes: readonly SampleAttribute[];
    /** Passing items by day. */
    readonly passes: Readonly<Record<string, number>>;
    readonly items: readonly SampleItem[];
    readonly notApplicable?: Readonly<Record<string, number>>;
  },
): ReportControl {
  const days: Record<string, StateCounts> = {};
  for (const [each, pass] of Object.entries(passes)) if (pass > 0) days[each] = { ...NONE, pass };
  const key = new Set(attributes.filter(({ isSupporting }) => isSupporting !== true).map(({ id }) => id));
  for (const item of items) {
    const counts = days[item.on] ?? { ...NONE };
    days[item.on] = counts;
    add(counts, worst(item, key));
  }
  const counts = sum(Object.values(days));
  for (const value of Object.values(notApplicable)) counts.not_applicable += value;
  return {
    ...given,
    counts,
    attributes: attributes.map((attribute) => attributeOf(attribute, counts, items)),
    days,
    items: items.map(reportItem),
    not_applicable: { ...notApplicable },
    csv: `populations/${given.population}.csv`,
  };
}

/** `perWeekday` passing items on every weekday of the period, varied by a fixed rule; none at weekends. */
export function weekdays(perWeekday: number): Record<string, number> {
  const passes: Record<string, number> = {};
  let index = 0;
  for (let each = FROM; each <= TO; each = addDays(each, 1), index += 1) {
    const weekday = new Date(`${each}T00:00:00.000Z`).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    passes[each] = Math.max(0, perWeekday + ((index * 37) % 11) - 5);
  }
  return passes;
}

/** A digest that looks like one and is the same every time. */
export function digestOf(seed: string): string {
  let state = 2_166_136_261;
  let text = "";
  while (text.length < 64) {
    for (const letter of `${seed}${text.length}`) state = Math.imul(state ^ letter.charCodeAt(0), 16_777_619) >>> 0;
    text += state.toString(16).padStart(8, "0");
  }
  return text;
}

export function evidence(seed: string, pointer: string): z.infer<typeof EvidenceRef> {
  return { sha256: digestOf(seed), pointer };
}

const NONE: StateCounts = { pass: 0, deviation: 0, indeterminate: 0, not_applicable: 0, pending: 0 };

type OutcomeState = ReportItem["outcomes"][number]["state"];
const WORST_FIRST: readonly OutcomeState[] = ["deviation", "indeterminate", "pending", "not-applicable"];

function worst(item: SampleItem, key: ReadonlySet<string>): OutcomeState {
  const states = item.outcomes.filter(({ attribute }) => key.has(attribute)).map(({ state }) => state);
  return WORST_FIRST.find((state) => states.includes(state)) ?? "pass";
}

function add(counts: StateCounts, state: OutcomeState): void {
  counts[state === "not-applicable" ? "not_applicable" : state] += 1;
}

function sum(all: readonly StateCounts[]): StateCounts {
  const total = { ...NONE };
  for (const each of all) {
    total.pass += each.pass;
    total.deviation += each.deviation;
    total.indeterminate += each.indeterminate;
    total.not_applicable += each.not_applicable;
    total.pending += each.pending;
  }
  return total;
}

function attributeOf(
  { id, title, isSupporting = false, itemDays }: SampleAttribute,
  whole: StateCounts,
  items: readonly SampleItem[],
): ReportControl["attributes"][number] {
  const counts = { ...NONE, not_applicable: whole.not_applicable };
  const by_kind: Record<string, number> = {};
  for (const outcome of items.flatMap(({ outcomes }) => outcomes).filter(({ attribute }) => attribute === id)) {
    add(counts, outcome.state);
    if (outcome.kind !== null) by_kind[outcome.kind] = (by_kind[outcome.kind] ?? 0) + 1;
  }
  const all = whole.pass + whole.deviation + whole.indeterminate + whole.pending;
  counts.pass = all - counts.deviation - counts.indeterminate - counts.pending;
  return { id, title, is_key: !isSupporting, counts, by_kind, item_days: itemDays ?? null };
}

function reportItem({ on, at = "17:00:00.000", id, label, unit, facts = {}, outcomes }: SampleItem): ReportItem {
  return {
    id,
    occurred_at: `${on}T${at}Z`,
    label,
    unit: unit ?? null,
    actor: null,
    facts,
    outcomes,
    evidence: [evidence(`${id}-a`, `row ${2 + (id.length % 40)}`), evidence(`${id}-b`, "/0/published")],
  };
}
