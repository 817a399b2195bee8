import type { EpochMs } from "../../base/instant.js";
import { type Interval, intersect } from "../../base/interval.js";
import type { Gap, JudgeContext } from "../control.js";
import type { Measure } from "../outcome.js";

/**
 * What one stretch of time shows of a promise: kept, broken, exempt (an approved exception was in force, or the duty
 * did not exist), unseen, or unreadable (the source said something that nobody here knows).
 */
export type Standing = "kept" | "broken" | "exempt" | "unseen" | "unreadable";

/** A stretch in which all facts stay the same, `[fromAt, toAt)`. */
export interface Stretch {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
}

export interface StateQuestion<S extends Stretch> {
  /** In order of time; between two of them, and where `standing` says so, nothing was seen. */
  readonly segments: readonly S[];
  readonly standing: (segment: S) => Standing;
  /** When the thing began and ceased to exist; `null`: before the first record, and not yet. */
  readonly life: { readonly from: EpochMs | null; readonly to: EpochMs | null };
  /** Broken from the first moment and mended within this time of its creation is kept (G-STATE). */
  readonly graceMs: number;
  /** Not seen for longer than this is missing; for less, the thing did not change unseen (G-STATE). */
  readonly maxGapMs: number;
  /** Streams that must have been watched for a stretch to count as seen. */
  readonly streams: readonly { readonly stream: string; readonly scope: string }[];
}

/** How an item spent the part of its life that lies in the period, up to `asOf`. */
export interface StateReading {
  /** Time under a valid exception is in no total. */
  readonly measure: Measure;
  readonly exemptMs: number;
  /** Broken stretches within that time, in order, none touching another. */
  readonly broken: readonly Interval[];
  /** Stretches nobody saw, longer than the maximum gap. */
  readonly missing: readonly Gap[];
  /** Stretches seen and not understood, however short. */
  readonly unreadable: readonly Interval[];
  /** Broken since creation, and last seen so while the grace time ran: it may or may not have been mended in it. */
  readonly grace: Grace | null;
}

export interface Grace {
  /** Until then it was seen broken. */
  readonly seenUntil: EpochMs;
  /** By then it was seen mended; `null`: not seen since. */
  readonly mendedBy: EpochMs | null;
  readonly dueAt: EpochMs;
  /** Whether it may still be seen mended in time. */
  readonly isRunning: boolean;
}

/** Folds what was seen of one thing over time; `stateOutcome` says what follows. */
export function readState<S extends Stretch>(
  question: StateQuestion<S>,
  context: Pick<JudgeContext<unknown>, "period" | "asOf" | "gapIn">,
): StateReading {
  const { life } = question;
  const { period, asOf } = context;
  const whole = {
    start: Math.max(period.start, life.from ?? period.start),
    end: Math.min(period.end, asOf, life.to ?? period.end),
  };
  if (whole.start >= whole.end) return NOTHING;
  const unwatched = unwatchedIn(whole, question, context);
  const runs = joined(unwatched.reduce(without, seenRuns(question)), question.maxGapMs);
  const grace = settleGrace(runs, question, asOf);
  return measured({ runs, grace, whole, unwatched, question });
}

const NOTHING: StateReading = {
  measure: { totalMs: 0, deviatingMs: 0, missingMs: 0, longestRunMs: 0 },
  exemptMs: 0,
  broken: [],
  missing: [],
  unreadable: [],
  grace: null,
};

interface Run extends Interval {
  standing: Standing;
}

/** Everything seen during the thing's life, the time outside the period included: grace and gaps reach over its edges. */
function seenRuns<S extends Stretch>({ segments, standing, life }: StateQuestion<S>): readonly Run[] {
  return segments.flatMap((segment) => {
    const start = Math.max(segment.fromAt, life.from ?? segment.fromAt);
    const end = Math.min(segment.toAt, life.to ?? segment.toAt);
    const seen = standing(segment);
    return start < end && seen !== "unseen" ? [{ start, end, standing: seen }] : [];
  });
}

