/** Marks up text for a terminal, or leaves it alone. */
export interface Ink {
  bold(text: string): string;
  quiet(text: string): string;
  bad(text: string): string;
  good(text: string): string;
}

/** What the text is written on. */
export interface Paper {
  readonly ink: Ink;
  readonly width: number;
}

/** Colour only where it was asked for; blue and orange, as in the other reports. */
export function inkOf(isColour: boolean): Ink {
  const code = (open: string, close: string) => (text: string) =>
    isColour && text !== "" ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { bold: code("1", "22"), quiet: code("2", "22"), bad: code("38;5;208", "39"), good: code("38;5;75", "39") };
}

/** Text from elsewhere without anything a terminal would obey: escapes, other control characters, direction overrides. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\ufeff]/gu, "?");
}

/** How many columns a terminal gives the text: two for wide letters, none for marks that sit on another. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (!/\p{M}|\u200c|\u200d|\ufe0f/u.test(letter)) width += WIDE.test(letter) ? 2 : 1;
  }
  return width;
}

/** The text in lines of at most `width` columns, broken at blanks, inside a word only when the word alone is wider. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const pieces = split(word, width);
    for (const [index, piece] of pieces.entries()) {
      const joined = line === "" ? piece : `${line} ${piece}`;
      if (index === 0 && widthOf(joined) <= width) {
        line = joined;
        continue;
      }
      if (line !== "") lines.push(line);
      line = piece;
    }
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

/** Wrapped text with a lead on the first line and as many blanks on the others. */
export function hanging(lead: string, text: string, width: number): string {
  const indent = widthOf(lead);
  return wrap(text, Math.max(MIN_WIDTH, width - indent))
    .map((line, index) => (index === 0 ? lead : " ".repeat(indent)) + line)
    .join("\n");
}

/** Narrower than this nothing can be read anyway. */
const MIN_WIDTH = 20;

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

function split(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = "";
  for (const letter of word) {
    if (piece !== "" && widthOf(piece) + widthOf(letter) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...pieces, piece];
}
