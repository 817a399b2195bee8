import type { EpochMs } from "../../base/instant.js";
import type { Standing, Stretch } from "./state.js";

/** The same stretches, each cut in two at the moment that `at` names inside it; elsewhere, or `null`, it stays whole. */
export function cutAt<S extends Stretch>(segments: readonly S[], at: (segment: S) => EpochMs | null): readonly S[] {
  return segments.flatMap((segment) => {
    const moment = at(segment);
    if (moment === null || moment <= segment.fromAt || moment >= segment.toAt) return [segment];
    return [
      { ...segment, toAt: moment },
      { ...segment, fromAt: moment },
    ];
  });
}

/** A stretch of which it is known whether it lies in the first, tolerated part of a breach. */
export type Tolerated<S extends Stretch> = S & { readonly isTolerated: boolean };

/**
 * Cuts each unbroken breach where `toleranceMs` of it have passed: what comes before is tolerated, also when the breach
 * goes on after it. Stretches nobody saw interrupt a breach only when they are longer than `maxGapMs`.
 */
export function tolerateFirst<S extends Stretch>(
  segments: readonly S[],
  {
    standing,
    toleranceMs,
    maxGapMs,
  }: { readonly standing: (segment: S) => Standing; readonly toleranceMs: number; readonly maxGapMs: number },
): readonly Tolerated<S>[] {
  let since: EpochMs | undefined;
  let brokenUntil = Number.NEGATIVE_INFINITY;
  return segments.flatMap((segment) => {
    const seen = standing(segment);
    if (seen !== "broken") {
      if (seen !== "unseen") since = undefined;
      return [{ ...segment, isTolerated: false }];
    }
    const isNew = since === undefined || segment.fromAt - brokenUntil > maxGapMs;
    const begun = isNew || since === undefined ? segment.fromAt : since;
    since = begun;
    brokenUntil = segment.toAt;
    const end = begun + toleranceMs;
    return cutAt([segment], () => end).map((part) => ({ ...part, isTolerated: part.toAt <= end }));
  });
}
