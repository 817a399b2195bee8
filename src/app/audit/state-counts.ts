import type { Counts } from "../../assess/tally.js";
import type { StateCounts } from "../../reports/audit/model.js";

/** Counts as a report writes them; where nothing was tallied every one is nought. */
export function stateCounts(counts: Counts | undefined): StateCounts {
  return {
    pass: counts?.pass ?? 0,
    deviation: counts?.deviation ?? 0,
    indeterminate: counts?.indeterminate ?? 0,
    not_applicable: counts?.["not-applicable"] ?? 0,
    pending: counts?.pending ?? 0,
  };
}
