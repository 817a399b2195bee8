import { compare, type Rational, rational } from "../../base/rational.js";
import { hypergeometricTail, type Tail } from "../../statistics/tails.js";
import type { CellCounts } from "./cell-counts.js";
import type { Dimension } from "./dimension.js";
import { type Hypothesis, hypothesesOf } from "./hypotheses.js";

/** A place where exceptions concentrate more than chance explains. */
export interface Cluster {
  /** One or two; each with the dimension's id. */
  readonly where: readonly { readonly dimension: string; readonly first: string; readonly last: string }[];
  /** What a person would say: "on Friday between 17:00 and 21:00". */
  readonly phrase: string;
  readonly items: number;
  readonly exceptions: number;
  /** Chance of so many or more by luck, corrected for all questions asked; at most 1. A double, to print. */
  readonly chance: number;
}

export interface Clusters {
  /** Items and exceptions looked at. */
  readonly items: number;
  readonly exceptions: number;
  /** Least likely by chance first; the same for the same items, whatever their order. */
  readonly clusters: readonly Cluster[];
  /** Concentrations that are not shown, because they would point at one person. */
  readonly hidden: number;
  /** How many questions the correction counts. */
  readonly asked: number;
}

/** Chance of one or more false clusters over everything asked (family-wise). */
const RISK = rational(1, 20);
/** Fewer exceptions than this are no cluster. */
const EXCEPTIONS_MIN = 3;
/** Inside, the rate must be at least so many times the rate outside. */
const RATE_RATIO_MIN = 2;
const SHOWN_MAX = 8;

/**
 * Where exceptions concentrate. Each place is tested one-sided and exactly (hypergeometric: the exceptions as a draw
 * without replacement from all items), and all together by Holm's procedure, so that with exceptions spread by chance
 * alone at least 95 of 100 runs show nothing. Places that could not be significant whatever happened there do not
 * count among the questions (Tarone 1990): that depends on numbers of items only, never on which of them deviate.
 */
export function findClusters(counts: CellCounts): Clusters {
  const { items, exceptions, dimensions } = counts;
  const asked =
    exceptions < EXCEPTIONS_MIN ? [] : attainable(hypothesesOf(counts, { itemsMin: EXCEPTIONS_MIN }), counts);
  const tested = asked.map((hypothesis) => testedOf(hypothesis, counts));
  const found = significant(tested).filter((each) => isMarked(each, counts));
  const shown = found.filter((each) => !pointsAtOne(each, dimensions));
  const clusters = withoutRepeats(bestSpans(shown, dimensions)).slice(0, SHOWN_MAX);
  return {
    items,
    exceptions,
    clusters: clusters.map((each) => clusterOf(each, dimensions)),
    hidden: bestSpans(found, dimensions).filter((each) => pointsAtOne(each, dimensions)).length,
    asked: asked.length,
  };
}

interface Tested extends Hypothesis {
  readonly key: string;
  readonly tail: Tail;
  readonly chance: number;
}

/**
 * Tarone: the smallest family size for which no more questions than that could be significant when the risk is shared
 * among so many, and those questions.
 */
