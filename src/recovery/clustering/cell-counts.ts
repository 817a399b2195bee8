import { assert } from "../../base/assert.js";
import type { Dimension, Observation } from "./dimension.js";

/** What falls on one value, or on one pair of values. */
export interface Cell {
  readonly items: number;
  readonly exceptions: number;
  /** Who the items are about. */
  readonly people: People;
  /** Who the exceptions are about. */
  readonly exceptionPeople: People;
}

/** Nobody known, exactly one known person, or several. Only this much is kept of people. */
export type People = { readonly count: "none" | "several" } | { readonly count: "one"; readonly person: string };

/** Names with more values than this are looked at alone, not in pairs: their pairs would be as many as the items. */
const PAIRED_VALUES_MAX = 256;

/**
 * Counts items and exceptions by value and by pair of values, in one pass and in time linear in the items. The counts
 * do not depend on the order in which items come.
 */
export class CellCounts {
  readonly dimensions: readonly Dimension[];
  private readonly values: readonly Map<string, number>[];
  private readonly singles: readonly Map<number, OpenCell>[];
  private readonly pairs = new Map<number, Map<number, OpenCell>>();
  private itemCount = 0;
  private exceptionCount = 0;

  constructor(dimensions: readonly Dimension[]) {
    this.dimensions = dimensions;
    // Values with an order get their place in it, so that neighbours have neighbouring codes.
    this.values = dimensions.map(({ order }) => new Map((order ?? []).map((value, code) => [value, code])));
    this.singles = dimensions.map(() => new Map());
  }

  get items(): number {
    return this.itemCount;
  }

  get exceptions(): number {
    return this.exceptionCount;
  }

  add({ values, isException, person }: Observation): void {
    assert(values.length === this.dimensions.length, "an item has one value per dimension");
    this.itemCount += 1;
    if (isException) this.exceptionCount += 1;
    const codes = values.map((value, index) => (value === null ? null : this.codeOf(index, value)));
    codes.forEach((code, index) => {
      if (code === null) return;
      count(this.singles[index], code, { isException, person });
      for (let other = index + 1; other < codes.length; other += 1) {
        const second = codes[other];
        if (second === null || second === undefined || !this.isPaired(index) || !this.isPaired(other)) continue;
        count(this.pairCells(index, other), code * PAIRED_VALUES_MAX + second, { isException, person });
      }
    });
  }

  /** The values of a dimension that occurred, with their codes. */
  valuesOf(index: number): ReadonlyMap<string, number> {
    return this.values[index] ?? new Map();
  }

  single(index: number, code: number): Cell | undefined {
    return this.singles[index]?.get(code);
  }

  /** `undefined` where nothing falls, or one of both dimensions has too many values to be paired. */
  pair(first: { index: number; code: number }, second: { index: number; code: number }): Cell | undefined {
    if (!this.isPaired(first.index) || !this.isPaired(second.index)) return undefined;
    return this.pairCells(first.index, second.index).get(first.code * PAIRED_VALUES_MAX + second.code);
  }

  isPaired(index: number): boolean {
    return (this.values[index]?.size ?? 0) <= PAIRED_VALUES_MAX;
  }

  private codeOf(index: number, value: string): number | null {
    const known = this.values[index];
    const code = known?.get(value);
    if (code !== undefined || known === undefined) return code ?? null;
    // A value outside the order of its dimension is not known.
    if (this.dimensions[index]?.order !== null) return null;
    known.set(value, known.size);
    if (known.size === PAIRED_VALUES_MAX + 1) this.forgetPairsOf(index);
    return known.size - 1;
  }

  private pairCells(first: number, second: number): Map<number, OpenCell> {
    const key = first * this.dimensions.length + second;
    const known = this.pairs.get(key);
    if (known !== undefined) return known;
    const made = new Map<number, OpenCell>();
    this.pairs.set(key, made);
    return made;
  }

  private forgetPairsOf(index: number): void {
    const { length } = this.dimensions;
    for (let other = 0; other < length; other += 1) {
      this.pairs.delete(index * length + other);
      this.pairs.delete(other * length + index);
    }
  }
}

/** Two cells that share no item, together. */
export function addCells(a: Cell, b: Cell): Cell {
  return {
    items: a.items + b.items,
    exceptions: a.exceptions + b.exceptions,
    people: together(a.people, b.people),
    exceptionPeople: together(a.exceptionPeople, b.exceptionPeople),
  };
}

interface OpenCell {
  items: number;
  exceptions: number;
  people: People;
  exceptionPeople: People;
}

const NOBODY: People = { count: "none" };
const SEVERAL: People = { count: "several" };

function count(
  cells: Map<number, OpenCell> | undefined,
  code: number,
  { isException, person }: Pick<Observation, "isException" | "person">,
): void {
  let cell = cells?.get(code);
  if (cell === undefined) {
    cell = { items: 0, exceptions: 0, people: NOBODY, exceptionPeople: NOBODY };
    cells?.set(code, cell);
  }
  cell.items += 1;
  cell.people = withPerson(cell.people, person);
  if (!isException) return;
  cell.exceptions += 1;
  cell.exceptionPeople = withPerson(cell.exceptionPeople, person);
}

function withPerson(people: People, person: string | null): People {
  if (person === null) return people;
  if (people.count === "one") return people.person === person ? people : SEVERAL;
  return people.count === "none" ? { count: "one", person } : people;
}

function together(a: People, b: People): People {
  if (a.count === "none") return b;
  return b.count === "one" ? withPerson(a, b.person) : b.count === "none" ? a : SEVERAL;
}
