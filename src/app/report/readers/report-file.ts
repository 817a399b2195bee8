import { AppError } from "../../../base/app-error.js";
import type { Piece, ReadProblem } from "../../../recovery/auditor-report/document.js";

/** A file as somebody handed it in. */
export interface ReportFile {
  /** Its name without folders, or `standard input`: for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const REPORT_FORMATS = ["csv", "xlsx", "text", "pdf"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a reader of bytes gives: everything in the file that is not blank, in reading order, and what stopped it. */
export interface FilePieces {
  readonly format: ReportFormat;
  readonly pieces: readonly Piece[];
  readonly problems: readonly ReadProblem[];
}

/** Text without a letter or digit: empty cells, rules, borders. */
export function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}

/** An error that names the file, what is wrong with it and what to do. */
export function unreadable(name: string, what: string, fix: string, cause?: unknown): AppError {
  return new AppError({ code: "bad-input", message: `${name} ${what}`, fix, cause });
}
