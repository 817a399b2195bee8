import type { JudgeContext } from "../../assess/control.js";
import { actHeld } from "../../assess/families/act.js";
import { recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { instantOf } from "../../base/instant.js";
import { type InventoryItem, isAsset, isReconciliation } from "../../populations/asset-inventory/population.js";

/** The parameters as promised on the day of the item. */
export interface InventoryPromise {
  readonly reconcile_days: number;
  readonly inventory_days: number;
  readonly owner_reassign_days: number;
  readonly zone: string;
}

type Context = JudgeContext<InventoryPromise>;

/** A: the inventory was compared with what is in use. */
export function reconciled(item: InventoryItem, context: Context): Outcome {
  if (!isReconciliation(item)) return notApplicable("an asset: judged by B and C");
  const { reconcile_days: withinDays, zone } = context.parameters;
  return actHeld(item, { withinDays, zone, stream: "assets" }, context);
}

/** B: entered in the inventory in time, and classed. */
export function inventoried(item: InventoryItem, context: Context): Outcome {
  if (!isAsset(item)) return notApplicable("a reconciliation: judged by A");
  const { label, beganAt: from, endedAt, listedAt } = item;
  const { period, parameters, asOf, gapIn } = context;
  if (from < period.start && listedAt !== null && listedAt < period.start) {
    return notApplicable("on the inventory since before the period");
  }
  const dueAt = calendarDeadline({ from, days: parameters.inventory_days, zone: parameters.zone });
  if (listedAt === null && endedAt !== null && endedAt <= dueAt) return notApplicable("gone before its entry was due");
  // Long before the period nobody need have looked: what counts is that it was not listed in it.
  const seenAt = Math.max(dueAt, period.start);
  if (listedAt === null && asOf <= seenAt) return pending(seenAt);
  const entered = recordedInTime(
    { what: `entry of ${label} in the inventory`, from, dueAt, doneAt: listedAt },
    { asOf, gap: () => gapIn({ stream: "assets", scope: "*", from: seenAt, to: seenAt + 1 }) },
  );
  if (entered.state !== "pass" || item.class !== null) return entered;
  return deviation("incomplete", `${label} is on the inventory without a class`);
}

/** C: its owner works here, or left so short a time ago that another may still be found. */
export function hasActiveOwner(item: InventoryItem, context: Context): Outcome {
  if (!isAsset(item)) return notApplicable("a reconciliation: judged by A");
  const { label, owner, isOwnerKnown, ownerLeftAt, listedAt, endedAt } = item;
  if (listedAt === null) return notApplicable("not on the inventory: judged by B");
  if (owner === null) return deviation("incomplete", `${label} is on the inventory without an owner`);
  if (isOwnerKnown !== true) {
    return indeterminate("unmatched-person", `Who owns ${label}? HR does not know the number on the inventory.`);
  }
  if (ownerLeftAt === null) {
    const to = Math.min(context.period.end, endedAt ?? context.period.end);
    const from = Math.max(listedAt, context.period.start);
    const gap = context.gapIn({ stream: "hr.workers", scope: "*", from, to });
    return gap === undefined ? pass() : unseenOutcome("an end of the owner's work", gap);
  }
  const { owner_reassign_days: days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from: Math.max(ownerLeftAt, listedAt) - 1, days, zone });
  if (dueAt >= Math.min(context.period.end, endedAt ?? context.period.end)) return pass();
  if (context.asOf <= dueAt) return pending(dueAt);
  const gap = context.gapIn({ stream: "assets", scope: "*", from: dueAt, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome(`another owner of ${label}`, gap);
  return deviation(
    "not-performed",
    `the owner of ${label} left at ${instantOf(ownerLeftAt)}, and no other was named by ${instantOf(dueAt)}`,
  );
}
