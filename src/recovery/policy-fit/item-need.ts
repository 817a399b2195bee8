import type { Outcome } from "../../assess/outcome.js";
import type { ItemNeed } from "./policy-fit.js";
import { LONGEST, neededPromise, type PromiseUnit } from "./promise.js";

/**
 * What one item needed: the attribute's own judge is asked again with other promises, whole numbers of `unit`, until the
 * smallest that passes is found. `undefined`: the item has nothing to do with the promise: it does not apply, or it comes
 * out the same even if the promise ended long before the clock began.
 */
export function itemNeed(unit: PromiseUnit, judge: (promise: number) => Outcome): ItemNeed | undefined {
  const longest = judge(LONGEST[unit]);
  if (longest.state === "not-applicable") return undefined;
  if (longest.state === "indeterminate") return { kind: "open" };
  // A promise that was over before it began: what still passes was not held by the promise.
  if (longest.state === "pass" && judge(-LONGEST[unit]).state === "pass") return undefined;
  if (longest.state === "deviation") return { kind: "never" };
  // The longest promise may not be over yet; what was seen done or undone by now does not depend on that.
  const promise = neededPromise(unit, (each) => judge(each).state === "pass");
  if (promise !== undefined) return { kind: "held-by", promise };
  return judge(1).state === "deviation" ? { kind: "never" } : { kind: "open" };
}
