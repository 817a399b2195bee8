import type { z } from "zod";
import type { OpinionInput } from "../../assess/opinion/input.js";
import type { OpinionProjection, ProjectedControl } from "../../assess/opinion/projection.js";
import type { Outcome } from "../../assess/outcome.js";
import { instantOf } from "../../base/instant.js";
import { decimal } from "../../base/rational.js";
import { count, outOf } from "../../reports/audit/figures.js";
import type { ReportOutcome, StateCounts } from "../../reports/audit/model.js";
import type { MockControl, MockItem, SamplingPlan } from "../../reports/mock/model.js";
import { allowanceText, attainedAssurance, attainedLimitText } from "../../statistics/assurance.js";
import { detectionText } from "../../statistics/detection.js";
import { stateCounts } from "../audit/state-counts.js";
import { itemsToShow, verdictsSince } from "./items-to-show.js";
import type { MockLog, Told, VerdictBody } from "./mock-decisions.js";
import type { MockParts, MockPopulation } from "./mock-parts.js";
import type { ExaminedItem } from "./population-items.js";
import type { RegisteredDraw } from "./register-draw.js";
import { isTakenWhole } from "./sampled-input.js";
import { verdictsOf } from "./verdicts.js";

interface ControlParts extends MockParts {
  readonly population: MockPopulation;
  /** What the rules read of the whole populations. */
  readonly census: OpinionInput;
  readonly opinion: OpinionProjection;
  readonly truth: OpinionProjection;
}

/** One control of the report: its plan and draw, what the sample shows, and what the whole population does. */
export function mockControl(registered: RegisteredDraw, parts: ControlParts): MockControl {
  const { draw, plan, selections } = registered;
  const { control } = draw.promise;
  const { tested, population, opinion, truth } = parts;
  const tally = tested.controls.find(({ promise }) => promise.control.id === control.id)?.tally;
  const census = stateCounts(tally?.counts);
  const items = mockItems(registered, parts);
  const isListed = selections.some(({ body }) => body.record.selected.length > 0);
  const sample = isListed ? sampleCounts(items, draw.promise.control.attributes) : census;
  const [concluded, known] = [opinion.controls[control.id] ?? null, truth.controls[control.id] ?? null];
  const next = nextOf(draw.plan, { concluded, isReliable: population.list.completeness.is_reliable, census });
  const whole = census.pass + census.deviation + census.indeterminate;
  return {
    id: control.id,
    title: control.title,
    statement: draw.promise.statementAt(Math.min(tested.asOf, tested.period.end - 1)),
    risk: control.risk,
    frequency: control.frequency,
    population: population.list.name,
    attributes: control.attributes.map(({ id, title, isKey }) => ({ id, title, is_key: isKey })),
    plan: plan.body.plan,
    plan_record: plan.index,
    selections: selections.map(({ index, body }) => ({ ...body.record, record: index })),
    earlier_draws: earlierDraws(parts.log, registered),
    items,
    taken_whole: draw.plan.mode === "full" ? [] : takenWhole(parts.census, control.id),
    sample,
    census,
    attained: attainedText(draw.plan, items, control.attributes),
    concluded,
    truth: known,
    comparison: comparisonText(sample, census),
    detection: detectionRows(draw.plan, { bad: census.deviation, whole }),
    ...next,
  };
}

function takenWhole({ controls }: OpinionInput, id: string): MockControl["taken_whole"] {
  const attributes = controls.find((control) => control.id === id)?.attributes ?? [];
  return attributes.filter(isTakenWhole).map(({ id: attribute, population, deviations }) => ({
    attribute,
    items: population.size ?? 0,
    deviations: deviations.length,
  }));
}

