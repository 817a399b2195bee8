import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename, join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { parseSha256, type Sha256 } from "../../base/digest.js";
import { sideBySide } from "../../base/side-by-side.js";
import { LAYOUT } from "../../ledger/layout.js";
import { diskError, isErrno } from "../blobs/disk.js";
import { type MirrorFile, mirrorSteps, revisionKey } from "./mirror-files.js";
import type { MirrorState, StoredObject } from "./mirror-state.js";
import type { ObjectLock, ObjectPort, PutOutcome } from "./object-port.js";
import { isWeaker, TransientError } from "./object-port.js";
import { type Patience, retried } from "./retry.js";

/** An evidence folder and the bucket that it is mirrored to. */
export interface Mirror {
  /** The evidence folder. */
  readonly folder: string;
  /** What every key starts with; empty, or with `/` at its end. */
  readonly prefix: string;
  readonly port: ObjectPort;
  readonly state: MirrorState;
  readonly patience: Patience;
}

/** What a run did. */
export interface Mirrored {
  /** Objects stored now. */
  readonly stored: number;
  readonly bytes: number;
  /** Objects that stood there already with the same bytes, though nothing here remembered them. */
  readonly found: number;
}

const LANES = 8;
const REVISIONS_MAX = 100_000;
/** What a store takes in one piece. */
export const OBJECT_BYTES_MAX = 5 * 1024 ** 3;

/**
 * Stores every file of the evidence folder that the bucket does not hold yet, in an order in which the bucket is a whole
 * log at every moment. Nothing is ever replaced or deleted. What was stored is remembered at once, so a run that fails
 * is gone on with; one with nothing new asks the store nothing.
 *
 * @param lock how long each new object is locked; without it none is.
 * @throws AppError `ledger-fork` when a key holds other bytes; `store-damaged` when a blob here is not what it is named;
 * `source-failed`, `access-denied`, `bad-config`, `limit-reached`, `cancelled`, `disk-failed`.
 */
export async function mirrorEvidence(mirror: Mirror, lock?: () => ObjectLock): Promise<Mirrored> {
  const done = { stored: 0, bytes: 0, found: 0 };
  for (const step of await mirrorSteps(mirror.folder)) {
    await sideBySide(step, LANES, async (file) => {
      const kept = await keepFile(file, { mirror, lock });
      if (kept === "found") done.found += 1;
      if (typeof kept === "number") {
        done.stored += 1;
        done.bytes += kept;
      }
    });
  }
  return done;
}

/** Files that the bucket does not hold yet, as far as is remembered; asks the store nothing. */
export async function waitingFiles({
  folder,
  prefix,
  state,
}: Pick<Mirror, "folder" | "prefix" | "state">): Promise<readonly MirrorFile[]> {
  const waiting: MirrorFile[] = [];
  for (const file of (await mirrorSteps(folder)).flat()) {
    if (!file.isRevised) {
      if (state.get(prefix + file.path) === undefined) waiting.push(file);
      continue;
    }
    const facts = await factsOf(folder, file.path);
    if (facts !== undefined && newestRevision(state, prefix + file.path).sha256 !== facts.sha256) waiting.push(file);
  }
  return waiting;
}

interface Turn {
  readonly mirror: Mirror;
  readonly lock: (() => ObjectLock) | undefined;
}

interface FileFacts {
  readonly path: string;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
}

/** `undefined`: nothing to do; otherwise bytes stored, or that it was there. */
async function keepFile(file: MirrorFile, turn: Turn): Promise<number | "found" | undefined> {
  const { folder, prefix, state } = turn.mirror;
  const key = prefix + file.path;
  if (!file.isRevised && state.get(key) !== undefined) return undefined;
  // Destroyed on purpose since it was listed.
  const facts = await factsOf(folder, file.path);
  if (facts === undefined) return undefined;
  if (file.path.startsWith(`${LAYOUT.blobs}/`) && basename(file.path) !== facts.sha256) throw damagedBlob(file.path);
  if (!file.isRevised) {
    const kept = await keep(key, facts, turn);
    if (kept === "other") throw fork(key);
    return kept;
  }
  const newest = newestRevision(state, key);
  if (newest.sha256 === facts.sha256) return undefined;
  for (let count = newest.count + 1; count <= REVISIONS_MAX; count += 1) {
    const kept = await keep(revisionKey(key, count), facts, turn);
    if (kept !== "other") return kept;
  }
  throw fork(key);
}

