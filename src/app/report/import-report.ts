import { AppError } from "../../base/app-error.js";
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
import { fileId, readStoredReport, type StoredFile } from "./stored-report.js";

export interface ImportInput {
  readonly evidence: Pick<EvidenceStore, "records" | "openBlob" | "putBlob" | "append" | "publish">;
  readonly file: ReportFile;
  readonly at: Instant;
  /** First and last day of the examination, where the file does not say; `null` leaves it to the file. */
  readonly period: { readonly from: Day; readonly to: Day } | null;
  /** Id or name of an earlier import that shall count no more; it stays in the log. */
  readonly replaces: string | null;
}

export interface ImportOutcome {
  /** Names the import; the same bytes have the same one. */
  readonly id: string;
  readonly file: string;
  readonly rows: readonly { readonly id: string; readonly isNew: boolean; readonly reading: RowReading }[];
  readonly accounting: Accounting;
  readonly unread: readonly { readonly place: string; readonly text: string }[];
  readonly problems: readonly ReadProblem[];
  /** Nothing was recorded: these very bytes were imported before, and count. */
  readonly isKnown: boolean;
  /** The earlier import that counts no more, because this one takes its place. */
  readonly replaced: { readonly id: string; readonly file: string } | null;
  /** Rows of the replaced import that this one does not hold. They stay, and count no more. */
  readonly left: readonly string[];
  /** Other imports of the same name that count beside this one. */
  readonly beside: readonly string[];
}

/**
 * Reads a report's exceptions and keeps every row word by word. A row has the same id whenever it is imported, and so
 * has a file: bytes that were imported already are not imported again, whatever they are called, and different bytes
 * count beside each other even under one name, unless `replaces` says otherwise.
 *
 * @throws AppError `bad-input` when nothing in the file can be read; `bad-usage` when there is no one import to replace.
 */
export async function importReport({ evidence, file, at, period, replaces }: ImportInput): Promise<ImportOutcome> {
  const { format, pieces, problems } = await readReportFile(file);
  const read = readDocument(pieces);
  const ids = rowIds(read.rows);
  const stored = await readStoredReport(evidence);
  const known = new Set(stored.rows.map(({ id }) => id));
  const digest = sha256(file.bytes);
  const before = stored.files.find((each) => each.sha256 === digest);
  const others = stored.files.filter((each) => each.sha256 !== digest);
  const replaced = replaces === null ? null : fileNamed(replaces, others);
  const isKnown = before !== undefined && replaced === null && (period === null || isSame(before.period, period));
  const rows = read.rows.map((row, at) => ({ id: ids[at] ?? "", row, reading: readRow(row) }));
  if (!isKnown) {
    for (const { id, row } of rows.filter(({ id }) => !known.has(id))) {
      const body = { schema: "lookback.report-row/1", part: "row", row } as const;
      await recordDecision(evidence, { kind: "report-row", subject: id, body, at });
    }
    const body: StoredFile = {
      schema: "lookback.report-row/1",
      part: "file",
      file: before?.file ?? file.name,
      format,
      sha256: digest,
      ...(replaced === null ? {} : { replaces: replaced.sha256 }),
      period: period ?? before?.period ?? null,
      rows: [...ids],
      statements: [...read.statements],
      headings: [...read.headings],
      unread: [...read.unread],
      problems: [...problems],
      accounting: read.accounting,
    };
    await recordDecision(evidence, { kind: "report-row", subject: fileId(body), body, at });
    await evidence.publish();
  }
  const now = new Set(ids);
  return {
    id: fileId({ sha256: digest }),
    file: before?.file ?? file.name,
    rows: rows.map(({ id, reading }) => ({ id, reading, isNew: !known.has(id) })),
    accounting: read.accounting,
    unread: read.unread,
    problems,
    isKnown,
    replaced: replaced === null ? null : { id: fileId(replaced), file: replaced.file },
    left: rowsLeft(replaced, others).filter((id) => !now.has(id)),
    beside: others.filter((each) => each !== replaced && each.file === file.name).map(fileId),
  };
}

function rowsLeft(replaced: StoredFile | null, others: readonly StoredFile[]): readonly string[] {
  const held = new Set(others.flatMap((each) => (each === replaced ? [] : each.rows)));
  return (replaced?.rows ?? []).filter((id) => !held.has(id));
}

/** The one import that counts and has this id or name. */
function fileNamed(wanted: string, files: readonly StoredFile[]): StoredFile {
  const found = files.filter((each) => fileId(each) === wanted || each.file === wanted);
  const [file] = found;
  if (file !== undefined && found.length === 1) return file;
  const list = (some: readonly StoredFile[]) => some.map((each) => `${fileId(each)} (${each.file})`).join(", ");
  throw new AppError({
    code: "bad-usage",
    message:
      file === undefined
        ? `no other import that counts is called "${wanted}", so there is nothing to replace`
        : `${found.length} imports are called "${wanted}"`,
    fix:
      files.length === 0 ? "Leave out --replaces." : `Name one by its id: ${list(file === undefined ? files : found)}.`,
  });
}

function isSame(
  a: { readonly from: string; readonly to: string } | null,
  b: { readonly from: string; readonly to: string },
): boolean {
  return a?.from === b.from && a.to === b.to;
}
