/** A piece of text at its place on a page; y grows downwards, lengths are points. */
export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the letters: what gaps are measured by. */
  readonly height: number;
  readonly font: string;
  readonly text: string;
}

/** Words of one line that stand together. */
export interface Segment {
  readonly x: number;
  readonly end: number;
  readonly text: string;
}

export interface PageLine {
  readonly page: number;
  readonly y: number;
  readonly height: number;
  readonly font: string;
  /** From left to right, at least one. */
  readonly segments: readonly Segment[];
}

/** The lines of a page from top to bottom, each cut where white space is wider than between words. */
export function linesOfPage(page: number, texts: readonly PlacedText[]): readonly PageLine[] {
  const placed = texts.filter(({ text }) => text.trim() !== "").sort((a, b) => a.y - b.y || a.x - b.x);
  const groups: PlacedText[][] = [];
  for (const each of placed) {
    const [first] = groups.at(-1) ?? [];
    if (first !== undefined && each.y - first.y <= first.height * SAME_LINE) groups.at(-1)?.push(each);
    else groups.push([each]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const height = Math.max(...group.map((each) => each.height));
    return [{ page, y: first.y, height, font: first.font, segments: segmentsOf(group, height) }];
  });
}

/** Baselines of one line differ by less than this share of the height: superscripts, mixed fonts. */
const SAME_LINE = 0.45;
/** Wider white space than this share of the height parts columns; a blank between words is about a third. */
const COLUMN_GAP = 0.75;
const WORD_GAP = 0.15;

function segmentsOf(group: readonly PlacedText[], height: number): readonly Segment[] {
  const segments: Segment[] = [];
  for (const { x, width, text } of [...group].sort((a, b) => a.x - b.x)) {
    const open = segments.at(-1);
    if (open === undefined || x - open.end > height * COLUMN_GAP) {
      segments.push({ x, end: x + width, text: text.trim() });
      continue;
    }
    const isApart = x - open.end > height * WORD_GAP || /^\s/u.test(text);
    segments[segments.length - 1] = {
      x: open.x,
      end: Math.max(open.end, x + width),
      text: `${open.text}${isApart ? " " : ""}${text.trim()}`,
    };
  }
  return segments;
}

/** The words of a line, columns set apart by one blank. */
export function textOfLine({ segments }: PageLine): string {
  return segments.map(({ text }) => text).join(" ");
}
