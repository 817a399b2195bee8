import { type CellRole, roleOf } from "./columns.js";
import { criteriaNamed } from "./criteria-named.js";
import type { LinePiece } from "./document.js";
import { READ_CHARS_MAX, readable } from "./readable.js";
import { looksLikeResult } from "./result-state.js";

/** Lines that belong together, with what their beginning says they are. */
export interface Paragraph {
  /** Indexes of the pieces, in order. */
  readonly pieces: readonly number[];
  readonly place: string;
  /** The words as they came, lines set apart by line breaks. */
  readonly text: string;
  /** The same as rules read it, without marks of lists, quotes and emphasis. */
  readonly plain: string;
  readonly label: Label | undefined;
  readonly isHeading: boolean;
}

/** `Result: ...` at the beginning of a line. */
export interface Label {
  readonly title: string;
  readonly role: CellRole;
  /** The words behind the label as they came. */
  readonly text: string;
}

/** Cuts lines into paragraphs: at white space, at a list's next point, at a label, around a heading. */
export function paragraphsOf(
  lines: readonly { readonly index: number; readonly piece: LinePiece }[],
): readonly Paragraph[] {
  const groups: { index: number; piece: LinePiece }[][] = [];
  let isAfterHeading = false;
  for (const line of lines) {
    const { text, startsParagraph } = line.piece;
    const isLong = text.length > READ_CHARS_MAX;
    const isHeading = !isLong && isHeadingLine(text);
    const open = groups.at(-1);
    const isNew =
      isLong || startsParagraph || isAfterHeading || isHeading || beginsAnew(text, open?.at(-1)?.piece.text);
    if (isNew || open === undefined) groups.push([line]);
    else open.push(line);
    // A line that is too long to read stands alone: what follows begins anew.
    isAfterHeading = isHeading || isLong;
  }
  return groups.map(paragraphOf);
}

/** Without white space before it: a point of a list, a label, or the next control behind the end of a sentence. */
function beginsAnew(text: string, before: string | undefined): boolean {
  if (POINT.test(text) || labelOf(text) !== undefined) return true;
  return before !== undefined && /[.:;!?]\s*$/u.test(before) && CONTROL_AT_START.test(unmarked(text));
}

function paragraphOf(lines: readonly { readonly index: number; readonly piece: LinePiece }[]): Paragraph {
  const text = lines.map(({ piece }) => piece.text).join("\n");
  const [first] = lines;
  const pieces = lines.map(({ index }) => index);
  const place = first?.piece.place ?? "";
  if (text.length > READ_CHARS_MAX) return { pieces, place, text, plain: "", label: undefined, isHeading: false };
  return {
    pieces,
    place,
    text,
    plain: readable(lines.map(({ piece }) => unmarked(piece.text)).join(" ")),
    label: labelOf(text),
    isHeading: lines.length === 1 && first !== undefined && isHeadingLine(first.piece.text),
  };
}

/** A line without what Markdown and mail put around its words. */
export function unmarked(line: string): string {
  return readable(line.replace(MARKS, "").replace(/\*\*|__|`/gu, ""));
}

const MARKS =
  /^\s*(?:>\s*)*(?:#{1,6}\s+)?(?:[-*+\u2022\u25aa\u25cf\u2013]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+)?/iu;
const POINT = /^\s*(?:>\s*)*(?:[-*+\u2022\u25aa\u25cf\u2013]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+)\S/iu;

function labelOf(text: string): Label | undefined {
  const match = LABEL.exec(text);
  const [, lead = "", title = ""] = match ?? [];
  // "No exceptions noted: ..." is a result and no label.
  if (match === null || title.trim() === "" || /^no\b(?! ?(?:\.|number|of|id))/iu.test(title)) return undefined;
  // `Control 7.2 (CC7.2): Exception noted` begins with a control and not with a label.
  if (/\d/u.test(title) && !/^(?:exception|deviation|finding|result|test) ?#? ?\d{1,3}$/iu.test(title.trim()))
    return undefined;
  const role = roleOf(title.replace(/ ?#? ?\d{1,3}$/u, ""));
  const isOther = role === "other" && !OTHER_LABELS.test(title.trim());
  return isOther ? undefined : { title: title.trim(), role, text: text.slice(lead.length).trim() };
}

const LABEL =
  /^(\s*(?:>\s*)*(?:[-*+\u2022]\s+|\d{1,3}[.)]\s+)?(?:\*\*|__)?([A-Za-z#][A-Za-z0-9 #/.'\u2019()&-]{0,50}?)(?:\*\*|__)?\s?[:\uff1a](?:\*\*|__)?(?:[ \t]|$))/u;
const OTHER_LABELS = /^(?:severity|owner|status|risk|category|system|title|frequency|period|due(?: date)?)$/iu;

function isHeadingLine(line: string): boolean {
  const plain = unmarked(line);
  if (plain === "" || plain.length > 160 || looksLikeResult(plain)) return false;
  if (/^\s*(?:>\s*)*#{1,6}\s/u.test(line)) return true;
  if (/^\s*(?:>\s*)*(?:\*\*|__)[^*_]+(?:\*\*|__)\s*$/u.test(line)) return true;
  if (/[.;,]$/u.test(plain)) return false;
  return SECTION.test(plain) || OPINION_HEAD.test(plain) || isCriterionHeading(plain);
}

const SECTION = /^(?:section|part|appendix|annex|chapter)\s+(?:[ivx]+|\d+|[a-e])\b/iu;
/** `Control 6.1.4 ...`, `CA-12 ...`; a criterion alone is no control number. */
export const CONTROL_AT_START =
  /^(?:[Cc]ontrol(?: no\.?| number| id| activity)? ?#? ?(?=[A-Z]{0,6}[-. ]?\d)|(?!CC\d\.\d(?![.\d-])|A\d\.\d|SOC\b|ISO\b)[A-Z]{2,6}[-.]?\d+(?:[.-]\d+)*\b)/u;

/** The headings that reports of independent accountants use around the opinion. */
export const OPINION_HEAD =
  /^(?:(?:our |the |service auditor'?s )?(?:qualified |adverse |unqualified |unmodified )?opinion|(?:our )?basis for (?:the |our )?(?:qualified |adverse |unqualified |unmodified )?(?:opinion|qualification|disclaimer(?: of opinion)?)|disclaimer of opinion)$/iu;

function isCriterionHeading(plain: string): boolean {
  return (
    plain.length <= 120 &&
    /^(?:criterion |criteria |tsc )?(?:CC|PI|A|C|P)\d/u.test(plain) &&
    criteriaNamed(plain).known.length > 0
  );
}
