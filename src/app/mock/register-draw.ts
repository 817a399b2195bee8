import { canonicalJson, type Json } from "../../base/canonical-json.js";
import { sha256 } from "../../base/digest.js";
import { type Instant, instantOf } from "../../base/instant.js";
import type { Completeness } from "../../reports/audit/model.js";
import type { SamplingPlan } from "../../reports/mock/model.js";
import {
  isStatistical,
  type SelectionMethod,
  type SelectionRecord,
} from "../../statistics/selection/selection-record.js";
import type { TestedPeriod } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import type { ControlDraw } from "./draw-control.js";
import {
  decideOnce,
  type FreezeBody,
  type MockLog,
  type PlanBody,
  type SeedBody,
  type SelectionBody,
  type Told,
} from "./mock-decisions.js";
import { isPeriod, lastDraw, redraw } from "./seed.js";

/** What all records of one mock share. */
export interface Registering {
  readonly open: OpenWorkspace;
  readonly log: MockLog;
  readonly seed: Told<SeedBody>;
  readonly tested: TestedPeriod;
  readonly profileSha256: string;
  readonly at: Instant;
  readonly tester: string;
  readonly reviewer: string | null;
  readonly reason: string | undefined;
}

/** A control whose population, plan and items stand in the log. */
export interface RegisteredDraw {
  readonly draw: ControlDraw;
  readonly plan: Told<PlanBody>;
  /** The first sample, then its extension if it was registered. */
  readonly selections: readonly Told<SelectionBody>[];
}

export interface FrozenList {
  readonly name: string;
  readonly title: string;
  readonly query: string;
  readonly items: number;
  readonly hash: string;
  readonly completeness: Completeness;
}

/** The population in the log, frozen after the seed was stored. */
export function freeze(list: FrozenList, { open, log, seed, at }: Registering): Promise<Told<FreezeBody>> {
  const { period, as_of } = seed.body;
  const body: FreezeBody = {
    population: list.name,
    period,
    as_of,
    items: list.items,
    hash: list.hash,
    query_sha256: sha256(list.query),
    is_reliable: list.completeness.is_reliable,
    reasons: list.completeness.reasons,
  };
  const known = log.freezes.filter((each) => isPeriod(each.body.period, period));
  return decideOnce(
    open,
    { kind: "freeze", subject: list.name, body, at },
    { known, after: seed.index, factsOf: frozenFacts },
  );
}

function frozenFacts({ reasons: _, ...facts }: FreezeBody): Json {
  return facts;
}

/** Names what a draw rests on: the same name gives the same items. */
export function drawName(draw: ControlDraw, list: FrozenList, { seed, profileSha256 }: Registering): string {
  const { seed: word, as_of, period } = seed.body;
  return sha256(
    canonicalJson({ seed: word, as_of, period, hash: list.hash, profileSha256, plan: planFacts(draw.plan) }),
  );
}

/** The numbers of a plan, without its words. */
function planFacts({ because: _, extension_reason: __, ...facts }: SamplingPlan): Json {
  return facts;
}

/**
 * Refuses a draw that differs from the one on record, unless a reason is given.
 *
 * @throws AppError `bad-usage` naming the control and the record of the draw.
 */
export function requireSameDraw(draw: ControlDraw, list: FrozenList, registering: Registering): void {
  const { log, seed, reason } = registering;
  const drawn = lastDraw(log, draw.plan.control, seed.body.period);
  if (drawn === undefined || reason !== undefined) return;
  if (drawn.body.rests_on === drawName(draw, list, registering)) return;
  const { hash } = drawn.body.record.population;
  throw redraw(draw.plan.control, drawn, hash === list.hash ? "by another plan or profile" : "from another population");
}

