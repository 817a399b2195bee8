/** One row of cells that a reader found, in the order of its columns. */
export interface CellsPiece {
  readonly kind: "cells";
  /** Where it stands, for people: `row 7`, `sheet Exceptions, row 7`, `page 3`. */
  readonly place: string;
  /** Which table of the file: titles of one say nothing of another. */
  readonly table?: string;
  readonly cells: readonly string[];
}

/** One line of running text. */
export interface LinePiece {
  readonly kind: "line";
  readonly place: string;
  readonly text: string;
  /** Whether white space sets it apart from the line before. */
  readonly startsParagraph: boolean;
  /** A line that a page prints again and again: running titles, page numbers. */
  readonly isRepeated?: boolean;
}

/** What a reader makes of a file, in reading order. Everything in the file that is not blank is in one piece. */
export type Piece = CellsPiece | LinePiece;

/** What stopped a reader, or made it doubt: the rest was read all the same. */
export interface ReadProblem {
  readonly place: string;
  /** What is wrong, without the words of the report. */
  readonly message: string;
  readonly fix: string;
}

/** A piece as it is kept where it became no row. */
export interface KeptLine {
  readonly place: string;
  readonly text: string;
}

/** The words of a piece, as they are; cells are set apart by tabs. */
export function wordsOf(piece: Piece): string {
  return piece.kind === "line" ? piece.text : piece.cells.join("\t");
}
