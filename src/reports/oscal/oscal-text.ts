import type { Json } from "../../base/canonical-json.js";

/**
 * Text as OSCAL's strings and one-line markup take it: one line, no blanks at either end, never empty. Line breaks,
 * control characters and runs of blanks become one blank; half of a surrogate pair becomes the replacement character.
 */
export function lineText(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line === "" ? NOTHING : line;
}

/** Text of several lines as OSCAL's multi-line markup takes it: never empty, line ends are `\n`. */
export function proseText(text: string): string {
  const prose = text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, " ")
    .trim();
  return prose === "" ? NOTHING : prose;
}

/**
 * A text as an OSCAL token: letters, digits, `.`, `-` and `_`, beginning with a letter or `_`; in lower case, so that
 * `CC6.3` is `cc6.3`. Whatever else stands in the text becomes `_`: two odd texts may become one token.
 */
export function token(text: string): string {
  const marks = text
    .toWellFormed()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.\-_]/gu, "_");
  return /^[\p{L}_]/u.test(marks) ? marks : `_${marks}`;
}

/** The member `name` with this list, or no member at all: OSCAL has no empty lists. */
export function listMember(name: string, list: readonly Json[]): { readonly [key: string]: Json } {
  return list.length === 0 ? {} : { [name]: list };
}

const NOTHING = "(nothing stated)";
