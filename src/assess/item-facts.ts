import type { EpochMs } from "../base/instant.js";
import type { Cell } from "../model/batch.js";

/** The facts that every item has (`ITEM_COLUMNS`). */
export interface ItemFacts {
  readonly itemId: string;
  readonly occurredAt: EpochMs;
  readonly label: string;
  readonly unit: string | null;
  readonly actor: string | null;
  readonly evidence: string | null;
}

/** Reads them from an item of any population. */
export function itemFacts(item: Readonly<Record<string, unknown>>): ItemFacts {
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

const COMMON: ReadonlySet<string> = new Set<keyof ItemFacts | "segments">([
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
