import type { NormalizeContext, Normalized, StoredCapture } from "./contract.js";

const REJECTED_SHOWN_MAX = 1_000;

/** A rejected row, with the file it is in. */
interface PreviewReject {
  readonly file: string;
  readonly pointer: string;
  readonly column: string | null;
  readonly reason: string;
  readonly fix: string;
}

/** What normalising a source would come to, without storing anything. */
export interface SourcePreview {
  readonly files: readonly {
    readonly file: string;
    readonly kept: number;
    readonly rejected: number;
    /** Rows for tables. */
    readonly rows: number;
    readonly isComplete: boolean;
    /** Why the file proves nothing, where it does not. */
    readonly reasons: readonly string[];
  }[];
  readonly kept: number;
  readonly rejected: number;
  /** Rows per table, by table name. */
  readonly tables: Readonly<Record<string, number>>;
  /** Kept records that are about nothing here, by the filter that said so. */
  readonly skipped: Readonly<Record<string, number>>;
  /** The first thousand rejects, in the order of files and rows; `rejected` counts all. */
  readonly rejects: readonly PreviewReject[];
}

/** Normalises captures and counts what comes of them, file by file, for `lookback collect --dry-run`. */
export async function previewSource(
  captures: AsyncIterable<StoredCapture> | Iterable<StoredCapture>,
  normalize: (capture: StoredCapture, context: NormalizeContext) => AsyncIterable<Normalized>,
  context: NormalizeContext,
): Promise<SourcePreview> {
  const files: SourcePreview["files"][number][] = [];
  const rejects: PreviewReject[] = [];
  const tables = new Map<string, number>();
  const skipped = new Map<string, number>();
  for await (const capture of captures) {
    const reasons = new Set<string>();
    const file = { file: capture.key, kept: 0, rejected: 0, rows: 0 };
    for await (const item of normalize(capture, context)) {
      if (item.kind === "coverage") {
        if (!item.row.is_complete) reasons.add(item.row.reason ?? "error");
      } else if (item.kind === "rejected") {
        file.rejected += 1;
        const { pointer, column, reason, fix } = item;
        if (rejects.length < REJECTED_SHOWN_MAX) rejects.push({ file: capture.key, pointer, column, reason, fix });
      } else {
        file.kept += 1;
        file.rows += item.rows.length;
        for (const { table } of item.rows) add(tables, table);
        if ("skipped" in item && typeof item.skipped === "string") add(skipped, item.skipped);
      }
    }
    files.push({ ...file, isComplete: reasons.size === 0, reasons: [...reasons].sort() });
  }
  return {
    files,
    kept: files.reduce((sum, { kept }) => sum + kept, 0),
    rejected: files.reduce((sum, { rejected }) => sum + rejected, 0),
    tables: sorted(tables),
    skipped: sorted(skipped),
    rejects,
  };
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
