import { type EpochMs, instantOf } from "../../base/instant.js";
import { type DeviationKind, deviation, notApplicable, type Outcome, pass, pending } from "../outcome.js";
import { type Silence, unseenOutcome } from "./approval.js";

/** Something on one list that must have its counterpart on another: a true positive and its incident record. */
export interface Pairing {
  /** What must be on the other list, to put after "no": "incident record of it". */
  readonly what: string;
  /** Whether the other list holds it. */
  readonly isMatched: boolean;
  /** Why it rightly has none, item by item (domain section 3.8 d); `null`: nobody explained it. */
  readonly explanation: string | null;
  /** Until then the other list may still get it: on the dot is in time. */
  readonly dueAt: EpochMs;
  readonly kind: DeviationKind;
}

/**
 * The family "reconciliation": `pass` when matched, not applicable when explained, `pending` while the counterpart may
 * still come, a deviation when it never came and somebody looked at the other list, else indeterminate.
 */
export function reconciled(pairing: Pairing, { asOf, gap }: Silence): Outcome {
  const { what, isMatched, explanation, dueAt, kind } = pairing;
  if (isMatched) return pass();
  if (explanation !== null) return notApplicable(explanation);
  if (asOf <= dueAt) return pending(dueAt);
  const unseen = gap();
  if (unseen !== undefined) return unseenOutcome(what, unseen);
  return deviation(kind, `no ${what}, due ${instantOf(dueAt)}`);
}