/** Gaps in the coverage: whatever rows say of that time is a guess. */
function unwatchedIn<S extends Stretch>(
  { start, end }: Interval,
  { streams }: StateQuestion<S>,
  { gapIn }: Pick<JudgeContext<unknown>, "gapIn">,
): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const { stream, scope } of streams) {
    for (let from = start; from < end; ) {
      const gap = gapIn({ stream, scope, from, to: end });
      if (gap === undefined) break;
      gaps.push(gap);
      from = Math.max(gap.to, from + 1);
    }
  }
  return gaps;
}

function without(runs: readonly Run[], { from, to }: Gap): readonly Run[] {
  return runs.flatMap((run) => {
    if (run.end <= from || run.start >= to) return [run];
    const before = { ...run, end: from };
    const after = { ...run, start: to };
    return [before, after].filter(({ start, end }) => start < end);
  });
}

/** Joins neighbours of one standing across gaps short enough to say that nothing changed in between. */
function joined(runs: readonly Run[], maxGapMs: number): Run[] {
  const made: Run[] = [];
  for (const run of runs) {
    const last = made.at(-1);
    if (last !== undefined && last.standing === run.standing && run.start - last.end <= maxGapMs) {
      made[made.length - 1] = { ...last, end: Math.max(last.end, run.end) };
    } else {
      made.push(run);
    }
  }
  return made;
}

/** Turns a breach mended within the grace time into a kept stretch; returns what cannot be told yet or at all. */
function settleGrace<S extends Stretch>(
  runs: readonly Run[],
  { life, graceMs }: StateQuestion<S>,
  asOf: EpochMs,
): Grace | null {
  const [first, next] = runs;
  if (first === undefined || first.standing !== "broken" || life.from === null || graceMs === 0) return null;
  const dueAt = life.from + graceMs;
  if (first.end > dueAt) return null;
  const mendedBy = next?.start ?? life.to;
  if (mendedBy !== null && mendedBy <= dueAt) {
    first.standing = "kept";
    return null;
  }
  first.standing = "unseen";
  return { seenUntil: first.end, mendedBy, dueAt, isRunning: mendedBy === null && asOf <= dueAt };
}

function measured<S extends Stretch>({
  runs,
  grace,
  whole,
  unwatched,
  question,
}: {
  runs: readonly Run[];
  grace: Grace | null;
  whole: Interval;
  unwatched: readonly Gap[];
  question: StateQuestion<S>;
}): StateReading {
  const within = (standing: Standing) =>
    runs.filter((run) => run.standing === standing).flatMap((run) => intersect(run, whole) ?? []);
  const broken = within("broken");
  const missing = holes(runs, whole, question).map(({ start, end }) => ({
    from: start,
    to: end,
    reason: unwatched.find(({ from, to }) => from < end && to > start)?.reason ?? "no record",
  }));
  const unreadable = within("unreadable");
  const exemptMs = lengthOf(within("exempt"));
  return {
    measure: {
      totalMs: whole.end - whole.start - exemptMs,
      deviatingMs: lengthOf(broken),
      missingMs:
        lengthOf(within("unseen")) + lengthOf(unreadable) + missing.reduce((sum, { from, to }) => sum + to - from, 0),
      longestRunMs: broken.reduce((longest, { start, end }) => Math.max(longest, end - start), 0),
    },
    exemptMs,
    broken,
    missing,
    unreadable,
    grace: grace !== null && whole.start < grace.dueAt ? grace : null,
  };
}

/** Time between runs, before the first and after the last, where it is longer than a gap may be. */
function holes<S extends Stretch>(
  runs: readonly Run[],
  whole: Interval,
  { life, maxGapMs }: StateQuestion<S>,
): readonly Interval[] {
  if (runs.length === 0) return [whole];
  let end = life.from ?? Number.NEGATIVE_INFINITY;
  const found: Interval[] = [];
  for (const run of [...runs, { start: whole.end, end: whole.end }]) {
    if (run.start - end > maxGapMs) found.push({ start: end, end: run.start });
    end = Math.max(end, run.end);
  }
  return found.flatMap((hole) => intersect(hole, whole) ?? []);
}

function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { start, end }) => sum + end - start, 0);
}
