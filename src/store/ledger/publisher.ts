import { dirname, join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { type LogSigner, signCheckpoint } from "../../ledger/checkpoint.js";
import { checkpointPath, LAYOUT } from "../../ledger/layout.js";
import type { MerkleTree } from "../../ledger/merkle.js";
import { entryBundle, hashTile, newTiles, TILE_WIDTH, type Tile, tilePath } from "../../ledger/tiles.js";
import { createForGood, type Disk, makeFolder, replaceFile } from "../blobs/disk.js";
import type { Journal } from "./journal.js";

export interface PublishInput {
  readonly folder: string;
  readonly disk: Disk;
  readonly journal: Journal;
  readonly tree: MerkleTree;
  readonly signer: LogSigner;
  /** Size of the last checkpoint. */
  readonly from: number;
  readonly to: number;
}

/**
 * Writes the tiles and entry bundles that the log gained, then signs the checkpoint over them. Doing it again is
 * harmless: a file that is there with the same bytes is fine.
 *
 * @throws AppError `ledger-fork` when one is there with other bytes: two logs were written under one name.
 */
export async function publishLog(input: PublishInput): Promise<void> {
  const { folder, disk, tree, signer, from, to } = input;
  for (const tile of newTiles({ from, to })) {
    await store(input, `${LAYOUT.log}/${tilePath(tile)}`, await tileBytes(tile, input));
  }
  const text = Buffer.from(signCheckpoint({ size: to, root: tree.root(to) }, signer));
  await store(input, checkpointPath(to), text);
  await replaceFile(disk, { temporary: temporaryOf(folder), target: join(folder, LAYOUT.checkpoint), bytes: text });
}

async function tileBytes({ level, index, width }: Tile, { journal, tree }: PublishInput): Promise<Uint8Array> {
  if (level !== "entries") return hashTile(tree, { level, index, width });
  const leaves: Uint8Array[] = [];
  const first = index * TILE_WIDTH;
  for await (const leaf of journal.leaves(first, first + width)) leaves.push(leaf);
  return entryBundle(leaves);
}

async function store({ folder, disk }: PublishInput, path: string, bytes: Uint8Array): Promise<void> {
  const target = join(folder, path);
  await makeFolder(disk, dirname(target));
  if (await createForGood(disk, { temporary: temporaryOf(folder), target, bytes })) return;
  throw new AppError({
    code: "ledger-fork",
    message: `${path} holds other bytes than the journal gives`,
    fix: "Two logs were written under one name, or a copy was restored over a newer one. Stop, keep both, restore the newest whole copy.",
  });
}

function temporaryOf(folder: string): string {
  return join(folder, LAYOUT.temporary, "publish");
}
