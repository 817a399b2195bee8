import { day, type EpochMs, instant, isDay, msOf } from "../../base/instant.js";
import type { Interval } from "../../base/interval.js";
import { endOfDay, startOfDay } from "../../base/zone.js";
import type { TableRow } from "../../model/tables.js";
import { entityId } from "../kit/entity-id.js";
import { type ExportsConfig, type Range, scopesOf } from "./config.js";
import type { DenialReason } from "./readers/record.js";

/** What reading one file came to. */
export interface FileTally {
  readonly kept: number;
  readonly rejected: number;
  readonly denied: DenialReason | undefined;
}

/** Where the file stands. */
export interface CoverageScope {
  readonly sourceId: string;
  readonly key: string;
  readonly observedAt: EpochMs;
  readonly zone: string;
}

/**
 * What one file proves: a row for each stream, scope and range. An export covers nothing after it was made. Without
 * `covers` the row covers no time at all and says why.
 */
export function coverageRows(
  config: ExportsConfig,
  tally: FileTally,
  { sourceId, key, observedAt, zone }: CoverageScope,
): readonly TableRow<"coverage">[] {
  const reason = tally.denied ?? (tally.rejected > 0 ? "rejects" : undefined);
  const ranges = config.covers === undefined ? undefined : rangesOf(config.covers, zone);
  return (config.streams ?? config.mapping.mapping.covers).flatMap((stream) =>
    scopesOf(config, stream).flatMap((scope) =>
      (ranges ?? [{ start: observedAt, end: observedAt }]).map(({ start, end }) => {
        const isDated = config.extracted?.at !== undefined;
        const to = isDated ? Math.max(start, Math.min(end, observedAt)) : end;
        const why = reason ?? (ranges === undefined ? "not_configured" : null);
        return {
          id: entityId({ system: sourceId, kind: "coverage", key: [stream, scope, start, end, key].join("/") }),
          stream,
          scope,
          from_at: start,
          to_at: to,
          is_complete: why === null && to > start,
          reason: why ?? (to > start ? null : "not_configured"),
          item_count: tally.kept,
          declared_count: config.extracted?.declared_count ?? null,
        };
      }),
    ),
  );
}

/** The stretches of time that a source says it covers, as moments. */
export function rangesOf(ranges: readonly Range[], zone: string): readonly Interval[] {
  return ranges.map(({ from, to }) => {
    const start = isDay(from) ? startOfDay(day(from), zone) : msOf(instant(from));
    const end = isDay(to) ? endOfDay(day(to), zone) : msOf(instant(to));
    return { start, end: Math.max(start, end) };
  });
}
