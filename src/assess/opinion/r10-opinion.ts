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

export interface CategoryOpinion {
  /** With the description; `operation` without it. */
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
  const run = opine(world, { ...how, states: designStates(world, how.closed) });
  return worstOpinion([...run.opinions.values()].map(({ controlsOnly }) => controlsOnly));
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
  const named = (criteria: readonly CriterionId[]): string[] =>
    criteria.map((criterion) => {
      const by = judged.get(criterion)?.controls ?? [];
      return by.length === 0 ? `${criterion} (no control)` : `${criterion} (${listed(by)})`;
    });
  const parts = [
    effects.notMet.length === 0 ? "" : `not met: ${listed(named(effects.notMet))}`,
    effects.open.length === 0 ? "" : `cannot be concluded: ${listed(named(effects.open))}`,
    ...world.input.description_issues
      .filter(({ is_material }) => is_material)
      .map(({ id }) => `material description issue ${id}`),
  ].filter((text) => text !== "");
  const unassessed =
    world.notAssessed.size === 0
      ? ""
      : ` ${listed([...world.notAssessed.keys()])} are not assessed and not part of this.`;
  return {
    rule: RULES[opinion],
    inputs: { category, pervasive: [...effects.failure, ...effects.limitation] },
    output: opinion,
    explanation: `${category}: ${parts.length === 0 ? "every assessed criterion is met" : parts.join("; ")}.${unassessed}`,
    judgement: false,
  };
}
