import type { JudgeContext } from "../../assess/control.js";
import { partDone } from "../../assess/families/act.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { onActOfCycle } from "../../assess/families/cycle-act.js";
import { heldWithin } from "../../assess/families/standing.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { instantOf } from "../../base/instant.js";
import type { PolicyApproval } from "../../populations/policy-approvals/population.js";

/** The parameters as promised on the day of the item. */
export interface PolicyPromise {
  readonly interval_months: number;
  readonly grace_days: number;
  readonly approver_role: string;
  readonly zone: string;
}

type Context = JudgeContext<PolicyPromise>;

/** A: the approval never became older than promised. */
export function approvedInTime(item: PolicyApproval, context: Context): Outcome {
  const { interval_months, grace_days, zone } = context.parameters;
  return heldWithin(item, { months: interval_months, graceDays: grace_days, zone, stream: "policies" }, context);
}

/** B: whoever approved held the promised role at that moment. */
export function approverHadAuthority(item: PolicyApproval, context: Context): Outcome {
  return onActOfCycle(item, context, () => {
    const { performedAt, approvedAt, approvedBy, approverRoles, approverRoleCount } = item;
    const at = approvedAt ?? performedAt;
    if (at === null) return notApplicable("not approved: judged by the attribute that asks for it");
    if (approvedBy === null) return deviation("evidence-missing", `approved at ${instantOf(at)}, and nobody is named`);
    const { approver_role } = context.parameters;
    const roles = approverRoles === null ? [] : approverRoles.split("|");
    if (roles.includes(approver_role)) return pass();
    if (context.asOf <= at) return pending(at);
    const gap = context.gapIn({ stream: "org.roles", scope: "*", from: at, to: at + 1 });
    if (gap !== undefined) return unseenOutcome(`the role ${approver_role} of the approver`, gap);
    if (approverRoleCount > roles.length) {
      return indeterminate("gap", `Did the approver hold the role ${approver_role}? Only ${roles.length} are shown.`);
    }
    const held = roles.length === 0 ? "no role on the register" : roles.join(", ");
    return deviation("unauthorised", `approved at ${instantOf(at)} by who held ${held}; promised: ${approver_role}`);
  });
}

/** C: what was approved can be read by those it binds. */
export function isPublished(item: PolicyApproval, context: Context): Outcome {
  return onActOfCycle(item, context, () =>
    partDone({ what: "publication", isHeld: item.performedAt !== null, isDone: item.publishedDone }),
  );
}
