import type { CollectSummary } from "./collect.js";
import type { FailedPreview, FilePreview } from "./preview.js";

const REJECTS_SHOWN = 20;

/** What a collection did, as text: one line a source, then what could not be read. */
export function collectText({ runs, built, checkpoint }: CollectSummary): string {
  const width = Math.max(6, ...runs.map(({ source }) => source.length));
  const lines = runs.map(({ source, captures, stored, failure }) => {
    const entries = built.entries.filter((entry) => entry.source === source);
    const kept = entries.reduce((sum, entry) => sum + entry.kept, 0);
    const rejected = entries.reduce((sum, entry) => sum + entry.rejected, 0);
    const what = `${captures} read, ${stored} new; ${kept} rows kept, ${rejected} rejected`;
    return failure === undefined
      ? `  ${source.padEnd(width)}  ${what}`
      : `  ${source.padEnd(width)}  STOPPED: ${failure.message}\n  ${" ".repeat(width)}  fix: ${failure.fix}`;
  });
  const rejects = built.entries.flatMap(({ key, rejects: each }) => each.map((reject) => rejectLine(key, reject)));
  const rejected = built.entries.reduce((sum, entry) => sum + entry.rejected, 0);
  return [
    "Collected",
    ...lines,
    ...(rejects.length === 0 ? [] : ["", "Rejected rows", ...shortened(rejects, rejected)]),
    "",
    `The ledger holds ${checkpoint.size} records; root ${checkpoint.rootHex.slice(0, 16)}...`,
    "",
  ].join("\n");
}

/** Only what went wrong, for standard error; empty when nothing did. */
export function collectProblems({ runs, built }: CollectSummary): string {
  const stopped = runs.flatMap(({ source, failure }) =>
    failure === undefined ? [] : [`source ${source} stopped: ${failure.message}\n  fix: ${failure.fix}\n`],
  );
  const rejected = built.entries.reduce((sum, entry) => sum + entry.rejected, 0);
  const note = rejected === 0 ? "" : `${rejected} rows were rejected; see them with: lookback collect --dry-run\n`;
  return `${stopped.join("")}${note}`;
}

/** The same as JSON. */
export function collectJson({ runs, built, checkpoint }: CollectSummary): string {
  const sources = runs.map(({ source, captures, stored, failure }) => ({
    source,
    captures,
    stored,
    failure: failure === undefined ? null : { code: failure.code, message: failure.message, fix: failure.fix },
  }));
  const files = built.entries.map(({ source, key, sha256, kept, rejected, rejects }) => ({
    source,
    file: key,
    sha256,
    kept,
    rejected,
    rejects,
  }));
  return `${JSON.stringify({ sources, files, checkpoint }, null, 2)}\n`;
}

/** What a dry run found, file by file. */
export function previewText(previews: readonly (FilePreview | FailedPreview)[]): string {
  if (previews.length === 0) return "No source is configured. Add one under sources: in lookback.yaml.\n";
  return `${previews
    .flatMap((preview) => {
      if ("failure" in preview)
        return [`${preview.source}: ${preview.failure.message}`, `  fix: ${preview.failure.fix}`];
      const rows = Object.entries(preview.rows).map(([table, count]) => `${count} ${table}`);
      return [
        `${preview.source}: ${preview.file}`,
        `  ${preview.kept} rows kept (${rows.join(", ") || "no table rows"}), ${preview.rejected} rejected`,
        ...shortened(
          preview.rejects.map((reject) => rejectLine(preview.file, reject)),
          preview.rejected,
        ),
      ];
    })
    .join("\n")}\nNothing was stored.\n`;
}

function rejectLine(file: string, { pointer, column, reason, fix }: FilePreview["rejects"][number]): string {
  return `  ${file}, ${pointer}${column === null ? "" : `, column ${column}`}: ${reason}. Fix: ${fix}`;
}

/** Only the first rejects of a file are kept with the tables: all of them are where the source itself is read again. */
function shortened(lines: readonly string[], rejected: number): readonly string[] {
  const shown = lines.slice(0, REJECTS_SHOWN);
  const rest = rejected - shown.length;
  if (rest === 0) return shown;
  return [...shown, `  ... and ${rest} more (all that the sources hold now: lookback collect --dry-run --json)`];
}
