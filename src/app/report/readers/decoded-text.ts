import type { ReadProblem } from "../../../recovery/auditor-report/document.js";
import { type ReportFile, unreadable } from "./report-file.js";

/**
 * The text of a file: UTF-8, UTF-16 with its mark, or Windows-1252, which spreadsheets still write and which is said.
 *
 * @throws AppError `bad-input` for bytes that are no text.
 */
export function decodedText({ name, bytes }: ReportFile): {
  readonly text: string;
  readonly problems: readonly ReadProblem[];
} {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: utf16("utf-16le", { name, bytes }), problems: [] };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: utf16("utf-16be", { name, bytes }), problems: [] };
  if (bytes.includes(0)) {
    throw unreadable(
      name,
      "is no text, workbook or PDF",
      "Save the exceptions as PDF, .xlsx, .csv, Markdown or plain text and import that.",
    );
  }
  try {
    return { text: decode("utf-8", bytes), problems: [] };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const message = "the text is not UTF-8 and was read as Windows-1252";
    const fix =
      "Look at accents and dashes in the rows; if they are wrong, save the file as UTF-8 and import it again.";
    return { text: decode("windows-1252", bytes), problems: [{ place: "whole file", message, fix }] };
  }
}

function utf16(encoding: "utf-16le" | "utf-16be", { name, bytes }: ReportFile): string {
  try {
    return decode(encoding, bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const fix = "Save the file again, best as UTF-8, and import that; a copy that broke off must be copied anew.";
    throw unreadable(name, "begins as UTF-16 text and is cut off or damaged", fix, cause);
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
