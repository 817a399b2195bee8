import { join } from "node:path";
import { LAYOUT } from "../ledger/layout.js";
import type { MerkleTree } from "../ledger/merkle.js";
import { entryBundle, hashTile, newTiles, parseTilePath, TILE_WIDTH, type Tile, tilePath } from "../ledger/tiles.js";
import { listFiles, readIfThere } from "./files.js";
import type { Findings } from "./report.js";

export interface TileInput {
  readonly folder: string;
  readonly tree: MerkleTree;
  /** Size of the newest checkpoint: its tiles must be there. */
  readonly size: number;
  /** Leaves `[from, to)` of the journal. */
  leaves(from: number, to: number): Promise<readonly Uint8Array[]>;
}

/** Compares every tile and entry bundle with the records, and finds missing and foreign files. Returns how many there are. */
export async function checkTiles({ folder, tree, size, leaves }: TileInput, findings: Findings): Promise<number> {
  const { files, others } = await listFiles(folder, LAYOUT.tiles);
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
    const bytes = await readIfThere(join(folder, path));
    if (bytes === undefined || Buffer.compare(bytes, await expectedBytes(tile, tree, leaves)) !== 0) {
      findings.error("TILE_MISMATCH", path, "holds other bytes than the records give");
    }
  }
  return files.length;
}

async function expectedBytes(
  { level, index, width }: Tile,
  tree: MerkleTree,
  leaves: TileInput["leaves"],
): Promise<Uint8Array> {
  if (level !== "entries") return hashTile(tree, { level, index, width });
  return entryBundle(await leaves(index * TILE_WIDTH, index * TILE_WIDTH + width));
}

function isWithin({ level, index, width }: Tile, size: number): boolean {
  const count = level === "entries" ? size : Math.floor(size / TILE_WIDTH ** level);
  return index * TILE_WIDTH + width <= count;
}
