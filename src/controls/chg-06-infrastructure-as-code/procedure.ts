import type { JudgeContext } from "../../assess/control.js";
import { firstRecordedInTime, recordedInTime, unseenOutcome } from "../../assess/families/approval.js";
import { businessDeadline } from "../../assess/families/business-days.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { DAY_MS, instantOf, MINUTE_MS, SECOND_MS } from "../../base/instant.js";
import type { CloudWrite } from "../../populations/cloud-writes/population.js";

/** The parameters as promised on the day of the item. */
export interface WritePromise {
  readonly resolve_days: number;
  readonly clock_skew_seconds: number;
  readonly ticket_age_days: number;
  readonly emergency_labels: readonly string[];
  readonly bg_ticket_minutes: number;
  readonly bg_review_bdays: number;
  readonly zone: string;
  readonly holidays: readonly string[];
}

type Context = JudgeContext<WritePromise>;

const TWO_PERSONS = "Are who made the write and who approved it two persons?";
const BY_PIPELINE = "made under a role that the dated list names as the pipeline's";

/** A: made by the pipeline's role, or with a ticket that somebody else approved before; break-glass by its own rules. */
export function pipelineOrTicket(item: CloudWrite, context: Context): Outcome {
  if (item.occurredAt < context.period.start)
    return notApplicable("made before the period; its drift was still open in it");
  if (item.isPipelineRole) return pass();
  const latest = item.occurredAt + context.parameters.clock_skew_seconds * SECOND_MS;
  if (stands(item.approvedAt, item, latest)) return pass();
  if (item.actorKind === "unknown") {
    return indeterminate("unmatched-person", "Who made this write: the pipeline, a provider's service or a person?");
  }
  if (item.declaredAt === null) return noTicket(item, context);
  if (isEmergency(item, context.parameters)) return brokenGlass(item, item.declaredAt, context);
  if (stands(item.unmatchedApprovedAt, item, latest)) return indeterminate("unmatched-person", TWO_PERSONS);
  return notApproved(item, latest);
}

/** B: what the write left differing from the code was reverted, codified or accepted in time. */
export function driftReconciled(item: CloudWrite, { parameters, asOf, gapIn }: Context): Outcome {
  if (item.isPipelineRole) return notApplicable(BY_PIPELINE);
  const { occurredAt: from, nextRunAt } = item;
  const dueAt = from + parameters.resolve_days * DAY_MS;
  const unseen = (stream: string, to: number) => gapIn({ stream, scope: "*", from, to });
  const resolutions = resolutionsOf(item, dueAt);
  if (resolutions.length > 0) {
    const duty = { what: "reconciliation of the drift", from, dueAt, doneAt: lastOf(resolutions) };
    return recordedInTime(duty, { asOf, gap: () => unseen("drift.findings", dueAt + 1) });
  }
  const isRunInTime = nextRunAt !== null && nextRunAt <= dueAt;
  if (asOf <= (isRunInTime ? nextRunAt : dueAt)) return pending(dueAt);
  const gap = unseen("drift.findings", isRunInTime ? nextRunAt + 1 : dueAt + 1);
  if (gap !== undefined) return unseenOutcome("a drift finding of this write", gap);
  if (isRunInTime) return pass();
  const runGap = unseen("drift.runs", dueAt + 1);
  if (runGap !== undefined) return unseenOutcome("a drift run after this write", runGap);
  return deviation("not-performed", `no drift run succeeded from the write to ${instantOf(dueAt)}`);
}

/** When the findings of the write's drift were resolved: of one that stood open, and of the first one after the write. */
function resolutionsOf(item: CloudWrite, dueAt: number): readonly (number | null)[] {
  const findings = [
    { openedAt: item.driftOpenedAt, resolvedAt: item.driftResolvedAt },
    { openedAt: item.ownDriftOpenedAt, resolvedAt: item.ownDriftResolvedAt },
  ];
  return findings.flatMap(({ openedAt, resolvedAt }) => (openedAt !== null && openedAt <= dueAt ? [resolvedAt] : []));
}

/** `null` while one of them is open. */
function lastOf(moments: readonly (number | null)[]): number | null {
  return moments.reduce((last, at) => (last === null || at === null ? null : Math.max(last, at)), moments[0] ?? null);
}

/** Whether an approval was there by `latest`, and no rejection came between. */
function stands(approvedAt: number | null, { rejectedAt }: CloudWrite, latest: number): boolean {
  if (approvedAt === null || approvedAt > latest) return false;
  return rejectedAt === null || rejectedAt < approvedAt || rejectedAt > latest;
}

function isEmergency({ isIncident, labels }: CloudWrite, { emergency_labels }: WritePromise): boolean {
  return isIncident || labels.split("|").some((label) => emergency_labels.includes(label));
}

/** A ticket may be older than the write it covers, so the tickets must have been seen for as long as they live. */
function noTicket({ occurredAt, changeKey }: CloudWrite, { parameters, gapIn }: Context): Outcome {
  const from = occurredAt - parameters.ticket_age_days * DAY_MS;
  const gap = gapIn({ stream: "tickets", scope: "*", from, to: occurredAt + 1 });
  if (gap !== undefined) return unseenOutcome("a ticket for this write", gap);
  return deviation(
    "unauthorised",
    changeKey === null ? "names no ticket or change" : "names a ticket that does not exist",
  );
}

/** G-BREAKGLASS: declared at once, by a named person, reviewed afterwards by somebody else. */
function brokenGlass(item: CloudWrite, declaredAt: number, { parameters, asOf, gapIn }: Context): Outcome {
  const { occurredAt: from, approvedAt, unmatchedApprovedAt } = item;
  const declareBy = from + parameters.bg_ticket_minutes * MINUTE_MS;
  const declaration = { what: "ticket or incident of the emergency", from, dueAt: declareBy, doneAt: declaredAt };
  const declared = recordedInTime(declaration, { asOf, gap: () => undefined });
  if (declared.state !== "pass") return declared;
  if (!item.isPersonKnown) {
    return indeterminate("unmatched-person", "Which person used this emergency access? The principal belongs to none.");
  }
  const dueAt = businessDeadline({ from, days: parameters.bg_review_bdays, calendar: parameters });
  const isReviewed = approvedAt !== null && approvedAt <= dueAt;
  if (!isReviewed && unmatchedApprovedAt !== null && unmatchedApprovedAt <= dueAt) {
    return indeterminate("unmatched-person", TWO_PERSONS);
  }
  const review = { what: "review by another person", from, dueAt, doneAt: approvedAt ?? unmatchedApprovedAt };
  return firstRecordedInTime(review, {
    asOf,
    gap: () => gapIn({ stream: "tickets", scope: "*", from, to: dueAt + 1 }),
  });
}

function notApproved(item: CloudWrite, latest: number): Outcome {
  const { rejectedAt, selfApprovedAt, unnamedApprovedAt } = item;
  const approvedAt = item.approvedAt ?? item.unmatchedApprovedAt;
  if (approvedAt !== null && approvedAt > latest) {
    return deviation("late", `approved at ${instantOf(approvedAt)}, after the write`);
  }
  if (approvedAt !== null && rejectedAt !== null) {
    return deviation("unauthorised", `the approval was withdrawn at ${instantOf(rejectedAt)}, before the write`);
  }
  if (selfApprovedAt !== null) return deviation("unauthorised", "the ticket was approved by who made the write");
  if (unnamedApprovedAt !== null) return deviation("evidence-missing", "the ticket was approved, nobody knows by whom");
  return deviation("not-performed", "the ticket was never approved");
}
