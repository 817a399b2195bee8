import type { Outcome } from "../../assess/outcome.js";
import { instantOf } from "../../base/instant.js";
import type { Column } from "../../model/table.js";

/** What a row of an exported population holds in one place; an instant stands as ISO 8601 text in UTC. */
export type ItemCell = string | number | boolean | null;

/** A fact of an item. */
export function factCell(value: unknown, { kind }: Column): ItemCell {
  if (kind === "instant" && typeof value === "number") return instantOf(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** An outcome as a reader of tables wants it: the state with its kind or cause, and what is to be said of it. */
export function outcomeCells(outcome: Outcome): [ItemCell, ItemCell] {
  switch (outcome.state) {
    case "pass":
      return ["pass", null];
    case "deviation":
      return [`deviation: ${outcome.kind}`, outcome.detail];
    case "indeterminate":
      return [`indeterminate: ${outcome.cause}`, outcome.question];
    case "not-applicable":
      return ["not-applicable", outcome.proof];
    case "pending":
      return ["pending", `due ${instantOf(outcome.dueAt)}`];
  }
}
