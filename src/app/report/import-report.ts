import { sha256 } from "../../base/digest.js";
import type { Day, Instant } from "../../base/instant.js";
import type { ReadProblem } from "../../recovery/auditor-report/document.js";
import { type Accounting, readDocument } from "../../recovery/auditor-report/read-document.js";
import { rowIds } from "../../recovery/auditor-report/report-row.js";
import { type RowReading, readRow } from "../../recovery/auditor-report/row-reading.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { recordDecision } from "../decisions/decisions.js";
import { readReportFile } from "./readers/read-file.js";
import type { ReportFile } from "./readers/report-file.js";
import { readStoredReport, type StoredFile } from "./stored-report.js";

export interface ImportInput {
  readonly evidence: Pick<EvidenceStore, "records" | "openBlob" | "putBlob" | "append" | "publish">;
  readonly file: ReportFile;
  readonly at: Instant;
  /** First and last day of the examination, where the file does not say; `null` leaves it to the file. */
  readonly period: { readonly from: Day; readonly to: Day } | null;
}

export interface ImportOutcome {
  readonly file: string;
  readonly rows: readonly { readonly id: string; readonly isNew: boolean; readonly reading: RowReading }[];
  readonly accounting: Accounting;
  readonly unread: readonly { readonly place: string; readonly text: string }[];
  readonly problems: readonly ReadProblem[];
  /** Nothing was recorded: these very bytes were imported under this name before. */
  readonly isKnown: boolean;
  /** Rows of an earlier import of this file that it no longer holds. They stay. */
  readonly left: readonly string[];
}

/**
 * Reads a report's exceptions and keeps every row word by word. A row has the same id whenever it is imported, so
 * importing twice changes nothing, and a changed file adds its changed rows to those already there.
 *
 * @throws AppError `bad-input` when nothing in the file can be read.
 */
export async function importReport({ evidence, file, at, period }: ImportInput): Promise<ImportOutcome> {
  const { format, pieces, problems } = await readReportFile(file);
  const read = readDocument(pieces);
  const ids = rowIds(read.rows);
  const now = new Set(ids);
  const stored = await readStoredReport(evidence);
  const known = new Set(stored.rows.map(({ id }) => id));
  const before = stored.files.find((each) => each.file === file.name);
  const digest = sha256(file.bytes);
  const saidBefore = before?.period ?? null;
  const isKnown = before?.sha256 === digest && (period === null || isSame(saidBefore, period));
  const rows = read.rows.map((row, at) => ({ id: ids[at] ?? "", row, reading: readRow(row) }));
  const fresh = rows.filter(({ id }) => !known.has(id));
  if (!isKnown) {
    for (const { id, row } of fresh) {
      const body = { schema: "lookback.report-row/1", part: "row", row } as const;
      await recordDecision(evidence, { kind: "report-row", subject: id, body, at });
    }
    const body: StoredFile = {
      schema: "lookback.report-row/1",
      part: "file",
      file: file.name,
      format,
      sha256: digest,
      period: period ?? (before?.sha256 === digest ? saidBefore : null),
      rows: [...ids],
      statements: [...read.statements],
      headings: [...read.headings],
      unread: [...read.unread],
      problems: [...problems],
      accounting: read.accounting,
    };
    await recordDecision(evidence, { kind: "report-row", subject: `file-${digest.slice(0, 10)}`, body, at });
    await evidence.publish();
  }
  return {
    file: file.name,
    rows: rows.map(({ id, reading }) => ({ id, reading, isNew: !known.has(id) })),
    accounting: read.accounting,
    unread: read.unread,
    problems,
    isKnown,
    left: (before?.rows ?? []).filter((id) => !now.has(id)),
  };
}

function isSame(
  a: { readonly from: string; readonly to: string } | null,
  b: { readonly from: string; readonly to: string },
): boolean {
  return a?.from === b.from && a.to === b.to;
}
