import type { Outcome } from "../../assess/outcome.js";
import type { ItemNeed } from "./policy-fit.js";
import { LONGEST, neededPromise, type PromiseUnit } from "./promise.js";

/**
 * What one item needed: the attribute's own judge is asked again with other promises, whole numbers of `unit`, until the
 * smallest that passes is found. `undefined`: the item has nothing to do with the promise: it does not apply, or it comes
 * out the same whatever is promised.
 *
 * As a promise grows, an item goes from deviation over indeterminate (done between two looks) to pass; one that was never
 * done goes from deviation to pending, or out of the period.
 */
export function itemNeed(unit: PromiseUnit, judge: (promise: number) => Outcome): ItemNeed | undefined {
  const shortest = judge(1);
  if (shortest.state === "not-applicable") return undefined;
  // A promise that was over before it began: what still passes was not held by the promise.
  if (shortest.state === "pass") {
    return judge(-LONGEST[unit]).state === "pass" ? undefined : { kind: "held-by", promise: 1 };
  }
  const isFailed = ({ state }: Outcome) => state === "deviation";
  const isUnsettled = ({ state }: Outcome) => state === "deviation" || state === "indeterminate";
  const first = neededPromise(unit, (promise) => !isFailed(judge(promise)));
  if (first === undefined) {
    const isSameWhatever = JSON.stringify(judge(LONGEST[unit])) === JSON.stringify(shortest);
    return isSameWhatever ? undefined : { kind: "never" };
  }
  const settled = neededPromise(unit, (promise) => !isUnsettled(judge(promise)));
  if (settled === undefined) return { kind: "open" };
  if (judge(settled).state === "pass") return { kind: "held-by", promise: settled };
  return isFailed(shortest) && settled === first ? { kind: "never" } : { kind: "open" };
}
