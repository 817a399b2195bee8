import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { type ApprovalRule, independentApproval, isLateWithinSkew } from "../../assess/families/change.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { DAY_MS, instantOf } from "../../base/instant.js";
import type { ChangeItem } from "../../populations/changes/population.js";

/** A kind of change approved once, in policy, before the fact (G-BOT): all that one bot opens under one title. */
export interface StandardClass {
  readonly name: string;
  readonly author_login: string;
  readonly title_starts_with: string;
}

/** The parameters as promised on the day of the item. */
export interface ReviewPromise {
  readonly sod_mode: "author_ne_approver" | "author_ne_deployer";
  readonly min_approvals: number;
  readonly clock_skew_seconds: number;
  readonly deploy_watch_days: number;
  readonly standard_change_classes: readonly StandardClass[];
}

type Context = JudgeContext<ReviewPromise>;

/** A: independent approval on the final head before the merge. */
export function approvedBeforeMerge(item: ChangeItem, context: Context): Outcome {
  const exempt = exemption(item, context.parameters);
  if (exempt !== undefined) return exempt;
  if (item.kind !== "change") return pushed(item, context);
  const outcome = independentApproval(item, approvalRule(item, context.parameters));
  if (outcome.state === "pass") return outcome;
  const failure = context.parameters.sod_mode === "author_ne_deployer" ? deployedByAnother(item, context) : outcome;
  if (failure.state !== "deviation") return failure;
  // An approval that may yet be there excuses either.
  return outcome.state === "indeterminate" ? outcome : (reviewsUnseen(item, context) ?? failure);
}

/** B: of the approvals that count, enough came from employed persons who may write to the repository. */
export function approverAuthorised(item: ChangeItem, context: Context): Outcome {
  const exempt = exemption(item, context.parameters);
  if (exempt !== undefined) return exempt;
  const rule = approvalRule(item, context.parameters);
  const isLateCounted = isLateWithinSkew(item, rule.clock_skew_seconds);
  const authorised = item.authorisedApprovals + (isLateCounted ? Math.min(1, item.lateAuthorisedApprovals) : 0);
  if (authorised >= rule.min_approvals) return pass();
  const counted = item.independentApprovals + (isLateCounted ? 1 : 0);
  if (counted < rule.min_approvals)
    return notApplicable("no sufficient approval whose authority could be judged: see A");
  if (authorised + item.unprovenApprovals >= rule.min_approvals) {
    return indeterminate("plan-limited", "Could the approvers write to the repository when they approved?");
  }
  return (
    peopleUnseen(item, context) ??
    deviation(
      "unauthorised",
      `${counted} independent approvals, but only ${authorised} by an employed person with write permission`,
    )
  );
}

/** C: a ticket or a description says what the change is for. */
export function purposeStated(item: ChangeItem, context: Context): Outcome {
  if (item.hasPurpose) return pass();
  if (item.isInitialImport) return notApplicable(INITIAL_IMPORT);
  if (item.kind === "change") return deviation("evidence-missing", "neither a ticket nor a description");
  return changeUnseen(item, context) ?? deviation("evidence-missing", "a push carries neither ticket nor description");
}

/** D: nobody passed over a rule of the branch. */
export function rulesKept(item: ChangeItem, context: Context): Outcome {
  if (item.isInitialImport) return notApplicable(INITIAL_IMPORT);
  if (item.bypassAt !== null)
    return deviation("bypassed", `the forge recorded a bypass at ${instantOf(item.bypassAt)}`);
  if (item.kind !== "change") return pushed(item, context);
  const gap = context.gapIn({
    stream: "repo.bypasses",
    scope: item.unit ?? "*",
    from: item.occurredAt,
    to: item.occurredAt + 1,
  });
  return gap === undefined ? pass() : unseenOutcome("a bypass on record", gap);
}

const INITIAL_IMPORT = "the first commit of the repository: nothing was there to protect";

function exemption(item: ChangeItem, { standard_change_classes }: ReviewPromise): Outcome | undefined {
  if (item.isInitialImport) return notApplicable(INITIAL_IMPORT);
  if (item.isDocsOnly) return notApplicable("touches only paths that a rule fixed before the period exempts");
  if (item.botAuthorLogin === null) return undefined;
  const { botAuthorLogin, botTitle } = item;
  const matching = standard_change_classes.find(
    ({ author_login, title_starts_with }) =>
      author_login.toLowerCase() === botAuthorLogin && (botTitle ?? "").startsWith(title_starts_with),
  );
  return matching === undefined
    ? undefined
    : notApplicable(`standard change class ${matching.name}, approved in policy; written by its bot alone`);
}

/** One human approval suffices for what only a bot wrote. */
function approvalRule(item: ChangeItem, parameters: ReviewPromise): ApprovalRule {
  return item.botAuthorLogin === null ? parameters : { ...parameters, min_approvals: 1 };
}

/** A push is a deviation only if somebody would have seen the change it may have come from. */
function pushed(item: ChangeItem, context: Context): Outcome {
  if (item.kind === "rewrite") return deviation("bypassed", "the history of the protected branch was rewritten");
  return (
    changeUnseen(item, context) ?? deviation("bypassed", "pushed to the protected branch without a change request")
  );
}

/** Why a pushed commit may yet have a merged change behind it; `undefined` when every change was seen. */
function changeUnseen(item: ChangeItem, { gapIn }: Context): Outcome | undefined {
  if (item.kind === "rewrite") return undefined;
  if (item.number !== null) {
    return indeterminate(
      "gap",
      `Where is change ${item.number}? The forge names it for this commit, no export holds it.`,
    );
  }
  const gap = gapIn({
    stream: "repo.changes",
    scope: item.unit ?? "*",
    from: item.occurredAt,
    to: item.occurredAt + 1,
  });
  return gap === undefined || item.bypassAt !== null
    ? undefined
    : unseenOutcome("a merged change behind this commit", gap);
}

/** The promise is that no author deploys alone: the pipeline is everybody's deployer. */
function deployedByAnother(item: ChangeItem, { asOf, parameters, gapIn }: Context): Outcome {
  if (item.authorDeployedAt !== null) {
    return deviation("unauthorised", `an author deployed it alone at ${instantOf(item.authorDeployedAt)}`);
  }
  const dueAt = item.occurredAt + parameters.deploy_watch_days * DAY_MS;
  if (asOf <= dueAt) return pending(dueAt);
  if (item.unsureDeployedAt !== null) {
    return indeterminate(
      "unmatched-person",
      `Did an author alone deploy it at ${instantOf(item.unsureDeployedAt)}? Who wrote, deployed and approved are not all known.`,
    );
  }
  const gap = gapIn({ stream: "deployments", scope: "*", from: item.occurredAt, to: dueAt });
  return gap === undefined ? pass() : unseenOutcome("a manual deployment by an author", gap);
}

function reviewsUnseen(item: ChangeItem, { gapIn }: Context): Outcome | undefined {
  const gap = gapIn({
    stream: "repo.reviews",
    scope: item.unit ?? "*",
    from: item.occurredAt,
    to: item.occurredAt + 1,
  });
  return gap === undefined ? undefined : unseenOutcome("an independent approval", gap);
}

function peopleUnseen(item: ChangeItem, { gapIn }: Context): Outcome | undefined {
  const gap = gapIn({ stream: "hr.workers", scope: "*", from: item.occurredAt, to: item.occurredAt + 1 });
  return gap === undefined ? undefined : unseenOutcome("an employment of the approver", gap);
}
