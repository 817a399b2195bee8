import { z } from "zod";
import type { TableItem } from "../../../app/serving/population-table.js";
import { EvidenceRef, type StateCounts } from "../../../reports/audit/model.js";

export const ItemState = z.enum(["pass", "deviation", "indeterminate", "not-applicable", "pending"]);

/** A population as lists show it. */
export const PopulationSummary = z.strictObject({
  name: z.string(),
  title: z.string(),
  controls: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  items: z.number().int().min(0),
  is_reliable: z.boolean(),
  hash: z.string().nullable(),
});

/** One item with its facts and what each attribute of each control said of it. */
export const PopulationItem = z.strictObject({
  id: z.string(),
  occurred_at: z.string(),
  label: z.string(),
  unit: z.string().nullable(),
  actor: z.string().nullable(),
  state: ItemState,
  facts: z.record(z.string(), z.string().nullable()),
  outcomes: z.array(
    z.strictObject({
      control: z.string(),
      attribute: z.string(),
      state: ItemState,
      text: z.string(),
      detail: z.string(),
    }),
  ),
  evidence: z.array(EvidenceRef),
});

/** Every item as one tick: where it stands in time, and how it went. */
export const Tick = z.strictObject({ id: z.string(), at: z.string(), state: ItemState, label: z.string() });

export function itemAnswer(item: TableItem): z.input<typeof PopulationItem> {
  return {
    id: item.id,
    occurred_at: item.occurredAt,
    label: item.label,
    unit: item.unit,
    actor: item.actor,
    state: item.state,
    facts: { ...item.facts },
    outcomes: [...item.outcomes],
    evidence: [...item.evidence],
  };
}

/** How many items are in each state, by the worst of their outcomes. */
export function countsOf(items: readonly TableItem[]): z.input<typeof StateCounts> {
  const counts = { pass: 0, deviation: 0, indeterminate: 0, not_applicable: 0, pending: 0 };
  for (const { state } of items) counts[state === "not-applicable" ? "not_applicable" : state] += 1;
  return counts;
}
