import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { readJournal } from "../../ledger/journal-format.js";
import { checkpointPath, LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { newTiles, tilePath } from "../../ledger/tiles.js";
import { isErrno } from "../blobs/disk.js";
import { filesBelow } from "./files-below.js";
import { readFileToCopy } from "./new-tree.js";

/** A state of an evidence folder that was whole at one moment, while somebody may be writing on. */
export interface LedgerCut {
  /** Length of the journal's whole records. */
  readonly journalBytes: number;
  /** The file whose bytes stand under `log/checkpoint`: the newest checkpoint; left out where nothing was signed. */
  readonly head: string | undefined;
  /** All other files that belong to it, below the evidence folder. */
  readonly files: readonly string[];
}

/** Folders that an evidence folder has, also where they are empty. */
export const LEDGER_FOLDERS = [
  LAYOUT.blobs,
  LAYOUT.temporary,
  LAYOUT.checkpoints,
  LAYOUT.tiles,
  LAYOUT.keys,
  LAYOUT.trust,
];

/**
 * Finds what of an evidence folder to copy, without its lock. The journal is read first, to its last whole record, and
 * decides what belongs to it: checkpoints of at most so many records, what outsiders said of these, and their tiles.
 * Whatever a record names was durable before the record, and keys are there before it too, so what is listed after the
 * journal lacks nothing of it. What is appended meanwhile stays out.
 *
 * @throws AppError `store-damaged` when the journal is damaged, or shorter than what was signed before it was read.
 */
export async function cutLedger(folder: string): Promise<LedgerCut> {
  const before = Math.max(0, ...(await signedSizes(folder)));
  const { records, journalBytes } = await wholeRecords(folder);
  if (before > records) throw damaged(`the journal holds ${records} records, and ${before} were signed`);
  const sizes = (await signedSizes(folder)).filter((size) => size <= records);
  const newest = sizes.at(-1);
  const companions = (await readdir(join(folder, LAYOUT.checkpoints))).flatMap((name) => {
    const parsed = parseCheckpointName(name);
    return parsed !== undefined && sizes.includes(parsed.size) ? [`${LAYOUT.checkpoints}/${name}`] : [];
  });
  const rest: string[] = [];
  // Keys last: those of evidence that comes in meanwhile do no harm, one that is missing would.
  for (const below of [LAYOUT.blobs, LAYOUT.trust, LAYOUT.keys]) rest.push(...(await filesBelow(folder, below)).files);
  return {
    journalBytes,
    head: newest === undefined ? undefined : checkpointPath(newest),
    files: [...companions, ...tilesOf(sizes), ...rest],
  };
}

/** Every tile that one of these heads was signed over. */
function tilesOf(sizes: readonly number[]): readonly string[] {
  const tiles = sizes.flatMap((to, at) => newTiles({ from: sizes[at - 1] ?? 0, to }));
  return [...new Set(tiles.map((tile) => `${LAYOUT.log}/${tilePath(tile)}`))];
}

async function signedSizes(folder: string): Promise<readonly number[]> {
  const names = await readdir(join(folder, LAYOUT.checkpoints)).catch((error: unknown) => {
    if (!isErrno(error, "ENOENT")) throw error;
    throw new AppError({
      code: "not-found",
      message: `there is no ledger in ${folder}`,
      fix: "Nothing was collected in this workspace yet. Run: lookback collect, or start the server once.",
      cause: error,
    });
  });
  const sizes = names.map(parseCheckpointName).flatMap((each) => (each?.companion === "" ? [each.size] : []));
  return sizes.sort((a, b) => a - b);
}

async function wholeRecords(folder: string): Promise<{ readonly records: number; readonly journalBytes: number }> {
  const path = join(folder, LAYOUT.journal);
  const { size } = await stat(path);
  let [records, journalBytes] = [0, size];
  for await (const part of readJournal(readFileToCopy({ from: path, sizeBytes: size }))) {
    if (part.kind === "damaged") throw damaged(`record ${part.index} of the journal is damaged`);
    if (part.kind === "leaf") records += 1;
    else journalBytes = part.offset;
  }
  return { records, journalBytes };
}

function damaged(what: string): AppError {
  return new AppError({
    code: "store-damaged",
    message: what,
    fix: "Run: lookback verify. A ledger that does not hold is not backed up as if it did.",
  });
}
