import type { JudgeContext } from "../../assess/control.js";
import { actHeld } from "../../assess/families/act.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline, durationText } from "../../assess/families/deadline.js";
import { mustBe, settingHeld } from "../../assess/families/setting.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { type EpochMs, HOUR_MS, instantOf } from "../../base/instant.js";
import type { ApplicationMonth } from "../../populations/application-months/population.js";

/** The parameters as promised on the day of the item. */
export interface InventoryPromise {
  readonly sso_required_for: readonly string[];
  readonly inventory_days: number;
  readonly review_days: number;
  readonly unsupported_needs_exception: boolean;
  readonly max_gap_hours: number;
  readonly zone: string;
}

type Context = JudgeContext<InventoryPromise>;

/** A: it is on the inventory, with an owner, some days after it was found. */
export function inventoried(item: ApplicationMonth, context: Context): Outcome {
  if (item.class === NO_DATA) return trial();
  const { listedAt, owner, beganAt, intervalFrom, intervalTo } = item;
  const dueAt = dueOf(item, context.parameters);
  const isListed = listedAt !== null && listedAt < intervalTo;
  if (isListed && listedAt > dueAt && listedAt >= intervalFrom) {
    return deviation(
      "late",
      `entered in the inventory at ${instantOf(listedAt)}, ${durationText(listedAt - beganAt)} after it was found; due ${instantOf(dueAt)}`,
      { lateness: { lateMs: listedAt - dueAt, allowedMs: dueAt - beganAt } },
    );
  }
  if (isListed && owner !== null) return pass();
  if (isListed) return deviation("incomplete", "on the inventory without an owner");
  if (dueAt >= intervalTo) return notYet(context.parameters);
  if (context.asOf < intervalTo) return pending(intervalTo);
  const gap = context.gapIn({ ...APPLICATIONS, from: Math.max(dueAt, intervalFrom), to: intervalTo });
  if (gap !== undefined) return unseenOutcome(`an entry of ${item.key} in the inventory`, gap);
  return deviation(
    "not-performed",
    `found at ${instantOf(beganAt)}, and not on the inventory by ${instantOf(intervalTo)}`,
  );
}

/** B: single sign-on was enforced wherever the class asks for it, or an approved exception was in force. */
export function behindSso(item: ApplicationMonth, context: Context): Outcome {
  if (item.class === NO_DATA) return trial();
  if (item.class === null) return indeterminate("gap", `Which class of data does ${item.key} hold?`);
  const { sso_required_for, unsupported_needs_exception, max_gap_hours } = context.parameters;
  if (!sso_required_for.includes(item.class)) {
    return notApplicable(`class ${item.class}: single sign-on is promised for ${sso_required_for.join(", ")}`);
  }
  const dueAt = dueOf(item, context.parameters);
  if (dueAt + 1 >= item.intervalTo) return notYet(context.parameters);
  if (context.asOf < item.intervalTo) return pending(item.intervalTo);
  const bad = unsupported_needs_exception ? ["supported", "unsupported"] : ["supported"];
  return settingHeld(
    { beganAt: Math.max(item.intervalFrom, dueAt + 1), endedAt: item.intervalTo, segments: item.segments },
    {
      standing: ({ sso }) =>
        sso === "unsupported" && !unsupported_needs_exception ? "exempt" : mustBe(sso, { good: ["enforced"], bad }),
      words: {
        kind: "not-performed",
        broken: "people could sign in without single sign-on, and without an approved exception,",
        question: "Was single sign-on enforced",
        exempt: "under an approved exception, or not supported by the application, all the month",
      },
      streams: [APPLICATIONS],
      graceMs: 0,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}

/** C: it was reviewed in the month. */
export function reviewed(item: ApplicationMonth, context: Context): Outcome {
  if (item.class === NO_DATA) return trial();
  const { review_days, zone } = context.parameters;
  const isNew = item.performedAt === null && !item.isUndated && dueOf(item, context.parameters) >= item.intervalTo;
  if (isNew) return notYet(context.parameters);
  return actHeld(
    { ...item, label: `review of ${item.key} for ${item.periodKey}` },
    { withinDays: review_days, zone, stream: APPLICATIONS.stream },
    context,
  );
}

const APPLICATIONS = { stream: "applications", scope: "*" } as const;
/** The class of an application that holds nothing of the company. */
const NO_DATA = "none";

function trial(): Outcome {
  return notApplicable("holds no company data, by a note on the register");
}

function dueOf({ beganAt }: ApplicationMonth, { inventory_days, zone }: InventoryPromise): EpochMs {
  return calendarDeadline({ from: beganAt, days: inventory_days, zone });
}

function notYet({ inventory_days }: InventoryPromise): Outcome {
  return notApplicable(`found less than ${inventory_days} days before the month ended: not due yet`);
}
