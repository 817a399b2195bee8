import type { JudgeContext } from "../../assess/control.js";
import { isExcepted, unlessRegisterUnseen } from "../../assess/families/approved-exception.js";
import { readState, type Standing, type StateReading } from "../../assess/families/state.js";
import { type StateWords, stateOutcome } from "../../assess/families/state-outcome.js";
import { indeterminate, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import { type Interval, intersect } from "../../base/interval.js";
import type { LogSourceItem } from "../../populations/log-sources/population.js";

/** The parameters as promised on the day of the item. */
export interface LoggingPromise {
  readonly max_ingest_gap_hours: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<LoggingPromise>;
type Segment = LogSourceItem["segments"][number];

/** A: enabled all the time. */
export function enabled(item: LogSourceItem, context: Context): Outcome {
  const { reading, finish } = read(item, context, (segment) => standingOf(segment, segment.enabled));
  const isByPerson = overlaps(item, reading, ({ isStoppedByPerson }) => isStoppedByPerson);
  return finish({
    kind: isByPerson ? "bypassed" : "not-performed",
    broken: isByPerson ? "stopped by a person" : "not enabled",
    question: "Was it enabled",
  });
}

/** B: arriving, apart from silence that is short or has a cause. */
export function arriving(item: LogSourceItem, context: Context): Outcome {
  const silence = silencesOf(item.segments, context.parameters);
  const { reading, finish } = read(item, context, (segment) => {
    const seen = standingOf(segment, segment.arriving);
    return seen === "broken" && !silence.broken.has(segment) ? "kept" : seen;
  });
  const isByPerson = overlaps(item, reading, ({ isSilencedByPerson }) => isSilencedByPerson);
  const outcome = finish({
    kind: isByPerson ? "bypassed" : "not-performed",
    broken: isByPerson ? "silenced by a person" : "silent without a cause",
    question: "Did its logs arrive",
  });
  return outcome.state === "pass" ? (openSilence(silence.open, reading, context) ?? outcome) : outcome;
}

/** C: what has arrived cannot be changed, or a change would show. */
export function unchangeable(item: LogSourceItem, context: Context): Outcome {
  return read(item, context, (segment) => standingOf(segment, segment.immutable)).finish({
    kind: "wrong-result",
    broken: "neither immutable nor integrity-validated",
    question: "Was it protected from change",
  });
}

/** D: a stop would have raised an alert. */
export function alertsOnStop(item: LogSourceItem, context: Context): Outcome {
  return read(item, context, (segment) => standingOf(segment, segment.alertOnStop)).finish({
    kind: "not-performed",
    broken: "without an alert on stop",
    question: "Would a stop have raised an alert",
  });
}

function standingOf(segment: Segment, value: string | null): Standing {
  if (isExcepted(segment)) return "exempt";
  switch (value) {
    case "yes":
      return "kept";
    case "no":
      return "broken";
    case null:
      return "unseen";
    default:
      return "unreadable";
  }
}

function read(item: LogSourceItem, context: Context, standing: (segment: Segment) => Standing) {
  const { grace_minutes, max_gap_hours } = context.parameters;
  const reading = readState(
    {
      segments: item.segments,
      standing,
      life: { from: item.scopeFrom, to: item.scopeTo },
      graceMs: grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
      streams: [{ stream: "log.sources", scope: "*" }],
    },
    context,
  );
  const finish = (words: Omit<StateWords, "exempt">) =>
    unlessRegisterUnseen(
      stateOutcome(reading, { ...words, exempt: "under an approved exception all the time" }),
      reading,
      context,
    );
  return { reading, finish };
}

function overlaps(item: LogSourceItem, { broken }: StateReading, holds: (segment: Segment) => boolean): boolean {
  return item.segments.some(
    (segment) => holds(segment) && broken.some(({ start, end }) => segment.fromAt < end && segment.toAt > start),
  );
}

interface Silences {
  /** Stretches of silence that are too long, or a person's doing. */
  readonly broken: ReadonlySet<Segment>;
  /** Silences that may have been too long: over by the end, last seen at the start plus what is certain. */
  readonly open: readonly Interval[];
}

/** Sorts silence without a cause into short, too long, and either, by how long it certainly and possibly was. */
function silencesOf(segments: readonly Segment[], { max_ingest_gap_hours, max_gap_hours }: LoggingPromise): Silences {
  const limitMs = max_ingest_gap_hours * HOUR_MS;
  const broken = new Set<Segment>();
  const open: Interval[] = [];
  for (const [index, run] of silentRuns(segments, max_gap_hours * HOUR_MS)) {
    const start = run[0]?.fromAt ?? 0;
    const certainMs = (run.at(-1)?.toAt ?? 0) - start;
    if (certainMs > limitMs || run.some(({ isSilencedByPerson }) => isSilencedByPerson)) {
      for (const segment of run) broken.add(segment);
      continue;
    }
    const heardAt = segments.find((each, at) => at > index && each.arriving === "yes")?.fromAt;
    if (heardAt !== undefined && heardAt - start > limitMs) open.push({ start, end: heardAt });
  }
  return { broken, open };
}

/** Runs of silent stretches with the place of their last one; a look that failed for a short time does not part them. */
function silentRuns(
  segments: readonly Segment[],
  maxGapMs: number,
): readonly (readonly [number, readonly Segment[]])[] {
  const runs: [number, Segment[]][] = [];
  let isBroken = true;
  segments.forEach((segment, index) => {
    if (segment.arriving === null) return;
    if (segment.arriving !== "no" || segment.hasSilenceCause) {
      isBroken = true;
      return;
    }
    const last = runs.at(-1);
    const lastEnd = last?.[1].at(-1)?.toAt;
    if (last === undefined || isBroken || lastEnd === undefined || segment.fromAt - lastEnd > maxGapMs) {
      runs.push([index, [segment]]);
    } else {
      last[0] = index;
      last[1].push(segment);
    }
    isBroken = false;
  });
  return runs;
}

function openSilence(
  open: readonly Interval[],
  { measure }: StateReading,
  { period, asOf }: Context,
): Outcome | undefined {
  const whole = { start: period.start, end: Math.min(period.end, asOf) };
  const first = open.find((each) => intersect(each, whole) !== undefined);
  const part = first && intersect(first, whole);
  if (first === undefined || part === undefined) return undefined;
  return indeterminate(
    "bounded-time",
    `When after ${instantOf(first.start)} did its logs arrive again? By ${instantOf(first.end)} they did.`,
    { ...measure, missingMs: Math.min(measure.totalMs, measure.missingMs + part.end - part.start) },
  );
}
