import { csvHeader, csvLine } from "../csv.js";
import type { Sheet } from "./sheet.js";

/** A sheet as CSV: text that a spreadsheet would run as a formula is marked, as in every CSV of ours. */
export function renderSheetCsv({ columns, rows }: Sheet): string {
  return csvHeader(columns.map(({ title }) => title)) + rows.map(csvLine).join("");
}

/** The name of a sheet's file: `Completeness` is `completeness.csv`. */
export function csvName({ name }: Pick<Sheet, "name">): string {
  return `${name.toLowerCase().replace(/[^a-z0-9._-]+/g, "-")}.csv`;
}
