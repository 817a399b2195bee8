import { CATEGORIES, type Category, CRITERION_IDS, type CriterionId, criteriaOf } from "../../criteria/criteria.js";
import { type ControlState, concludeControl, effectiveState, rolesOf, type TestedControl } from "./conclude-control.js";
import type { InputControl, OpinionInput } from "./input.js";
import type { TraceLine } from "./projection.js";
import { type CompensationStance, coveredItems, NOTHING_COVERED } from "./r5-compensation.js";
import { designRule } from "./r6-design.js";
import { subjectOf } from "./subject.js";
import { testAttribute } from "./test-attribute.js";
import { type Thresholds, thresholdsOf } from "./thresholds.js";

/** What no later judgement changes: the scope, and each control tested by R1 to R4 and R6. */
export interface World {
  readonly input: OpinionInput;
  readonly thresholds: Thresholds;
  readonly categories: readonly Category[];
  /** Criteria of the categories in scope, in the order of the criteria. */
  readonly criteria: readonly CriterionId[];
  readonly notApplicable: ReadonlyMap<CriterionId, string>;
  readonly notAssessed: ReadonlyMap<CriterionId, string>;
  /** By id, in order of id. */
  readonly controls: ReadonlyMap<string, TestedControl>;
  /** Controls strictly EFFECTIVE without help: only these can compensate (R5.1). */
  readonly effective: ReadonlySet<string>;
  /** The controls that each control's compensation names. */
  readonly helpers: ReadonlyMap<string, readonly string[]>;
  /** Conclusions already drawn in this projection, by what helps each control. */
  readonly memory: Map<TestedControl, Map<string, ControlState>>;
}

/** Judgements that a run takes for granted (R11). */
export interface Stance {
  readonly compensation: CompensationStance["accepts"];
  readonly impact: readonly ("approved" | "proposed" | "rejected")[];
  /** One broken pillar is enough for P3. */
  readonly isLonePillarEnough: boolean;
}

/** Findings taken as closed: these controls are effective, these criteria covered. */
export interface Closed {
  readonly controls: ReadonlySet<string>;
  readonly gaps: ReadonlySet<CriterionId>;
}

export const NOTHING_CLOSED: Closed = { controls: new Set(), gaps: new Set() };

export const PROJECTED: Stance = { compensation: ["accepted"], impact: ["approved"], isLonePillarEnough: false };

export function buildWorld(input: OpinionInput, trace: TraceLine[]): World {
  const thresholds = thresholdsOf(input.thresholds);
  const controls = new Map(
    [...input.controls].sort(byId).map((control) => [control.id, testControl(control, { input, thresholds }, trace)]),
  );
  const inScope = new Set(input.categories.flatMap((category) => criteriaOf(category)));
  const isEffective = (tested: TestedControl): boolean =>
    concludeControl(tested, NOTHING_COVERED).conclusion === "EFFECTIVE";
  return {
    input,
    thresholds,
    categories: CATEGORIES.filter((category) => input.categories.includes(category)),
    criteria: CRITERION_IDS.filter((criterion) => inScope.has(criterion)),
    notApplicable: new Map(input.not_applicable.map(({ criterion, reason }) => [criterion, reason])),
    notAssessed: new Map(input.not_assessed.map(({ criterion, reason }) => [criterion, reason])),
    controls,
    effective: new Set([...controls].filter(([, tested]) => isEffective(tested)).map(([id]) => id)),
    helpers: new Map(input.controls.map(({ id, compensation }) => [id, namesIn(compensation)])),
    memory: new Map(),
  };
}

/** Every control's conclusion under `stance`, by id in order. */
export function concludeControls(
  world: World,
  { stance, closed }: { stance: Stance; closed: Closed },
  trace?: TraceLine[],
): ReadonlyMap<string, ControlState> {
  const compensation: CompensationStance = {
    accepts: stance.compensation,
    isEffective: (id) => world.effective.has(id) || (closed.controls.has(id) && world.controls.has(id)),
  };
  const states = new Map<string, ControlState>();
  for (const [id, tested] of world.controls) {
    const isClosed = closed.controls.has(id);
    states.set(id, isClosed ? effectiveState(tested) : concludeOnce(world, { tested, compensation }, trace));
  }
  return states;
}

const NO_HELPERS = "";

/** Re-runs ask for the same conclusions many times; the deviations are walked once per set of helping controls. */
function concludeOnce(
  world: World,
  { tested, compensation }: { tested: TestedControl; compensation: CompensationStance },
  trace?: TraceLine[],
): ControlState {
  const { control } = tested;
  const helpers = (world.helpers.get(control.id) ?? []).filter(compensation.isEffective);
  const byHelpers = world.memory.get(tested) ?? new Map<string, ControlState>();
  world.memory.set(tested, byHelpers);
  const key = helpers.length === 0 ? NO_HELPERS : JSON.stringify([compensation.accepts, helpers]);
  const known = trace === undefined ? byHelpers.get(key) : undefined;
  const state = known ?? concludeControl(tested, coveredItems(control, compensation), trace);
  byHelpers.set(key, state);
  return state;
}

/** The same controls seen by their design alone, as in a type I engagement. */
export function designStates(world: World, closed: Closed): ReadonlyMap<string, ControlState> {
  const states = [...world.controls].map(([id, tested]) => {
    const isSettled = tested.design === "R6.1" || tested.control.not_applicable !== null;
    const state =
      isSettled && !closed.controls.has(id) ? concludeControl(tested, NOTHING_COVERED) : effectiveState(tested);
    return [id, state] as const;
  });
  return new Map(states);
}

function testControl(
  control: InputControl,
  { input, thresholds }: { input: OpinionInput; thresholds: Thresholds },
  trace: TraceLine[],
): TestedControl {
  const { engagement } = input;
  const isTested = engagement === "II" && control.not_applicable === null;
  const attributes = isTested ? [...control.attributes].sort(byId) : [];
  const results = attributes.map((attribute) => testAttribute(subjectOf(control, attribute, thresholds), trace));
  const design = control.not_applicable === null ? designRule(control, { engagement, thresholds }, trace) : null;
  return { control, engagement, results, design, roles: rolesOf(control, { engagement, design }) };
}

function namesIn(compensation: InputControl["compensation"]): readonly string[] {
  return [...new Set(compensation.map(({ control }) => control))].sort();
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
