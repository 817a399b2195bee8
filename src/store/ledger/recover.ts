import { readdir, readFile, stat, unlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { AppError } from "../../base/app-error.js";
import type { Checkpoint } from "../../ledger/checkpoint.js";
import { checkpointPath, LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { parseLeaf } from "../../ledger/leaf.js";
import { type LogKeys, openHead } from "../../ledger/log-keys.js";
import { leafHash, MerkleTree } from "../../ledger/merkle.js";
import type { LedgerRecord } from "../../ledger/record.js";
import { type Disk, diskError, isErrno, makeFolder } from "../blobs/disk.js";
import type { Journal } from "./journal.js";

/** Temporary files of the blob store, the publisher and the time-stamps: only the holder of the lock makes them. */
const UNDER_LOCK = /^(blob-\d+|publish|time-stamp|part)$/;
const ABANDONED_MS = 24 * 3_600_000;

/** What start-up found and did. */
export interface Recovery {
  /** Bytes of an unfinished record at the end of the journal, never acknowledged, cut off. */
  readonly truncatedBytes: number;
  /** Half-written files removed. */
  readonly temporaryFiles: number;
}

export interface RecoveredLog {
  readonly tree: MerkleTree;
  /** The last `n` of every stream. */
  readonly counters: Map<string, number>;
  readonly tornAt: { readonly offset: number; readonly sizeBytes: number } | undefined;
}

/**
 * Reads the journal from its start and checks all of it: records, stream counters, and the root at the size of the
 * newest checkpoint. Nothing is repaired but an unfinished last record that no checkpoint covers.
 *
 * @throws AppError `store-damaged` otherwise.
 */
export async function recoverLog(
  journal: Journal,
  checkpoint: Checkpoint | undefined,
  visit: (index: number, record: LedgerRecord) => Promise<void> | void,
): Promise<RecoveredLog> {
  const tree = new MerkleTree();
  const counters = new Map<string, number>();
  let tornAt: RecoveredLog["tornAt"];
  for await (const part of journal.recover()) {
    switch (part.kind) {
      case "leaf": {
        const record = checkedRecord(part.index, part.leaf, counters);
        tree.append(leafHash(part.leaf));
        await visit(part.index, record);
        checkRoot(tree, checkpoint);
        break;
      }
      case "torn":
        tornAt = { offset: part.offset, sizeBytes: part.sizeBytes };
        break;
      case "damaged":
        throw damaged(`journal record ${part.index} (byte ${part.offset}) is damaged`);
    }
  }
  if (checkpoint !== undefined && tree.size < checkpoint.size) {
    throw damaged(`the journal holds ${tree.size} records, the signed checkpoint covers ${checkpoint.size}`);
  }
  return { tree, counters, tornAt };
}

/** The checkpoint that `log/checkpoint` names, and the newest one ever signed: a crash may come between the two. */
export interface SignedHeads {
  readonly named: Checkpoint | undefined;
  readonly newest: Checkpoint | undefined;
}

/** @throws AppError `store-damaged` when one of them is not signed by this log. */
export async function signedHeads(folder: string, keys: LogKeys): Promise<SignedHeads> {
  const isNamed = (await readdir(join(folder, LAYOUT.log))).includes(basename(LAYOUT.checkpoint));
  const named = isNamed ? await readSigned(folder, LAYOUT.checkpoint, keys) : undefined;
  const names = await readdir(join(folder, LAYOUT.checkpoints));
  const sizes = names.map(parseCheckpointName).flatMap((each) => (each?.companion === "" ? [each.size] : []));
  const largest = Math.max(...sizes, -1);
  const newest = largest < 0 ? undefined : await readSigned(folder, checkpointPath(largest), keys);
  return { named, newest: (newest?.size ?? -1) >= (named?.size ?? -1) ? newest : named };
}

/**
 * Removes what a process that died left half written. Names that only whoever holds the lock gives go at once. Others are
 * of processes that write beside the log without its lock (`witness ask`, `rekey`, `pdf`) and may be at it now: they go
 * when they are a day older than our lock, by the clock of the disk itself.
 *
 * @returns how many files.
 */
export async function removeTemporaries(folder: string, disk: Disk): Promise<number> {
  const place = join(folder, LAYOUT.temporary);
  try {
    // A copy of a folder may lack it: it is empty as a rule.
    await makeFolder(disk, place);
    const locks = (await readdir(folder)).filter((name) => name.startsWith(LAYOUT.lockPrefix));
    const times = await Promise.all(locks.map((name) => changedAt(join(folder, name))));
    const abandonedUntil = Math.max(...times.map((time) => time ?? 0), 0) - ABANDONED_MS;
    let count = 0;
    for (const name of await readdir(place)) {
      if (!UNDER_LOCK.test(name)) {
        const time = await changedAt(join(place, name));
        if (time === undefined || time > abandonedUntil) continue;
      }
      if (await unlinkIfThere(join(place, name))) count += 1;
    }
    return count;
  } catch (error) {
    throw diskError("removing temporary files", error);
  }
}

/** When a file was last written; `undefined` when it is gone. */
async function changedAt(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function unlinkIfThere(path: string): Promise<boolean> {
  try {
    await unlink(path);
    return true;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw error;
  }
}

async function readSigned(folder: string, path: string, keys: LogKeys): Promise<Checkpoint> {
  const opened = openHead(await readFile(join(folder, path), "utf8"), keys);
  if (!opened.ok) throw damaged(`${path} is not a checkpoint signed by this log (${opened.problem})`);
  return opened.checkpoint;
}

function checkedRecord(index: number, leaf: Uint8Array, counters: Map<string, number>): LedgerRecord {
  const parsed = parseLeaf(leaf);
  if (!parsed.ok) throw damaged(`journal record ${index}: ${parsed.problem}: ${parsed.message}`);
  const { stream, n } = parsed.record;
  const expected = (counters.get(stream) ?? 0) + 1;
  if (n !== expected) throw damaged(`journal record ${index} is number ${n} of its stream, expected ${expected}`);
  counters.set(stream, n);
  return parsed.record;
}

function checkRoot(tree: MerkleTree, checkpoint: Checkpoint | undefined): void {
  if (checkpoint === undefined || tree.size !== checkpoint.size) return;
  if (Buffer.compare(tree.root(), checkpoint.root) === 0) return;
  throw damaged(`the first ${tree.size} journal records are not the ones the checkpoint was signed over`);
}

function damaged(message: string): AppError {
  return new AppError({
    code: "store-damaged",
    message,
    fix: "Restore the evidence folder from a copy. Nothing was changed; run lookback verify for the whole picture.",
  });
}
