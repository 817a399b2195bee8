import type { EpochMs } from "../base/instant.js";
import type { Interval } from "../base/interval.js";
import type { Batch, Cell } from "../model/batch.js";
import type { AnyControl, Attribute, Gap } from "./control.js";
import type { CoverageIndex, GapQuery } from "./coverage-index.js";
import { itemFacts, ownFacts } from "./item-facts.js";
import type { Outcome, OutcomeState } from "./outcome.js";
import { holdsOfEachPart, RANK, together, WORST_FIRST, worstOf } from "./outcomes-over-time.js";
import { type AttributeTally, addMeasure, type ControlTally, emptyTally, type NotableItem, noCounts } from "./tally.js";

/** One control as it was promised: which parameters were in force since when. */
export interface ControlPlan {
  readonly control: AnyControl;
  /** In order of time; the first is valid since ever. */
  readonly versions: readonly { readonly from: EpochMs; readonly parameters: unknown }[];
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
  /** The weeks of the period without a gap, each under its first day: by them states are counted. */
  readonly weeks: readonly { readonly day: string; readonly interval: Interval }[];
  /** Sees every item with the outcomes of each plan's attributes, in order; for exports, not for counting. */
  onItem?(facts: Readonly<Record<string, unknown>>, outcomes: readonly (readonly Outcome[])[]): void;
}

type AnyAttribute = Attribute<unknown, unknown>;

type Week = ProcedureInput["weeks"][number];

/** What an item as a whole is called, by its key attributes, and whether it is worth listing. */
interface Found {
  readonly state: OutcomeState;
  readonly isNotable: boolean;
}

/** When an item of a population of states happened; `null`: it lasted, and is a state. */
function momentOf({ occurredAt, segments }: Readonly<Record<string, unknown>>): EpochMs | null {
  const [only, more] = segments as readonly Readonly<Record<string, Cell>>[];
  const isMoment = more === undefined && only !== undefined && Number(only.toAt) - Number(only.fromAt) === 1;
  return isMoment ? Number(occurredAt) : null;
}

function halves(weeks: readonly Week[]): readonly (readonly Week[])[] {
  const middle = weeks.length >> 1;
  return [weeks.slice(0, middle), weeks.slice(middle)];
}

/** Each week in which a segment begins or ends alone, and those between together; halves where none does. */
function quietParts(
  weeks: readonly Week[],
  { segments }: Readonly<Record<string, unknown>>,
): readonly (readonly Week[])[] {
  const list = segments as readonly Readonly<Record<string, Cell>>[];
  const changes = list.flatMap(({ fromAt, toAt }) => [Number(fromAt), Number(toAt)]);
  const isQuiet = ({ interval: { start, end } }: Week) => !changes.some((at) => at > start && at < end);
  const parts: Week[][] = [];
  let isOpen = false;
  for (const week of weeks) {
    const isWeekQuiet = isQuiet(week);
    if (isOpen && isWeekQuiet && !changes.includes(week.interval.start)) parts.at(-1)?.push(week);
    else parts.push([week]);
    isOpen = isWeekQuiet;
  }
  return parts.length === 1 ? halves(weeks) : parts;
}

/** Asks the attributes of one control about item after item, and keeps the tally. */
export class ControlRun {
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
        // The rest of the question is still to come: the answer serves no later view.
        if (query.to > asOf) this.tally.isVolatile = true;
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

  /** Judges one item with all its segments: an event on its day, a state over the period and each of its weeks. */
  judgeWhole(item: Readonly<Record<string, unknown>>, snapshot: () => Readonly<Record<string, unknown>>): void {
    if (this.plan.control.frequency !== "state") {
      this.judge(item, snapshot);
      return;
    }
    const { period, weeks, asOf } = this.input;
    const seen = weeks.filter(({ interval }) => interval.start < asOf);
    const moment = momentOf(item);
    const found = moment === null ? this.askOver(item, period) : this.ask(item, moment);
    const whole = { ...found, outcomes: [...this.outcomes] };
    if (moment === null) this.countWeeks(item, seen, whole, (weeks) => quietParts(weeks, item));
    else this.countWeekOf(moment, whole.state);
    this.outcomes.splice(0, this.outcomes.length, ...whole.outcomes);
    for (let index = 0; index < this.outcomes.length; index += 1) this.count(index);
    this.tally.counts[whole.state] += 1;
    if (whole.isNotable) this.tally.notable.push(this.notable(snapshot()));
  }

  /** Counts a state in every week; weeks of which all is said by what was found over them together are not asked. */
  private countWeeks(
    item: Readonly<Record<string, unknown>>,
    weeks: readonly Week[],
    { state, outcomes }: { readonly state: OutcomeState; readonly outcomes: readonly Outcome[] },
    parts = halves,
  ): void {
    const [first, last] = [weeks[0], weeks.at(-1)];
    if (first === undefined || last === undefined) return;
    const lengthMs = Math.min(last.interval.end, this.input.asOf) - first.interval.start;
    if (weeks.length === 1 || outcomes.every((outcome) => holdsOfEachPart(outcome, lengthMs))) {
      for (const { day } of weeks) this.countDay(day, state);
      return;
    }
    for (const part of parts(weeks)) {
      const interval = { start: part[0]?.interval.start ?? 0, end: part.at(-1)?.interval.end ?? 0 };
      const { state } = this.askOver(item, interval);
      this.countWeeks(item, part, { state, outcomes: [...this.outcomes] });
    }
  }

  /** Counts what happened in a moment in its week; what was carried into the period, in the first. */
  private countWeekOf(moment: EpochMs, state: OutcomeState): void {
    const at = Math.max(moment, this.input.period.start);
    const week = this.input.weeks.find(({ interval }) => at >= interval.start && at < interval.end);
    if (week !== undefined) this.countDay(week.day, state);
  }

  /** Asks about a stretch of time, each part of it by what was promised then. */
  private askOver(item: unknown, { start, end }: Interval): Found {
    const changes = this.plan.versions.map(({ from }) => from).filter((from) => from > start && from < end);
    const parts = [start, ...changes].map((from, index): Found & { readonly outcomes: readonly Outcome[] } => {
      this.context.period = { start: from, end: changes[index] ?? end };
      return { ...this.ask(item, from), outcomes: [...this.outcomes] };
    });
    this.context.period = this.input.period;
    for (let index = 0; index < this.outcomes.length; index += 1) {
      const outcomes = parts.flatMap((part) => part.outcomes[index] ?? []);
      this.outcomes[index] = together(outcomes);
    }
    return {
      state: worstOf(parts.map(({ state }) => state)),
      isNotable: parts.some(({ isNotable }) => isNotable),
    };
  }

  /** Leaves the attributes' outcomes in `outcomes`; returns what the item as a whole is called. */
  private ask(item: unknown, promisedAt: EpochMs): Found {
    this.context.parameters = this.parametersAt(promisedAt);
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

  private parametersAt(at: EpochMs): unknown {
    const { versions } = this.plan;
    return (versions.length === 1 ? versions[0] : versions.findLast(({ from }) => from <= at))?.parameters;
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
    return {
      ...itemFacts(row),
      facts: ownFacts(row),
      outcomes: this.attributes.flatMap(({ id }, index) => {
        const outcome = this.outcomes[index];
        return outcome === undefined || outcome.state === "pass" ? [] : [{ attribute: id, outcome }];
      }),
    };
  }
}
