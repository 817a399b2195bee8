/**
 * The text as rules read it: one blank between words, plain hyphens and quotes, no invisible letters, ligatures taken
 * apart. Only for reading: what is kept and shown are the words as they came.
 */
export function readable(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/<br ?\/?>/giu, " ")
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "")
    .replace(/[\u2010-\u2015\u2212]/gu, "-")
    .replace(/[\u2018\u2019\u201a\u02bc]/gu, "'")
    .replace(/[\u201c-\u201e]/gu, '"')
    .replace(/\s+/gu, " ")
    .trim();
}

/** Longer than this nothing is read as a row: no auditor writes it, and a search through it would cost minutes. */
export const READ_CHARS_MAX = 20_000;
