import type { Cell } from "../model/batch.js";
import { ControlRun, type ProcedureInput } from "./control-run.js";
import { ItemReader } from "./item-reader.js";
import { ITEM_COLUMNS } from "./population.js";
import type { ControlTally } from "./tally.js";

/** Judges every item of a population by every control that shares it. Returns one tally per plan, in order. */
export async function runProcedure(input: ProcedureInput): Promise<readonly ControlTally[]> {
  const population = input.plans[0]?.control.population;
  if (population === undefined) return [];
  const reader = new ItemReader({ ...ITEM_COLUMNS, ...population.columns });
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
  let segments: Record<string, Cell>[] = [];
  const flush = () => {
    if (segments.length === 0) return;
    const item = wholeItem(inOrder(segments));
    for (const run of runs) run.judgeWhole(item);
    onItem?.(
      item,
      runs.map(({ outcomes }) => outcomes),
    );
    segments = [];
  };
  for await (const batch of batches) {
    reader.turnTo(batch);
    for (let row = 0; row < batch.rowCount; row += 1) {
      reader.at(row);
      const segment = reader.snapshot();
      if (segments[0] !== undefined && segments[0].itemId !== segment.itemId) flush();
      segments.push(segment);
    }
  }
  flush();
}

/** An item with its segments: facts of the first, evidence of all. */
function wholeItem(segments: readonly Record<string, Cell>[]) {
  return {
    ...segments[0],
    segments,
    // Few items are listed: only those need it.
    get evidence() {
      return evidenceOf(segments);
    },
  };
}

/** Puts segments that begin at one moment in an order that does not depend on how they were read. */
function inOrder(segments: readonly Record<string, Cell>[]): readonly Record<string, Cell>[] {
  if (segments.every(({ fromAt }, index) => index === 0 || fromAt !== segments[index - 1]?.fromAt)) return segments;
  const text = new Map(segments.map((segment) => [segment, JSON.stringify(segment)]));
  return [...segments].sort(
    (a, b) => Number(a.fromAt) - Number(b.fromAt) || ((text.get(a) ?? "") < (text.get(b) ?? "") ? -1 : 1),
  );
}

const EVIDENCE_REFS_MAX = 24;

/** The rows behind all segments of an item, each once, in order of time. */
function evidenceOf(segments: readonly Record<string, Cell>[]): string | null {
  const refs = new Set(segments.flatMap(({ evidence }) => (typeof evidence === "string" ? evidence.split("|") : [])));
  return refs.size === 0 ? null : [...refs].slice(0, EVIDENCE_REFS_MAX).join("|");
}
