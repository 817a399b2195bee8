import { assert } from "../base/assert.js";
import { compare, type Rational, rational } from "../base/rational.js";
import { badItems, binomialTail, hypergeometricTail } from "./tails.js";

/** Beyond this many items no sample is proposed: test the population. */
const SAMPLE_SIZE_MAX = 10_000_000;

/** What a sample must be able to say: a rate above `tolerable` would be missed with at most `risk`. */
export interface SizeAim {
  readonly tolerable: Rational;
  readonly risk: Rational;
}

/**
 * The smallest sample that supports reliance with `allowed` deviations; `population: null` when its size is unknown
 * or practically endless. `undefined` where even testing all of it could not (fewer bad items than `allowed` + 1),
 * or where more than ten million items would be needed.
 */
export function sampleSize(aim: SizeAim & { allowed: number; population: number | null }): number | undefined {
  const { tolerable, risk, allowed, population } = aim;
  requireAim(aim);
  if (population !== null) {
    return discoverySize({ population, bad: badItems(population, tolerable), risk, allowed });
  }
  if (tolerable.numerator === 0n) return undefined;
  const isEnough = (n: number): boolean =>
    binomialTail({ n, deviations: allowed, rate: tolerable }).compareTo(risk) <= 0;
  return smallest({ from: allowed + 1, to: SAMPLE_SIZE_MAX, isEnough });
}

/**
 * Discovery: the smallest draw that shows more than `allowed` of `bad` deviating items except with `risk`.
 * `undefined` when there are not that many.
 */
export function discoverySize(aim: {
  population: number;
  bad: number;
  risk: Rational;
  allowed?: number;
}): number | undefined {
  const { population, bad, risk, allowed = 0 } = aim;
  if (bad <= allowed) return undefined;
  const isEnough = (n: number): boolean =>
    hypergeometricTail({ population, bad, n, deviations: allowed }).compareTo(risk) <= 0;
  return smallest({ from: allowed + 1, to: population, isEnough });
}

export interface PlannedSize {
  readonly n: number;
  readonly allowed: number;
}

/**
 * The smallest `n` that supports reliance with `ceil(expected * n)` deviations, and that number. `undefined` when
 * the expected rate is not below the tolerable one (no sample can), or beyond ten million.
 */
export function sampleSizeForExpected(aim: SizeAim & { expected: Rational }): PlannedSize | undefined {
  const { tolerable, risk, expected } = aim;
  requireAim(aim);
  if (compare(expected, tolerable) >= 0) return undefined;
  if (expected.numerator === 0n) return planned(sampleSize({ tolerable, risk, allowed: 0, population: null }), 0);
  for (let allowed = 1; ; allowed++) {
    // ceil(expected * n) equals `allowed` for n in (last(allowed - 1), last(allowed)]; the tail shrinks along it.
    const from = lastSize(expected, allowed - 1) + 1;
    const to = lastSize(expected, allowed);
    if (from > SAMPLE_SIZE_MAX) return undefined;
    const n = smallest({
      from,
      to,
      isEnough: (size) => binomialTail({ n: size, deviations: allowed, rate: tolerable }).compareTo(risk) <= 0,
    });
    if (n !== undefined) return { n, allowed };
  }
}

function planned(n: number | undefined, allowed: number): PlannedSize | undefined {
  return n === undefined ? undefined : { n, allowed };
}

function lastSize(expected: Rational, allowed: number): number {
  return Number((BigInt(allowed) * expected.denominator) / expected.numerator);
}

/** The smallest whole number in `from..to` that is enough, given that all larger ones are too. */
function smallest(search: { from: number; to: number; isEnough: (n: number) => boolean }): number | undefined {
  const { from, to, isEnough } = search;
  if (from > to) return undefined;
  let tooSmall = from - 1;
  let enough = from;
  for (let step = 1; !isEnough(enough); step *= 2) {
    if (enough === to) return undefined;
    tooSmall = enough;
    enough = Math.min(enough + step, to);
  }
  while (enough - tooSmall > 1) {
    const middle = Math.floor((enough + tooSmall) / 2);
    if (isEnough(middle)) enough = middle;
    else tooSmall = middle;
  }
  return enough;
}

function requireAim({ tolerable, risk }: SizeAim): void {
  const one = rational(1);
  assert(tolerable.numerator >= 0n && compare(tolerable, one) < 0, "the tolerable rate is below 1");
  assert(risk.numerator > 0n && compare(risk, one) < 0, "the risk lies between 0 and 1");
}
