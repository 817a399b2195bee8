import type { Cell } from "../model/batch.js";
import type { ItemBase } from "./population.js";

/** Reads the facts that every item has from one of any population. */
export function itemFacts(item: Readonly<Record<string, unknown>>): ItemBase {
  const { itemId, occurredAt, label, unit, actor, evidence } = item;
  return {
    itemId: String(itemId),
    occurredAt: Number(occurredAt),
    label: String(label),
    unit: textOrNull(unit),
    actor: textOrNull(actor),
    evidence: textOrNull(evidence),
  };
}

const COMMON: ReadonlySet<string> = new Set<keyof ItemBase | "segments">([
  "itemId",
  "occurredAt",
  "label",
  "unit",
  "actor",
  "evidence",
  "segments",
]);

/** The facts of its population that an item has beside those, its segments left out. */
export function ownFacts(item: Readonly<Record<string, unknown>>): Readonly<Record<string, Cell>> {
  const own = Object.entries(item).filter(([name]) => !COMMON.has(name));
  return Object.fromEntries(own) as Readonly<Record<string, Cell>>;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
