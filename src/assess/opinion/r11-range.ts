import type { Category } from "../../criteria/criteria.js";
import type { Opinion, TraceLine } from "./projection.js";
import { isBetter, judge, type Run, worstOpinion } from "./r10-opinion.js";
import { NOTHING_CLOSED, type Stance, type World } from "./world.js";

/** Pending judgements go our way: compensation and impact reasoning that someone proposed are accepted. */
const OPTIMISTIC: Stance = {
  compensation: ["accepted", "pending"],
  impact: ["approved", "proposed"],
  isLonePillarEnough: false,
};

/** Every judgement goes against us, and one broken pillar is enough. */
const PESSIMISTIC: Stance = { compensation: [], impact: [], isLonePillarEnough: true };

export interface Range {
  readonly projected: Opinion;
  readonly best: Opinion;
  readonly worst: Opinion;
  readonly with_exceptions: boolean;
}

/** R11: the opinion of each category if open judgements fall well and badly, clamped around the projected one. */
export function ranges(
  world: World,
  { run, fixed }: { run: Run; fixed: Opinion | undefined },
  trace: TraceLine[],
): ReadonlyMap<Category, Range> {
  const optimistic = judge(world, { stance: OPTIMISTIC, closed: NOTHING_CLOSED });
  const pessimistic = judge(world, { stance: PESSIMISTIC, closed: NOTHING_CLOSED });
  const found = new Map<Category, Range>();
  for (const [category, { opinion, withExceptions }] of run.opinions) {
    const projected = fixed ?? opinion;
    const best = fixed ?? optimistic.opinions.get(category)?.opinion ?? opinion;
    const worst = fixed ?? pessimistic.opinions.get(category)?.opinion ?? opinion;
    const range: Range = {
      projected,
      best: isBetter(best, projected) ? best : projected,
      worst: isBetter(projected, worst) ? worst : projected,
      with_exceptions: withExceptions,
    };
    found.set(category, range);
    trace.push(line(category, range));
  }
  return found;
}

/** The worst of all categories, end by end. */
export function overallRange(categories: ReadonlyMap<Category, Range>): Range {
  const all = [...categories.values()];
  return {
    projected: worstOpinion(all.map(({ projected }) => projected)),
    best: worstOpinion(all.map(({ best }) => best)),
    worst: worstOpinion(all.map(({ worst }) => worst)),
    with_exceptions: all.some(({ with_exceptions }) => with_exceptions),
  };
}

function line(category: Category, { projected, best, worst }: Range): TraceLine {
  const isCertain = best === worst;
  const ends = [
    best === projected ? "" : `${best} if the pending compensation and impact reasoning are accepted`,
    worst === projected ? "" : `${worst} if an auditor accepts none of it, or finds one broken pillar enough`,
  ].filter((text) => text !== "");
  return {
    rule: "R11",
    inputs: { category, projected },
    output: `${best} to ${worst}`,
    explanation: isCertain
      ? `${category}: ${projected} whichever way the open judgements fall.`
      : `${category}: ${projected}; ${ends.join("; ")}.`,
    judgement: !isCertain,
  };
}
