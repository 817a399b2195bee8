import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { mustBeFalse, mustBeTrue, mustBeWithin, settingHeld, worstStanding } from "../../assess/families/setting.js";
import type { Standing } from "../../assess/families/state.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass } from "../../assess/outcome.js";
import { DAY_MS, HOUR_MS, instantOf } from "../../base/instant.js";
import { type ProtectedRepository, repositoryProtection } from "../../populations/repository-protection/population.js";

/** The parameters as promised on the day of the item. */
export interface ProtectionPromise {
  readonly required_approvals: number;
  readonly dismiss_stale: boolean;
  readonly grace_hours: number;
  readonly max_gap_hours: number;
  readonly ticket_age_days: number;
}

type Context = JudgeContext<ProtectionPromise>;
type Segment = ProtectedRepository["segments"][number];

/** A: every setting is at least the baseline, all the time. */
export function atBaseline(item: ProtectedRepository, context: Context): Outcome {
  if (item.itemKind !== "state") return notApplicable("a change of a setting: judged by B");
  const { grace_hours, max_gap_hours } = context.parameters;
  return settingHeld(
    item,
    {
      standing: (segment) => worstStanding(Object.values(standingsOf(segment, context))),
      words: {
        kind: "not-performed",
        broken: `below the baseline (${brokenNames(item, context)})`,
        question: "Was it at the baseline",
        exempt: "under an approved exception or out of scope all the time",
      },
      streams: [{ stream: "repo.protection", scope: item.unit ?? "*" }],
      graceMs: grace_hours * HOUR_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}

/** B: a setting was changed by the pipeline, or for a ticket that another person approved before. */
export function changeApproved(item: ProtectedRepository, { parameters, period, gapIn }: Context): Outcome {
  const change = repositoryProtection.eventOf(item);
  if (change === undefined) return notApplicable("a repository: judged by A");
  const { occurredAt, entryFromAt, changedBy, changeKey, approvedAt, unsureApprovedAt } = change;
  if (occurredAt < period.start || occurredAt >= period.end) return notApplicable("not changed in this time");
  if (occurredAt <= entryFromAt + parameters.grace_hours * HOUR_MS) {
    return notApplicable("part of setting up a new repository");
  }
  if (change.isByPipeline) return pass();
  if (changeKey === null) {
    return changedBy === null
      ? deviation("evidence-missing", "nobody recorded who changed it, nor for which ticket")
      : deviation("unauthorised", `changed at ${instantOf(occurredAt)} without a ticket`);
  }
  if (approvedAt !== null && approvedAt <= occurredAt) return pass();
  if (unsureApprovedAt !== null && unsureApprovedAt <= occurredAt) {
    return indeterminate(
      "unmatched-person",
      `Did another person than ${changedBy ?? "who changed it"} approve ticket ${changeKey}?`,
    );
  }
  if (approvedAt !== null) {
    return deviation(
      "late",
      `changed at ${instantOf(occurredAt)}, ticket ${changeKey} approved at ${instantOf(approvedAt)}`,
      { lateness: { lateMs: approvedAt - occurredAt, allowedMs: 0 } },
    );
  }
  const from = occurredAt - parameters.ticket_age_days * DAY_MS;
  const gap = gapIn({ stream: "tickets", scope: "*", from, to: occurredAt + 1 });
  if (gap !== undefined) return unseenOutcome(`an approval of ticket ${changeKey}`, gap);
  const by = change.isSelfApproved ? "approved only by who changed it" : "not approved";
  return deviation("unauthorised", `changed at ${instantOf(occurredAt)}, ticket ${changeKey} was ${by}`);
}

/** What each setting shows of the baseline. */
function standingsOf(segment: Segment, { parameters }: Context): Readonly<Record<string, Standing>> {
  return {
    required_approvals: mustBeWithin(segment.requiredApprovals, { least: parameters.required_approvals }),
    dismiss_stale: parameters.dismiss_stale ? mustBeTrue(segment.dismissStale) : "kept",
    enforce_admins: mustBeTrue(segment.enforceAdmins),
    allow_force_push: mustBeFalse(segment.allowForcePush),
    allow_deletion: mustBeFalse(segment.allowDeletion),
    required_checks: mustBeTrue(segment.requiredChecks),
  };
}

/** The settings that were below the baseline at some moment of the time looked at. */
function brokenNames({ segments }: ProtectedRepository, context: Context): string {
  const { period, asOf } = context;
  const end = Math.min(period.end, asOf);
  const seen = segments.filter(({ fromAt, toAt }) => fromAt < end && toAt > period.start);
  const names = seen.flatMap((segment) =>
    Object.entries(standingsOf(segment, context)).flatMap(([name, standing]) => (standing === "broken" ? [name] : [])),
  );
  return [...new Set(names)].sort().join(", ");
}