function mockItems(registered: RegisteredDraw, { population, log }: ControlParts): MockItem[] {
  const { control } = registered.draw.promise;
  const verdicts = byItem(verdictsSince(registered, log));
  const examined = itemsToShow(registered, log).flatMap(({ id, stage }) => {
    const item = population.examined.get(id);
    return item === undefined ? [] : [{ stage, item }];
  });
  return examined.map(({ stage, item }, index) =>
    mockItem(item, {
      ...{ ordinal: index + 1, stage, outcomes: item.outcomes.get(control.id) ?? [] },
      attributes: control.attributes.map(({ id }) => id),
      verdicts: verdicts.get(item.id) ?? [],
    }),
  );
}

function byItem(verdicts: readonly Told<VerdictBody>[]): ReadonlyMap<string, Told<VerdictBody>[]> {
  const groups = new Map<string, Told<VerdictBody>[]>();
  for (const verdict of verdicts) groups.set(verdict.body.item, [...(groups.get(verdict.body.item) ?? []), verdict]);
  return groups;
}

function mockItem(
  { id, label, occurredAt, unit, evidence }: ExaminedItem,
  parts: {
    readonly ordinal: number;
    readonly stage: number;
    readonly outcomes: readonly Outcome[];
    readonly attributes: readonly string[];
    readonly verdicts: readonly Told<VerdictBody>[];
  },
): MockItem {
  return {
    ordinal: parts.ordinal,
    stage: parts.stage,
    id,
    label,
    occurred_at: instantOf(occurredAt),
    unit,
    outcomes: parts.outcomes.map((outcome, index) => {
      const attribute = parts.attributes[index] ?? "";
      const { state } = outcome;
      return { attribute, ...outcomeText(outcome), verdicts: verdictsOf(parts.verdicts, { attribute, state }) };
    }),
    evidence: (evidence ?? "").split("|").flatMap((ref) => {
      const at = ref.indexOf("#");
      return at < 0 ? [] : [{ sha256: ref.slice(0, at), pointer: ref.slice(at + 1) }];
    }),
  };
}

function outcomeText(outcome: Outcome): Omit<z.infer<typeof ReportOutcome>, "attribute"> {
  const { state } = outcome;
  switch (outcome.state) {
    case "pass":
      return { state, kind: null, cause: null, text: "" };
    case "deviation":
      return { state, kind: outcome.kind, cause: null, text: outcome.detail };
    case "indeterminate":
      return { state, kind: null, cause: outcome.cause, text: outcome.question };
    case "not-applicable":
      return { state, kind: null, cause: null, text: outcome.proof };
    case "pending":
      return { state, kind: null, cause: null, text: `due ${instantOf(outcome.dueAt)}` };
  }
}

type Attributes = readonly { readonly id: string; readonly isKey: boolean }[];

/** Items by their worst key attribute, as the whole population is counted. */
function sampleCounts(items: readonly MockItem[], attributes: Attributes): StateCounts {
  const counts = { pass: 0, deviation: 0, indeterminate: 0, not_applicable: 0, pending: 0 };
  const key = new Set(attributes.filter(({ isKey }) => isKey).map(({ id }) => id));
  for (const { outcomes } of items) {
    const states = new Set(outcomes.filter(({ attribute }) => key.has(attribute)).map(({ state }) => state));
    const worst = WORST_FIRST.find((state) => states.has(state)) ?? "not-applicable";
    counts[worst === "not-applicable" ? "not_applicable" : worst] += 1;
  }
  return counts;
}

const WORST_FIRST = ["deviation", "indeterminate", "pending", "pass", "not-applicable"] as const;

