import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { AppError } from "../../base/app-error.js";
import type { Sha256 } from "../../base/digest.js";
import { LAYOUT } from "../../ledger/layout.js";
import type { LedgerRecord } from "../../ledger/record.js";
import { BlobStore } from "../blobs/blob-store.js";
import { type Disk, realDisk } from "../blobs/disk.js";
import { Keyring } from "../keys/keyring.js";
import { makeMasterKey, readMasterKey } from "../keys/master-key.js";
import { askedKey } from "./asked-key.js";
import { CaptureIndex } from "./capture-index.js";
import type { EvidenceStore } from "./contract.js";
import { createIfAbsent, requireParts } from "./create-folder.js";
import { FileEvidenceStore } from "./file-evidence-store.js";
import { finishShredding } from "./finish-shredding.js";
import { Journal } from "./journal.js";
import { type LockOwner, lockFolder } from "./lock.js";
import { readLogKeys, readLogSigner } from "./log-key-files.js";
import { recoverLog, removeTemporaries, signedHeads } from "./recover.js";
import { SealedCaptures, unreadKeyName } from "./sealed-captures.js";

/** How confidential evidence is sealed and opened. */
export interface SealingOptions {
  /** The master key, or the file it stands in: made, for its owner alone, when the first evidence is to be sealed. */
  readonly master: Uint8Array | { readonly file: string };
  /** Seal what is captured from now on; `false`: only open what was sealed before. */
  readonly isOn: boolean;
  /** A second file of wrapped keys, elsewhere: against loss, under the same rule of destruction. */
  readonly secondKeyring?: string;
}

export type OpenOptions = { /** Without it evidence is stored in plain. */ readonly sealing?: SealingOptions } & (
  | { readonly mode: "read" }
  | ({ readonly mode: "write" /** Only tests give another one. */; readonly disk?: Disk } & LockOwner)
);

/**
 * Opens an evidence folder after checking all of its log; for writing it makes the folder where there is none.
 *
 * Reading needs no lock and changes nothing: an unfinished last record, perhaps of a process that is writing, is
 * left out. Blobs are checked when they are read, not here.
 *
 * @param folder the evidence folder; with its parent on one file system.
 * @throws AppError `store-locked` when another process writes; `store-damaged` when the log is not what was signed;
 * `not-found` when there is none to read.
 */
export async function openEvidenceStore(folder: string, options: OpenOptions): Promise<EvidenceStore> {
  const place = resolve(folder);
  const disk = options.mode === "write" ? (options.disk ?? realDisk) : realDisk;
  const { sealing } = options;
  if (options.mode === "read") return openChecked(place, { disk, lock: undefined, sealing });
  await createIfAbsent(place, { disk, owner: options });
  const lock = await lockFolder(place, options);
  try {
    return await openChecked(place, { disk, lock, sealing });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface Access {
  readonly disk: Disk;
  readonly lock: { release(): Promise<void> } | undefined;
  readonly sealing: SealingOptions | undefined;
}

async function openChecked(folder: string, { disk, lock, sealing }: Access): Promise<EvidenceStore> {
  await requireParts(folder);
  const keys = await readLogKeys(folder);
  const writer = lock === undefined ? undefined : { disk, signer: await readLogSigner(folder, keys), ...lock };
  const temporaryFiles = writer === undefined ? 0 : await removeTemporaries(folder, disk);
  const blobs = new BlobStore(folder, disk);
  // Heads before the journal: a process that is writing may sign more while we read.
  const { named, newest } = await signedHeads(folder, keys);
  const journal = await Journal.open(join(folder, LAYOUT.journal), { disk, isWritable: writer !== undefined });
  let keyring: Keyring | undefined;
  try {
    // Keys after the journal: each is there before its record, and records added from now on are not read.
    keyring = await openKeyring(folder, { disk, sealing, isWritable: writer !== undefined });
    const sealed = new SealedCaptures(blobs, { keyring, isOn: sealing?.isOn === true });
    const captures = new CaptureIndex();
    let anchor: LedgerRecord["anchor"];
    const unread = new Map<Sha256, unknown>();
    const { tree, counters, tornAt } = await recoverLog(journal, newest, async (index, record) => {
      sealed.note(record);
      if (record.type === "evidence") {
        const received = sealed.receivedOf(record);
        const key =
          received === undefined
            ? undefined
            : await askedKey(record, { openBlob: (blob) => sealed.open(blob), unread });
        captures.add(index, record, { key: record.source.key ?? key ?? unreadKeyName(record), received });
      }
      if (record.type === "run" && record.outcome === "unchanged") captures.seenAgain(record);
      if (record.type === "anchor") anchor = { size: record.size, root: record.root, tsr: record.tsr };
    });
    // A question that went with its evidence is no damage; only the whole log says so.
    for (const [asked, error] of unread) if (!sealed.isShredded(asked)) throw error;
    if (writer !== undefined) await finishShredding({ keyring, blobs }, sealed.shredded());
    if (tornAt !== undefined && writer !== undefined) await journal.truncate(tornAt.offset);
    const truncatedBytes = writer === undefined ? 0 : (tornAt?.sizeBytes ?? 0);
    const recovery = { truncatedBytes, temporaryFiles };
    const published = named?.size ?? 0;
    return new FileEvidenceStore({
      folder,
      blobs,
      journal,
      tree,
      captures,
      sealed,
      keyring,
      counters,
      anchor,
      published,
      recovery,
      writer,
    });
  } catch (error) {
    await keyring?.close();
    await journal.close();
    throw error;
  }
}

/** `undefined`: no master key is configured, or there is none because nothing was ever sealed. */
async function openKeyring(
  folder: string,
  {
    disk,
    sealing,
    isWritable,
  }: { readonly disk: Disk; readonly sealing: SealingOptions | undefined; readonly isWritable: boolean },
): Promise<Keyring | undefined> {
  if (sealing === undefined) return undefined;
  const second = sealing.secondKeyring === undefined ? [] : [sealing.secondKeyring];
  const paths = [join(folder, LAYOUT.keyring), ...second];
  const mayMake = isWritable && sealing.isOn;
  const master = await masterKey(sealing.master, { disk, mayMake, isNeeded: paths.some((path) => existsSync(path)) });
  return master === undefined ? undefined : Keyring.open(paths, { master, disk, isWritable });
}

async function masterKey(
  source: SealingOptions["master"],
  { disk, mayMake, isNeeded }: { readonly disk: Disk; readonly mayMake: boolean; readonly isNeeded: boolean },
): Promise<Uint8Array | undefined> {
  if (!("file" in source)) return source;
  const master = await readMasterKey(source.file);
  if (master !== undefined) return master;
  if (isNeeded) {
    throw new AppError({
      code: "bad-config",
      message: `the master key file ${source.file} is missing, and evidence is sealed`,
      fix: "Restore the file from a copy. A new key would open nothing.",
    });
  }
  return mayMake ? makeMasterKey(source.file, disk) : undefined;
}
