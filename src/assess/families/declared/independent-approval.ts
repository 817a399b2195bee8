import type { EpochMs } from "../../../base/instant.js";
import type { Facts } from "../../item-reader.js";
import type { Outcome } from "../../outcome.js";
import { unseenOutcome } from "../approval.js";
import { type Approvals, independentApproval } from "../change.js";
import type { Of } from "./attribute.js";
import { cellOf, type DeclaredContext, gapAround, numberOf, type WatchedStream } from "./reading.js";

/** The columns a population must have so that approvals of its changes can be counted by person. */
export const APPROVAL_COLUMNS = [
  "independent_approvals",
  "self_approvals",
  "stale_approvals",
  "unmatched_approvals",
  "unplaced_approvals",
  "unknown_reviews",
  "late_approvals",
  "first_late_approval_at",
  "open_change_requests",
  "unmatched_authors",
] as const;

/** Whether enough people other than its authors approved a change; too few is a deviation only if somebody looked. */
export function enoughApprovals(
  attribute: Of<"independent-approval"> & { readonly streams: readonly WatchedStream[] },
  item: Facts,
  context: DeclaredContext,
): Outcome {
  const { min_approvals, clock_skew_seconds, streams } = attribute;
  const { parameters } = context;
  const approvals = approvalsOf(item);
  const outcome = independentApproval(approvals, {
    min_approvals: numberOf(min_approvals, parameters),
    clock_skew_seconds: numberOf(clock_skew_seconds, parameters),
  });
  if (outcome.state !== "deviation") return outcome;
  const at: EpochMs = approvals.occurredAt;
  const unseen = gapAround(streams, item, { from: at, dueAt: at, context });
  return unseen === undefined ? outcome : unseenOutcome("an independent approval", unseen);
}

function approvalsOf(item: Facts): Approvals {
  const count = (column: string) => Number(cellOf(item, column) ?? 0);
  const late = cellOf(item, "first_late_approval_at");
  return {
    occurredAt: count("occurred_at"),
    independentApprovals: count("independent_approvals"),
    selfApprovals: count("self_approvals"),
    staleApprovals: count("stale_approvals"),
    unmatchedApprovals: count("unmatched_approvals"),
    unplacedApprovals: count("unplaced_approvals"),
    unknownReviews: count("unknown_reviews"),
    lateApprovals: count("late_approvals"),
    firstLateApprovalAt: typeof late === "number" ? late : null,
    openChangeRequests: count("open_change_requests"),
    unmatchedAuthors: count("unmatched_authors"),
  };
}
