import { instantOf } from "../../../base/instant.js";
import type { Columns } from "../../../model/table.js";
import type { Facts } from "../../item-reader.js";
import { deviation, indeterminate, type Outcome, pass, pending } from "../../outcome.js";
import { unseenOutcome } from "../approval.js";
import type { Of } from "./attribute.js";
import { answer, columnsOf } from "./condition.js";
import { type Clock, cellOf } from "./reading.js";

/**
 * A fact on the item itself. An answer that rests on something being on record is given at once; one that rests on
 * silence waits until it is due and asks whether somebody looked.
 */
export function flagOutcome(
  attribute: Of<"flag">,
  clock: Clock,
  { item, columns }: { readonly item: Facts; readonly columns: Columns },
): Outcome {
  const { holds, kind, silence, title } = attribute;
  const { dueAt, asOf, context } = clock;
  const found = answer(holds, item, context.parameters);
  const given = found === undefined ? undefined : found ? "pass" : "deviation";
  if (silence !== "none" && (given === undefined || silence === given || silence === "either")) {
    if (asOf <= dueAt) return pending(dueAt);
    const unseen = clock.gap();
    if (unseen !== undefined) return unseenOutcome(`a record that settles "${title}"`, unseen);
  }
  if (given === undefined) {
    const empty = columnsOf(holds).filter((column) => cellOf(item, column) === null);
    return indeterminate("gap", `Does it hold: "${title}"? The source says nothing of ${empty.join(", ")}.`);
  }
  return given === "pass"
    ? pass()
    : deviation(kind, filled(attribute.detail, item, { columns, parameters: context.parameters }));
}

function filled(
  detail: string,
  item: Facts,
  { columns, parameters }: { columns: Columns; parameters: Readonly<Record<string, unknown>> },
): string {
  return detail.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (Object.hasOwn(parameters, name)) return String(parameters[name]);
    const cell = cellOf(item, name);
    if (cell === null) return "unknown";
    const isInstant = name === "occurred_at" || columns[name]?.kind === "instant";
    return isInstant && typeof cell === "number" ? instantOf(cell) : String(cell);
  });
}
