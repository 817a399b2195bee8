import { isCriterionId } from "../../criteria/criteria.js";
import type { Finding, Opinion, TraceLine } from "./projection.js";
import { listed } from "./prose.js";
import { isBetter, judge, worstOpinion } from "./r10-opinion.js";
import { type Closed, PROJECTED, type World } from "./world.js";

/** Sets of findings tried one by one before the search settles for a smallest set that cannot be shortened. */
const SEARCH_LIMIT = 4_000;

export interface Step {
  readonly close: string[];
  readonly then: Opinion;
}

/**
 * R11, the shortest path up: the fewest findings whose closure improves the opinion, ties by ids in order; then,
 * with those closed, the fewest that improve it again, and so on. Empty where no closure helps.
 *
 * Beyond {@link SEARCH_LIMIT} trials a step is a set from which no finding can be left out; the trace says so.
 */
export function shortestPath(
  world: World,
  { findings, from }: { findings: readonly Finding[]; from: Opinion },
  trace: TraceLine[],
): Step[] {
  const steps: Step[] = [];
  let closed: readonly Finding[] = [];
  let reached = from;
  for (;;) {
    const open = findings.filter((finding) => !closed.includes(finding));
    const before = closed;
    const then = (close: readonly Finding[]): Opinion => opinionAfter(world, [...before, ...close]);
    const isMonotone = reached === "QUALIFIED" && !isImpactClaimed(world);
    const found = fewest(open, (close) => isBetter(then(close), reached), isMonotone);
    if (found === undefined) return steps;
    closed = [...before, ...found.close];
    reached = then(found.close);
    const step = { close: found.close.map(({ id }) => id), then: reached };
    steps.push(step);
    trace.push(line(step, found.isExact));
  }
}

function opinionAfter(world: World, closedFindings: readonly Finding[]): Opinion {
  const closed: Closed = {
    controls: new Set(closedFindings.flatMap(({ control }) => (control === null ? [] : [control]))),
    gaps: new Set(
      closedFindings.flatMap(({ control, criterion }) =>
        control === null && criterion !== null && isCriterionId(criterion) ? [criterion] : [],
      ),
    ),
  };
  const { opinions } = judge(world, { stance: PROJECTED, closed });
  return worstOpinion([...opinions.values()].map(({ opinion }) => opinion));
}

interface Fewest {
  readonly close: readonly Finding[];
  readonly isExact: boolean;
}

/**
 * The smallest set that helps, first in order of ids; tried by size until the limit, then by leaving out. Where
 * closing more can only help (`isMonotone`), a finding without which even all the others do not help is in every
 * set, and only the rest is searched.
 */
function fewest(
  open: readonly Finding[],
  helps: (close: readonly Finding[]) => boolean,
  isMonotone: boolean,
): Fewest | undefined {
  if (!helps(open)) return undefined;
  const isNeeded = (finding: Finding): boolean => !helps(open.filter((each) => each !== finding));
  const needed = isMonotone ? open.filter(isNeeded) : [];
  const rest = open.filter((finding) => !needed.includes(finding));
  let tried = 0;
  for (let size = 0; size < rest.length; size++) {
    for (const chosen of combinations(rest, size)) {
      if (++tried > SEARCH_LIMIT) return { close: leaveOut(open, helps), isExact: false };
      const close = open.filter((finding) => needed.includes(finding) || chosen.includes(finding));
      if (helps(close)) return { close, isExact: true };
    }
  }
  return { close: open, isExact: true };
}

/**
 * With a claim that a failure affects no commitment (R8.8), closing that failure can leave the criterion open for
 * another reason. Without one, closing a finding never adds a criterion that is not met or open.
 */
function isImpactClaimed({ input }: World): boolean {
  const claims = [...input.scsr_impact, ...input.controls.flatMap(({ scsr_impact }) => scsr_impact)];
  return claims.some(({ impact }) => impact === "none");
}

function leaveOut(open: readonly Finding[], helps: (close: readonly Finding[]) => boolean): readonly Finding[] {
  let kept = open;
  for (const finding of [...open].reverse()) {
    const without = kept.filter((each) => each !== finding);
    if (helps(without)) kept = without;
  }
  return kept;
}

/** All sets of `size` findings, in order of ids. */
function* combinations(from: readonly Finding[], size: number): Generator<readonly Finding[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [index, first] of from.entries()) {
    for (const rest of combinations(from.slice(index + 1), size - 1)) yield [first, ...rest];
  }
}

function line({ close, then }: Step, isExact: boolean): TraceLine {
  const caution = isExact
    ? ""
    : ` More than ${SEARCH_LIMIT} sets would have to be tried to know that no smaller one exists; none of these can be left out.`;
  return {
    rule: "R11",
    inputs: { close },
    output: then,
    explanation: `With ${listed(close)} closed, the projected opinion improves to ${then}.${caution}`,
    judgement: false,
  };
}
