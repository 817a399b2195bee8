import { compareUtf8 } from "../../statistics/selection/canonical-order.js";
import { isUnlisted } from "../../statistics/selection/selection-record.js";
import type { MockLog, Told, VerdictBody } from "./mock-decisions.js";
import type { RegisteredDraw } from "./register-draw.js";

/** An item of the workpaper: one that was drawn, or, where a large population was taken whole, one with a verdict. */
export interface ItemToShow {
  readonly id: string;
  readonly stage: number;
}

/** The items of a control's workpaper: in the order drawn; of a population that is not listed, by their ids. */
export function itemsToShow(registered: RegisteredDraw, log: MockLog): readonly ItemToShow[] {
  return registered.selections.flatMap(({ body: { record } }) => {
    const ids = isUnlisted(record)
      ? [...new Set(verdictsSince(registered, log).map(({ body }) => body.item))].sort(compareUtf8)
      : record.selected;
    return ids.map((id) => ({ id, stage: record.stage }));
  });
}

/** Verdicts on a control that were given after its draw. */
export function verdictsSince({ draw, selections }: RegisteredDraw, log: MockLog): readonly Told<VerdictBody>[] {
  const first = selections[0]?.index ?? 0;
  return log.verdicts.filter(({ index, body }) => body.control === draw.plan.control && index > first);
}
