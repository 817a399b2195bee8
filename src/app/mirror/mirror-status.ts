import { HOUR_MS, type Instant, instantOf, msOf } from "../../base/instant.js";
import type { MirrorRun } from "../../store/mirror/mirror-state.js";

/** Files may wait this long for the mirror before somebody should look. */
const ALERT_MS = 6 * HOUR_MS;

/** How far the mirror is, for people. */
export interface MirrorStatus {
  readonly asOf: Instant;
  /** `s3://bucket/prefix`. */
  readonly mirror: string;
  /** Objects that the store acknowledged. */
  readonly objects: number;
  /** Files that the mirror does not hold, and since when the oldest of them is there. */
  readonly waiting: { readonly since: Instant; readonly count: number } | undefined;
  readonly lastRun: MirrorRun | undefined;
  /** Something waits for six hours or more. */
  readonly isAlert: boolean;
}

/** @param oldestMs when the oldest waiting file was made. */
export function mirrorStatus({
  oldestMs,
  count,
  asOf,
  ...facts
}: Pick<MirrorStatus, "asOf" | "mirror" | "objects" | "lastRun"> & {
  readonly count: number;
  readonly oldestMs: number | undefined;
}): MirrorStatus {
  const waiting = count === 0 || oldestMs === undefined ? undefined : { since: instantOf(oldestMs), count };
  const isAlert = waiting !== undefined && msOf(asOf) - msOf(waiting.since) >= ALERT_MS;
  return { ...facts, asOf, waiting, isAlert };
}
