import type { EpochMs } from "../../base/instant.js";
import type { JudgeContext } from "../control.js";
import { indeterminate, type Outcome } from "../outcome.js";
import { unseenOutcome } from "./approval.js";
import type { StateReading, Stretch } from "./state.js";

/** The register's entry that covers a stretch, the best one when there are several; all `null` when there is none. */
export interface ExceptionFacts {
  readonly exceptionId: string | null;
  readonly exceptionFromAt: EpochMs | null;
  readonly exceptionToAt: EpochMs | null;
  readonly exceptionApprovedAt: EpochMs | null;
  readonly exceptionIsOwned: boolean;
}

const EXCEPTION_MONTHS_MAX = 12;

/**
 * Whether an approved exception was in force for the whole stretch (G-STATE): owned, ending at most twelve calendar
 * months after it began, approved before the stretch. Approval heals nothing that came before it.
 */
export function isExcepted(stretch: Stretch & ExceptionFacts): boolean {
  const { exceptionFromAt, exceptionToAt, exceptionApprovedAt, exceptionIsOwned, fromAt, toAt } = stretch;
  if (!exceptionIsOwned || exceptionFromAt === null || exceptionToAt === null || exceptionApprovedAt === null)
    return false;
  if (exceptionToAt > monthsAfter(exceptionFromAt, EXCEPTION_MONTHS_MAX)) return false;
  return exceptionApprovedAt <= fromAt && exceptionFromAt <= fromAt && toAt <= exceptionToAt;
}

/**
 * What is left of a deviation when the register of exceptions could not be read for the broken time. A workspace that
 * keeps no register has no exceptions: then the deviation stands.
 */
export function unlessRegisterUnseen(
  outcome: Outcome,
  { broken, measure }: StateReading,
  { gapIn }: Pick<JudgeContext<unknown>, "gapIn">,
): Outcome {
  if (outcome.state !== "deviation") return outcome;
  for (const { start, end } of broken) {
    const gap = gapIn({ stream: "exceptions.approved", scope: "*", from: start, to: end });
    if (gap === undefined || gap.reason === "not_configured") continue;
    const unseen = unseenOutcome("an approved exception for it", gap);
    return unseen.state === "indeterminate" ? indeterminate(unseen.cause, unseen.question, measure) : unseen;
  }
  return outcome;
}

/** The same time of day and day of the month, months later; the last day of a shorter month. */
function monthsAfter(at: EpochMs, months: number): EpochMs {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  date.setUTCDate(Math.min(day, date.getUTCDate()));
  return date.getTime();
}
