import { type EpochMs, instantOf } from "../../base/instant.js";
import type { JudgeContext } from "../control.js";
import { deviation, type Outcome, pass, pending } from "../outcome.js";
import { unseenOutcome } from "./approval.js";
import { durationText } from "./deadline.js";

/** Something that must be settled by a moment: closed, or accepted by somebody who may, until an expiry. */
export interface Settlement {
  /** Begins a sentence: "treatment of risk R-7". */
  readonly label: string;
  readonly from: EpochMs;
  /** On the dot is in time. */
  readonly dueAt: EpochMs;
  readonly closedAt: EpochMs | null;
  /** An acceptance or re-approval by somebody who may give it; `null`: none. */
  readonly acceptedAt: EpochMs | null;
  /** Until when it holds; `null`: no expiry was set. */
  readonly acceptedUntil: EpochMs | null;
  /** Whether an acceptance without an expiry counts. */
  readonly needsExpiry: boolean;
}

/**
 * The family "deadline after a trigger" where acceptance may stand in for the deed: `pass` when closed by the due
 * moment, or accepted by it and closed before the acceptance ran out (or it runs past the period); `late` when later;
 * `pending` while it may still come; `not-performed` when it never was and somebody looked.
 */
export function settledInTime(
  settlement: Settlement,
  { stream, scope = "*" }: { readonly stream: string; readonly scope?: string },
  { asOf, period, gapIn }: Pick<JudgeContext<unknown>, "asOf" | "period" | "gapIn">,
): Outcome {
  const { label, from, closedAt } = settlement;
  const acceptedUntil = acceptedTo(settlement);
  const dueAt = Math.max(settlement.dueAt, acceptedUntil);
  if ((closedAt !== null && closedAt <= dueAt) || acceptedUntil >= period.end) return pass();
  if (closedAt !== null) {
    return deviation(
      "late",
      `${label} settled at ${instantOf(closedAt)}, ${durationText(closedAt - dueAt)} after it was due at ${instantOf(dueAt)}`,
      { lateness: { lateMs: closedAt - dueAt, allowedMs: Math.max(1, dueAt - from) } },
    );
  }
  if (asOf <= dueAt) return pending(dueAt);
  const gap = gapIn({ stream, scope, from: dueAt, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome(`an end of ${label}`, gap);
  return deviation("not-performed", `${label} not settled by ${instantOf(dueAt)}, nor later`);
}

/** Until when an acceptance that came in time carries; an untimely or open-ended one that needs an end carries nothing. */
function acceptedTo({ dueAt, acceptedAt, acceptedUntil, needsExpiry }: Settlement): number {
  if (acceptedAt === null || acceptedAt > dueAt) return Number.NEGATIVE_INFINITY;
  if (acceptedUntil === null) return needsExpiry ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return acceptedUntil;
}
