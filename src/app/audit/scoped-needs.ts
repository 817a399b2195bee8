import type { StreamNeed } from "../../assess/population.js";
import type { EpochMs } from "../../base/instant.js";
import { type Interval, intersect } from "../../base/interval.js";
import type { StreamName } from "../../model/streams.js";
import type { Workspace } from "../workspace/schema.js";
import { scopeRows } from "../workspace/scope-rows.js";

/** A stream with a scope entry for which it must have been seen. */
export interface ScopedNeed {
  readonly stream: StreamName;
  readonly scope: string;
  /** The part of the period in which the scope entry was valid. */
  readonly during: Interval;
}

/** Each stream with each scope entry that must have been seen during an interval; none for entries of other times. */
export function scopedNeeds(
  needs: readonly StreamNeed[],
  { workspace, during: whole }: { readonly workspace: Workspace; readonly during: Interval },
): readonly ScopedNeed[] {
  return needs.flatMap(({ stream, per, attribute }) => {
    if (per === "*") return [{ stream, scope: "*", during: whole }];
    return scopeRows(workspace)
      .filter((row) => row.kind === per && (attribute === undefined || row.attribute === attribute))
      .flatMap((row) => {
        const during = intersect(whole, { start: row.from_at, end: row.to_at ?? whole.end });
        return during === undefined ? [] : [{ stream, scope: row.key, during }];
      });
  });
}

/** The part of a period that can have been seen by now: none of it before its start. */
export function seenPart({ start, end }: Interval, asOf: EpochMs): Interval {
  return { start, end: Math.max(start, Math.min(end, asOf)) };
}
