import { assert } from "../base/assert.js";
import type { Cell } from "../model/batch.js";
import { ControlRun, type ProcedureInput } from "./control-run.js";
import { ItemReader, type RowRef } from "./item-reader.js";
import type { ControlTally } from "./tally.js";

/** Judges every item of a population by every control that shares it. Returns one tally per plan, in order. */
export async function runProcedure(input: ProcedureInput): Promise<readonly ControlTally[]> {
  const population = input.plans[0]?.control.population;
  if (population === undefined) return [];
  const reader = new ItemReader(population);
  const runs = input.plans.map((plan) => new ControlRun(plan, input));
  if (population.shape === "segments") {
    await judgeSegments(input, reader, runs);
  } else {
    const snapshot = () => reader.snapshot();
    for await (const batch of input.batches) {
      reader.turnTo(batch);
      for (let row = 0; row < batch.rowCount; row += 1) {
        const item = reader.at(row);
        for (const run of runs) run.judge(item, snapshot);
        input.onItem?.(
          snapshot(),
          runs.map(({ outcomes }) => outcomes),
        );
      }
    }
  }
  return runs.map(({ tally }) => tally);
}

/** Rows come ordered by item and time, those of one moment in no order; an item is judged when its last segment has been read. */
async function judgeSegments(
  { batches, onItem }: ProcedureInput,
  reader: ItemReader,
  runs: readonly ControlRun[],
): Promise<void> {
  let segments: Segment[] = [];
  const flush = () => {
    if (segments.length === 0) return;
    const ordered = inOrder(segments, reader);
    const item = wholeItem(ordered, reader);
    const snapshot = () => ({ ...item, evidence: evidenceOf(ordered, reader) });
    for (const run of runs) run.judgeWhole(item, snapshot);
    onItem?.(
      snapshot(),
      runs.map(({ outcomes }) => outcomes),
    );
    segments = [];
  };
  let itemId: unknown;
  for await (const batch of batches) {
    reader.turnTo(batch);
    for (let row = 0; row < batch.rowCount; row += 1) {
      const read = reader.at(row);
      if (read.itemId !== itemId) flush();
      itemId = read.itemId;
      const ref = { batch, row };
      segments.push({ ref, facts: reader.apartFacts(ref) });
    }
  }
  flush();
}

/** A stretch of an item: what judges see of it, and where the rest stands. */
interface Segment {
  readonly ref: RowRef;
  readonly facts: Readonly<Record<string, Cell>>;
}

/** An item with its segments and the facts of the first. */
function wholeItem(segments: readonly Segment[], reader: ItemReader): Readonly<Record<string, unknown>> {
  const [first] = segments;
  assert(first !== undefined, "an item has a segment");
  const item: Record<string, unknown> = reader.whole(first.ref);
  item.segments = segments.map(({ facts }) => facts);
  return item;
}

/** Puts segments that begin at one moment in an order that does not depend on how they were read. */
function inOrder(segments: readonly Segment[], reader: ItemReader): readonly Segment[] {
  const isTied = ({ facts }: Segment, index: number) => index > 0 && facts.fromAt === segments[index - 1]?.facts.fromAt;
  if (!segments.some(isTied)) return segments;
  return [...segments].sort((a, b) => Number(a.facts.fromAt) - Number(b.facts.fromAt) || compareFacts(a, b, reader));
}

/** By what judges see first: the rest has to be fetched. */
function compareFacts(a: Segment, b: Segment, reader: ItemReader): number {
  for (const name in a.facts) {
    const [one, other] = [a.facts[name], b.facts[name]];
    if (one !== other) return String(one) < String(other) ? -1 : 1;
  }
  return JSON.stringify(reader.snapshot(a.ref)) < JSON.stringify(reader.snapshot(b.ref)) ? -1 : 1;
}

const EVIDENCE_REFS_MAX = 24;

/** The rows behind all segments of an item, each once, in order of time. */
function evidenceOf(segments: readonly Segment[], reader: ItemReader): string | null {
  const refs = new Set(
    segments.flatMap(({ ref }) => {
      const evidence = reader.evidence(ref);
      return typeof evidence === "string" ? evidence.split("|") : [];
    }),
  );
  return refs.size === 0 ? null : [...refs].slice(0, EVIDENCE_REFS_MAX).join("|");
}
