import { readCsv } from "./csv.js";
import { decodedText } from "./decoded-text.js";
import { readPdf } from "./pdf.js";
import { type FilePieces, type ReportFile, unreadable } from "./report-file.js";
import { delimiterOf, readText } from "./text.js";
import { readXlsx } from "./xlsx.js";

const BYTES_MAX = 64 * 1024 * 1024;

/**
 * Reads a file by what is in it; the name only tells a table of commas from text.
 *
 * @throws AppError `bad-input` when nothing in it can be read: empty, binary, scanned, encrypted, too large.
 */
export async function readReportFile(file: ReportFile): Promise<FilePieces> {
  const { name, bytes } = file;
  if (bytes.length > BYTES_MAX) {
    throw unreadable(name, "is larger than 64 MiB", "Import the pages of the exceptions alone.");
  }
  const found = await piecesOf(file);
  if (found.pieces.length === 0) {
    throw unreadable(name, "holds no words", "Choose the file that holds the exceptions, or paste their text.");
  }
  return found;
}

async function piecesOf(file: ReportFile): Promise<FilePieces> {
  const { name, bytes } = file;
  if (startsWith(bytes, "%PDF-")) return readPdf(file);
  if (startsWith(bytes, "PK\u0003\u0004")) return readXlsx(file);
  if (startsWith(bytes, "\u00d0\u00cf\u0011\u00e0")) {
    throw unreadable(name, "is an old Office file", "Save it as .xlsx, .csv or PDF and import that.");
  }
  const { text, problems } = decodedText(file);
  const delimiter = delimiterOf(text, /\.(?:csv|tsv)$/iu.test(name));
  const read = delimiter === undefined ? readText(text) : readCsv(text, delimiter);
  return { ...read, problems: [...problems, ...read.problems] };
}

function startsWith(bytes: Uint8Array, start: string): boolean {
  return [...start].every((letter, at) => bytes[at] === letter.charCodeAt(0));
}
