import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { mustBeTrue, mustBeWithin, settingHeld } from "../../assess/families/setting.js";
import type { Standing } from "../../assess/families/state.js";
import type { StateWords } from "../../assess/families/state-outcome.js";
import { deviation, indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { type RetentionItem, retentionStores } from "../../populations/retention-stores/population.js";

/** The parameters as promised on the day of the item. */
export interface RetentionPromise {
  /** Each as `class=days`. */
  readonly schedule: readonly string[];
  readonly log_days: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
  readonly zone: string;
}

type Context = JudgeContext<RetentionPromise>;
type Segment = RetentionItem["segments"][number];

/** A: a rule removed old records all the time. */
export function lifecycleConfigured(item: RetentionItem, context: Context): Outcome {
  if (item.itemKind !== "state") return notApplicable("a disposal job: judged by C");
  return heldUnlessOnHold(item, context, {
    standing: ({ lifecycle }) => mustBeTrue(lifecycle),
    words: { kind: "not-performed", broken: "no rule removed old records", question: "Did a rule remove old records" },
  });
}

/** B: no record was ever older than its class allows. */
export function oldestWithinLimit(item: RetentionItem, context: Context): Outcome {
  if (item.itemKind !== "state") return notApplicable("a disposal job: judged by C");
  const most = limitOf(item.class, context.parameters);
  if (most === undefined) {
    const named = item.class === null ? "its record names no class" : `class ${item.class} is not in the schedule`;
    return indeterminate("unparsed", `How long may ${item.label} keep its data? ${named}.`);
  }
  return heldUnlessOnHold(item, context, {
    standing: ({ oldestAgeDays }) => mustBeWithin(oldestAgeDays, { most }),
    words: {
      kind: "wrong-result",
      broken: `records older than the ${most} days of its class`,
      question: `Was its oldest record within ${most} days`,
    },
  });
}

/** C: what was disposed of is on record soon after. */
export function disposalLogged(item: RetentionItem, { parameters, asOf, gapIn }: Context): Outcome {
  const job = retentionStores.eventOf(item);
  if (job === undefined) return notApplicable("a store: judged by A and B");
  if (job.isTaggedTest) return notApplicable("tagged as a test when it was made");
  if (job.outcome === "failure") return notApplicable("failed: it disposed of nothing");
  const { label, occurredAt: from, closedAt, loggedCount, loggedAt } = job;
  if (loggedCount > 0 && loggedAt === null) return deviation("evidence-missing", `the log of ${label} has no date`);
  const dueAt = calendarDeadline({ from: closedAt ?? from, days: parameters.log_days, zone: parameters.zone });
  return recordedInTime(
    { what: `log of ${label}`, from, dueAt, doneAt: loggedAt },
    { asOf, gap: () => gapIn({ stream: "retention", scope: "*", from: dueAt, to: dueAt + 1 }) },
  );
}

function heldUnlessOnHold(
  item: RetentionItem,
  context: Context,
  { standing, words }: { standing: (segment: Segment) => Standing; words: Omit<StateWords, "exempt"> },
): Outcome {
  const { grace_minutes, max_gap_hours } = context.parameters;
  return settingHeld(
    item,
    {
      standing: (segment) => (isOnHold(segment) ? "exempt" : standing(segment)),
      words: { ...words, exempt: `under legal hold, case ${item.exceptionId ?? "on the register"}` },
      streams: [{ stream: "retention", scope: "*" }],
      graceMs: grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}

/** A hold lasts as long as its case: unlike other exceptions it needs neither an end nor an owner. */
function isOnHold({ exceptionId, exceptionApprovedAt, fromAt }: Segment): boolean {
  return exceptionId !== null && exceptionApprovedAt !== null && exceptionApprovedAt <= fromAt;
}

function limitOf(storeClass: string | null, { schedule }: RetentionPromise): number | undefined {
  const line = schedule.find((each) => each.slice(0, each.indexOf("=")) === storeClass);
  return line === undefined ? undefined : Number(line.slice(line.indexOf("=") + 1));
}
