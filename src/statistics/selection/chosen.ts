import { AppError } from "../../base/app-error.js";
import { canonicalOrder, type Listed } from "./canonical-order.js";

/** Items that a person picked. No limit may be computed from them, and they are reported apart (domain 3.6). */
export interface ChosenItems<T extends Listed> {
  readonly method: "haphazard" | "judgemental" | "targeted";
  readonly isStatistical: false;
  readonly reason: string;
  /** In canonical order. */
  readonly selected: readonly T[];
}

/**
 * Items picked by hand from a population, with the reason.
 *
 * @throws AppError `bad-usage` without a reason, `not-found` for an id that the population does not list.
 */
export function choose<T extends Listed>(
  items: readonly T[],
  { ids, method, reason }: { ids: readonly string[]; method: ChosenItems<T>["method"]; reason: string },
): ChosenItems<T> {
  if (reason.trim() === "") {
    throw new AppError({
      code: "bad-usage",
      message: "items picked by hand need a reason",
      fix: "Say in a sentence why these items and no others.",
    });
  }
  const wanted = new Set(ids.map((id) => id.normalize("NFC")));
  const selected = canonicalOrder(items).filter(({ id }) => wanted.delete(id));
  const [missing] = wanted;
  if (missing !== undefined) {
    throw new AppError({
      code: "not-found",
      message: `the population lists no item ${JSON.stringify(missing)}`,
      fix: "Take the id from the population's list; what is not on it cannot be examined as part of it.",
    });
  }
  return { method, isStatistical: false, reason, selected };
}
