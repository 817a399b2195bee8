import { rolesOfHeader } from "../../../recovery/auditor-report/columns.js";
import type { LinePiece, Piece } from "../../../recovery/auditor-report/document.js";
import { type FilePieces, isBlank } from "./report-file.js";

/**
 * Lines of pasted text, a mail or Markdown. Rows of Markdown tables and of tables that were copied from a spreadsheet
 * (parted by tabs) become cells.
 */
export function readText(text: string): FilePieces {
  const lines = text.split(/\r\n|[\n\r\f\u2028\u2029]/u);
  const pieces: Piece[] = [];
  let startsParagraph = true;
  for (let at = 0; at < lines.length; at += 1) {
    const place = `line ${at + 1}`;
    const [line, taken] = withQuotedLines(lines, at);
    at += taken;
    const cells = cellsOf(line);
    if (isBlank(line)) startsParagraph = true;
    else if (cells !== undefined) {
      pieces.push({ kind: "cells", place, cells });
      startsParagraph = true;
    } else {
      pieces.push({ ...lineOf(line, place), startsParagraph });
      startsParagraph = false;
    }
  }
  return { format: "text", pieces, problems: [] };
}

/** A line as a piece that stands alone. */
export function lineOf(text: string, place: string): LinePiece {
  return { kind: "line", place, text, startsParagraph: true };
}

/**
 * The delimiter by which text is a table, or `undefined` for running text. A file that calls itself a table is one;
 * other text only when a line near its beginning reads like titles.
 */
export function delimiterOf(text: string, isCalledTable: boolean): string | undefined {
  const lines = text.slice(0, HEAD_CHARS).split(/\r\n|\n|\r/u);
  const delimiters = [",", ";", "\t"] as const;
  for (const line of lines.slice(0, HEAD_LINES)) {
    const found = delimiters.find((delimiter) => isTitles(line.split(delimiter).map(unquoted), isCalledTable));
    if (found !== undefined && (isCalledTable || found !== "\t")) return found;
  }
  if (!isCalledTable) return undefined;
  const count = (delimiter: string) => lines.slice(0, HEAD_LINES).join("\n").split(delimiter).length;
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** In a sentence with commas some parts may read like titles: text that does not call itself a table must have no other. */
function isTitles(cells: readonly string[], isCalledTable: boolean): boolean {
  const roles = rolesOfHeader(cells);
  if (roles === undefined) return false;
  return isCalledTable || (cells.length >= 3 && cells.every((cell) => cell.length <= 60) && !roles.includes("other"));
}

const HEAD_CHARS = 64 * 1024;
const HEAD_LINES = 20;
const QUOTED_LINES_MAX = 60;

function unquoted(cell: string): string {
  return cell.trim().replace(/^"|"$/gu, "");
}

/** A spreadsheet copies a cell with line breaks in quotes: the row goes on until they close. */
function withQuotedLines(lines: readonly string[], at: number): readonly [line: string, taken: number] {
  const first = lines[at] ?? "";
  if (!/(?:^|\t)"/u.test(first) || !first.includes("\t")) return [first, 0];
  let line = first;
  for (let taken = 0; taken < QUOTED_LINES_MAX; taken += 1) {
    if (line.split('"').length % 2 === 1) return [line, taken];
    const next = lines[at + taken + 1];
    if (next === undefined) break;
    line = `${line}\n${next}`;
  }
  return [first, 0];
}

function cellsOf(line: string): readonly string[] | undefined {
  const plain = line.replace(/^\s*(?:>\s*)*/u, "");
  if (plain.startsWith("|")) {
    return plain
      .replace(/\|\s*$/u, "")
      .slice(1)
      .split(/(?<!\\)\|/u)
      .map((cell) => cell.trim().replaceAll("\\|", "|"));
  }
  const parts = plain.split("\t");
  if (parts.length < 2 || parts.filter((part) => !isBlank(part)).length < 2) return undefined;
  return parts.map((part) => (/^".*"$/su.test(part) ? part.slice(1, -1).replaceAll('""', '"') : part));
}
