import { generateKeyPairSync } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { formatVerifierKey, signerOf } from "../../ledger/checkpoint.js";
import { LAYOUT } from "../../ledger/layout.js";
import { createForGood, type Disk, diskError, isErrno, makeFolder, syncFolder } from "../blobs/disk.js";
import type { LockOwner } from "./lock.js";

/**
 * Makes a new evidence folder with its signing key, in one step: built beside its place and moved there whole, so a
 * crash leaves a log or none. Where anything at all stands already it does nothing: a key is never made for a log
 * that may have had one.
 */
export async function createIfAbsent(folder: string, { disk, owner }: { disk: Disk; owner: LockOwner }): Promise<void> {
  if (!(await isAbsentOrEmpty(folder))) return;
  try {
    const parent = dirname(folder);
    await makeFolder(disk, parent);
    await removeLeftovers(folder, owner);
    const building = join(parent, `${basename(folder)}.new-${owner.processId}`);
    await build(building, disk);
    await moveInto(disk, folder, building);
    await syncFolder(disk, parent);
  } catch (error) {
    throw diskError("making the evidence folder", error);
  }
}

/** @throws AppError `not-found` when there is no folder; `store-damaged` when a part of the log is gone: it is restored from a copy, never made anew. */
export async function requireParts(folder: string): Promise<void> {
  if (await isAbsentOrEmpty(folder)) throw noFolder(folder);
  const names = new Set(await readdir(folder));
  const required = [LAYOUT.journal, "blobs", LAYOUT.log, LAYOUT.keys, LAYOUT.trust];
  const missing = required.filter((name) => !names.has(name));
  if (missing.length === 0) return;
  throw new AppError({
    code: "store-damaged",
    message: `${folder} holds part of a log: ${missing.join(", ")} is missing`,
    fix: "Restore the evidence folder from a copy. To start a new log, use a folder that is empty.",
  });
}

async function build(folder: string, disk: Disk): Promise<void> {
  const folders = [LAYOUT.blobs, LAYOUT.temporary, LAYOUT.checkpoints, LAYOUT.tiles, LAYOUT.keys, LAYOUT.trust];
  for (const each of folders) await makeFolder(disk, join(folder, each));
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const files = [
    { path: LAYOUT.logKey, text: pem, mode: 0o600 },
    { path: LAYOUT.logVerifierKey, text: `${formatVerifierKey(signerOf(pem))}\n`, mode: 0o444 },
    { path: LAYOUT.journal, text: "", mode: 0o644 },
  ];
  for (const { path, text, mode } of files) {
    const temporary = join(folder, LAYOUT.temporary, "part");
    await createForGood(disk, { temporary, target: join(folder, path), bytes: Buffer.from(text), mode });
  }
}

/** Another process may have been faster; its log stands then, and ours was never seen. */
async function moveInto(disk: Disk, folder: string, building: string): Promise<void> {
  try {
    await disk.rename(building, folder);
  } catch (error) {
    if (!isErrno(error, "ENOTEMPTY") && !isErrno(error, "EEXIST")) throw error;
    await rm(building, { recursive: true });
  }
}

async function removeLeftovers(folder: string, owner: LockOwner): Promise<void> {
  const prefix = `${basename(folder)}.new-`;
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(prefix)) continue;
    const processId = Number(name.slice(prefix.length));
    const isInUse = processId !== owner.processId && owner.isAlive(processId);
    if (!isInUse) await rm(join(dirname(folder), name), { recursive: true });
  }
}

async function isAbsentOrEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return true;
    throw diskError("opening the evidence folder", error);
  }
}

function noFolder(folder: string): AppError {
  return new AppError({
    code: "not-found",
    message: `there is no evidence in ${folder}`,
    fix: "Run: lookback collect. Or name the folder that holds the evidence.",
  });
}
