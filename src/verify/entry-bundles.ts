import { assert } from "../base/assert.js";
import { LAYOUT } from "../ledger/layout.js";
import { parseLeaf } from "../ledger/leaf.js";
import { leafHash } from "../ledger/merkle.js";
import type { LedgerRecord } from "../ledger/record.js";
import { newTiles, readEntryBundle, TILE_WIDTH, tilePath } from "../ledger/tiles.js";
import type { RecordChecker } from "./check-records.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

/**
 * Hands the first `size` leaves of a pack to the checker, from its entry bundles. One bundle is in memory at a time.
 * Ends at the first bundle that is missing, cut off, or holds another number of leaves than its name says.
 *
 * @returns paths of the bundles that were read: what stands in them is what the records are.
 */
export async function checkEntryBundles(
  source: EvidenceSource,
  size: number,
  { records, findings }: { readonly records: RecordChecker; readonly findings: Findings },
): Promise<ReadonlySet<string>> {
  const read = new Set<string>();
  for (const tile of newTiles({ from: 0, to: size })) {
    if (tile.level !== "entries") continue;
    const path = `${LAYOUT.log}/${tilePath(tile)}`;
    const bytes = await source.read(path);
    const leaves = bytes === undefined ? undefined : readEntryBundle(bytes);
    if (leaves?.length !== tile.width) {
      const found = bytes === undefined ? "is missing" : `holds no ${tile.width} whole records`;
      findings.error("ENTRIES", path, `the bundle ${found}; what follows was not read`);
      break;
    }
    for (const leaf of leaves) records.check(records.tree.size, leaf);
    read.add(path);
  }
  return read;
}

/** The records of a log of `size` that holds, once more, from its entry bundles. @throws when it does not hold. */
export async function* recordsOf(
  source: EvidenceSource,
  size: number,
): AsyncGenerator<{ readonly index: number; readonly record: LedgerRecord; readonly leafHash: Uint8Array }> {
  for (const tile of newTiles({ from: 0, to: size })) {
    if (tile.level !== "entries") continue;
    const bytes = await source.read(`${LAYOUT.log}/${tilePath(tile)}`);
    const leaves = bytes === undefined ? undefined : readEntryBundle(bytes);
    assert(leaves?.length === tile.width, "a bundle was whole before and is not now");
    for (const [at, leaf] of leaves.entries()) {
      const parsed = parseLeaf(leaf);
      assert(parsed.ok, "a record was readable before and is not readable now");
      yield { index: tile.index * TILE_WIDTH + at, record: parsed.record, leafHash: leafHash(leaf) };
    }
  }
}
