import { assert } from "../../base/assert.js";
import { canonicalOrder, type Listed } from "./canonical-order.js";
import { hashRank } from "./hash-rank.js";
import { allocate } from "./stratified.js";
import { periodWarning, systematicPositions } from "./systematic.js";

/** Ways of choosing items that give each a known chance. */
export const RANDOM_METHODS = ["random", "stratified", "systematic"] as const;
export type RandomMethod = (typeof RANDOM_METHODS)[number];

export interface DrawInput<T extends Listed> {
  readonly items: readonly T[];
  readonly seed: string;
  readonly method: RandomMethod;
  /** The stratum of an item, such as its month; asked only when the sample is stratified. */
  stratumOf(item: T): string;
  /** Why an item does not belong to the population or has nothing to examine; `undefined`: it is fit to be examined. */
  whyNot?(item: T): string | undefined;
}

/** An item that was drawn and gave its place to the next rank: it was proven not to belong, never that it lacks evidence. */
export interface Replacement {
  readonly item: string;
  /** `null`: no item was left to take the place. */
  readonly by: string | null;
  readonly reason: string;
}

export interface Stage<T extends Listed> {
  /** In the order drawn. */
  readonly selected: readonly T[];
  readonly replacements: readonly Replacement[];
  readonly warnings: readonly string[];
}

/**
 * Draws stages of these sizes from a population: each stage takes the next ranks after the one before (domain 3.6), so
 * an extension never changes what was drawn. The same items and seed give the same stages, in whatever order the items
 * come. A stage is shorter than asked only when the population has no more fit items.
 *
 * @throws AppError `bad-input` when the population lists an item twice.
 */
export function drawStages<T extends Listed>(input: DrawInput<T>, sizes: readonly number[]): readonly Stage<T>[] {
  assert(
    sizes.every((size) => Number.isSafeInteger(size) && size >= 0),
    "a stage is a whole number of items",
  );
  const items = canonicalOrder(input.items);
  const urn = new Urn(items, input);
  return sizes.map((size, index) => {
    const isWalk = input.method === "systematic" && index === 0;
    if (isWalk) return urn.walk(systematicWalk(items, input.seed, size), periodWarning(items, size));
    return input.method === "stratified" ? urn.takeByStratum(size) : urn.take(size);
  });
}

function systematicWalk<T extends Listed>(items: readonly T[], seed: string, size: number): readonly T[] {
  const n = Math.min(size, items.length);
  return systematicPositions({ population: items.length, n, seed }).flatMap((at) => items[at] ?? []);
}

/** Items in order of rank, read once from front to back: what was passed is drawn, or was drawn by another list. */
class Ranks<T extends Listed> {
  private readonly items: readonly T[];
  private at = 0;

  constructor(items: readonly T[]) {
    this.items = items;
  }

  next(taken: ReadonlySet<string>): T | undefined {
    let item = this.items[this.at];
    while (item !== undefined && taken.has(item.id)) {
      this.at += 1;
      item = this.items[this.at];
    }
    return item;
  }

  left(taken: ReadonlySet<string>): number {
    return this.items.filter(({ id }) => !taken.has(id)).length;
  }
}

/** The items not drawn yet, by the ranks of the whole population and of each stratum. */
class Urn<T extends Listed> {
  private readonly input: DrawInput<T>;
  private readonly taken = new Set<string>();
  private readonly whole: Ranks<T>;
  private readonly strata: ReadonlyMap<string, Ranks<T>>;

  constructor(items: readonly T[], input: DrawInput<T>) {
    this.input = input;
    this.whole = new Ranks(hashRank(items, input.seed));
    this.strata = input.method === "stratified" ? rankedStrata(items, input) : new Map();
  }

  take(size: number): Stage<T> {
    return this.settle(this.draw(this.whole, size), () => [this.whole], []);
  }

  /** What is left of each stratum gives its part, its next ranks first. */
  takeByStratum(size: number): Stage<T> {
    const left = new Map([...this.strata].map(([name, ranks]) => [name, ranks.left(this.taken)]));
    const drawn = [...allocate(left, size)].flatMap(([name, places]) => {
      const ranks = this.strata.get(name);
      return ranks === undefined ? [] : this.draw(ranks, places);
    });
    const own = (item: T) => this.strata.get(this.input.stratumOf(item));
    return this.settle(drawn, (item) => [own(item) ?? this.whole, this.whole], []);
  }

  walk(drawn: readonly T[], warning: string | undefined): Stage<T> {
    for (const { id } of drawn) this.taken.add(id);
    return this.settle(drawn, () => [this.whole], warning === undefined ? [] : [warning]);
  }

  private draw(ranks: Ranks<T>, size: number): readonly T[] {
    const drawn: T[] = [];
    for (let item = ranks.next(this.taken); item !== undefined && drawn.length < size; item = ranks.next(this.taken)) {
      this.taken.add(item.id);
      drawn.push(item);
    }
    return drawn;
  }

  /** A drawn item that is not fit is replaced by the next rank that nobody drew, until one is fit or none is left. */
  private settle(
    drawn: readonly T[],
    ranksFor: (item: T) => readonly Ranks<T>[],
    warnings: readonly string[],
  ): Stage<T> {
    const selected: T[] = [];
    const replacements: Replacement[] = [];
    for (const first of drawn) {
      let item: T | undefined = first;
      let reason = this.whyNot(item);
      while (item !== undefined && reason !== undefined) {
        const by = this.nextOf(ranksFor(first));
        replacements.push({ item: item.id, by: by?.id ?? null, reason });
        item = by;
        reason = this.whyNot(by);
      }
      if (item !== undefined) selected.push(item);
    }
    return { selected, replacements, warnings };
  }

  private nextOf(lists: readonly Ranks<T>[]): T | undefined {
    for (const ranks of lists) {
      const [item] = this.draw(ranks, 1);
      if (item !== undefined) return item;
    }
    return undefined;
  }

  private whyNot(item: T | undefined): string | undefined {
    return item === undefined ? undefined : this.input.whyNot?.(item);
  }
}

/** Inside a stratum the seed is the sample's, a slash and the stratum's name. */
function rankedStrata<T extends Listed>(
  items: readonly T[],
  { seed, stratumOf }: DrawInput<T>,
): ReadonlyMap<string, Ranks<T>> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = stratumOf(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return new Map([...groups].map(([name, group]) => [name, new Ranks(hashRank(group, `${seed}/${name}`))]));
}
