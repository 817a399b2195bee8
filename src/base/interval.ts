import { assert } from "./assert.js";
import type { EpochMs } from "./instant.js";

/** A half-open stretch of time `[start, end)`: adjacent intervals share a boundary and no moment. */
export interface Interval {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

export function interval(start: EpochMs, end: EpochMs): Interval {
  assert(start <= end, `interval ends before it starts: ${start} > ${end}`);
  return { start, end };
}

export function contains({ start, end }: Interval, at: EpochMs): boolean {
  return start <= at && at < end;
}

/** The part both share; `undefined` when they share no moment. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end ? { start, end } : undefined;
}

export function durationMs({ start, end }: Interval): number {
  return end - start;
}

/** The same moments as the fewest intervals, in order: overlapping and touching ones are joined. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const joined: Interval[] = [];
  for (const next of [...intervals].filter((each) => each.start < each.end).sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && next.start <= last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    } else {
      joined.push(next);
    }
  }
  return joined;
}

/** What of `whole` no interval covers, in order. */
export function gaps(whole: Interval, covered: readonly Interval[]): readonly Interval[] {
  const missing: Interval[] = [];
  let from = whole.start;
  for (const each of union(covered)) {
    if (each.end <= from) continue;
    if (each.start >= whole.end) break;
    if (each.start > from) missing.push({ start: from, end: Math.min(each.start, whole.end) });
    from = each.end;
  }
  if (from < whole.end) missing.push({ start: from, end: whole.end });
  return missing;
}
