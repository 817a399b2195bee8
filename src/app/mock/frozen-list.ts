import { instantOf } from "../../base/instant.js";
import { csvHeader, csvLine } from "../../reports/csv.js";
import { canonicalOrder, hashedIds, type Listed } from "../../statistics/selection/canonical-order.js";
import type { FilePort } from "../workspace/open-workspace.js";

/** So many lines are written at once. */
const LINES_AT_ONCE = 10_000;

/**
 * Writes a population as it was frozen, as two files: `.csv` with ids and moments in canonical order, for people and
 * the draw, and `.ids.txt` with the very bytes of which the SHA-256 is the population's hash. A spreadsheet's CSV cannot
 * be both: it guards ids that would be run as formulas, and quotes.
 */
export async function writeFrozenList(
  items: readonly Listed[],
  { files, path }: { readonly files: FilePort; readonly path: string },
): Promise<void> {
  await writeLines(frozenCsv(items), { files, path: `${path}.csv` });
  await writeLines(frozenIds(items), { files, path: `${path}.ids.txt` });
}

/** The list for people and the draw, line by line: ids and moments in canonical order. */
export function frozenCsv(items: readonly Listed[]): readonly string[] {
  const rows = canonicalOrder(items).map(({ id, occurredAt }) => csvLine([id, instantOf(occurredAt)]));
  return [csvHeader(["item", "occurred at"]), ...rows];
}

/** The bytes that are hashed, in pieces: ids in order of their bytes, one a line, no line end after the last. */
export function frozenIds(items: readonly Listed[]): readonly string[] {
  return hashedIds(items).map((id, index) => (index === 0 ? id : `\n${id}`));
}

async function writeLines(
  lines: readonly string[],
  { files, path }: { readonly files: FilePort; readonly path: string },
): Promise<void> {
  const writer = await files.open(path);
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    await writer.append(lines.slice(from, from + LINES_AT_ONCE).join(""));
  }
  await writer.close();
}
