import type { Gap, JudgeContext } from "../../assess/control.js";
import { firstRecordedInTime, recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { businessDeadline } from "../../assess/families/business-days.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass } from "../../assess/outcome.js";
import { DAY_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import type { EmergencyItem } from "../../populations/emergency-changes/population.js";

/** The parameters as promised on the day of the item. */
export interface EmergencyPromise {
  readonly review_bdays: number;
  readonly bg_ticket_minutes: number;
  readonly ticket_age_days: number;
  readonly zone: string;
  readonly holidays: readonly string[];
}

type Context = JudgeContext<EmergencyPromise>;

/** A: a ticket or incident was open before, or soon after. */
export function declared(item: EmergencyItem, context: Context): Outcome {
  const { parameters, asOf, gapIn } = context;
  const { occurredAt: from, declaredAt } = item;
  const other = carriedIn(item, context) ?? perhapsOrdinary(item, context);
  if (other !== undefined) return other;
  const dueAt = from + parameters.bg_ticket_minutes * MINUTE_MS;
  const seenFrom = from - parameters.ticket_age_days * DAY_MS;
  return firstRecordedInTime(
    { what: "ticket or incident that declares the emergency", from, dueAt, doneAt: declaredAt },
    { asOf, gap: () => gapIn({ stream: "tickets", scope: "*", from: seenFrom, to: dueAt + 1 }) },
  );
}

/** B: a named person who did not act approved; what was said aloud is on record before the review is due. */
export function approvedByName(item: EmergencyItem, context: Context): Outcome {
  const other = carriedIn(item, context) ?? perhapsOrdinary(item, context);
  if (other !== undefined) return other;
  return byAnotherPerson(item, {
    context,
    what: "approval by a named person",
    doneAt: item.approvedAt,
    persons: item.approvers,
    unmatchedAt: item.unmatchedApprovedAt,
    unplacedAt: item.unplacedApprovedAt,
    hasSelf: item.hasSelfApproval,
    unnamedAt: item.unnamedApprovedAt,
  });
}

/** C: an independent person reviewed within the business days promised. */
export function reviewedInTime(item: EmergencyItem, context: Context): Outcome {
  const other = perhapsOrdinary(item, context);
  if (other !== undefined) return other;
  return byAnotherPerson(item, {
    context,
    what: "independent review",
    doneAt: item.reviewedAt,
    persons: item.reviewers,
    unmatchedAt: item.unmatchedReviewedAt,
    unplacedAt: item.unplacedReviewedAt,
    hasSelf: item.hasSelfReview,
    unnamedAt: null,
  });
}

/** D: automated checks ran on what landed, and their last runs succeeded. */
export function testedAfterwards(item: EmergencyItem, context: Context): Outcome {
  const other = carriedIn(item, context) ?? perhapsOrdinary(item, context);
  if (other !== undefined) return other;
  if (item.kind === "manual_deployment") {
    return notApplicable(
      "a deployment by hand changes no code: its commit was due for checks when it was merged (CHG-02)",
    );
  }
  if (item.failedChecks > 0) return deviation("wrong-result", `${item.failedChecks} checks failed afterwards`);
  if (item.testedAt !== null) return pass();
  const { asOf, gapIn, parameters } = context;
  const { occurredAt: from } = item;
  const dueAt = reviewDueAt(from, parameters);
  return recordedInTime(
    { what: "successful check afterwards", from, dueAt, doneAt: null },
    { asOf, gap: () => gapIn({ stream: "repo.checks", scope: item.unit ?? "*", from, to: dueAt + 1 }) },
  );
}

function reviewDueAt(from: number, parameters: EmergencyPromise): number {
  return businessDeadline({ from, days: parameters.review_bdays, calendar: parameters });
}

/** Only the duty to review lasts into the period; the rest was judged in the one before. */
function carriedIn({ occurredAt }: EmergencyItem, { period }: Context): Outcome | undefined {
  return occurredAt < period.start
    ? notApplicable("happened before the period; its review was still due in it")
    : undefined;
}

/** A push is an emergency only if somebody would have seen the change it may have come from. */
function perhapsOrdinary(item: EmergencyItem, { gapIn }: Context): Outcome | undefined {
  if (item.kind !== "direct_push" || item.bypassAt !== null) return undefined;
  if (item.number !== null) {
    return indeterminate(
      "gap",
      `Where is change ${item.number}? The forge names it for this commit, no export holds it.`,
    );
  }
  const { occurredAt: from } = item;
  const gap = gapIn({ stream: "repo.changes", scope: item.unit ?? "*", from, to: from + 1 });
  return gap === undefined ? undefined : unseenOutcome("a merged change behind this commit", gap);
}

/** What somebody other than those who acted had to put on record, wherever that may be. */
interface OthersDuty {
  readonly context: Context;
  readonly what: string;
  readonly doneAt: number | null;
  /** Known persons who did it. */
  readonly persons: number;
  readonly unmatchedAt: number | null;
  /** Perhaps on an earlier commit than the final head. */
  readonly unplacedAt: number | null;
  readonly hasSelf: boolean;
  readonly unnamedAt: number | null;
}

/** Each unknown identity among those who acted may be one of the persons who approved: more of these settle it. */
function byAnotherPerson(item: EmergencyItem, duty: OthersDuty): Outcome {
  const { context, what, doneAt, persons } = duty;
  const { occurredAt: from } = item;
  const dueAt = reviewDueAt(from, context.parameters);
  if (doneAt !== null && persons <= item.unmatchedActors) {
    return indeterminate(
      "unmatched-person",
      `Who are the ${item.unmatchedActors} identities without a person that acted? One may have given the ${what}.`,
    );
  }
  if (doneAt !== null && doneAt <= dueAt) return pass();
  return (
    perhapsInTime(duty, dueAt) ??
    (context.asOf > dueAt ? notInTime(item, { duty, dueAt }) : undefined) ??
    firstRecordedInTime({ what, from, dueAt, doneAt }, { asOf: context.asOf, gap: () => undefined })
  );
}

function perhapsInTime({ what, unmatchedAt, unplacedAt }: OthersDuty, dueAt: number): Outcome | undefined {
  if (unmatchedAt !== null && unmatchedAt <= dueAt) {
    return indeterminate("unmatched-person", `Whose account gave the ${what} at ${instantOf(unmatchedAt)}?`);
  }
  if (unplacedAt !== null && unplacedAt <= dueAt) {
    return indeterminate(
      "plan-limited",
      `Does the ${what} at ${instantOf(unplacedAt)} stand on the final head? The source does not say which commit or when, or its state.`,
    );
  }
  return undefined;
}

/** Why what was due is not there, where more is known than that; what came late may have been preceded unseen. */
function notInTime(
  item: EmergencyItem,
  { duty, dueAt }: { readonly duty: OthersDuty; readonly dueAt: number },
): Outcome | undefined {
  const { context, what, doneAt, hasSelf, unnamedAt } = duty;
  const gap = recordsUnseen(item, { from: item.occurredAt, dueAt, context });
  if (gap !== undefined) return unseenOutcome(doneAt === null ? what : `an earlier ${what}`, gap);
  if (doneAt !== null) return undefined;
  if (hasSelf) return deviation("unauthorised", `no ${what} but by those who acted`);
  if (unnamedAt === null) return undefined;
  return deviation("evidence-missing", `approved at ${instantOf(unnamedAt)}, nobody knows by whom`);
}

/** Reviews are on the forge, approvals also on tickets: silence counts only where both were seen. */
function recordsUnseen(
  item: EmergencyItem,
  { from, dueAt, context }: { from: number; dueAt: number; context: Context },
): Gap | undefined {
  const to = dueAt + 1;
  const isOnForge = item.kind === "bypassed_merge" || item.kind === "emergency_change";
  const onForge = isOnForge ? context.gapIn({ stream: "repo.reviews", scope: item.unit ?? "*", from, to }) : undefined;
  return onForge ?? context.gapIn({ stream: "tickets", scope: "*", from, to });
}
