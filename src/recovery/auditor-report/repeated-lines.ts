import { rolesOfHeader } from "./columns.js";
import { type PageLine, textOfLine } from "./page-lines.js";
import { readable } from "./readable.js";
import { looksLikeResult } from "./result-state.js";

/** Lines that pages print at the same place again and again: running titles, page numbers, marks of confidence. */
export function repeatedLines(pages: readonly (readonly PageLine[])[]): ReadonlySet<PageLine> {
  const byKey = new Map<string, PageLine[]>();
  for (const page of pages) {
    for (const line of new Set([...page.slice(0, OUTERMOST), ...page.slice(-OUTERMOST)])) {
      const text = readable(textOfLine(line));
      if (isTitles(line) || looksLikeResult(text)) continue;
      const key = `${Math.round(line.y / PLACE)} ${text.replace(/\d+/gu, "#")}`;
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [line]);
      else known.push(line);
    }
  }
  const repeated = [...byKey.values()].filter((lines) => lines.length >= 2 && lines.length * 2 >= pages.length);
  const numbers = pages.flatMap((page) =>
    [...page.slice(0, 1), ...page.slice(-1)].filter((line) => PAGE_NUMBER.test(readable(textOfLine(line)))),
  );
  return new Set([...repeated.flat(), ...numbers]);
}

const OUTERMOST = 2;
const PLACE = 3;
const PAGE_NUMBER = /^(?:page )?\d{1,4}(?: ?(?:of|\/) ?\d{1,4})?$/iu;

function isTitles({ segments }: PageLine): boolean {
  return rolesOfHeader(segments.map(({ text }) => text)) !== undefined;
}
