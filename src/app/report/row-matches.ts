import { repeatedRows } from "../../recovery/auditor-report/repeats.js";
import type { KnownRow, StoredMatch, StoredReport } from "./stored-report.js";

/** Rows that tell an exception again, among those that count: the id of the first telling by that of the second. */
export function repeatsIn({ rows }: StoredReport): ReadonlyMap<string, string> {
  return repeatedRows(rows.filter(({ isCurrent }) => isCurrent));
}

/**
 * What people said of each count of a row, or of the row where nothing is counted; `undefined`: nobody has yet. A
 * count's own match goes before its row's; a row that tells another again shares that one's.
 */
export function matchesOf(
  { id, reading }: KnownRow,
  { matches }: StoredReport,
  repeats: ReadonlyMap<string, string>,
): readonly (StoredMatch | undefined)[] {
  const names = [id, ...(repeats.has(id) ? [repeats.get(id) ?? ""] : [])];
  return Array.from({ length: Math.max(1, reading.counted.length) }, (_, at) => {
    const own = names.flatMap((name) => [`${name}/${at + 1}`, name]).find((name) => matches.has(name));
    return own === undefined ? undefined : matches.get(own);
  });
}

/** Whether somebody still has to say what the row, or one of its counts, is about. */
export function isOpen(row: KnownRow, stored: StoredReport, repeats: ReadonlyMap<string, string>): boolean {
  if (!row.isCurrent || repeats.has(row.id)) return false;
  return matchesOf(row, stored, repeats).includes(undefined);
}