function newestRevision(state: MirrorState, key: string): { readonly count: number; readonly sha256?: Sha256 } {
  for (let count = 0; ; count += 1) {
    if (state.get(revisionKey(key, count + 1)) !== undefined) continue;
    const known = state.get(revisionKey(key, count));
    return known === undefined ? { count } : { count, sha256: known.sha256 };
  }
}

/** Stores under a free key, or finds the same bytes there and remembers them; `other`: it holds other bytes. */
async function keep(key: string, facts: FileFacts, { mirror, lock }: Turn): Promise<number | "found" | "other"> {
  const { port, state, patience } = mirror;
  return retried(async () => {
    const locked = lock === undefined ? {} : { lock: lock() };
    const outcome = await put(key, facts, { mirror, locked });
    const { sha256, sizeBytes } = facts;
    if (outcome.kind === "stored") {
      await state.remember({ key, versionId: outcome.versionId, sha256, sizeBytes, ...locked });
      return sizeBytes;
    }
    const there = await standing(key, port);
    if (there.sha256 !== sha256) return "other";
    const due = locked.lock?.mode;
    await state.remember(due !== undefined && isWeaker(there.lock, due) ? { ...there, due } : there);
    // Ours, of a run whose answer was lost, or of one that nobody remembers.
    return "found";
  }, patience);
}

function put(
  key: string,
  { path, sha256, sizeBytes }: FileFacts,
  { mirror, locked }: { readonly mirror: Mirror; readonly locked: { readonly lock?: ObjectLock } },
): Promise<PutOutcome> {
  const open = () => createReadStream(join(mirror.folder, path));
  return mirror.port.put({ key, sizeBytes, sha256, open, ...locked });
}

/** What holds the key now. Without a digest of the store's it is read. */
async function standing(key: string, port: ObjectPort): Promise<StoredObject> {
  const facts = await port.head(key);
  if (facts === undefined) throw new TransientError(`${key} was there and is not any more`);
  const { versionId, sizeBytes, lock } = facts;
  const sha256 = facts.sha256 ?? (await digestOf(port.read(key, versionId))).sha256;
  return { key, versionId, sizeBytes, sha256, ...(lock === undefined ? {} : { lock }) };
}

/** `undefined` when the file is not there. */
async function factsOf(folder: string, path: string): Promise<FileFacts | undefined> {
  try {
    const { sha256, sizeBytes } = await digestOf(createReadStream(join(folder, path), { highWaterMark: 1_048_576 }));
    if (sizeBytes > OBJECT_BYTES_MAX) throw tooLarge(path);
    return { path, sha256, sizeBytes };
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw diskError(`reading ${path}`, error);
  }
}

/** SHA-256 and length of a body. */
export async function digestOf(
  body: AsyncIterable<Uint8Array>,
): Promise<{ readonly sha256: Sha256; readonly sizeBytes: number }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const piece of body) {
    hash.update(piece);
    sizeBytes += piece.length;
  }
  const digest = parseSha256(hash.digest("hex"));
  if (digest === undefined) throw new TypeError("a digest has another shape than SHA-256");
  return { sha256: digest, sizeBytes };
}

function fork(key: string): AppError {
  return new AppError({
    code: "ledger-fork",
    message: `${key} holds other bytes in the mirror than here; nothing was replaced`,
    fix: "Two logs were written under one name, or one of the copies was changed. Keep both, and run lookback verify on each: lookback mirror --restore DIR brings the mirror's.",
  });
}

function damagedBlob(path: string): AppError {
  return new AppError({
    code: "store-damaged",
    message: `${path} holds other bytes than were stored; it was not mirrored`,
    fix: "Run: lookback verify. Restore the blob from a copy of the evidence folder; it cannot be made again.",
  });
}

function tooLarge(path: string): AppError {
  return new AppError({
    code: "limit-reached",
    message: `${path} is larger than 5 GiB, which a store does not take in one piece`,
    fix: "Collect the source in smaller files; what is there stays evidence, and only this file has no second copy.",
  });
}
