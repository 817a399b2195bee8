import { instantOf, SECOND_MS } from "../../base/instant.js";
import { deviation, indeterminate, type Outcome, pass } from "../outcome.js";

/**
 * The approvals of one change, counted by person. Every approval is a reviewer's standing at the merge; each stands
 * in exactly one of the counts, except that the authority counts are shares of the independent ones.
 */
export interface Approvals {
  readonly occurredAt: number;
  /** By a person outside the author set, on the final head, before the merge. */
  readonly independentApprovals: number;
  /** By somebody of the author set, a second account included. */
  readonly selfApprovals: number;
  /** On a commit that was not the final head. */
  readonly staleApprovals: number;
  /** By a login that belongs to no known person, and is none of the authors' logins. */
  readonly unmatchedApprovals: number;
  /** By somebody independent, where the source does not say which commit or when. */
  readonly unplacedApprovals: number;
  /** Submitted reviews with a state nobody here knows. */
  readonly unknownReviews: number;
  /** Independent and on the final head, but submitted after the merge. */
  readonly lateApprovals: number;
  readonly firstLateApprovalAt: number | null;
  /** Code owners whose last word before the merge was that changes are needed. */
  readonly openChangeRequests: number;
  /** Identities in the author set that belong to no known person. */
  readonly unmatchedAuthors: number;
}

/** Spelled as the parameters of a control, so that these can be handed over as they are, ten million times. */
export interface ApprovalRule {
  readonly min_approvals: number;
  readonly clock_skew_seconds: number;
}

/**
 * Whether enough people other than the authors approved the final head before the merge.
 *
 * Unmatched parties count against both sides: each unmatched author may be one of the approvers, each unmatched
 * approver may be independent. Where the answer is the same either way it is given; else it is indeterminate.
 */
export function independentApproval(facts: Approvals, rule: ApprovalRule): Outcome {
  if (facts.openChangeRequests > 0) {
    return deviation("bypassed", `merged while ${facts.openChangeRequests} code owner(s) still asked for changes`);
  }
  const counted = countedApprovals(facts, rule);
  if (counted - facts.unmatchedAuthors >= rule.min_approvals) return pass();
  if (counted + openApprovals(facts) < rule.min_approvals)
    return missingApproval(facts, { wanted: rule.min_approvals, counted });
  return openQuestion(facts, counted >= rule.min_approvals);
}

/** Independent approvals that count: before the merge, or so soon after that clocks may differ (G-TIME-4). */
export function countedApprovals(facts: Approvals, { clock_skew_seconds }: ApprovalRule): number {
  return facts.independentApprovals + (isLateWithinSkew(facts, clock_skew_seconds) ? 1 : 0);
}

/** Whether the first approval after the merge lies within the difference of clocks that counts as simultaneous. */
export function isLateWithinSkew(
  { occurredAt, firstLateApprovalAt }: Pick<Approvals, "occurredAt" | "firstLateApprovalAt">,
  clockSkewSeconds: number,
): boolean {
  return firstLateApprovalAt !== null && firstLateApprovalAt <= occurredAt + clockSkewSeconds * SECOND_MS;
}

function openApprovals(facts: Approvals): number {
  return facts.unmatchedApprovals + facts.unplacedApprovals + facts.unknownReviews;
}

function missingApproval(facts: Approvals, { wanted, counted }: { wanted: number; counted: number }): Outcome {
  const found = `${counted} of ${wanted} independent approvals of the final head before the merge`;
  const { staleApprovals, selfApprovals, lateApprovals, firstLateApprovalAt } = facts;
  if (lateApprovals > 0 && firstLateApprovalAt !== null) {
    return deviation(
      "late",
      `${found}; ${lateApprovals} came after it, the first at ${instantOf(firstLateApprovalAt)}`,
    );
  }
  if (staleApprovals > 0) {
    return deviation("incomplete", `${found}; ${staleApprovals} stood on an earlier commit and was voided by a push`);
  }
  if (selfApprovals > 0) return deviation("unauthorised", `${found}; ${selfApprovals} came from its own authors`);
  return deviation("not-performed", counted === 0 ? `no independent approval before the merge` : found);
}

function openQuestion(facts: Approvals, isEnoughIfAuthorsDiffer: boolean): Outcome {
  if (isEnoughIfAuthorsDiffer) {
    return indeterminate(
      "unmatched-person",
      `Who are the ${facts.unmatchedAuthors} author identities without a person? One of them may have approved the change.`,
    );
  }
  if (facts.unmatchedApprovals > 0) {
    return indeterminate(
      "unmatched-person",
      `Whose are the ${facts.unmatchedApprovals} approving accounts without a person? They may belong to an author.`,
    );
  }
  if (facts.unknownReviews > 0) {
    return indeterminate("unparsed", `What do the ${facts.unknownReviews} reviews with an unknown state say?`);
  }
  return indeterminate(
    "plan-limited",
    `Did the ${facts.unplacedApprovals} approvals without commit or time stand on the final head before the merge?`,
  );
}
