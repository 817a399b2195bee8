import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { approvedByAnother } from "../../assess/families/approved-by-another.js";
import { mustBeTrue, settingHeld } from "../../assess/families/setting.js";
import { deviation, notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import { type Environment, environments } from "../../populations/environments/population.js";

/** The parameters as promised on the day of the item. */
export interface SeparationPromise {
  readonly mask_hours: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<SeparationPromise>;
type Copy = NonNullable<ReturnType<typeof environments.eventOf>>;

/** A: the environment shares no account, network or store with another. */
export function separated(item: Environment, context: Context): Outcome {
  if (item.itemKind !== "state") return notApplicable("a copy: judged by B");
  const { grace_minutes, max_gap_hours } = context.parameters;
  return settingHeld(
    item,
    {
      standing: (segment) => mustBeTrue(segment.separated),
      words: {
        kind: "not-performed",
        broken: "not separated from another environment",
        question: "Was it separated",
        exempt: "under an approved exception all the time",
      },
      streams: [{ stream: "environments", scope: "*" }],
      graceMs: grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}

/** B: a copy that left production was approved before it was made, and masked soon after. */
export function copyApprovedAndMasked(item: Environment, context: Context): Outcome {
  const copy = environments.eventOf(item);
  if (copy === undefined) return notApplicable("an environment: judged by A");
  const { occurredAt, subjectClass } = copy;
  const { period } = context;
  if (occurredAt < period.start || occurredAt >= period.end) return notApplicable("not made in this time");
  if (subjectClass === "production") return notApplicable("the copy stayed in production");
  const unapproved = approval(copy, context);
  return unapproved.state === "pass" ? masking(copy, context) : unapproved;
}

function approval(copy: Copy, { gapIn }: Context): Outcome {
  const { occurredAt } = copy;
  const approved = approvedByAnother({
    what: copy.label,
    dueAt: occurredAt,
    count: copy.approvedCount,
    firstAt: copy.approvedAt,
    firstBy: copy.approvedBy,
    otherAt: copy.approvedOtherAt,
    unsureAt: copy.approvedUnsureAt,
  });
  if (approved !== undefined) return approved;
  const gap = gapIn({ stream: "environments", scope: "*", from: occurredAt, to: occurredAt + 1 });
  if (gap !== undefined) return unseenOutcome("an approval of the copy", gap);
  return deviation("unauthorised", `copied out of production at ${instantOf(occurredAt)} without approval`);
}

function masking({ occurredAt, maskedAt, maskedCount }: Copy, { parameters, asOf, gapIn }: Context): Outcome {
  const dueAt = occurredAt + parameters.mask_hours * HOUR_MS;
  if (maskedAt === null && maskedCount > 0) return deviation("evidence-missing", "its masking has no date");
  return recordedInTime(
    { what: "masking of the copy", from: occurredAt, dueAt, doneAt: maskedAt },
    { asOf, gap: () => gapIn({ stream: "environments", scope: "*", from: dueAt, to: dueAt + 1 }) },
  );
}
