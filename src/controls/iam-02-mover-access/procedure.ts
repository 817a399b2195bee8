import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline, endedInTime } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs } from "../../base/instant.js";
import { gapAmong } from "../../populations/kit/system-list.js";
import { gapAcross } from "../../populations/leavers/departure.js";
import type { Mover } from "../../populations/movers/population.js";

/** The parameters as promised on the day of the item. */
export interface MoverPromise {
  readonly mover_sla_days: number;
  readonly zone: string;
}

type Context = JudgeContext<MoverPromise>;

/** New entitlements are looked at for this long after a move, and tickets for as long before. */
const AROUND_MS = 30 * DAY_MS;

/** A: somebody reviewed what the person may do, in time. */
export function isReviewed(item: Mover, context: Context): Outcome {
  return ofMove(item, context, (dueAt) => {
    const { occurredAt: from, reviewedAt } = item;
    return recordedInTime(
      { what: "review of entitlements", from, dueAt, doneAt: reviewedAt },
      {
        asOf: context.asOf,
        gap: () => context.gapIn({ stream: "tickets", scope: "*", from: from - AROUND_MS, to: dueAt + 1 }),
      },
    );
  });
}

/** B: what the new role does not need was removed in time, or its keeping agreed. */
export function isOldAccessRemoved(item: Mover, context: Context): Outcome {
  return ofMove(item, context, (dueAt) => {
    const { heldCount, outsideCount, occurredAt } = item;
    const old = outsideCount > 0 ? judgedByRole(item, oldAccessOutcome(item, dueAt, context)) : pass();
    if (old.state !== "pass") return old;
    const gap = seenGap(item, context, { from: occurredAt, to: occurredAt + 1 });
    if (gap !== undefined) return unseenOutcome("an entitlement of the old role", gap);
    return heldCount === 0 ? notApplicable("held nothing but birthright entitlements when moving") : pass();
  });
}

/** C: what was given for the new role was approved before, as in IAM-01. */
export function isNewAccessApproved(item: Mover, context: Context): Outcome {
  return ofMove(item, context, () => {
    const { newCount, approvedCount, unapprovedCount, lastDoubtAt, occurredAt, label } = item;
    if (newCount === 0) {
      return nothingElse(item, context) ?? notApplicable("nothing new was given in the 30 days after the move");
    }
    if (approvedCount === newCount || lastDoubtAt === null) return nothingElse(item, context) ?? pass();
    const gap = context.gapIn({ stream: "tickets", scope: "*", from: occurredAt - AROUND_MS, to: lastDoubtAt + 1 });
    if (gap !== undefined) return unseenOutcome(`an approval for each new entitlement after the ${label}`, gap);
    if (unapprovedCount > 0) {
      return deviation(
        "unauthorised",
        `${unapprovedCount} of ${newCount} new entitlements not approved before they began`,
      );
    }
    const doubt = newCount - approvedCount;
    return indeterminate(
      "gap",
      `Were ${doubt} of ${newCount} new entitlements after the ${label} approved with authority?`,
    );
  });
}

/** Moves that need nothing: the same role profile, or the person left before the deadline. */
function ofMove(item: Mover, { parameters }: Context, judge: (dueAt: EpochMs) => Outcome): Outcome {
  const { roleBefore, roleAfter, endAt, occurredAt, employeeNo, label } = item;
  if (roleBefore !== null && roleBefore === roleAfter) {
    return notApplicable("the role profile is the same before and after: equal codes mean equal entitlements");
  }
  if (employeeNo === null)
    return indeterminate("unmatched-person", `Who is it? HR has no employment for the ${label}.`);
  const dueAt = calendarDeadline({ from: occurredAt, days: parameters.mover_sla_days, zone: parameters.zone });
  if (endAt !== null && endAt <= dueAt) return notApplicable("left before the deadline: IAM-03 and IAM-04 look there");
  return judge(dueAt);
}

function oldAccessOutcome(item: Mover, dueAt: EpochMs, context: Context): Outcome {
  const { openCount, openSeenAt, settledLo, settledHi, occurredAt } = item;
  const what = "an entitlement from before was held without agreement";
  const deadline = { what, end: "a removal or agreement", trigger: "the move", from: occurredAt, dueAt };
  const { asOf } = context;
  const isOpen = openCount > 0 && !(settledLo !== null && settledLo > dueAt);
  if (!isOpen) {
    return endedInTime(deadline, { lo: settledLo, hi: settledHi, seenAt: null }, { asOf, gap: () => undefined });
  }
  const seen = openSeenAt ?? occurredAt;
  const isSilent = asOf > dueAt && seen <= dueAt;
  const systems = { firstSystem: item.openFirst, lastSystem: item.openLast, systemCount: item.openSystems };
  const gap = isSilent ? gapAcross(systems, context, { stream: "grants", from: seen, to: dueAt + 1 }) : undefined;
  const seenAt = isSilent && gap === undefined ? dueAt + 1 : seen;
  return endedInTime(deadline, { lo: null, hi: null, seenAt }, { asOf, gap: () => gap });
}

/** Without a role code, or anybody else in the role, nobody can say what the role needs. */
function judgedByRole({ roleAfter, peerCount, label, outsideCount }: Mover, outcome: Outcome): Outcome {
  if (outcome.state !== "deviation" || (roleAfter !== null && peerCount > 0)) return outcome;
  const role = roleAfter === null ? "the new role" : `role ${roleAfter}`;
  return indeterminate("gap", `Which of ${outsideCount} entitlements from before the ${label} does ${role} need?`);
}

/** What keeps it open that no other entitlement came with the move than those on record; `undefined`: it is certain. */
function nothingElse(item: Mover, context: Context): Outcome | undefined {
  // What is given after the period's end belongs to the next one.
  const until = Math.min(item.occurredAt + AROUND_MS, context.period.end);
  if (context.asOf < until) return pending(until);
  const gap = seenGap(item, context, { from: item.occurredAt, to: until });
  return gap === undefined ? undefined : unseenOutcome("a new entitlement", gap);
}

/** Where the person has accounts; whoever has none, as the listings of all systems show, can hold nothing (G-NOACCT). */
function seenGap({ systems, scopedSystems }: Mover, context: Context, time: { from: EpochMs; to: EpochMs }) {
  return systems === null
    ? gapAmong(scopedSystems, context, { stream: "accounts", from: time.from, to: time.from + 1 })
    : gapAmong(systems, context, { stream: "grants", ...time });
}
