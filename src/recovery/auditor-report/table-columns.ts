import type { PageLine, Segment } from "./page-lines.js";

/** Where the columns of a table are, from its titles. */
export interface TableColumns {
  /** The titles, to know them again on the next page. */
  readonly key: string;
  /** Left edges of the titles. */
  readonly starts: readonly number[];
  /** Right edges of the titles. */
  readonly ends: readonly number[];
}

/** The columns that a line of titles names. */
export function columnsOfHeader({ segments }: PageLine): TableColumns {
  return {
    key: segments.map(({ text }) => text).join("\t"),
    starts: segments.map(({ x }) => x),
    ends: segments.map(({ end }) => end),
  };
}

/**
 * The line's words by column, or `undefined` when the line is running text: a segment that reaches over the edge of
 * the next column is no cell. A cell begins right of the title before its own, wherever its own title stands.
 */
export function cellsOfLine(line: PageLine, columns: TableColumns): readonly string[] | undefined {
  const cells = columns.starts.map(() => "");
  for (const segment of line.segments) {
    const at = columnOf(segment, columns);
    const next = columns.starts[at + 1];
    if (next !== undefined && segment.end > next + OVERHANG && segment.x < next - OVERHANG) return undefined;
    const before = cells[at] ?? "";
    cells[at] = before === "" ? segment.text : `${before} ${segment.text}`;
  }
  return cells;
}

function columnOf({ x }: Segment, { ends, starts }: TableColumns): number {
  const passed = ends.filter((end) => end <= x + TOLERANCE).length;
  const at = Math.min(passed, starts.length - 1);
  // Words behind the end of a short title are still in its column while they stand left of the next title by far.
  const next = starts[at];
  return at > 0 && next !== undefined && x < next - CENTRED ? at - 1 : at;
}

const TOLERANCE = 1;
const OVERHANG = 4;
/** Titles may stand in the middle of their column: up to this far right of its edge. */
const CENTRED = 60;
