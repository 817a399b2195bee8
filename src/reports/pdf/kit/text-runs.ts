import type { FontName } from "./font-files.js";

/** A stretch of text in one face. */
export interface Run {
  readonly font: FontName;
  readonly text: string;
}

/** What knows which face draws what, and hears of the code points that none draws. */
export interface Glyphs {
  hasGlyph(font: FontName, codePoint: number): boolean;
  /** Called for every code point that is printed as `U+XXXX` instead. */
  onReplaced(codePoint: number): void;
}

/**
 * Cuts a line of text by face: the one asked for where it has the glyph, then the fallbacks. What no face draws, and
 * what would be invisible or would reorder its neighbours (controls, bidirectional marks, zero-width characters), is
 * printed as `‹U+XXXX›`: never as noise, never as nothing. Every other kind of space becomes a plain one.
 */
export function cutRuns(text: string, font: FontName, glyphs: Glyphs): readonly Run[] {
  if (PLAIN.test(text)) return [{ font, text }];
  const runs: Run[] = [];
  const add = (face: FontName, part: string) => {
    const last = runs.at(-1);
    if (last?.font === face) runs[runs.length - 1] = { font: face, text: last.text + part };
    else runs.push({ font: face, text: part });
  };
  for (const character of text) {
    if (SPACE.test(character)) {
      add(runs.at(-1)?.font ?? font, " ");
      continue;
    }
    const codePoint = character.codePointAt(0) ?? 0;
    const face = UNPRINTABLE.test(character) ? undefined : faceFor(codePoint, font, glyphs);
    if (face === undefined) {
      glyphs.onReplaced(codePoint);
      add("mono", `‹${codePointName(codePoint)}›`);
    } else add(face, character);
  }
  return runs;
}

/** The lines of a text: its own line ends, whatever their kind. */
export function ownLines(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);
}

/** The same text for where no face is known, such as titles in viewers: what would be invisible is named. */
export function visibleText(text: string): string {
  return [...text]
    .map((each) => (SPACE.test(each) ? " " : UNPRINTABLE.test(each) ? codePointName(each.codePointAt(0) ?? 0) : each))
    .join("");
}

/** `U+202E`: how a character is named that is not printed. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Every face draws these. */
const PLAIN = /^[\x20-\x7e]+$/;
const SPACE = /^[\t\p{Zs}]$/u;
/** Controls, formats, halves of pairs, private and unassigned code points, and what is drawn as nothing by design. */
const UNPRINTABLE = /^[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]$/u;

function faceFor(codePoint: number, font: FontName, glyphs: Glyphs): FontName | undefined {
  const order: readonly FontName[] = [font, "regular", "mono", "han"];
  return order.find((each) => glyphs.hasGlyph(each, codePoint));
}
