import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { businessDeadline } from "../../assess/families/business-days.js";
import { deviation, indeterminate, type Outcome, pass } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, instantOf, MINUTE_MS } from "../../base/instant.js";
import type { DatabaseChange } from "../../populations/database-changes/population.js";

/** The parameters as promised on the day of the item. */
export interface DatabasePromise {
  readonly bg_ticket_minutes: number;
  readonly bg_review_bdays: number;
  readonly ticket_age_days: number;
  readonly zone: string;
  readonly holidays: readonly string[];
}

type Context = JudgeContext<DatabasePromise>;

/** A: somebody else than who ran it had reviewed the script before, or reviewed an emergency soon after. */
export function reviewedBefore(item: DatabaseChange, context: Context): Outcome {
  const { bg_review_bdays: days } = context.parameters;
  const dueAt = isEmergency(item)
    ? businessDeadline({ from: item.ranAt, days, calendar: context.parameters })
    : item.ranAt;
  return byAnother(item, context, {
    what: "review",
    doneAt: item.independentReviewAt,
    dueAt,
    count: item.reviewedCount,
    isUndated: item.reviewedAt === null,
    isNameless: item.hasNamelessReview,
    kind: "not-performed",
  });
}

/** B: somebody else had approved it before it ran; an emergency was declared by a ticket soon after it began. */
export function approvedBefore(item: DatabaseChange, context: Context): Outcome {
  const { independentApprovalAt: doneAt, ranAt } = item;
  if (isEmergency(item) && (doneAt === null || doneAt > ranAt)) return declared(item, context);
  return byAnother(item, context, {
    what: "approval",
    doneAt,
    dueAt: ranAt,
    count: item.approvedCount,
    isUndated: item.approvedAt === null,
    isNameless: item.hasNamelessApproval,
    kind: "unauthorised",
  });
}

/** C: the text that was run is the text that was approved. */
export function ranAsApproved(item: DatabaseChange, { gapIn }: Context): Outcome {
  const { approvedDigest, runDigest, isRunMixed, approvedTextAt, independentApprovalAt } = item;
  if (approvedDigest === null || runDigest === null) {
    const what = approvedDigest === null ? "which text was approved" : "which text was run";
    const gap = gapIn({ stream: "database.changes", scope: "*", from: item.occurredAt, to: item.ranAt + 1 });
    if (gap !== undefined) return unseenOutcome(`a record of ${what}`, gap);
    return deviation("evidence-missing", `the record does not show ${what}`);
  }
  if (isRunMixed || approvedDigest !== runDigest)
    return deviation("wrong-result", "another text was run than approved");
  if (
    !isEmergency(item) &&
    approvedTextAt !== null &&
    independentApprovalAt !== null &&
    approvedTextAt > independentApprovalAt
  ) {
    return deviation(
      "wrong-result",
      `the text that was run was put forward at ${instantOf(approvedTextAt)}, after the approval at ${instantOf(independentApprovalAt)}`,
    );
  }
  return pass();
}

function isEmergency({ outcome }: DatabaseChange): boolean {
  return outcome === "emergency";
}

interface Signature {
  /** "review" or "approval". */
  readonly what: string;
  /** The first by somebody else; `null`: none, or undated. */
  readonly doneAt: EpochMs | null;
  readonly dueAt: EpochMs;
  /** Records of it, by anybody. */
  readonly count: number;
  readonly isNameless: boolean;
  /** None of the records has a date. */
  readonly isUndated: boolean;
  readonly kind: "not-performed" | "unauthorised";
}

function byAnother(item: DatabaseChange, { asOf, gapIn }: Context, signature: Signature): Outcome {
  const { what, doneAt, dueAt, count, isNameless, isUndated, kind } = signature;
  const { owner, ranAt } = item;
  if (doneAt !== null) {
    if (owner === null) return indeterminate("unmatched-person", `Who ran it? Its ${what} may be by the same person.`);
    const outcome = recordedInTime(
      { what: `${what} by another person`, from: ranAt, dueAt, doneAt },
      { asOf, gap: () => undefined },
    );
    return outcome;
  }
  if (asOf <= dueAt && isEmergency(item)) return { state: "pending", dueAt };
  const gap = gapIn({ stream: "database.changes", scope: "*", from: item.occurredAt, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome(`${what} by another person`, gap);
  if (isNameless) return deviation("evidence-missing", `its ${what} names nobody`);
  if (count > 0 && isUndated) return deviation("evidence-missing", `its ${what} has no date`);
  if (count > 0) return deviation("unauthorised", `only who ran it is on record for its ${what}`);
  return deviation(kind, `ran at ${instantOf(ranAt)} without ${what}`);
}

/** The ticket or incident of an emergency, open before or soon after. */
function declared(item: DatabaseChange, { parameters, asOf, gapIn }: Context): Outcome {
  const { ranAt: from, ticketKey, ticketCreatedAt } = item;
  const dueAt = from + parameters.bg_ticket_minutes * MINUTE_MS;
  if (item.owner === null) return deviation("evidence-missing", "an emergency change, and nobody is named");
  if (ticketKey === null && asOf > dueAt) {
    return deviation("unauthorised", "an emergency change without approval and without a ticket or incident");
  }
  const seenFrom = from - parameters.ticket_age_days * DAY_MS;
  return recordedInTime(
    { what: "ticket or incident that declares the emergency", from, dueAt, doneAt: ticketCreatedAt },
    { asOf, gap: () => gapIn({ stream: "tickets", scope: "*", from: seenFrom, to: dueAt + 1 }) },
  );
}
