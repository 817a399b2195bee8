import { assert } from "../../../base/assert.js";
import type { EpochMs } from "../../../base/instant.js";
import type { Facts } from "../../item-reader.js";
import { indeterminate, notApplicable, type Outcome } from "../../outcome.js";
import type { PopulationDefinition, StreamNeed } from "../../population.js";
import { recordedInTime } from "../approval.js";
import { type Ending, endedInTime } from "../deadline.js";
import { occurredInTime, type Performed } from "../occurrence.js";
import { reconciled } from "../reconciliation.js";
import type { DeclaredAttribute, Of } from "./attribute.js";
import { answer, columnsOf } from "./condition.js";
import { flagOutcome } from "./flag.js";
import { enoughApprovals } from "./independent-approval.js";
import { after, type Clock, cellOf, type DeclaredContext, gapAround, momentOf, type WatchedStream } from "./reading.js";
import { stateOverTime } from "./state-over-time.js";
import type { Condition, Watch } from "./terms.js";

/** Rises with any change to declared families that can alter a past outcome: it is part of every declaration's digest. */
export const DECLARED_FAMILIES = "declared-families/1";

/** What a declared attribute is judged over. */
export type DeclaredPopulation = Pick<PopulationDefinition, "columns" | "triggers" | "facts">;

type Watching<A extends DeclaredAttribute = DeclaredAttribute> = A & { readonly streams: readonly WatchedStream[] };

/**
 * The judge of a declared attribute: first what takes the item out, then what leaves it open, then the family. The
 * attribute's columns, parameters and streams were checked against the population before.
 */
export function declaredJudge(
  attribute: DeclaredAttribute,
  population: DeclaredPopulation,
): (item: Facts, context: DeclaredContext) => Outcome {
  const streams = attribute.watch.map((watch) => watched(watch, [...population.triggers, ...population.facts]));
  const judge = familyJudge({ ...attribute, streams }, population);
  return (item, context) => preempted(attribute, item, context) ?? judge(item, context);
}

function watched(watch: Watch, needs: readonly StreamNeed[]): WatchedStream {
  const need = needs.find(({ stream }) => stream === watch.stream);
  assert(need !== undefined, `the population does not rest on ${watch.stream}`);
  return { ...watch, per: need.per };
}

/** An exemption that cannot be told leaves the item open: neither the duty nor its absence is known. */
function preempted(attribute: DeclaredAttribute, item: Facts, { parameters }: DeclaredContext): Outcome | undefined {
  for (const { when, proof } of attribute.not_applicable) {
    const found = answer(when, item, parameters);
    if (found === true) return notApplicable(proof);
    if (found === undefined) return silent(when, `Is it exempt (${proof})?`, item);
  }
  for (const { when, question, cause } of attribute.unclear) {
    if (answer(when, item, parameters) !== false) return indeterminate(cause, question);
  }
  return undefined;
}

/** What cannot be told because columns say nothing. */
function silent(condition: Condition, question: string, item: Facts): Outcome {
  const empty = columnsOf(condition).filter((column) => cellOf(item, column) === null);
  return indeterminate("gap", `${question} The source says nothing of ${empty.join(", ")}.`);
}

type Judge = (item: Facts, context: DeclaredContext) => Outcome;

function familyJudge(attribute: Watching, { columns }: DeclaredPopulation): Judge {
  switch (attribute.family) {
    case "deadline":
      return onClock(attribute, (clock, item) => deadlineOutcome(attribute, clock, item));
    case "occurrence":
      return onClock(attribute, (clock, item) => occurrenceOutcome(attribute, clock, item));
    case "approval":
      return onClock(attribute, ({ from, dueAt, asOf, gap }, item) => {
        const duty = { what: attribute.what, from, dueAt, doneAt: instantIn(item, attribute.done) };
        return recordedInTime(duty, { asOf, gap });
      });
    case "reconciliation":
      return onClock(attribute, (clock, item) => reconciliationOutcome(attribute, clock, item));
    case "flag":
      return onClock(attribute, (clock, item) => flagOutcome(attribute, clock, { item, columns }));
    case "independent-approval":
      return (item, context) => enoughApprovals(attribute, item, context);
    case "state":
      return (item, context) => stateOverTime(attribute, item, context);
  }
}

type Clocked = Watching<Of<"deadline" | "occurrence" | "approval" | "reconciliation" | "flag">>;

function onClock(attribute: Clocked, judge: (clock: Clock, item: Facts) => Outcome): Judge {
  const { from: start, within, due, streams } = attribute;
  return (item, context) => {
    const from = momentOf(start, item, context);
    if (from === null) return noClock(start, item);
    const dueAt =
      within !== undefined ? after(from, within, context) : due === undefined ? from : momentOf(due, item, context);
    if (dueAt === null) return noClock(due ?? start, item);
    const gap = () => gapAround(streams, item, { from, dueAt, context });
    return judge({ from, dueAt, asOf: context.asOf, context, gap }, item);
  };
}

function noClock(moment: Clocked["from"], item: Facts): Outcome {
  const column = typeof moment === "string" ? moment : moment.column;
  return indeterminate("gap", `When was ${column} of ${String(cellOf(item, "label"))}? The source does not say.`);
}

function deadlineOutcome(attribute: Watching<Of<"deadline">>, clock: Clock, item: Facts): Outcome {
  const { what, end, trigger, ended, seen, silence } = attribute;
  const { from, dueAt, asOf } = clock;
  const [earliest, latest] = typeof ended === "string" ? [ended, ended] : [ended.earliest, ended.latest];
  const hi = instantIn(item, latest);
  const ending: Ending = {
    lo: instantIn(item, earliest),
    hi,
    seenAt: seen === undefined ? null : instantIn(item, seen),
  };
  const unseen = hi === null && asOf > dueAt ? clock.gap() : undefined;
  const isStill = silence === "still" && hi === null && asOf > dueAt && unseen === undefined;
  const known = isStill && (ending.seenAt ?? 0) <= dueAt ? { ...ending, seenAt: dueAt + 1 } : ending;
  return endedInTime({ what, end, trigger, from, dueAt }, known, { asOf, gap: () => unseen });
}

function occurrenceOutcome(attribute: Of<"occurrence">, { from, dueAt, asOf, gap }: Clock, item: Facts): Outcome {
  const { what, done, undated } = attribute;
  const at = instantIn(item, done);
  const isUndated = at === null && undated !== undefined && cellOf(item, undated) === true;
  const performed: Performed = at !== null ? { state: "done", at } : { state: isUndated ? "undated" : "none" };
  return occurredInTime({ what, dueAt, intervalMs: dueAt - from }, performed, { asOf, gap });
}

function reconciliationOutcome(attribute: Of<"reconciliation">, clock: Clock, item: Facts): Outcome {
  const { what, matched, explanation, kind } = attribute;
  const { dueAt, asOf, gap, context } = clock;
  const isMatched = answer(matched, item, context.parameters);
  if (isMatched === undefined) return silent(matched, `Is there ${what}?`, item);
  const why = explanation === undefined ? null : cellOf(item, explanation);
  const pairing = { what, isMatched, explanation: typeof why === "string" ? why : null, dueAt, kind };
  return reconciled(pairing, { asOf, gap });
}

function instantIn(item: Facts, column: string): EpochMs | null {
  const cell = cellOf(item, column);
  return typeof cell === "number" ? cell : null;
}
