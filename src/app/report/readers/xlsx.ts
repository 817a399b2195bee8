import readWorkbook from "read-excel-file/node";
import type { Piece } from "../../../recovery/auditor-report/document.js";
import { emptyFormulas } from "./empty-formulas.js";
import { type FilePieces, isBlank, type ReportFile, unreadable } from "./report-file.js";

/** Rows of all sheets of a workbook, in order. A merged cell is its first cell; a formula is its last value. */
export async function readXlsx({ name, bytes }: ReportFile): Promise<FilePieces> {
  const sheets = await sheetsOf(name, bytes);
  const pieces = sheets.flatMap(({ sheet, data }) =>
    data.flatMap((row, index): Piece[] => {
      const cells = row.map(textOfCell);
      if (cells.every(isBlank)) return [];
      return [{ kind: "cells", place: `sheet ${sheet}, row ${index + 1}`, table: sheet, cells }];
    }),
  );
  const problems = emptyFormulas(bytes).map((place) => ({
    place,
    message: "the cell holds a formula without a stored result, so it was read as empty",
    fix: "Open the workbook in a spreadsheet, save it, and import it again.",
  }));
  return { format: "xlsx", pieces, problems };
}

async function sheetsOf(name: string, bytes: Uint8Array) {
  try {
    return await readWorkbook(Buffer.from(bytes));
  } catch (cause) {
    // The library throws many kinds of errors for what is no workbook; its input is memory, so none is a disk error.
    const fix =
      "Open it in a spreadsheet and save it as .xlsx again; a text document (.docx) can be saved as PDF, or its table pasted.";
    throw unreadable(name, "is no workbook, or a damaged one", fix, cause);
  }
}

function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return cell instanceof Date ? cell.toISOString().replace("T00:00:00.000Z", "") : String(cell);
}
