import type { Example } from "../control.js";
import type { DeviationKind, IndeterminateCause } from "../outcome.js";

type Expected = Example["expect"];

/** Test only: what examples expect, in one word each. */
export const PASSES: Expected = { state: "pass" };
export const PENDING: Expected = { state: "pending" };
export const NOT_APPLICABLE: Expected = { state: "not-applicable" };

/** Test only: a deviation of that kind. */
export function deviates(kind: DeviationKind): Expected {
  return { state: "deviation", kind };
}

/** Test only: an open outcome for that cause. */
export function isOpen(cause: IndeterminateCause): Expected {
  return { state: "indeterminate", cause };
}

/** Test only: a stretch in which a stream of scope `*` was not seen; one millisecond unless told otherwise. */
export function unseen(stream: string, from: number, { to = from + 1, reason = "not_covered" } = {}) {
  return [{ stream, scope: "*", from, to, reason }];
}
