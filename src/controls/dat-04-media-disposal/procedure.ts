import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { deviation, indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS, instantOf } from "../../base/instant.js";
import type { RetiredMedium } from "../../populations/retired-media/population.js";

/** The parameters as promised on the day of the item. */
export interface DisposalPromise {
  readonly lost_wipe_hours: number;
  readonly allow_key_destruction: boolean;
}

/** A: wiped before it left the house, or soon after it was lost, and something shows it. */
export function wipedBeforeDisposal(
  item: RetiredMedium,
  { parameters, asOf, gapIn }: JudgeContext<DisposalPromise>,
): Outcome {
  const { label, occurredAt: from, closedAt, outcome, wipedCount, wipedAt, wipedValue } = item;
  if (item.isTaggedTest) return notApplicable("tagged as a test when it was made");
  if (outcome === "provider") return notApplicable("media of a cloud provider: covered by its report");
  if (wipedCount > 0 && wipedAt === null) return deviation("evidence-missing", `the wipe in ${label} has no date`);
  if (outcome !== "lost" && closedAt === null && wipedAt === null) return notApplicable("not disposed of yet");
  // When it was lost may be on no record: it was retired by then.
  const dueAt = outcome === "lost" ? (closedAt ?? from) + parameters.lost_wipe_hours * HOUR_MS : closedAt;
  if (closedAt === null && dueAt !== null && wipedAt !== null && wipedAt > dueAt) {
    return indeterminate(
      "bounded-time",
      `When was the medium in ${label} lost? It was wiped at ${instantOf(wipedAt)}.`,
    );
  }
  const wiped = recordedInTime(
    { what: `wipe in ${label}`, from, dueAt: dueAt ?? Number.POSITIVE_INFINITY, doneAt: wipedAt },
    { asOf, gap: () => gapIn({ stream: "disposals", scope: "*", from, to: (dueAt ?? from) + 1 }) },
  );
  if (wiped.state !== "pass") return wiped;
  if (wipedValue === null) return deviation("evidence-missing", `${label}: wiped, and no certificate or log is named`);
  if (wipedValue !== "key_destroyed" || parameters.allow_key_destruction) return wiped;
  return deviation("wrong-result", `${label}: its key was destroyed, which the policy does not allow for a wipe`);
}