/** Plan, then first sample, as records of the log: those that are there, or new ones. */
export async function registerDraw(
  draw: ControlDraw,
  list: FrozenList,
  { frozen, ...registering }: Registering & { readonly frozen: Told<FreezeBody> },
): Promise<RegisteredDraw> {
  const { open, log, seed, profileSha256, at } = registering;
  const { control } = draw.plan;
  const { period } = seed.body;
  const body: PlanBody = { period, profile_sha256: profileSha256, seed: seed.body.seed, plan: draw.plan };
  const plan = await decideOnce(
    open,
    { kind: "sampling-plan", subject: control, body, at },
    {
      known: log.plans.filter((each) => isPeriod(each.body.period, period)),
      after: frozen.index,
      factsOf: ({ plan: each, ...rest }) => ({ ...rest, plan: planFacts(each) }),
    },
  );
  const first = await select(draw, list, { ...registering, stage: 0, after: plan.index });
  const name = first.body.rests_on;
  const second = log.selections.findLast(
    ({ index, subject, body: each }) =>
      subject === control && each.record.stage === 1 && each.rests_on === name && index > first.index,
  );
  return { draw, plan, selections: second === undefined ? [first] : [first, second] };
}

/** One stage of a draw in the log. A stage that is there keeps its words: who drew it, when and why. */
export async function select(
  draw: ControlDraw,
  list: FrozenList,
  { stage, after, ...registering }: Registering & { readonly stage: 0 | 1; readonly after: number },
): Promise<Told<SelectionBody>> {
  const { open, log, seed, at } = registering;
  const { control } = draw.plan;
  const name = drawName(draw, list, registering);
  const newest = log.selections.findLast(
    ({ subject, body }) =>
      subject === control && body.record.stage === stage && isPeriod(body.period, seed.body.period),
  );
  if (newest !== undefined && newest.index > after && newest.body.rests_on === name) return newest;
  // A reason belongs to a draw that differs from one before, not to the first of a control.
  const isFirst = lastDraw(log, control, seed.body.period) === undefined;
  const reason = isFirst ? undefined : registering.reason;
  const record = selectionRecord(draw, list, { ...registering, reason, stage });
  const body: SelectionBody = { period: seed.body.period, rests_on: name, record };
  return decideOnce(open, { kind: "selection", subject: control, body, at }, { known: [], after });
}

function selectionRecord(
  { promise, plan, rule, stages }: ControlDraw,
  list: FrozenList,
  { open, seed, tested, stage, at, tester, reviewer, reason }: Registering & { readonly stage: 0 | 1 },
): SelectionRecord {
  const drawn = stages[stage] ?? { selected: [], replacements: [], warnings: [] };
  const selected = drawn.selected.map(({ id }) => id);
  const method: SelectionMethod = plan.mode === "discovery" ? "discovery" : plan.selection;
  const isAll = method === "all";
  return {
    schema: "lookback/selection/1",
    control: plan.control,
    attributes: promise.control.attributes.map(({ id }) => id),
    period: { start: instantOf(tested.period.start), end: instantOf(tested.period.end) },
    population: {
      name: list.name,
      definition: list.title,
      query: list.query,
      source_systems: [...new Set(list.completeness.sources.map(({ source }) => source))].sort(),
      extracted_at: seed.body.as_of,
      extractor: `lookback ${open.version}`,
      count: list.items,
      hash: list.hash,
    },
    completeness: {
      is_reliable: list.completeness.is_reliable,
      reasons: list.completeness.reasons,
      sources: list.completeness.sources.length,
      second_source: list.completeness.second_source?.title ?? null,
    },
    method,
    is_statistical: isStatistical(method),
    seed: seed.body.seed,
    stage,
    n: isAll && selected.length === 0 ? plan.population : selected.length,
    size_rule: rule,
    selected,
    replacements: [...drawn.replacements],
    warnings: [...drawn.warnings],
    reason: stage === 1 ? "one deviation in the first sample: the registered extension" : (reason ?? null),
    tester,
    reviewer,
    selected_at: at,
  };
}
