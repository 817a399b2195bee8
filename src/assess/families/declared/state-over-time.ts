import type { EpochMs } from "../../../base/instant.js";
import { ownFacts } from "../../item-facts.js";
import type { Facts } from "../../item-reader.js";
import type { Outcome } from "../../outcome.js";
import { isExcepted, unlessRegisterUnseen } from "../approved-exception.js";
import { readState, type Standing, type Stretch } from "../state.js";
import { stateOutcome } from "../state-outcome.js";
import type { Of } from "./attribute.js";
import { answer } from "./condition.js";
import { after, cellOf, type DeclaredContext, scopeOf, type WatchedStream } from "./reading.js";

/** The columns of a population whose items may stand under an approved exception. */
export const EXCEPTION_COLUMNS = [
  "exception_id",
  "exception_from_at",
  "exception_to_at",
  "exception_approved_at",
  "exception_is_owned",
] as const;

/** How a thing spent its time in the period, stretch by stretch, and what follows. */
export function stateOverTime(
  attribute: Of<"state"> & { readonly streams: readonly WatchedStream[] },
  item: Facts,
  context: DeclaredContext,
): Outcome {
  const { grace, max_gap, life, kind, words, streams, approved_exceptions } = attribute;
  const instantIn = (column: string | undefined) => (column === undefined ? null : instantOf(item, column));
  const question = {
    segments: segmentsOf(item),
    standing: (segment: Segment) => standingOf(attribute, segment, context),
    life: { from: instantIn(life.from), to: instantIn(life.to) },
    graceMs: after(0, grace, context),
    maxGapMs: after(0, max_gap, context),
    streams: streams.map((stream) => ({ stream: stream.stream, scope: scopeOf(stream, item) })),
  };
  const reading = readState(question, context);
  const outcome = stateOutcome(reading, { kind, ...words });
  return approved_exceptions ? unlessRegisterUnseen(outcome, reading, context) : outcome;
}

interface Segment extends Stretch {
  readonly facts: Facts;
}

/** With what they share with the item, which is not repeated in them. */
function segmentsOf(item: Facts): readonly Segment[] {
  const { segments } = item;
  if (!Array.isArray(segments)) return [];
  const own = ownFacts(item);
  return segments.map((facts: Facts) => ({
    facts: { ...own, ...facts },
    fromAt: Number(cellOf(facts, "from_at")),
    toAt: Number(cellOf(facts, "to_at")),
  }));
}

/** Both answers silent: nobody saw it. Both no: it said something that nobody here knows. */
function standingOf(attribute: Of<"state">, segment: Segment, { parameters }: DeclaredContext): Standing {
  const { kept, broken, exempt, unseen, approved_exceptions } = attribute;
  const ask = (condition: Of<"state">["kept"]) => answer(condition, segment.facts, parameters);
  const isExempt = exempt === undefined ? false : ask(exempt);
  if (isExempt === true) return "exempt";
  if (approved_exceptions && isExcepted(exceptionOf(segment))) return "exempt";
  if (isExempt === undefined) return "unseen";
  if (unseen !== undefined && ask(unseen) !== false) return "unseen";
  const [isBroken, isKept] = [ask(broken), ask(kept)];
  if (isBroken === true) return "broken";
  if (isBroken === undefined || isKept === undefined) return "unseen";
  return isKept ? "kept" : "unreadable";
}

function exceptionOf(segment: Segment): Parameters<typeof isExcepted>[0] {
  const { facts } = segment;
  const id = cellOf(facts, "exception_id");
  return {
    ...segment,
    exceptionId: typeof id === "string" ? id : null,
    exceptionFromAt: instantOf(facts, "exception_from_at"),
    exceptionToAt: instantOf(facts, "exception_to_at"),
    exceptionApprovedAt: instantOf(facts, "exception_approved_at"),
    exceptionIsOwned: cellOf(facts, "exception_is_owned") === true,
  };
}

function instantOf(facts: Facts, column: string): EpochMs | null {
  const cell = cellOf(facts, column);
  return typeof cell === "number" ? cell : null;
}
