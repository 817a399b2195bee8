import { assert } from "../../base/assert.js";
import { type CellsPiece, type KeptLine, type LinePiece, type Piece, wordsOf } from "./document.js";
import { type Paragraph, paragraphsOf } from "./paragraphs.js";
import { type ProseReading, readProse, type StatementKind } from "./prose-rows.js";
import type { RowWords } from "./report-row.js";
import { TableReader } from "./table-rows.js";

/** A paragraph of the auditor's own report, verbatim. */
export interface KeptStatement extends KeptLine {
  readonly kind: StatementKind;
}

/** How many pieces of the file went where. All four together are all of them. */
export interface Accounting {
  readonly pieces: number;
  readonly in_rows: number;
  readonly in_statements: number;
  readonly headings: number;
  readonly unread: number;
}

/** A report as it was read: rows in the order of the file, and every word that is in none of them. */
export interface ReadReport {
  readonly rows: readonly RowWords[];
  readonly statements: readonly KeptStatement[];
  /** Titles, column titles, headings between rows, running lines of pages. */
  readonly headings: readonly KeptLine[];
  /** What is neither: kept word by word, for a person to look at. */
  readonly unread: readonly KeptLine[];
  readonly accounting: Accounting;
}

/** Reads what a reader found. Nothing that is not blank is dropped: `kept + unread = all` is asserted. */
export function readDocument(pieces: readonly Piece[]): ReadReport {
  const table = new TableReader();
  const found: Found = { rows: [], statements: [], headings: [], unread: [] };
  for (const run of runsOf(pieces)) {
    if (run.kind === "cells") readCells(run, { table, found });
    else readLines(run, { table, found });
  }
  const at = ({ pieces: [first = 0] }: { readonly pieces: readonly number[] }) => first;
  const inOrder = <T extends { readonly pieces: readonly number[] }>(list: T[]) => list.sort((a, b) => at(a) - at(b));
  inOrder(found.rows);
  inOrder(found.statements);
  inOrder(found.headings);
  inOrder(found.unread);
  const sizes = (list: readonly { readonly pieces: readonly number[] }[]) =>
    list.reduce((sum, each) => sum + each.pieces.length, 0);
  const accounting: Accounting = {
    pieces: pieces.length,
    in_rows: sizes(found.rows),
    in_statements: sizes(found.statements),
    headings: sizes(found.headings),
    unread: sizes(found.unread),
  };
  const { in_rows, in_statements, headings, unread } = accounting;
  assert(in_rows + in_statements + headings + unread === pieces.length, "a line of the report was lost");
  return {
    rows: found.rows.map(({ row }) => row),
    statements: found.statements.map(({ kind, line }) => ({ kind, ...line })),
    headings: found.headings.map(({ line }) => line),
    unread: found.unread.map(({ line }) => line),
    accounting,
  };
}

interface Found {
  readonly rows: { readonly row: RowWords; readonly pieces: readonly number[] }[];
  readonly statements: { readonly kind: StatementKind; readonly line: KeptLine; readonly pieces: readonly number[] }[];
  readonly headings: { readonly line: KeptLine; readonly pieces: readonly number[] }[];
  readonly unread: { readonly line: KeptLine; readonly pieces: readonly number[] }[];
}

interface CellsRun {
  readonly kind: "cells";
  readonly pieces: { readonly index: number; readonly piece: CellsPiece }[];
}
interface LinesRun {
  readonly kind: "lines";
  readonly pieces: { readonly index: number; readonly piece: LinePiece }[];
}

/** Stretches of cells and stretches of lines, in order. */
function runsOf(pieces: readonly Piece[]): readonly (CellsRun | LinesRun)[] {
  const runs: (CellsRun | LinesRun)[] = [];
  for (const [index, piece] of pieces.entries()) {
    const open = runs.at(-1);
    if (piece.kind === "cells") {
      if (open?.kind === "cells") open.pieces.push({ index, piece });
      else runs.push({ kind: "cells", pieces: [{ index, piece }] });
    } else if (open?.kind === "lines") open.pieces.push({ index, piece });
    else runs.push({ kind: "lines", pieces: [{ index, piece }] });
  }
  return runs;
}

function readCells(run: CellsRun, { table, found }: { readonly table: TableReader; readonly found: Found }): void {
  for (const { index, piece } of run.pieces) {
    const reading = table.read(piece);
    const line = { place: piece.place, text: wordsOf(piece) };
    if (reading.kind === "row") found.rows.push({ row: reading.row, pieces: [index] });
    else if (reading.kind === "heading") found.headings.push({ line, pieces: [index] });
    else readAsText({ index, piece }, found);
  }
}

/** A row of a sheet that is no row of the table may be the opinion, typed above it. */
function readAsText({ index, piece }: { readonly index: number; readonly piece: CellsPiece }, found: Found): void {
  const filled = piece.cells.filter((cell) => cell.trim() !== "");
  const text = filled.length === 1 ? filled[0] : undefined;
  if (text === undefined) {
    found.unread.push({ line: { place: piece.place, text: wordsOf(piece) }, pieces: [index] });
    return;
  }
  const line: LinePiece = { kind: "line", place: piece.place, text, startsParagraph: true };
  addProse(readProse(paragraphsOf([{ index, piece: line }])), found);
}

function readLines(run: LinesRun, { table, found }: { readonly table: TableReader; readonly found: Found }): void {
  for (const { index, piece } of run.pieces) {
    if (piece.isRepeated === true) found.headings.push({ line: keptLine(piece), pieces: [index] });
  }
  const prose = readProse(paragraphsOf(run.pieces.filter(({ piece }) => piece.isRepeated !== true)));
  addProse(prose, found);
  if (prose.lastHeading !== undefined) table.sawHeading(prose.lastHeading);
}

function addProse(prose: ProseReading, found: Found): void {
  found.rows.push(...prose.rows);
  for (const { kind, paragraph } of prose.statements) {
    found.statements.push({ kind, line: keptLine(paragraph), pieces: paragraph.pieces });
  }
  for (const paragraph of prose.headings) found.headings.push({ line: keptLine(paragraph), pieces: paragraph.pieces });
  for (const paragraph of prose.unread) found.unread.push({ line: keptLine(paragraph), pieces: paragraph.pieces });
}

function keptLine({ place, text }: LinePiece | Paragraph): KeptLine {
  return { place, text };
}
