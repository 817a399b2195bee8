import { ownLines, type Run } from "./text-runs.js";

/** A line as it is set: its stretches and its width in points. */
export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
}

/** How a text is cut into runs, and how wide one is. */
export interface Measure {
  cut(text: string): readonly Run[];
  widthOf(run: Run): number;
}

/**
 * Breaks a text into lines no wider than `width`: at spaces, beside Chinese and Japanese characters, and inside a word
 * only where it is wider than a whole line, then after a mark such as `/` or `-` if there is one. Nothing is dropped
 * but the spaces at a break. An empty text is one empty line.
 */
export function breakLines(text: string, width: number, measure: Measure): readonly Line[] {
  return ownLines(text).flatMap((each) => breakLine(each, width, measure));
}

function breakLine(text: string, width: number, measure: Measure): readonly Line[] {
  const lines: Line[] = [];
  let current = new OpenLine(measure);
  for (const piece of pieces(text)) {
    const isSpace = piece === " ";
    if (isSpace && current.isEmpty) continue;
    if (current.widthWith(piece) <= width) {
      current.add(piece);
      continue;
    }
    if (!current.isEmpty) lines.push(current.close());
    current = new OpenLine(measure);
    const parts = fitting(piece, width, measure);
    for (const part of parts.slice(0, -1)) lines.push(new OpenLine(measure).add(part).close());
    current.add(parts.at(-1) ?? "");
  }
  return current.isEmpty && lines.length > 0 ? lines : [...lines, current.close()];
}

/** Words, single spaces, and single characters of scripts without spaces. */
function pieces(text: string): readonly string[] {
  const all = text.match(
    /[\t\p{Zs}]|[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF]|[^\t\p{Zs}\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF]+/gu,
  );
  return (all ?? []).map((piece) => (/^[\t\p{Zs}]$/u.test(piece) ? " " : piece));
}

/** A word in parts that each fit a line; one character at least, however narrow the line. */
function fitting(word: string, width: number, measure: Measure): readonly string[] {
  const parts: string[] = [];
  let rest = [...word];
  while (rest.length > 0) {
    const most = longestFit(rest, width, measure);
    const marked = rest.slice(0, most).findLastIndex((each) => "/-_.:@,;=&?".includes(each)) + 1;
    const isWhole = most === rest.length;
    const take = isWhole || marked < most / 3 ? most : marked;
    parts.push(rest.slice(0, take).join(""));
    rest = rest.slice(take);
  }
  return parts;
}

function longestFit(characters: readonly string[], width: number, measure: Measure): number {
  let [low, high] = [1, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(characters.slice(0, middle).join(""), measure) <= width) low = middle;
    else high = middle - 1;
  }
  return low;
}

function widthOf(text: string, measure: Measure): number {
  return measure.cut(text).reduce((sum, run) => sum + measure.widthOf(run), 0);
}

/** The line that is being filled. */
class OpenLine {
  readonly #measure: Measure;
  #text = "";
  #width = 0;
  #spaces = "";

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  get isEmpty(): boolean {
    return this.#text === "";
  }

  widthWith(piece: string): number {
    return this.#width + (piece === " " ? 0 : widthOf(this.#spaces + piece, this.#measure));
  }

  add(piece: string): this {
    if (piece === " ") {
      this.#spaces += piece;
      return this;
    }
    this.#width = this.widthWith(piece);
    this.#text += this.#spaces + piece;
    this.#spaces = "";
    return this;
  }

  /** Measured again as it is set, so that what is aligned to the right stands flush. */
  close(): Line {
    const runs = this.#measure.cut(this.#text);
    return { runs, width: runs.reduce((sum, run) => sum + this.#measure.widthOf(run), 0) };
  }
}
