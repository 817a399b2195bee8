import { instantOf, MINUTE_MS } from "../../base/instant.js";
import type { Interval } from "../../base/interval.js";
import {
  type DeviationKind,
  deviation,
  type IndeterminateCause,
  indeterminate,
  type Measure,
  notApplicable,
  type Outcome,
  pass,
  pending,
} from "../outcome.js";
import { durationText } from "./deadline.js";
import type { Grace, StateReading } from "./state.js";

/** How a control speaks of its state. */
export interface StateWords {
  readonly kind: DeviationKind;
  /** Begins the sentence about broken time: "not encrypted". */
  readonly broken: string;
  /** Asks about time nobody saw, without the question mark: "Was it encrypted". */
  readonly question: string;
  /** Why nothing was due when an exception covers all of the time. */
  readonly exempt: string;
}

/** What follows from a reading: any broken time deviates, any missing time leaves the rest open. */
export function stateOutcome(reading: StateReading, words: StateWords): Outcome {
  const { measure, exemptMs, broken, grace } = reading;
  if (measure.totalMs === 0) return notApplicable(exemptMs > 0 ? words.exempt : "did not exist in this time");
  if (broken.length > 0) return deviation(words.kind, `${words.broken} ${stretchesText(broken)}`, { measure });
  if (grace !== null) return graceOutcome(grace, { measure, words });
  return unreadableOutcome(reading, words.question) ?? missingOutcome(reading, words.question) ?? pass(measure);
}

/** "for 9 d 0 h, from ... to ...", or how many stretches and the longest of them. */
function stretchesText(stretches: readonly Interval[]): string {
  const sum = stretches.reduce((total, { start, end }) => total + end - start, 0);
  const longest = stretches.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a));
  const length = sum < MINUTE_MS ? "less than a minute" : durationText(sum);
  const when = `from ${instantOf(longest.start)} to ${instantOf(longest.end)}`;
  if (stretches.length === 1) return `for ${length}, ${when}`;
  return `for ${length} in ${stretches.length} stretches, the longest ${when}`;
}

function graceOutcome(grace: Grace, { measure, words }: { measure: Measure; words: StateWords }): Outcome {
  const { seenUntil, mendedBy, dueAt, isRunning } = grace;
  if (isRunning) return pending(dueAt);
  const since = mendedBy === null ? "and it was not seen since" : `and was over by ${instantOf(mendedBy)}`;
  return indeterminate(
    "bounded-time",
    `Did it end by ${instantOf(dueAt)}, in the grace time? ${capital(words.broken)} since creation, last seen so before ${instantOf(seenUntil)}, ${since}.`,
    measure,
  );
}

const CAUSE_OF_REASON: Readonly<Record<string, IndeterminateCause>> = {
  permission: "denied",
  retention: "retention",
  licence: "plan-limited",
  rejects: "unparsed",
};

function unreadableOutcome({ unreadable, measure }: StateReading, question: string): Outcome | undefined {
  const [first] = unreadable;
  if (first === undefined) return undefined;
  const when = `from ${instantOf(first.start)} to ${instantOf(first.end)}`;
  return indeterminate("unparsed", `${question} ${when}? The record says something that nobody here knows.`, measure);
}

function missingOutcome({ missing, measure }: StateReading, question: string): Outcome | undefined {
  const [first] = missing;
  if (first === undefined) return undefined;
  const more =
    missing.length === 1
      ? ""
      : ` The first of ${missing.length} such stretches, ${durationText(measure.missingMs)} in all.`;
  return indeterminate(
    CAUSE_OF_REASON[first.reason] ?? "gap",
    `${question} from ${instantOf(first.from)} to ${instantOf(first.to)}? Nobody saw (${first.reason}).${more}`,
    measure,
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
