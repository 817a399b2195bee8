import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import type { Piece, ReadProblem } from "../../../recovery/auditor-report/document.js";
import { type FilePieces, isBlank } from "./report-file.js";
import { lineOf } from "./text.js";

/** Rows of delimited text. Where quotes are broken, the rest of the file is kept line by line. */
export function readCsv(text: string, delimiter: string): FilePieces {
  const bytes = Buffer.from(text, "utf8");
  const pieces: Piece[] = [];
  const problems: ReadProblem[] = [];
  let [rows, read] = [0, 0];
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      on_record: (record: unknown, context) => {
        rows += 1;
        read = context.bytes;
        const cells = Array.isArray(record) ? record.map(String) : [];
        if (!cells.every(isBlank)) pieces.push({ kind: "cells", place: `row ${rows}`, cells });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = "a quote is opened and never closed: from here on the lines are kept as they are";
    problems.push({
      place: `row ${rows + 1}`,
      message,
      fix: "Mend the quotes of this row, or save the sheet as .xlsx.",
    });
    const rest = bytes
      .subarray(read)
      .toString("utf8")
      .split(/\r\n|\n|\r/u);
    pieces.push(...rest.flatMap((each) => (isBlank(each) ? [] : [lineOf(each, `after row ${rows}`)])));
  }
  return { format: "csv", pieces, problems };
}
