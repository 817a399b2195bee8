import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { type Instant, isDay } from "../../base/instant.js";
import { RowWords } from "../../recovery/auditor-report/report-row.js";
import { type RowReading, readRow } from "../../recovery/auditor-report/row-reading.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { type Decision, readDecisions } from "../decisions/decisions.js";
import { REPORT_FORMATS } from "./readers/report-file.js";

const Line = z.strictObject({ place: z.string(), text: z.string() });
const DayText = z.string().refine(isDay);

/** A decision `report-row` that holds one row, in the auditor's words. Its subject is the row's id. */
export const StoredRow = z.strictObject({
  schema: z.literal("lookback.report-row/1"),
  part: z.literal("row"),
  row: RowWords,
});

/** A decision `report-row` that holds one file: which rows it has, in order, and every word that is in none. */
export const StoredFile = z.strictObject({
  schema: z.literal("lookback.report-row/1"),
  part: z.literal("file"),
  file: z.string(),
  format: z.enum(REPORT_FORMATS),
  sha256: z.string(),
  /** Digest of the earlier import that it takes the place of, where whoever imported it said so. */
  replaces: z.string().optional(),
  /** First and last day of the examination, where whoever imported it said so. */
  period: z.strictObject({ from: DayText, to: DayText }).nullable(),
  rows: z.array(z.string()),
  statements: z.array(Line.extend({ kind: z.enum(["opinion", "basis"]) })),
  headings: z.array(Line),
  unread: z.array(Line),
  problems: z.array(z.strictObject({ place: z.string(), message: z.string(), fix: z.string() })),
  accounting: z.strictObject({
    pieces: z.int(),
    in_rows: z.int(),
    in_statements: z.int(),
    headings: z.int(),
    unread: z.int(),
  }),
});
export type StoredFile = z.infer<typeof StoredFile>;

/** A decision `report-match`: what a row, or one count of it (`row-.../2`), is about. */
export const StoredMatch = z.strictObject({
  schema: z.literal("lookback.report-match/1"),
  /** `null`: none of our controls; an earlier match is taken back. */
  control: z.string().nullable(),
  /** `null`: the control as a whole. */
  attribute: z.string().nullable(),
  /** Why it was proposed, where a proposal was accepted. */
  reasons: z.array(z.string()),
});
export type StoredMatch = z.infer<typeof StoredMatch>;

/** A row as it was imported, with what Lookback reads in it today. */
export interface KnownRow {
  readonly id: string;
  readonly row: RowWords;
  readonly reading: RowReading;
  /** The newest file that holds it; `null` when its import broke off. */
  readonly file: StoredFile | null;
  /** Whether a file that counts holds it; rows of replaced files stay. */
  readonly isCurrent: boolean;
}

/** Everything that was imported, as the ledger holds it. */
export interface StoredReport {
  /** Files that count, each once however often its bytes were imported, in order: those that others replaced are out. */
  readonly files: readonly (StoredFile & { readonly importedAt: Instant })[];
  /** Rows in the order of the files, those that are in none of them last. */
  readonly rows: readonly KnownRow[];
  /** The last match by row, or by row and count (`row-.../2`). */
  readonly matches: ReadonlyMap<string, StoredMatch>;
}

/** The id of an import: the same bytes have the same one, whatever their file is called. */
export function fileId({ sha256 }: Pick<StoredFile, "sha256">): string {
  return `file-${sha256.slice(0, 10)}`;
}

/**
 * Reads what was imported and matched.
 *
 * @throws AppError `store-damaged` when a decision has a shape that this version does not know.
 */
export async function readStoredReport(evidence: Pick<EvidenceStore, "records" | "openBlob">): Promise<StoredReport> {
  const words = new Map<string, RowWords>();
  const lastFileOf = new Map<string, StoredFile>();
  const files = new Map<string, StoredFile & { readonly importedAt: Instant }>();
  const matches = new Map<string, StoredMatch>();
  for (const decision of await readDecisions(evidence, "report-row", "report-match")) {
    if (decision.kind === "report-match") {
      matches.set(decision.subject, parsed(StoredMatch, decision));
      continue;
    }
    const body = parsed(z.union([StoredRow, StoredFile]), decision);
    if (body.part === "row") {
      words.set(decision.subject, body.row);
    } else {
      if (body.replaces !== undefined) files.delete(body.replaces);
      files.set(body.sha256, { ...body, importedAt: decision.at });
      for (const id of body.rows) lastFileOf.set(id, body);
    }
  }
  for (const file of files.values()) for (const id of file.rows) lastFileOf.set(id, file);
  const current = new Set([...files.values()].flatMap(({ rows }) => rows));
  const ids = new Set([...current, ...words.keys()]);
  const rows = [...ids].flatMap((id): KnownRow[] => {
    const row = words.get(id);
    if (row === undefined) return [];
    return [{ id, row, reading: readRow(row), file: lastFileOf.get(id) ?? null, isCurrent: current.has(id) }];
  });
  return { files: [...files.values()], rows, matches };
}

function parsed<T>(schema: z.ZodType<T>, { kind, subject, index, body }: Decision): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new AppError({
    code: "store-damaged",
    message: `decision ${index} (${kind} ${subject}) has a shape that this version does not know`,
    fix: "Use the version of Lookback that wrote it, or a newer one; lookback verify checks the ledger itself.",
  });
}
