import { rolesOfHeader } from "./columns.js";
import type { Piece } from "./document.js";
import { type PageLine, textOfLine } from "./page-lines.js";
import { repeatedLines } from "./repeated-lines.js";
import { cellsOfLine, columnsOfHeader, type TableColumns } from "./table-columns.js";

/**
 * The pieces of a document from the lines of its pages: rows of tables whose titles were recognised, put together from
 * all lines of a row also over a page break, and lines of running text. Every line is in exactly one piece.
 */
export function piecesOfPages(pages: readonly (readonly PageLine[])[]): readonly Piece[] {
  const repeated = repeatedLines(pages);
  const layout = new PageLayout();
  for (const line of pages.flat()) {
    if (repeated.has(line)) layout.addRepeated(line);
    else layout.add(line);
  }
  return layout.end();
}

interface OpenRow {
  readonly page: number;
  readonly cells: string[];
  readonly isTitles: boolean;
  /** Lines that a page prints again, met inside the row: they stand before it. */
  lastLine: PageLine;
}

class PageLayout {
  private readonly pieces: Piece[] = [];
  private readonly waiting: Piece[] = [];
  private columns: TableColumns | undefined;
  private row: OpenRow | undefined;
  private lastText: PageLine | undefined;

  addRepeated(line: PageLine): void {
    const piece: Piece = { ...linePiece(line, true), isRepeated: true };
    if (this.row === undefined) this.pieces.push(piece);
    else this.waiting.push(piece);
  }

  add(line: PageLine): void {
    if (this.isHeaderLine(line)) {
      this.addHeader(line);
      return;
    }
    const cells = this.columns === undefined ? undefined : cellsOfLine(line, this.columns);
    if (cells === undefined) this.addText(line);
    else this.addCells(line, cells);
  }

  end(): readonly Piece[] {
    this.closeRow();
    return this.pieces;
  }

  private isHeaderLine({ segments }: PageLine): boolean {
    return rolesOfHeader(segments.map(({ text }) => text)) !== undefined;
  }

  /** Titles printed again on the next page do not end a row that goes on below them. */
  private addHeader(line: PageLine): void {
    const columns = columnsOfHeader(line);
    const isAgain = this.columns !== undefined && this.columns.key === columns.key && this.row?.isTitles === false;
    this.columns = columns;
    this.lastText = undefined;
    if (isAgain && this.row !== undefined && this.row.page !== line.page) {
      this.waiting.push({ ...linePiece(line, true), isRepeated: true });
      this.row.lastLine = line;
      return;
    }
    this.closeRow();
    this.row = { page: line.page, cells: line.segments.map(({ text }) => text), isTitles: true, lastLine: line };
  }

  private addCells(line: PageLine, cells: readonly string[]): void {
    this.lastText = undefined;
    const { row } = this;
    if (row === undefined || this.beginsRow(line, cells, row)) {
      this.closeRow();
      this.row = { page: line.page, cells: [...cells], isTitles: false, lastLine: line };
      return;
    }
    cells.forEach((text, at) => {
      if (text === "") return;
      const before = row.cells[at] ?? "";
      row.cells[at] = before === "" ? text : `${before}\n${text}`;
    });
    row.lastLine = line;
  }

  private beginsRow(line: PageLine, cells: readonly string[], row: OpenRow): boolean {
    const first = cells[0] ?? "";
    const isNextPage = line.page !== row.lastLine.page;
    const isClose = !isNextPage && line.y - row.lastLine.y <= Math.max(line.height, row.lastLine.height) * LEADING;
    if (row.isTitles) return !(isClose && line.font === row.lastLine.font && !/\d/u.test(first));
    if (isNextPage || row.lastLine === this.titlesAgain(row)) return first !== "" || !goesOn(cells, row.cells);
    if (!isClose) return first !== "" || beginsSentences(cells);
    // Within the lines of a row: only a first cell that is a number of its own begins the next.
    const before = (row.cells[0] ?? "").split("\n").at(-1) ?? "";
    return first !== "" && looksLikeNumber(first) && !/[,;/&-]$/u.test(before) && !isCriterion(first);
  }

  private titlesAgain(row: OpenRow): PageLine | undefined {
    return this.isHeaderLine(row.lastLine) ? row.lastLine : undefined;
  }

  private addText(line: PageLine): void {
    this.closeRow();
    const before = this.lastText;
    const isApart =
      before === undefined ||
      (before.page !== line.page
        ? /[.:;]$/u.test(textOfLine(before))
        : line.y - before.y > Math.max(line.height, before.height) * PARAGRAPH || line.font !== before.font);
    this.pieces.push(linePiece(line, isApart));
    this.lastText = line;
  }

  private closeRow(): void {
    const { row } = this;
    if (row === undefined) return;
    const cells = this.columns === undefined ? row.cells : row.cells.slice(0, this.columns.starts.length);
    this.pieces.push({ kind: "cells", place: `page ${row.page}`, cells }, ...this.waiting.splice(0));
    this.row = undefined;
  }
}

/** Lines of one cell are closer than this, in heights of their letters. */
const LEADING = 1.45;
const PARAGRAPH = 1.6;

function linePiece(line: PageLine, startsParagraph: boolean): Piece & { readonly kind: "line" } {
  return { kind: "line", place: `page ${line.page}`, text: textOfLine(line), startsParagraph };
}

/** After a page break a row goes on unless the words above had ended and these begin anew. */
function goesOn(cells: readonly string[], above: readonly string[]): boolean {
  return cells.some((text, at) => {
    const before = above[at] ?? "";
    return text !== "" && before !== "" && (!/[.!?]"?$/u.test(before) || /^\p{Ll}/u.test(text));
  });
}

/** Set apart and without a control of its own: a further test of the same control, if it begins like a sentence. */
function beginsSentences(cells: readonly string[]): boolean {
  return cells.every((text) => text === "" || /^[\p{Lu}\d"(]/u.test(text));
}

function looksLikeNumber(text: string): boolean {
  return /^(?=\S{1,16}$)[A-Z]{0,6}[-.]?\d/u.test(text);
}

function isCriterion(text: string): boolean {
  return /^(?:CC|PI|A|C|P)\d\.\d[,;]?$/u.test(text);
}
