import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { deviation, indeterminate, type Outcome, pass } from "../../assess/outcome.js";
import { DAY_MS, instantOf, SECOND_MS } from "../../base/instant.js";
import type { DeploymentItem } from "../../populations/deployments/population.js";

/** The parameters as promised on the day of the item. */
export interface DeploymentPromise {
  readonly clock_skew_seconds: number;
  readonly artefact_age_days: number;
}

type Context = JudgeContext<DeploymentPromise>;

/** A: what was deployed is a commit of a protected branch, also what a rollback returns to. */
export function fromProtectedBranch(item: DeploymentItem, context: Context): Outcome {
  if (item.sha === null || item.unit === null) {
    return deviation("evidence-missing", "nothing tells which commit the artefact was built from");
  }
  const latest = item.occurredAt + context.parameters.clock_skew_seconds * SECOND_MS;
  if (item.landedAt === null) {
    return landingUnseen(item, context) ?? deviation("unauthorised", "the commit is on no protected branch");
  }
  if (item.landedAt <= latest) return pass();
  if (item.landedLo !== null && item.landedLo > latest) {
    return deviation("unauthorised", `deployed before its commit landed at ${instantOf(item.landedLo)}`);
  }
  return indeterminate(
    "bounded-time",
    `Had the commit landed before the deployment? It had by ${instantOf(item.landedAt)}.`,
  );
}

/** B: the pipeline deployed, or another person approved before the deployment began; what was good may return. */
export function pipelineOrApproved(item: DeploymentItem, context: Context): Outcome {
  if (item.trigger === "pipeline" || item.trigger === "schedule") return pass();
  const outcome = approved(item, context.parameters);
  return outcome.state === "pass" ? outcome : (rolledBack(item, context) ?? outcome);
}

/** C: the deployment leads back to a commit. */
export function traceable(item: DeploymentItem): Outcome {
  if (item.sha !== null && item.unit !== null) return pass();
  return deviation("evidence-missing", item.unit === null ? "the artefact is unknown" : "no commit is recorded");
}

function approved(item: DeploymentItem, parameters: DeploymentPromise): Outcome {
  switch (item.approver) {
    case "other":
      return approvedInTime(item, parameters);
    case "unmatched":
      return indeterminate("unmatched-person", "Are the person who deployed and the approver two persons?");
    default:
      break;
  }
  if (item.trigger !== "human") return indeterminate("unparsed", "Did the pipeline or a person start this deployment?");
  if (item.approver === "self") return deviation("unauthorised", "approved by the person who deployed");
  if (item.approver === "bot") return deviation("unauthorised", "approved by a bot, which is nobody's approval");
  return deviation("not-performed", "deployed by a person without an approval");
}

/** A rollback to a commit of the branch that was deployed properly before; `undefined`: it returns to none. */
function rolledBack(item: DeploymentItem, context: Context): Outcome | undefined {
  const { earlierGoodAt, earlierUnmatchedAt, landedAt } = item;
  if (!item.isRollback || (earlierGoodAt === null && earlierUnmatchedAt === null)) return undefined;
  if (landedAt === null) return landingUnseen(item, context);
  if (earlierGoodAt !== null) return pass();
  return indeterminate("unmatched-person", "Did another person approve the deployment that this rollback returns to?");
}

/** A commit that is not on the branch counts as such only if the branch was seen for as long as artefacts may be kept. */
function landingUnseen(item: DeploymentItem, { parameters, gapIn }: Context): Outcome | undefined {
  const builtBy = item.earlierGoodAt ?? item.earlierUnmatchedAt ?? item.occurredAt;
  const gap = gapIn({
    stream: "repo.landed",
    scope: item.unit ?? "*",
    from: builtBy - parameters.artefact_age_days * DAY_MS,
    to: item.occurredAt + 1,
  });
  return gap === undefined ? undefined : unseenOutcome("a landing of this commit", gap);
}

function approvedInTime(item: DeploymentItem, { clock_skew_seconds }: DeploymentPromise): Outcome {
  const { approvedAt, occurredAt } = item;
  if (approvedAt === null) return indeterminate("bounded-time", "When was the deployment approved: before it began?");
  if (approvedAt <= occurredAt + clock_skew_seconds * SECOND_MS) return pass();
  return deviation("late", `approved at ${instantOf(approvedAt)}, after the deployment began`);
}
