import { generateKeyPairSync } from "node:crypto";
import { readdir, readFile, rm, unlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { sha256 } from "../../base/digest.js";
import { parseJson } from "../../base/parse-json.js";
import {
  type Checkpoint,
  formatVerifierKey,
  type LogVerifier,
  parseVerifierKey,
  readCheckpoint,
} from "../../ledger/checkpoint.js";
import { formatNoteKey, isKeyName } from "../../ledger/note.js";
import { parseWitnessKey, type WitnessSigner, witnessSignerOf } from "../../ledger/witness/cosignature.js";
import {
  createForGood,
  type Disk,
  diskError,
  isErrno,
  makeFolder,
  realDisk,
  replaceFile,
  syncFolder,
} from "../blobs/disk.js";
import { type LockOwner, lockFolder } from "../ledger/lock.js";

/** Where everything stands in the folder of a witness. */
const PLACES = {
  key: "witness.key",
  verifierKey: "witness.vkey",
  /** One file per trusted log key. */
  logs: "logs",
  /** One file per log: the largest head that was cosigned. */
  heads: "heads",
  temporary: "temporary",
} as const;

/** A head as it was cosigned last; see `app/witness`. */
export interface StoredHead {
  readonly checkpoint: Checkpoint;
  readonly signed: string;
  readonly seconds: number;
}

const HeadFile = z.strictObject({ version: z.literal(1), seconds: z.int().min(0), checkpoint: z.string() });

interface Access {
  /** Only tests give another one. */
  readonly disk?: Disk;
  readonly processId: number;
}

/**
 * Makes the folder of a new witness with its key, in one step.
 *
 * @returns the witness's verifier key as one line. @throws AppError `bad-usage` when the folder holds anything or the name cannot be one.
 */
export async function createWitness(
  folder: string,
  { name, disk = realDisk, processId }: Access & { readonly name: string },
): Promise<string> {
  if (!isKeyName(name) || name.length > 100) throw badName();
  const place = resolve(folder);
  if (!(await isAbsentOrEmpty(place))) throw taken(folder);
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const vkey = formatNoteKey(witnessSignerOf(name, pem).key);
  const building = join(dirname(place), `${basename(place)}.new-${processId}`);
  try {
    for (const each of [PLACES.logs, PLACES.heads, PLACES.temporary]) await makeFolder(disk, join(building, each));
    const write = (path: string, text: string, mode: number) =>
      createForGood(disk, {
        temporary: join(building, PLACES.temporary, path),
        target: join(building, path),
        bytes: Buffer.from(text),
        mode,
      });
    await write(PLACES.key, pem, 0o600);
    await write(PLACES.verifierKey, `${vkey}\n`, 0o444);
    await disk.rename(building, place);
    await syncFolder(disk, dirname(place));
  } catch (error) {
    if (isErrno(error, "ENOTEMPTY") || isErrno(error, "EEXIST")) {
      await rm(building, { recursive: true });
      throw taken(folder);
    }
    throw diskError("making the folder of the witness", error);
  }
  return vkey;
}

/**
 * Lets a witness cosign for a log. Doing it again changes nothing. A running witness sees it at the next request.
 *
 * @param logKey the log's verifier key as one line, as it stands in its `trust/log.vkey`.
 */
export async function trustLog(
  folder: string,
  { logKey, disk = realDisk, processId }: Access & { readonly logKey: string },
): Promise<{ readonly origin: string; readonly isNew: boolean }> {
  const verifier = parseVerifierKey(logKey);
  if (verifier === undefined) throw badLogKey();
  await readSigner(folder);
  const name = `${sha256(logKey).slice(0, 32)}.vkey`;
  const isNew = !(await readdir(join(folder, PLACES.logs))).includes(name);
  try {
    await createForGood(disk, {
      temporary: join(folder, PLACES.temporary, `trust-${processId}`),
      target: join(folder, PLACES.logs, name),
      bytes: Buffer.from(`${logKey}\n`),
    });
  } catch (error) {
    throw diskError("storing the key of the log", error);
  }
  return { origin: verifier.origin, isNew };
}

/** A witness opened by the one process that may cosign with it. */
export interface OpenWitness {
  readonly signer: WitnessSigner;
  /** The witness's verifier key as one line. */
  readonly verifierKey: string;
  keysOf(origin: string): Promise<readonly LogVerifier[]>;
  /** Origins of all trusted logs, sorted. */
  origins(): Promise<readonly string[]>;
  seen(origin: string): Promise<StoredHead | undefined>;
  /** Durable once it has returned. */
  remember(head: StoredHead): Promise<void>;
  close(): Promise<void>;
}

/** @throws AppError `not-found` without a witness, `store-locked` when another process cosigns with it, `store-damaged`. */
export async function openWitness(
  folder: string,
  { disk = realDisk, ...owner }: LockOwner & { readonly disk?: Disk },
): Promise<OpenWitness> {
  const signer = await readSigner(folder);
  const lock = await lockFolder(resolve(folder), owner);
  for (const name of await readdir(join(folder, PLACES.temporary))) await unlink(join(folder, PLACES.temporary, name));
  const keys = () => readLogKeys(folder);
  return {
    signer,
    verifierKey: formatNoteKey(signer.key),
    keysOf: async (origin) => (await keys()).filter((key) => key.origin === origin),
    origins: async () => [...new Set((await keys()).map(({ origin }) => origin))].sort(),
    seen: (origin) => readHead(folder, origin),
    async remember({ checkpoint, signed, seconds }) {
      const id = headId(checkpoint.origin);
      try {
        await replaceFile(disk, {
          temporary: join(folder, PLACES.temporary, `head-${id}`),
          target: join(folder, PLACES.heads, id),
          bytes: Buffer.from(canonicalJson({ version: 1, seconds, checkpoint: signed })),
        });
      } catch (error) {
        throw diskError("storing what was seen", error);
      }
    },
    close: () => lock.release(),
  };
}

async function readHead(folder: string, origin: string): Promise<StoredHead | undefined> {
  const path = join(folder, PLACES.heads, headId(origin));
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const parsed = HeadFile.safeParse(parseJson(text));
  const read = parsed.success ? readCheckpoint(parsed.data.checkpoint) : undefined;
  if (!parsed.success || read?.ok !== true || read.checkpoint.origin !== origin) {
    throw damaged(`${path} does not hold what was cosigned last`);
  }
  return { checkpoint: read.checkpoint, signed: parsed.data.checkpoint, seconds: parsed.data.seconds };
}

async function readLogKeys(folder: string): Promise<readonly LogVerifier[]> {
  const names = (await readdir(join(folder, PLACES.logs))).sort();
  return Promise.all(
    names.map(async (name) => {
      const key = parseVerifierKey((await readFile(join(folder, PLACES.logs, name), "utf8")).trimEnd());
      if (key === undefined || `${sha256(formatVerifierKey(key)).slice(0, 32)}.vkey` !== name) {
        throw damaged(`${join(folder, PLACES.logs, name)} is not a key that was trusted`);
      }
      return key;
    }),
  );
}

async function readSigner(folder: string): Promise<WitnessSigner> {
  const [pem, line] = await Promise.all([
    readIfThere(join(folder, PLACES.key)),
    readIfThere(join(folder, PLACES.verifierKey)),
  ]);
  if (pem === undefined && line === undefined) throw noWitness(folder);
  const key = line === undefined ? undefined : parseWitnessKey(line.trimEnd());
  const signer = pem === undefined || key === undefined ? undefined : witnessSignerOf(key.name, pem);
  if (signer === undefined || formatNoteKey(signer.key) !== line?.trimEnd()) {
    throw damaged(`${PLACES.key} and ${PLACES.verifierKey} in ${folder} are not one key`);
  }
  return signer;
}

function headId(origin: string): string {
  return sha256(origin).slice(0, 32);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT") || isErrno(error, "ENOTDIR")) return undefined;
    throw error;
  }
}

async function isAbsentOrEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return true;
    throw diskError("making the folder of the witness", error);
  }
}

function badName(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "the name of a witness has 1 to 100 characters, no blanks and no plus",
    fix: "Name it like an address without https, such as witness.example.com/soc2.",
  });
}

function taken(folder: string): AppError {
  return new AppError({
    code: "bad-usage",
    message: `${folder} holds something already`,
    fix: "Name a folder that does not exist yet; a witness never gets a second key.",
  });
}

function badLogKey(): AppError {
  return new AppError({
    code: "bad-input",
    message: "the log key is not the verifier key of a log",
    fix: "Copy the one line of .lookback/evidence/trust/log.vkey, in quotes.",
  });
}

function noWitness(folder: string): AppError {
  return new AppError({
    code: "not-found",
    message: `there is no witness in ${folder}`,
    fix: "Make one: lookback witness init FOLDER --name NAME",
  });
}

function damaged(message: string): AppError {
  return new AppError({
    code: "store-damaged",
    message,
    fix: "Restore the newest copy of the folder. A witness that forgot what it saw may only go on under a new key.",
  });
}
