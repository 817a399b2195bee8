import { LAYOUT } from "../ledger/layout.js";
import { newTiles, readEntryBundle, tilePath } from "../ledger/tiles.js";
import type { RecordChecker } from "./check-records.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

/**
 * Hands the first `size` leaves of a pack to the checker, from its entry bundles. One bundle is in memory at a time.
 * Ends at the first bundle that is missing, cut off, or holds another number of leaves than its name says.
 */
export async function checkEntryBundles(
  source: EvidenceSource,
  size: number,
  { records, findings }: { readonly records: RecordChecker; readonly findings: Findings },
): Promise<void> {
  for (const tile of newTiles({ from: 0, to: size })) {
    if (tile.level !== "entries") continue;
    const path = `${LAYOUT.log}/${tilePath(tile)}`;
    const bytes = await source.read(path);
    const leaves = bytes === undefined ? undefined : readEntryBundle(bytes);
    if (leaves?.length !== tile.width) {
      const found = bytes === undefined ? "is missing" : `holds no ${tile.width} whole records`;
      findings.error("ENTRIES", path, `the bundle ${found}; what follows was not read`);
      return;
    }
    for (const leaf of leaves) records.check(records.tree.size, leaf);
  }
}
