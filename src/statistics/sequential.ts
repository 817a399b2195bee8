import { assert } from "../base/assert.js";
import { type Rational, rational } from "../base/rational.js";
import { choose, compareFraction, type Fraction } from "./exact.js";
import { badItems, toNumber } from "./tails.js";

/** One look at the sample: after `n` items in all, accept with at most `accept` deviations, give up from `reject` on. */
export interface Stage {
  /** Items tested so far, this stage included. */
  readonly n: number;
  readonly accept: number;
  /** `null`: give up once no later stage could accept. */
  readonly reject: number | null;
}

export interface SequentialPlan {
  readonly stages: readonly Stage[];
  readonly tolerable: Rational;
  /** `null` when unknown or practically endless. */
  readonly population: number | null;
}

/** What the plan says after a stage: rely, do not, or test the next stage. */
export type StageVerdict = "accept" | "reject" | "continue";

export function verdictAt(stages: readonly Stage[], index: number, deviations: number): StageVerdict {
  const stage = stages[index];
  assert(stage !== undefined, `the plan has no stage ${index + 1}`);
  if (deviations <= stage.accept) return "accept";
  return deviations >= rejectAt(stages, index) ? "reject" : "continue";
}

/** From this many deviations on the stage gives up: what it says itself, or more than any later stage accepts. */
function rejectAt(stages: readonly Stage[], index: number): number {
  const hopeless = Math.max(...stages.slice(index).map(({ accept }) => accept)) + 1;
  return Math.min(stages[index]?.reject ?? hopeless, hopeless);
}

/** The chance that the whole plan accepts a control whose rate is just tolerable no more, as a double. */
export function sequentialRisk(plan: SequentialPlan): number {
  const { numerator, denominator } = exactRisk(plan);
  return toNumber({ numerator, denominator });
}

/** Whether the plan's true risk is at most `risk`, decided exactly. */
export function isPlanValid(plan: SequentialPlan, risk: Rational): boolean {
  return compareFraction(exactRisk(plan), risk) <= 0;
}

/**
 * The smallest second stage for "none: accept; one: test more and accept if none; else reject". `undefined` when no
 * second stage that the population still holds, or none up to 10,000, brings the true risk down to `risk`.
 */
export function smallestSecondStage(
  plan: SizedRisk & { readonly first: number; readonly population?: number | null },
): number | undefined {
  const { first, tolerable, risk, population = null } = plan;
  const most = population === null ? STAGE_MAX : Math.min(STAGE_MAX, population - first);
  return smallestEnough(most, (second) =>
    isPlanValid({ stages: twoStages(first, second), tolerable, population }, risk),
  );
}

/** The smallest size for which two stages of that size keep `risk`; `undefined`: none that the population holds. */
export function smallestEqualStages(plan: SizedRisk & { readonly population: number | null }): number | undefined {
  const { tolerable, risk, population } = plan;
  const most = population === null ? STAGE_MAX : Math.min(STAGE_MAX, Math.floor(population / 2));
  return smallestEnough(most, (size) => isPlanValid({ stages: twoStages(size, size), tolerable, population }, risk));
}

interface SizedRisk {
  readonly tolerable: Rational;
  readonly risk: Rational;
}

const STAGE_MAX = 10_000;

/** The smallest whole number from 1 to `most` that is enough, given that all larger ones are too. */
function smallestEnough(most: number, isEnough: (size: number) => boolean): number | undefined {
  if (most < 1) return undefined;
  let [tooSmall, enough] = [0, 1];
  while (!isEnough(enough)) {
    if (enough === most) return undefined;
    [tooSmall, enough] = [enough, Math.min(enough * 2, most)];
  }
  while (enough - tooSmall > 1) {
    const middle = Math.floor((tooSmall + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooSmall = middle;
  }
  return enough;
}

/** The default plan of domain 3.7: none in the first stage, or one and no more in the second. */
export function twoStages(first: number, second: number): readonly Stage[] {
  return [
    { n: first, accept: 0, reject: 2 },
    { n: first + second, accept: 1, reject: 2 },
  ];
}

/**
 * The exact recursion: ways to arrive at each number of deviations without having stopped before, over all ways.
 * Whole numbers throughout, so nothing is rounded however many stages there are.
 */
function exactRisk({ stages, tolerable, population }: SequentialPlan): Fraction {
  requireStages(stages, population);
  const ways = population === null ? independent(tolerable) : withoutReplacement(population, tolerable);
  let open = new Map<number, bigint>([[0, 1n]]);
  let accepted: Fraction = rational(0);
  let all = 1n;
  let tested = 0;
  for (const [index, stage] of stages.entries()) {
    const more = stage.n - tested;
    const most = Math.max(stage.accept, rejectAt(stages, index) - 1);
    const next = advance({ open, more, most }, (found, extra) => ways.some({ tested, found, more, extra }));
    all *= ways.all({ tested, more });
    let acceptedHere = 0n;
    open = new Map();
    for (const [found, count] of next) {
      const verdict = verdictAt(stages, index, found);
      if (verdict === "accept") acceptedHere += count;
      if (verdict === "continue") open.set(found, count);
    }
    accepted = sum(accepted, { numerator: acceptedHere, denominator: all });
    tested = stage.n;
  }
  return accepted;
}

/** Ways to have found each number of deviations up to `most`; beyond it the plan rejects and nobody counts. */
function advance(
  { open, more, most }: { open: ReadonlyMap<number, bigint>; more: number; most: number },
  ways: (found: number, extra: number) => bigint,
): Map<number, bigint> {
  const next = new Map<number, bigint>();
  for (const [found, count] of open) {
    for (let extra = 0; extra <= Math.min(more, most - found); extra++) {
      const total = found + extra;
      next.set(total, (next.get(total) ?? 0n) + count * ways(found, extra));
    }
  }
  return next;
}

interface Ways {
  some(step: { tested: number; found: number; more: number; extra: number }): bigint;
  all(step: { tested: number; more: number }): bigint;
}

function independent({ numerator: bad, denominator }: Rational): Ways {
  const good = denominator - bad;
  return {
    some: ({ more, extra }) => choose(more, extra) * bad ** BigInt(extra) * good ** BigInt(more - extra),
    all: ({ more }) => denominator ** BigInt(more),
  };
}

function withoutReplacement(population: number, tolerable: Rational): Ways {
  const bad = badItems(population, tolerable);
  return {
    some: ({ tested, found, more, extra }) =>
      choose(bad - found, extra) * choose(population - bad - (tested - found), more - extra),
    all: ({ tested, more }) => choose(population - tested, more),
  };
}

function sum(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function requireStages(stages: readonly Stage[], population: number | null): void {
  assert(stages.length > 0, "a plan has at least one stage");
  let before = 0;
  for (const { n, accept } of stages) {
    assert(n > before && accept >= 0, "each stage tests more items than the one before");
    assert(population === null || n <= population, "a stage cannot be larger than the population");
    before = n;
  }
}