function attainable(all: readonly Hypothesis[], { items, exceptions }: CellCounts): readonly Hypothesis[] {
  const sizes = new Map<number, number>();
  for (const { cell } of all) sizes.set(cell.items, (sizes.get(cell.items) ?? 0) + 1);
  const best = [...sizes].map(([inside, count]) => ({
    inside,
    count,
    tail: upperTail({ items, exceptions, inside, hits: Math.min(inside, exceptions) }),
  }));
  const reachable = (among: number) => best.filter(({ tail }) => tail.compareTo(shareOfRisk(among)) <= 0);
  const isEnough = (among: number) => reachable(among).reduce((sum, { count }) => sum + count, 0) <= among;
  // The more share the risk, the fewer can reach it: once a size is enough, every larger one is.
  let [low, high] = [1, Math.max(1, all.length)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  const reached = new Set(reachable(low).map(({ inside }) => inside));
  return all.filter(({ cell }) => reached.has(cell.items));
}

/** Holm: in order of chance, each against the risk shared by those not yet rejected; the first that stays ends it. */
function significant(tested: readonly Tested[]): readonly Tested[] {
  const sorted = [...tested].sort(byChance);
  const kept: Tested[] = [];
  let corrected = 0;
  for (const [index, each] of sorted.entries()) {
    const left = sorted.length - index;
    if (each.tail.compareTo(shareOfRisk(left)) > 0) break;
    corrected = Math.max(corrected, Math.min(1, each.tail.value * left));
    kept.push({ ...each, chance: corrected });
  }
  return kept;
}

function testedOf(hypothesis: Hypothesis, { items, exceptions }: CellCounts): Tested {
  const { cell, spans } = hypothesis;
  const tail = upperTail({ items, exceptions, inside: cell.items, hits: cell.exceptions });
  const key = JSON.stringify(spans.map(({ index, first, last }) => [index, first, last]));
  return { ...hypothesis, key, tail, chance: tail.value };
}

/** `P(X >= hits)`: the lower tail of the items inside that do not deviate, so that small chances keep their digits. */
function upperTail(of: { items: number; exceptions: number; inside: number; hits: number }): Tail {
  const { items, exceptions, inside, hits } = of;
  return hypergeometricTail({ population: items, bad: items - exceptions, n: inside, deviations: inside - hits });
}

function shareOfRisk(among: number): Rational {
  return rational(RISK.numerator, RISK.denominator * BigInt(among));
}

/** Large enough to matter, not only to be no chance: enough exceptions, at a rate well above the rest. */
function isMarked({ cell }: Tested, { items, exceptions }: CellCounts): boolean {
  if (cell.exceptions < EXCEPTIONS_MIN) return false;
  const inside = rational(cell.exceptions, cell.items);
  const outside = rational(RATE_RATIO_MIN * (exceptions - cell.exceptions), items - cell.items);
  return compare(inside, outside) >= 0;
}

function pointsAtOne({ cell, spans }: Tested, dimensions: readonly Dimension[]): boolean {
  if (cell.people.count === "one") return true;
  return cell.exceptionPeople.count === "one" && spans.some(({ index }) => dimensions[index]?.isAboutPeople === true);
}

/** Of overlapping stretches of one order, for example hours, the one least likely by chance. */
function bestSpans(found: readonly Tested[], dimensions: readonly Dimension[]): readonly Tested[] {
  const best = new Map<string, Tested>();
  for (const each of [...found].sort(byChance)) {
    const base = each.spans.map(({ index, first }) => [index, dimensions[index]?.order === null ? first : ""]);
    const key = JSON.stringify(base);
    if (!best.has(key)) best.set(key, each);
  }
  return [...best.values()];
}

/**
 * A pair is worth saying if it is sharper than either of its halves; then a half that holds no further exception says
 * nothing more.
 */
function withoutRepeats(found: readonly Tested[]): readonly Tested[] {
  const isHalf = (single: Tested, pair: Tested) =>
    single.spans.length === 1 &&
    pair.spans.length === 2 &&
    pair.spans.some(({ index }) => index === single.spans[0]?.index);
  const sharp = found.filter(
    (each) => !found.some((other) => isHalf(other, each) && isSameNames(other, each) && byChance(other, each) <= 0),
  );
  return sharp.filter(
    (each) =>
      !sharp.some(
        (pair) => isHalf(each, pair) && isSameNames(each, pair) && pair.cell.exceptions >= each.cell.exceptions,
      ),
  );
}

/** The half's stretch meets the pair's stretch of the same dimension. */
function isSameNames(single: Tested, pair: Tested): boolean {
  const [own] = single.spans;
  const other = pair.spans.find(({ index }) => index === own?.index);
  return other?.codes.some((code) => own?.codes.includes(code)) === true;
}

function byChance(a: Tested, b: Tested): number {
  return (
    a.tail.value - b.tail.value ||
    a.spans.length - b.spans.length ||
    a.cell.items - b.cell.items ||
    // Of stretches that hold the same items the narrower says more.
    width(a) - width(b) ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}

function width({ spans }: Tested): number {
  return spans.reduce((sum, { codes }) => sum + codes.length, 0);
}

function clusterOf({ spans, cell, chance }: Tested, dimensions: readonly Dimension[]): Cluster {
  return {
    where: spans.map(({ index, first, last }) => ({ dimension: dimensions[index]?.id ?? "", first, last })),
    phrase: spans.map(({ index, first, last }) => dimensions[index]?.phrase(first, last) ?? "").join(" "),
    items: cell.items,
    exceptions: cell.exceptions,
    chance,
  };
}
