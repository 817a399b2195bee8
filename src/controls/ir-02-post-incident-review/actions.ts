import { countedExtensions, extendedDue, readExtensions } from "../../assess/families/extension.js";
import type { EpochMs } from "../../base/instant.js";
import { HISTORY_MAX } from "../../populations/kit/step-history.js";
import type { ReviewedIncident } from "../../populations/reviewed-incidents/population.js";

/** An action of a review with the date in force. */
export interface Action {
  readonly key: string;
  readonly from: EpochMs;
  /** After the re-approvals that came in time. */
  readonly dueAt: EpochMs;
  /** The same if each re-approval by somebody unknown was another's than the owner's. */
  readonly lastDueAt: EpochMs;
  readonly closedAt: EpochMs | null;
  /** A re-approval that came in time names no date that can be read. */
  readonly isUnreadable: boolean;
}

/** The actions that have a date, by date and number; only somebody else than its owner moves one. */
export function actionsOf({ segments }: ReviewedIncident, zone: string): readonly Action[] {
  return segments
    .flatMap(({ actionKey, actionDueAt, actionClosedAt: closedAt, fromAt, reapprovedHistory }): readonly Action[] => {
      if (actionKey === null || actionDueAt === null) return [];
      const { sure, most } = countedExtensions(readExtensions(reapprovedHistory, zone));
      const { dueAt, isUnreadable } = extendedDue(actionDueAt, sure);
      const lastDueAt = extendedDue(actionDueAt, most).dueAt;
      return [{ key: actionKey, from: fromAt, dueAt, lastDueAt, closedAt, isUnreadable }];
    })
    .sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
}

/** Whether an action was moved more often than its history tells. */
export function isTooOftenMoved({ reapprovedCount }: ReviewedIncident["segments"][number]): boolean {
  return reapprovedCount > HISTORY_MAX;
}
