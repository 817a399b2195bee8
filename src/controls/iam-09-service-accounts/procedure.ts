import type { JudgeContext } from "../../assess/control.js";
import { actHeld } from "../../assess/families/act.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline, durationText } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, instantOf } from "../../base/instant.js";
import type { ServiceAccount } from "../../populations/service-accounts/population.js";

/** The parameters as promised on the day of the item. */
export interface ServiceAccountPromise {
  readonly owner_reassign_days: number;
  readonly review_days: number;
  readonly unused_days: number;
  readonly zone: string;
}

type Context = JudgeContext<ServiceAccountPromise>;

/** A: somebody who works here was responsible for it, or became so in time. */
export function ownerActive(item: ServiceAccount, context: Context): Outcome {
  const other = withoutDuty(item) ?? notOver(item, context);
  if (other !== undefined) return other;
  const { unknownOwner, orphanFrom, orphanTo, orphanOwner, intervalFrom, intervalTo } = item;
  if (unknownOwner !== null)
    return indeterminate("unmatched-person", `Who is ${unknownOwner}, the owner of ${nameOf(item)}?`);
  if (orphanFrom === null)
    return unlessUnseen(item, context, "hr.workers", { what: "an end of the owner's work", from: intervalFrom });
  const { owner_reassign_days, zone } = context.parameters;
  const dueAt =
    orphanOwner === null ? orphanFrom : calendarDeadline({ from: orphanFrom, days: owner_reassign_days, zone });
  if (orphanTo !== null && orphanTo <= dueAt) return pass();
  if (dueAt >= intervalTo) return notApplicable("the owner left just before the quarter ended: another is not due yet");
  const unseen = unlessUnseen(item, context, "service-accounts", {
    what: "another owner",
    from: Math.max(dueAt, intervalFrom),
  });
  if (unseen.state !== "pass") return unseen;
  if (orphanOwner === null)
    return deviation("evidence-missing", "no owner is on record when the quarter ends, or was for a part of it");
  const left = `its owner left at ${instantOf(orphanFrom)}`;
  if (orphanTo === null || orphanTo >= intervalTo) {
    return deviation(
      "not-performed",
      `${left}, and nobody followed by ${instantOf(intervalTo)}; due ${instantOf(dueAt)}`,
    );
  }
  return deviation(
    "late",
    `${left}, and another followed ${durationText(orphanTo - orphanFrom)} later; due ${instantOf(dueAt)}`,
    {
      lateness: { lateMs: orphanTo - dueAt, allowedMs: dueAt - orphanFrom },
    },
  );
}

/** B: the register says what it is for. */
export function purposeRecorded(item: ServiceAccount, context: Context): Outcome {
  const other = withoutDuty(item);
  if (other !== undefined) return other;
  if (item.purpose !== null) return pass();
  const open = notOver(item, context);
  if (open !== undefined) return open;
  const unseen = unlessUnseen(item, context, "service-accounts", { what: "a purpose", from: item.intervalTo - 1 });
  return unseen.state === "pass" ? deviation("evidence-missing", "the register shows no purpose") : unseen;
}

/** C: it was reviewed for the quarter, in time. */
export function reviewed(item: ServiceAccount, context: Context): Outcome {
  const other = withoutDuty(item);
  if (other !== undefined) return other;
  const { createdAt, intervalFrom, performedAt, isUndated, periodKey } = item;
  if (createdAt !== null && createdAt >= intervalFrom && performedAt === null && !isUndated) {
    return notApplicable("created in the quarter: first due for the next one");
  }
  const { review_days, zone } = context.parameters;
  return actHeld(
    { ...item, label: `review of ${nameOf(item)} for ${periodKey}` },
    { withinDays: review_days, zone, stream: "service-accounts" },
    context,
  );
}

/** D: what nobody had used for long was off when the quarter ended. */
export function unusedIsOff(item: ServiceAccount, context: Context): Outcome {
  if (item.access === "off" && !item.isTaggedTest && !item.isProviderManaged) return pass();
  const other = withoutDuty(item) ?? notOver(item, context);
  if (other !== undefined) return other;
  const { createdAt, lastUsedAt, hasUnknownUse, access, intervalTo, unit } = item;
  const { unused_days } = context.parameters;
  const since = intervalTo - unused_days * DAY_MS;
  if (Math.max(createdAt ?? 0, lastUsedAt ?? 0) >= since) return pass();
  if (hasUnknownUse)
    return indeterminate(
      "plan-limited",
      `When was ${nameOf(item)} last used? It has a credential whose use no source tells.`,
    );
  for (const stream of ["sign-ins", "credentials"] as const) {
    const gap = context.gapIn({ stream, scope: unit ?? "*", from: since, to: intervalTo });
    if (gap !== undefined) return unseenOutcome(`a use of ${nameOf(item)}`, gap);
  }
  if (access === "maybe") return indeterminate("gap", `Could ${nameOf(item)} be used at ${instantOf(intervalTo)}?`);
  const when = lastUsedAt === null ? "never used" : `last used at ${instantOf(lastUsedAt)}`;
  return deviation(
    "not-performed",
    `${when}, and still on at ${instantOf(intervalTo)}; promised off after ${unused_days} days`,
  );
}

function nameOf({ system, username }: ServiceAccount): string {
  return `${system}/${username}`;
}

function withoutDuty({ isTaggedTest, isProviderManaged, access }: ServiceAccount): Outcome | undefined {
  if (isTaggedTest) return notApplicable("an account tagged as a test account when it was created");
  if (isProviderManaged) return notApplicable("the provider made it and keeps it");
  return access === "off" ? notApplicable("disabled when the quarter ended") : undefined;
}

function notOver({ intervalTo }: ServiceAccount, { asOf }: Context): Outcome | undefined {
  return asOf < intervalTo ? pending(intervalTo) : undefined;
}

/** Passes if the stream was seen from then to the end of the quarter. */
function unlessUnseen(
  { intervalTo }: ServiceAccount,
  { gapIn }: Context,
  stream: "hr.workers" | "service-accounts",
  { what, from }: { readonly what: string; readonly from: EpochMs },
): Outcome {
  const gap = gapIn({ stream, scope: "*", from, to: intervalTo });
  return gap === undefined ? pass() : unseenOutcome(what, gap);
}
