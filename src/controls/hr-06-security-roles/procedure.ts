import type { JudgeContext } from "../../assess/control.js";
import { actApproved } from "../../assess/families/act.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { onActOfCycle } from "../../assess/families/cycle-act.js";
import { calendarDeadline, durationText } from "../../assess/families/deadline.js";
import { heldWithin } from "../../assess/families/standing.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { instantOf } from "../../base/instant.js";
import { isReview, isRole, type OrganisationItem } from "../../populations/organisation-and-roles/population.js";

/** The parameters as promised on the day of the item. */
export interface OrganisationPromise {
  readonly interval_months: number;
  readonly vacancy_days: number;
  readonly zone: string;
}

type Context = JudgeContext<OrganisationPromise>;

/** A: the last review never became older than promised, and was approved. */
export function reviewedAndApproved(item: OrganisationItem, context: Context): Outcome {
  if (!isReview(item)) return notApplicable("a role: asked of the reviews");
  const { interval_months: months, zone } = context.parameters;
  const held = heldWithin(item, { months, graceDays: 0, zone, stream: "org.roles" }, context);
  if (held.state !== "pass" && held.state !== "not-applicable") return held;
  const approval = onActOfCycle(item, context, () =>
    actApproved({ ...item, isHeld: item.performedAt !== null, isOwnEnough: true }),
  );
  return approval.state === "deviation" ? approval : held;
}

/** B: never without holder and delegate for longer than promised. */
export function isHeldByActivePerson(item: OrganisationItem, context: Context): Outcome {
  if (!isRole(item)) return notApplicable("a review: asked of the roles");
  const { label, vacantFrom, vacantTo, unknownHolders } = item;
  if (vacantFrom === null) return unlessUnseen(item, context);
  const { vacancy_days: days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from: vacantFrom, days, zone });
  if ((vacantTo ?? context.period.end) <= dueAt) return unlessUnseen(item, context);
  if (context.asOf <= dueAt) return pending(dueAt);
  if (unknownHolders > 0) {
    return indeterminate(
      "unmatched-person",
      `Who held ${label} from ${instantOf(vacantFrom)}? HR does not know the number.`,
    );
  }
  const gap = context.gapIn({ stream: "org.roles", scope: "*", from: vacantFrom, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome(`a holder of ${label}`, gap);
  if (vacantTo === null) {
    return deviation("not-performed", `${label} vacant since ${instantOf(vacantFrom)}; promised at most ${days} days`);
  }
  return deviation(
    "late",
    `${label} vacant from ${instantOf(vacantFrom)} to ${instantOf(vacantTo)}, ${durationText(vacantTo - vacantFrom)}; promised at most ${days} days`,
    { lateness: { lateMs: vacantTo - dueAt, allowedMs: dueAt - vacantFrom } },
  );
}

/** Whoever held the role may have left where nobody looked, and so may the entry that names them have ended. */
function unlessUnseen({ label, occurredAt: from }: OrganisationItem, { period, gapIn }: Context): Outcome {
  const time = { scope: "*", from, to: period.end };
  const gap = gapIn({ stream: "hr.workers", ...time }) ?? gapIn({ stream: "org.roles", ...time });
  return gap === undefined ? pass() : unseenOutcome(`a longer vacancy of ${label}`, gap);
}
