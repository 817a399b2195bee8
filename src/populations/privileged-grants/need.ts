import type { EpochMs } from "../../base/instant.js";
import type { PrivilegedGrant } from "./population.js";

type Segment = PrivilegedGrant["segments"][number];

/** A stretch with since when the holder no longer needed the right. */
export interface NeedOver extends Segment {
  /** Since when the holder was in another job than the right was approved for; `null`: not in this stretch. */
  readonly jobOverSince: EpochMs | null;
  /** Since when the holder was in another job, or did not work here any more; `null`: neither in this stretch. */
  readonly needlessSince: EpochMs | null;
}

/** Follows the need through the stretches, in order: a return to the job, or a newer approval, begins it anew. */
export function withNeed(segments: readonly Segment[]): readonly NeedOver[] {
  let jobOverSince: EpochMs | null = null;
  let needlessSince: EpochMs | null = null;
  return segments.map((segment) => {
    const { holderState, presentRole, approvedRole, fromAt } = segment;
    const isJobOver = presentRole !== null && approvedRole !== null && presentRole !== approvedRole;
    jobOverSince = isJobOver ? (jobOverSince ?? fromAt) : null;
    needlessSince = isJobOver || holderState === "gone" ? (needlessSince ?? fromAt) : null;
    return { ...segment, jobOverSince, needlessSince };
  });
}
