import type { EpochMs } from "../base/instant.js";
import type { Interval } from "../base/interval.js";
import type { Batch, Cell } from "../model/batch.js";
import type { AnyControl, Attribute, Gap } from "./control.js";
import type { CoverageIndex, GapQuery } from "./coverage-index.js";
import { ItemReader } from "./item-reader.js";
import type { Outcome, OutcomeState } from "./outcome.js";
import { ITEM_COLUMNS } from "./population.js";
import { type AttributeTally, addMeasure, type ControlTally, emptyTally, type NotableItem, noCounts } from "./tally.js";

/** One control as it was promised: which parameters were in force on which day. */
export interface ControlPlan {
  readonly control: AnyControl;
  /** The parameters in force at a moment. */
  parametersAt(at: EpochMs): unknown;
}

export interface ProcedureInput {
  /** Controls that share one population. */
  readonly plans: readonly ControlPlan[];
  readonly batches: AsyncIterable<Batch>;
  readonly asOf: EpochMs;
  readonly period: Interval;
  readonly coverage: CoverageIndex;
  /** The day of the organisation's calendar a moment falls on; `null` outside the period. */
  dayOf(at: EpochMs): string | null;
  /** The weeks of the period, each under its first day: state controls are asked about each of them again. */
  readonly weeks: readonly { readonly day: string; readonly interval: Interval }[];
  /** Sees every item with the outcomes of each plan's attributes, in order; for exports, not for counting. */
  onItem?(facts: Readonly<Record<string, unknown>>, outcomes: readonly (readonly Outcome[])[]): void;
}

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

