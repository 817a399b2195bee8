import writeXlsxFile from "write-excel-file/node";
import { cellText, type Sheet, type SheetCell, sheetNames } from "./sheet.js";
import { withoutClock } from "./zip-clock.js";

/**
 * Sheets as one XLSX workbook: titles in bold and frozen, columns as wide as they say. The same sheets give the same
 * bytes. No cell is a formula: text that begins with `=` or `+` is text.
 */
export async function renderXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const names = sheetNames(sheets.map(({ name }) => name));
  const written = await writeXlsxFile(
    sheets.map(({ columns, rows }, index) => ({
      sheet: names[index] ?? "",
      stickyRowsCount: 1,
      columns: columns.map(({ width }) => ({ width })),
      data: [
        columns.map(({ title }) => ({ value: cellText(title), type: String, fontWeight: "bold" as const })),
        ...rows.map((row) => row.map(cellOf)),
      ],
    })),
  ).toBuffer();
  return withoutClock(written);
}

/** Text is given its type, so that the library never guesses one. */
function cellOf(cell: SheetCell) {
  if (cell === null || cell === "") return null;
  switch (typeof cell) {
    case "number":
      return { value: cell, type: Number };
    case "boolean":
      return { value: cell, type: Boolean };
    default:
      return { value: cellText(cell), type: String, alignVertical: "top" as const };
  }
}
