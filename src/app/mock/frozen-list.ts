import { instantOf } from "../../base/instant.js";
import { csvHeader, csvLine } from "../../reports/csv.js";
import { canonicalOrder, type Listed } from "../../statistics/selection/canonical-order.js";
import type { FilePort } from "../workspace/open-workspace.js";

/** So many lines are written at once. */
const LINES_AT_ONCE = 10_000;

/**
 * Writes a population as it was frozen: ids and moments in canonical order. With it anybody can make the hash and the
 * draw again.
 */
export async function writeFrozenList(
  items: readonly Listed[],
  { files, path }: { readonly files: FilePort; readonly path: string },
): Promise<void> {
  const writer = await files.open(path);
  await writer.append(csvHeader(["item", "occurred at"]));
  const ordered = canonicalOrder(items);
  for (let from = 0; from < ordered.length; from += LINES_AT_ONCE) {
    const lines = ordered
      .slice(from, from + LINES_AT_ONCE)
      .map(({ id, occurredAt }) => csvLine([id, instantOf(occurredAt)]));
    await writer.append(lines.join(""));
  }
  await writer.close();
}
