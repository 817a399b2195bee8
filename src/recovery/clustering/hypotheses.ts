import { addCells, type Cell, type CellCounts } from "./cell-counts.js";
import type { Dimension } from "./dimension.js";

/** A stretch of values of one dimension: a single one, or neighbours in its order. */
export interface Span {
  /** Place of the dimension. */
  readonly index: number;
  readonly first: string;
  readonly last: string;
  readonly codes: readonly number[];
}

/** One question asked of the data: do exceptions concentrate where these spans meet? */
export interface Hypothesis {
  /** One span, or two of different dimensions in order. */
  readonly spans: readonly Span[];
  readonly cell: Cell;
}

/**
 * Every question the counts allow, in order of dimensions and values: one span alone, and two together. Places with
 * fewer than `itemsMin` items and places that hold every item are left out; neither depends on which items deviate.
 */
export function hypothesesOf(counts: CellCounts, { itemsMin }: { itemsMin: number }): readonly Hypothesis[] {
  const isAsked = ({ cell }: Hypothesis) => cell.items >= itemsMin && cell.items < counts.items;
  const spans = counts.dimensions.map((dimension, index) => spansOf(dimension, counts.valuesOf(index), index));
  const asked: Hypothesis[] = [];
  spans.forEach((own, index) => {
    for (const span of own) {
      const cell = sumOf(span.codes.map((code) => counts.single(index, code)));
      if (cell !== undefined) asked.push({ spans: [span], cell });
    }
  });
  spans.forEach((firsts, index) => {
    spans.forEach((seconds, other) => {
      if (other > index && counts.isPaired(index) && counts.isPaired(other)) {
        asked.push(...pairsOf(counts, firsts, seconds));
      }
    });
  });
  return asked.filter(isAsked);
}

function pairsOf(counts: CellCounts, firsts: readonly Span[], seconds: readonly Span[]): Hypothesis[] {
  return firsts.flatMap((first) => {
    // Summed over the first span once, then looked up for every second one.
    const columns = new Map<number, Cell | undefined>();
    const columnOf = (index: number, code: number): Cell | undefined => {
      if (!columns.has(code)) {
        const cells = first.codes.map((each) => counts.pair({ index: first.index, code: each }, { index, code }));
        columns.set(code, sumOf(cells));
      }
      return columns.get(code);
    };
    return seconds.flatMap((second) => {
      const cell = sumOf(second.codes.map((code) => columnOf(second.index, code)));
      return cell === undefined ? [] : [{ spans: [first, second], cell }];
    });
  });
}

function spansOf({ order, spanMax }: Dimension, codes: ReadonlyMap<string, number>, index: number): readonly Span[] {
  if (order === null) {
    return [...codes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([value, code]) => ({ index, first: value, last: value, codes: [code] }));
  }
  return order.flatMap((first, from) =>
    order.slice(from, from + Math.min(spanMax, order.length - 1)).map((last, more) => ({
      index,
      first,
      last,
      codes: Array.from({ length: more + 1 }, (_, step) => from + step),
    })),
  );
}

function sumOf(cells: readonly (Cell | undefined)[]): Cell | undefined {
  return cells.reduce((sum, cell) => (sum === undefined ? cell : cell === undefined ? sum : addCells(sum, cell)));
}
