import type { CriterionId } from "../../criteria/criteria.js";
import { type Category, criteriaOf } from "../../criteria/criteria.js";
import type { ControlState } from "./conclude-control.js";
import type { Opinion, TraceLine } from "./projection.js";
import { listed } from "./prose.js";
import { type CriterionState, judgeCriteria } from "./r8-criteria.js";
import { type Pervasiveness, pervasiveness } from "./r9-pervasive.js";
import { type Closed, concludeControls, designStates, type Stance, type World } from "./world.js";

/** One run of R5 to R10 under one set of judgements. */
export interface Run {
  readonly states: ReadonlyMap<string, ControlState>;
  readonly judged: ReadonlyMap<CriterionId, CriterionState>;
  readonly opinions: ReadonlyMap<Category, CategoryOpinion>;
}

interface CategoryOpinion {
  /** With the description, and without it. */
  readonly opinion: Opinion;
  readonly controlsOnly: Opinion;
  readonly withExceptions: boolean;
}

const BEST_FIRST: readonly Opinion[] = ["UNQUALIFIED", "QUALIFIED", "ADVERSE", "DISCLAIMER"];

export function worstOpinion(opinions: readonly Opinion[]): Opinion {
  return [...BEST_FIRST].reverse().find((opinion) => opinions.includes(opinion)) ?? "UNQUALIFIED";
}

export function isBetter(a: Opinion, b: Opinion): boolean {
  return BEST_FIRST.indexOf(a) < BEST_FIRST.indexOf(b);
}

/** Runs R5 to R10; a type I engagement judges the design alone. */
export function judge(world: World, how: { stance: Stance; closed: Closed }, trace?: TraceLine[]): Run {
  const states = concludeControls(world, how, trace);
  return opine(world, { ...how, states }, trace);
}

/** The opinion on design: as if every control that is well designed had operated. */
export function judgeDesign(world: World, how: { stance: Stance; closed: Closed }): Opinion {
  return operationOpinion(opine(world, { ...how, states: designStates(world, how.closed) }));
}

/** The opinion on operation: all criteria not met or open, whatever the description says. */
export function operationOpinion({ opinions }: Run): Opinion {
  return worstOpinion([...opinions.values()].map(({ controlsOnly }) => controlsOnly));
}

export function descriptionOpinion({ input }: World): Opinion {
  return input.description_issues.some(({ is_material }) => is_material) ? "QUALIFIED" : "UNQUALIFIED";
}

function opine(
  world: World,
  run: { stance: Stance; closed: Closed; states: ReadonlyMap<string, ControlState> },
  trace?: TraceLine[],
): Run {
  const judged = judgeCriteria(world, run, trace);
  const opinions = new Map<Category, CategoryOpinion>();
  for (const category of world.categories) {
    const criteria = criteriaOf(category);
    const effects = pervasiveness(world, { name: category, criteria, judged, run }, trace);
    const opinion = categoryOpinion(world, effects, { withDescription: true });
    opinions.set(category, {
      opinion,
      controlsOnly: categoryOpinion(world, effects, { withDescription: false }),
      withExceptions: criteria.some((criterion) => judged.get(criterion)?.conclusion === "MET_WITH_EXCEPTIONS"),
    });
    trace?.push(line(world, { category, effects, opinion, judged }));
  }
  return { states: run.states, judged, opinions };
}

/** R10.2 to R10.5. */
function categoryOpinion(
  world: World,
  { failure, limitation, notMet, open }: Pervasiveness,
  { withDescription }: { withDescription: boolean },
): Opinion {
  if (failure.length > 0) return "ADVERSE";
  if (limitation.length > 0) return "DISCLAIMER";
  const isDescriptionWrong = withDescription && descriptionOpinion(world) === "QUALIFIED";
  return notMet.length + open.length > 0 || isDescriptionWrong ? "QUALIFIED" : "UNQUALIFIED";
}

const RULES: Readonly<Record<Opinion, string>> = {
  ADVERSE: "R10.2",
  DISCLAIMER: "R10.3",
  QUALIFIED: "R10.4",
  UNQUALIFIED: "R10.5",
};

function line(
  world: World,
  each: {
    category: Category;
    effects: Pervasiveness;
    opinion: Opinion;
    judged: ReadonlyMap<CriterionId, CriterionState>;
  },
): TraceLine {
  const { category, effects, opinion, judged } = each;
  const unassessed = [...world.notAssessed.keys()].filter((criterion) => judged.has(criterion));
  const note = unassessed.length === 0 ? "" : ` Not assessed and no part of this: ${listed(unassessed)}.`;
  return {
    rule: RULES[opinion],
    inputs: { category, pervasive: [...effects.failure, ...effects.limitation] },
    output: opinion,
    explanation: `${category}: ${basis(world, { effects, judged, category })}.${note}`,
    judgement: false,
  };
}

/** What the opinion rests on: pervasive effects, each criterion with its controls, the description. */
function basis(
  world: World,
  each: { effects: Pervasiveness; judged: ReadonlyMap<CriterionId, CriterionState>; category: Category },
): string {
  const { failure, limitation, notMet, open } = each.effects;
  const named = (criteria: readonly CriterionId[]): string =>
    listed(criteria.map((criterion) => withControls(criterion, each.judged.get(criterion))));
  const issues = world.input.description_issues.filter(({ is_material }) => is_material).map(({ id }) => id);
  const parts = [
    failure.length === 0 ? "" : `pervasive failure by ${listed(failure)}`,
    limitation.length === 0 ? "" : `pervasive limitation by ${listed(limitation)}`,
    notMet.length === 0 ? "" : `not met: ${named(notMet)}`,
    open.length === 0 ? "" : `cannot be concluded: ${named(open)}`,
    issues.length === 0 ? "" : `material issues of the description: ${listed(issues)}`,
  ].filter((text) => text !== "");
  if (parts.length > 0) return parts.join("; ");
  const marred = criteriaOf(each.category).filter(
    (criterion) => each.judged.get(criterion)?.conclusion === "MET_WITH_EXCEPTIONS",
  );
  const exceptions = marred.length === 0 ? "" : `, with exceptions on ${listed(marred)}`;
  return `every assessed criterion is met${exceptions}`;
}

function withControls(criterion: CriterionId, state: CriterionState | undefined): string {
  const by = state === undefined || state.controls.length === 0 ? "no control" : listed(state.controls);
  return state?.impact === "significant" ? `${criterion} (${by}; commitments affected)` : `${criterion} (${by})`;
}