/** What the sample bought: never printed without it (domain 3.2). */
function attainedText(plan: SamplingPlan, items: readonly MockItem[], attributes: Attributes): string {
  if (plan.population === 0) return "Nothing occurred, so nothing was tested.";
  if (plan.mode === "full") return "Everything was examined: there is no risk that a sample misses something.";
  const key = attributes.filter(({ isKey }) => isKey).map(({ id }) => id);
  const perKey = key.map((id) => items.filter(({ outcomes }) => isBad(outcomes, id)).length);
  const sample = { population: plan.population, n: items.length, deviations: Math.max(0, ...perKey) };
  if (sample.n === 0) return "Nothing was examined.";
  const [risk, tolerable] = [decimal(plan.overreliance), decimal(plan.tolerable)];
  const limit = percent(attainedLimitText({ ...sample, risk }, 4));
  const allowance = percent(allowanceText({ ...sample, risk }, 4));
  const assurance = (attainedAssurance({ ...sample, tolerable }) * 100).toFixed(1);
  return `Attained assurance: with ${sample.deviations} of ${sample.n} deviating on one attribute, the rate is at most ${limit} at a risk of ${percent(plan.overreliance)} (allowance for sampling risk ${allowance}); the confidence that it is below the tolerable ${percent(plan.tolerable)} is ${assurance} %.`;
}

function isBad(outcomes: MockItem["outcomes"], id: string): boolean {
  return outcomes.some(
    ({ attribute, state }) => attribute === id && (state === "deviation" || state === "indeterminate"),
  );
}

function percent(text: string): string {
  return `${Number((Number(text) * 100).toFixed(2))} %`;
}

function comparisonText(sample: StateCounts, census: StateCounts): string {
  const due = ({ pass, deviation, indeterminate }: StateCounts) => pass + deviation + indeterminate;
  const said = (counts: StateCounts) => {
    const open = counts.indeterminate === 0 ? "" : ` (${count(counts.indeterminate)} more could not be told)`;
    return `${outOf(counts.deviation, due(counts))} deviating${open}`;
  };
  if (due(census) === 0) return "The whole population holds nothing that was due.";
  return `The sample shows ${said(sample)}; the whole population ${said(census)}.`;
}

const CUSTOMARY = [15, 25, 40, 60] as const;

/** The chances of the auditor's own n and of customary ones, as far as the population goes. */
function detectionRows(plan: SamplingPlan, { bad, whole }: { bad: number; whole: number }): MockControl["detection"] {
  const own = plan.stages[0]?.n ?? whole;
  const sizes = [...new Set([own, ...CUSTOMARY])].filter((n) => n > 0 && n <= whole).sort((a, b) => a - b);
  const chance = (n: number, atLeast: number) => detectionText({ population: whole, bad, n, atLeast }, 4);
  return sizes.map((n) => ({ n, at_least_one: chance(n, 1), at_least_two: chance(n, 2) }));
}

function nextOf(
  plan: SamplingPlan,
  known: { concluded: ProjectedControl | null; isReliable: boolean; census: StateCounts },
): Pick<MockControl, "next" | "next_text"> {
  const { concluded, isReliable, census } = known;
  if (!isReliable) {
    return {
      next: "not-concluded",
      next_text: "The population is not proven complete, so nothing can be concluded from any sample of it.",
    };
  }
  if (plan.population === 0) {
    const pending = census.pending === 0 ? "" : ` ${census.pending} are not due yet.`;
    return {
      next: "no-occurrence",
      next_text: `Did not occur: the complete list holds nothing that was due.${pending} That is not a pass.`,
    };
  }
  if (concluded?.extend_by != null && plan.extension !== null) {
    return {
      next: "extend",
      next_text: `The registered plan asks for ${plan.extension} more items: lookback mock --extend ${plan.control}`,
    };
  }
  if (concluded?.conclusion === "CANNOT_CONCLUDE") {
    return { next: "not-concluded", next_text: "This sample allows no conclusion; the trace says why." };
  }
  return { next: "nothing", next_text: "The plan asks for nothing more." };
}

function earlierDraws({ selections }: MockLog, registered: RegisteredDraw): MockControl["earlier_draws"] {
  const first = registered.selections[0];
  return selections
    .filter(
      ({ index, subject, body }) =>
        subject === registered.draw.plan.control && body.record.stage === 0 && index < (first?.index ?? 0),
    )
    .map(({ index, at, body }) => ({ record: index, at, seed: body.record.seed, n: body.record.n }));
}
