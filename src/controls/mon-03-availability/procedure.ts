import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import { mustBeTrue, settingHeld } from "../../assess/families/setting.js";
import { deviation, notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import { type PagingItem, paging } from "../../populations/paging/population.js";

/** The parameters as promised on the day of the item. */
export interface AvailabilityPromise {
  readonly ack_minutes: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<AvailabilityPromise>;
type Segment = PagingItem["segments"][number];

/** A: the service had monitors all the time. */
export function monitored(item: PagingItem, context: Context): Outcome {
  if (item.itemKind !== "state" || item.register !== "service") return notApplicable("no service: asked of those");
  return alwaysTrue(item, context, {
    told: (segment) => segment.monitored,
    broken: "without monitors",
    question: "Did it have monitors",
  });
}

/** B: somebody was on call all the time. */
export function staffed(item: PagingItem, context: Context): Outcome {
  if (item.itemKind !== "state" || item.register === "service") return notApplicable("no schedule: asked of those");
  return alwaysTrue(item, context, {
    told: (segment) => segment.staffed,
    broken: "nobody on call",
    question: "Was somebody on call",
  });
}

/** C: somebody took the page in time. */
export function acknowledged(item: PagingItem, { parameters, asOf, gapIn }: Context): Outcome {
  const page = paging.eventOf(item);
  if (page === undefined) return notApplicable("no page: asked of those");
  if (page.isTaggedTest) return notApplicable("tagged as a test when it was made");
  const { label, occurredAt: from, closedAt, acknowledgedAt, acknowledgedCount, escalatedAt } = page;
  const dueAt = from + parameters.ack_minutes * MINUTE_MS;
  if (acknowledgedCount > 0 && acknowledgedAt === null) {
    return deviation("evidence-missing", `the acknowledgement of ${label} has no date`);
  }
  if (acknowledgedAt === null && closedAt !== null && closedAt <= dueAt) {
    return notApplicable("resolved before an acknowledgement was due");
  }
  const taken = recordedInTime(
    { what: `acknowledgement of ${label}`, from, dueAt, doneAt: acknowledgedAt },
    { asOf, gap: () => gapIn({ stream: "paging", scope: "*", from: dueAt, to: dueAt + 1 }) },
  );
  if (taken.state !== "deviation" || acknowledgedAt === null || escalatedAt === null) return taken;
  if (acknowledgedAt < escalatedAt) return taken;
  const after = durationText(acknowledgedAt - escalatedAt);
  return { ...taken, detail: `${taken.detail}; escalated at ${instantOf(escalatedAt)}, and taken ${after} later` };
}

function alwaysTrue(
  item: PagingItem,
  context: Context,
  { told, broken, question }: { told: (segment: Segment) => string | null; broken: string; question: string },
): Outcome {
  const { grace_minutes, max_gap_hours } = context.parameters;
  return settingHeld(
    item,
    {
      standing: (segment) => mustBeTrue(told(segment)),
      words: { kind: "not-performed", broken, question, exempt: "under an approved exception all the time" },
      streams: [{ stream: "paging", scope: "*" }],
      graceMs: grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}
