import { LAYOUT } from "../ledger/layout.js";
import { leafHash, type MerkleTree } from "../ledger/merkle.js";
import {
  hashTile,
  newTiles,
  parseTilePath,
  readEntryBundle,
  TILE_WIDTH,
  type Tile,
  tilePath,
} from "../ledger/tiles.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

export interface TileInput {
  readonly source: EvidenceSource;
  readonly tree: MerkleTree;
  /** Size of the newest checkpoint: its tiles must be there. */
  readonly size: number;
  /** Bundles that the records were read from: comparing them with the records would compare them with themselves. */
  readonly read: ReadonlySet<string>;
}

/** Compares every tile and entry bundle with the records, and finds missing and foreign files. Returns how many there are. */
export async function checkTiles({ source, tree, size, read }: TileInput, findings: Findings): Promise<number> {
  const { files, others } = await source.list(LAYOUT.tiles);
  for (const path of others) findings.error("LOG_EXTRA_FILE", path, "not a regular file");
  const there = new Set(files);
  // A log shorter than its checkpoint is reported as that; which of its tiles are missing would say nothing more.
  for (const tile of newTiles({ from: 0, to: size <= tree.size ? size : 0 })) {
    const path = `${LAYOUT.log}/${tilePath(tile)}`;
    if (!there.has(path)) findings.error("TILE_MISSING", path, "the newest checkpoint needs this file");
  }
  for (const path of files) {
    const tile = parseTilePath(path.slice(LAYOUT.log.length + 1));
    if (tile === undefined || !isWithin(tile, tree.size)) {
      findings.error("LOG_EXTRA_FILE", path, "no tile of this log has this name");
      continue;
    }
    if (read.has(path)) continue;
    const bytes = await source.read(path);
    if (bytes === undefined || !holds(bytes, tile, tree)) {
      findings.error("TILE_MISMATCH", path, "holds other bytes than the records give");
    }
  }
  return files.length;
}

/** A bundle has one spelling: the leaves decide its bytes, and their hashes stand in the tree. */
function holds(bytes: Uint8Array, { level, index, width }: Tile, tree: MerkleTree): boolean {
  if (level !== "entries") return Buffer.compare(bytes, hashTile(tree, { level, index, width })) === 0;
  const leaves = readEntryBundle(bytes);
  if (leaves?.length !== width) return false;
  return leaves.every((leaf, at) => Buffer.compare(leafHash(leaf), tree.subtree(0, index * TILE_WIDTH + at)) === 0);
}

function isWithin({ level, index, width }: Tile, size: number): boolean {
  const count = level === "entries" ? size : Math.floor(size / TILE_WIDTH ** level);
  return index * TILE_WIDTH + width <= count;
}