/** Rows come ordered by item; an item is judged when its last segment has been read. */
async function judgeSegments(
  { batches, onItem }: ProcedureInput,
  reader: ItemReader,
  runs: readonly ControlRun[],
): Promise<void> {
  let segments: Record<string, Cell>[] = [];
  const flush = () => {
    const first = segments[0];
    if (first === undefined) return;
    const item = { ...first, evidence: evidenceOf(segments), segments };
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

const EVIDENCE_REFS_MAX = 24;

/** The rows behind all segments of an item, each once, in order of time. */
function evidenceOf(segments: readonly Record<string, Cell>[]): string | null {
  const refs = new Set(segments.flatMap(({ evidence }) => (typeof evidence === "string" ? evidence.split("|") : [])));
  return refs.size === 0 ? null : [...refs].slice(0, EVIDENCE_REFS_MAX).join("|");
}

type AnyAttribute = Attribute<unknown, unknown>;

/** Worst first: what an item as a whole is called. Not applicable only if every key attribute is. */
const WORST_FIRST: readonly OutcomeState[] = ["deviation", "indeterminate", "pending", "pass", "not-applicable"];
const RANK: Readonly<Record<OutcomeState, number>> = {
  deviation: 0,
  indeterminate: 1,
  pending: 2,
  pass: 3,
  "not-applicable": 4,
};

class ControlRun {
  readonly tally: ControlTally;
  private readonly attributes: readonly AnyAttribute[];
  /** The tally's attributes in the control's order. */
  private readonly tallies: readonly (AttributeTally | undefined)[];
  /** What the attributes said of the item judged last. */
  readonly outcomes: Outcome[] = [];
  private readonly context: {
    parameters: unknown;
    asOf: EpochMs;
    period: Interval;
    gapIn(query: GapQuery): Gap | undefined;
  };
  private readonly plan: ControlPlan;
  private readonly input: ProcedureInput;

  constructor(plan: ControlPlan, input: ProcedureInput) {
    const { asOf, period, coverage } = input;
    this.plan = plan;
    this.input = input;
    // The registry forgets item and parameter types; defineControl checked that they fit this population.
    this.attributes = plan.control.attributes as unknown as readonly AnyAttribute[];
    const ids = this.attributes.map(({ id }) => id);
    this.tally = emptyTally(ids);
    this.tallies = ids.map((id) => this.tally.attributes[id]);
    this.context = {
      parameters: undefined,
      asOf,
      period,
      gapIn: (query) => {
        const gap = coverage.gapIn(query.to <= asOf ? query : { ...query, to: asOf });
        if (gap !== undefined && gap.to > coverage.horizonOf(query.stream, query.scope)) this.tally.isVolatile = true;
        return gap;
      },
    };
  }

  /** Judges one event. `snapshot` copies its facts, and is called only for items worth listing. */
  judge(item: unknown, snapshot: () => Readonly<Record<string, unknown>>): void {
    const { occurredAt } = item as { occurredAt: EpochMs };
    const { state, isNotable } = this.ask(item, occurredAt);
    for (let index = 0; index < this.outcomes.length; index += 1) this.count(index);
    this.tally.counts[state] += 1;
    const day = this.input.dayOf(occurredAt);
    if (day !== null) this.countDay(day, state);
    if (isNotable) this.tally.notable.push(this.notable(snapshot()));
  }

  /** Judges one item with all its segments: an event on its day, a state over the period and over each of its weeks. */
  judgeWhole(item: Readonly<Record<string, unknown>>): void {
    if (this.plan.control.frequency !== "state") {
      this.judge(item, () => item);
      return;
    }
    const occurredAt = Number(item.occurredAt);
    for (const { day, interval } of this.input.weeks) {
      if (interval.start >= this.input.asOf) break;
      this.context.period = interval;
      this.countDay(day, this.ask(item, occurredAt).state);
    }
    this.context.period = this.input.period;
    const { state, isNotable } = this.ask(item, occurredAt);
    for (let index = 0; index < this.outcomes.length; index += 1) this.count(index);
    this.tally.counts[state] += 1;
    if (isNotable) this.tally.notable.push(this.notable(item));
  }

  /** Leaves the attributes' outcomes in `outcomes`; returns what the item as a whole is called. */
  private ask(item: unknown, occurredAt: EpochMs): { state: OutcomeState; isNotable: boolean } {
    this.context.parameters = this.plan.parametersAt(occurredAt);
    let worst = WORST_FIRST.length - 1;
    let isNotable = false;
    for (let index = 0; index < this.attributes.length; index += 1) {
      const attribute = this.attributes[index];
      if (attribute === undefined) continue;
      const outcome = attribute.judge(item, this.context);
      this.outcomes[index] = outcome;
      if (attribute.isKey) worst = Math.min(worst, RANK[outcome.state]);
      if (outcome.state !== "pass" && outcome.state !== "not-applicable") isNotable = true;
    }
    return { state: WORST_FIRST[worst] ?? "not-applicable", isNotable };
  }

  private count(index: number): void {
    const outcome = this.outcomes[index];
    const attribute = this.tallies[index];
    if (attribute === undefined || outcome === undefined) return;
    attribute.counts[outcome.state] += 1;
    switch (outcome.state) {
      case "deviation":
        attribute.byKind[outcome.kind] = (attribute.byKind[outcome.kind] ?? 0) + 1;
        break;
      case "not-applicable":
        this.tally.notApplicable[outcome.proof] = (this.tally.notApplicable[outcome.proof] ?? 0) + 1;
        return;
      case "pending":
        this.tally.isVolatile = true;
        return;
      default:
        break;
    }
    if (outcome.measure !== undefined) attribute.measure = addMeasure(attribute.measure, outcome.measure);
  }

  private countDay(day: string, state: OutcomeState): void {
    this.tally.days[day] ??= noCounts();
    this.tally.days[day][state] += 1;
  }

  private notable(row: Readonly<Record<string, unknown>>): NotableItem {
    const { itemId, occurredAt, label, unit, actor, evidence, segments: _, ...rest } = row;
    const facts = rest as Record<string, Cell>;
    return {
      itemId: String(itemId),
      occurredAt: Number(occurredAt),
      label: String(label),
      unit: textOrNull(unit),
      actor: textOrNull(actor),
      evidence: textOrNull(evidence),
      facts,
      outcomes: this.attributes.flatMap(({ id }, index) => {
        const outcome = this.outcomes[index];
        return outcome === undefined || outcome.state === "pass" ? [] : [{ attribute: id, outcome }];
      }),
    };
  }
}

function textOrNull(cell: unknown): string | null {
  return typeof cell === "string" ? cell : null;
}
