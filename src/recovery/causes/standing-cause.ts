import { AppError } from "../../base/app-error.js";
import { isSamePerson } from "../../base/same-person.js";
import type { CauseDecision, ProposedCause } from "./cause.js";

/** A decision about one control's cause, at its place in the log. */
export interface LoggedCause {
  readonly index: number;
  readonly at: string;
  readonly body: CauseDecision;
}

/** The cause in force for a control. */
export interface StandingCause {
  /** Place of the proposal in the log. */
  readonly index: number;
  readonly at: string;
  readonly cause: ProposedCause;
  readonly status: "approved" | "proposed";
  readonly approvedBy: string | null;
}

/** All causes ever stated for a control, oldest first, with who approved each. */
export function statedCauses(log: readonly LoggedCause[]): readonly StandingCause[] {
  const approvals = new Map<number, string>();
  const proposals = new Map<number, ProposedCause>();
  for (const { index, body } of inOrder(log)) {
    if (body.action === "propose") proposals.set(index, body);
    else if (isSecondPerson(proposals.get(body.proposal), body.by)) approvals.set(body.proposal, body.by);
  }
  return inOrder(log).flatMap(({ index, at, body }) => {
    if (body.action !== "propose") return [];
    const approvedBy = approvals.get(index) ?? null;
    return [{ index, at, cause: body, status: approvedBy === null ? "proposed" : "approved", approvedBy }];
  });
}

/**
 * The cause in force: the newest. One that waits for approval does not push an approved one aside, else proposing would
 * be a way to undo a cause. What makes things worse counts without approval: the scopes system and policy (domain 4.3.1,
 * R4), a bypass (R3.1), harm (R3.2).
 */
export function standingCause(log: readonly LoggedCause[]): StandingCause | undefined {
  const stated = statedCauses(log);
  const isWorse = ({ scope, bypass, harm_followed }: ProposedCause) =>
    scope === "system" || scope === "policy" || bypass.length > 0 || harm_followed;
  const counts = (each: StandingCause) => each.status === "approved" || isWorse(each.cause);
  return stated.findLast(counts) ?? stated.at(-1);
}

/**
 * The proposal that an approval is about: the newest of the control.
 *
 * @throws AppError `bad-usage` when there is none to approve, or the same person would approve their own (rule R9).
 */
export function proposalToApprove(
  log: readonly LoggedCause[],
  { control, by }: { control: string; by: string },
): StandingCause {
  const newest = statedCauses(log).at(-1);
  if (newest === undefined || newest.status === "approved") {
    throw new AppError({
      code: "bad-usage",
      message: `${control} has no cause that waits for approval`,
      fix: `State one first: lookback cause ${control} --record`,
    });
  }
  if (isSecondPerson(newest.cause, by)) return newest;
  throw new AppError({
    code: "bad-usage",
    message: `the cause of ${control} was stated by "${newest.cause.by}" and cannot be approved by the same`,
    fix: "Have another person approve it, and name their role with --by.",
  });
}

function isSecondPerson(proposal: ProposedCause | undefined, by: string): boolean {
  return proposal !== undefined && !isSamePerson(proposal.by, by);
}

function inOrder(log: readonly LoggedCause[]): readonly LoggedCause[] {
  return [...log].sort((a, b) => a.index - b.index);
}
