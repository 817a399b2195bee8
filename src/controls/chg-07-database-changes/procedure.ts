import type { JudgeContext } from "../../assess/control.js";
import { firstRecordedInTime, unseenOutcome } from "../../assess/families/approval.js";
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
    unmatchedAt: item.unmatchedReviewAt,
    textAt: isEmergency(item) ? null : item.approvedTextAt,
    dueAt,
    count: item.reviewedCount,
    isUndated: item.reviewedAt === null,
    isNameless: item.hasNamelessReview,
    kind: "not-performed",
  });
}

/** B: somebody else had approved it before it ran; an emergency was declared by a ticket soon after it began. */
export function approvedBefore(item: DatabaseChange, context: Context): Outcome {
  const { independentApprovalAt: doneAt, unmatchedApprovalAt: unmatchedAt, ranAt } = item;
  if (isEmergency(item) && (doneAt === null || doneAt > ranAt)) {
    const outcome = declared(item, context);
    if (outcome.state === "pass" || unmatchedAt === null || unmatchedAt > ranAt) return outcome;
  }
  return byAnother(item, context, {
    what: "approval",
    doneAt,
    unmatchedAt,
    textAt: null,
    dueAt: ranAt,
    count: item.approvedCount,
    isUndated: item.approvedAt === null,
    isNameless: item.hasNamelessApproval,
    kind: "unauthorised",
  });
}

/** C: the text that was run is the text that was approved. */
export function ranAsApproved(item: DatabaseChange, { gapIn }: Context): Outcome {
  const { approvedDigest, runDigest, isRunMixed, approvedTextAt, independentApprovalAt, unmatchedApprovalAt } = item;
  if (approvedDigest === null || runDigest === null) {
    const what = approvedDigest === null ? "which text was approved" : "which text was run";
    const gap = gapIn({ stream: "database.changes", scope: "*", from: item.occurredAt, to: item.ranAt + 1 });
    if (gap !== undefined) return unseenOutcome(`a record of ${what}`, gap);
    return deviation("evidence-missing", `the record does not show ${what}`);
  }
  if (isRunMixed || approvedDigest !== runDigest)
    return deviation("wrong-result", "another text was run than approved");
  if (isEmergency(item) || approvedTextAt === null || independentApprovalAt === null) return pass();
  if (approvedTextAt <= independentApprovalAt) return pass();
  if (unmatchedApprovalAt !== null && approvedTextAt <= unmatchedApprovalAt && unmatchedApprovalAt <= item.ranAt) {
    return indeterminate("unmatched-person", "Are who ran it and who approved its last text two persons?");
  }
  return putForwardAfter("approval", approvedTextAt, independentApprovalAt);
}

function putForwardAfter(what: string, textAt: EpochMs, doneAt: EpochMs): Outcome {
  return deviation(
    "wrong-result",
    `the text that was run was put forward at ${instantOf(textAt)}, after the ${what} at ${instantOf(doneAt)}`,
  );
}

function isEmergency({ outcome }: DatabaseChange): boolean {
  return outcome === "emergency";
}

interface Signature {
  /** "review" or "approval". */
  readonly what: string;
  /** By another person; `null`: none, or undated. */
  readonly doneAt: EpochMs | null;
  /** By somebody who may be the person who ran it. */
  readonly unmatchedAt: EpochMs | null;
  /** When the text was put forward that it must have been given for; `null`: any. */
  readonly textAt: EpochMs | null;
  readonly dueAt: EpochMs;
  /** Records of it, by anybody. */
  readonly count: number;
  readonly isNameless: boolean;
  /** None of the records has a date. */
  readonly isUndated: boolean;
  readonly kind: "not-performed" | "unauthorised";
}

function byAnother(item: DatabaseChange, { asOf, gapIn }: Context, signature: Signature): Outcome {
  const { what, doneAt, unmatchedAt, textAt, dueAt, count, isNameless, isUndated, kind } = signature;
  const { ranAt } = item;
  const isGiven = (at: EpochMs | null) => at !== null && at <= dueAt && (textAt === null || textAt <= at);
  if (!isGiven(doneAt) && isGiven(unmatchedAt)) {
    return indeterminate("unmatched-person", `Are who ran it and who gave its ${what} two persons?`);
  }
  const gap = () => gapIn({ stream: "database.changes", scope: "*", from: item.occurredAt, to: dueAt + 1 });
  const givenAt = doneAt ?? unmatchedAt;
  if (givenAt !== null) {
    const duty = { what: `${what} by another person`, from: ranAt, dueAt, doneAt: givenAt };
    const outcome = firstRecordedInTime(duty, { asOf, gap });
    return outcome.state === "pass" && textAt !== null && textAt > givenAt
      ? putForwardAfter(what, textAt, givenAt)
      : outcome;
  }
  if (asOf <= dueAt && isEmergency(item)) return { state: "pending", dueAt };
  const unseen = gap();
  if (unseen !== undefined) return unseenOutcome(`${what} by another person`, unseen);
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
  return firstRecordedInTime(
    { what: "ticket or incident that declares the emergency", from, dueAt, doneAt: ticketCreatedAt },
    { asOf, gap: () => gapIn({ stream: "tickets", scope: "*", from: seenFrom, to: dueAt + 1 }) },
  );
}
