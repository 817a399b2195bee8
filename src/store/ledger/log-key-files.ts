import { generateKeyPairSync } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../base/app-error.js";
import type { Sha256 } from "../../base/digest.js";
import {
  formatVerifierKey,
  type LogSigner,
  type LogVerifier,
  parseVerifierKey,
  signerOf,
} from "../../ledger/checkpoint.js";
import { LAYOUT } from "../../ledger/layout.js";
import {
  formatEarlierKeys,
  keyFingerprint,
  LOG_KEYS_FILE,
  type LogKeys,
  nextOrigin,
  parseEarlierKeys,
} from "../../ledger/log-keys.js";
import { createForGood, type Disk, diskError, isErrno, realDisk, replaceFile, syncFolder } from "../blobs/disk.js";

/** The key that is about to follow; it signs nothing before the log names it. */
const NEXT_KEY = `${LAYOUT.logKey}.next`;

/** All keys of the log in a folder. @throws AppError `store-damaged` when a file of them is missing or wrong. */
export async function readLogKeys(folder: string): Promise<LogKeys> {
  const line = await readIfThere(folder, LAYOUT.logVerifierKey);
  if (line === undefined) throw damaged(`${LAYOUT.logVerifierKey} is missing`);
  const current = parseVerifierKey(line.trimEnd());
  if (current === undefined) throw damaged(`${LAYOUT.logVerifierKey} is not a verifier key`);
  const earlier = parseEarlierKeys((await readIfThere(folder, LOG_KEYS_FILE)) ?? "");
  if (earlier === undefined) throw damaged(`${LOG_KEYS_FILE} does not hold the earlier keys of a log`);
  return { earlier, current };
}

/** The key with which the log signs now. @throws AppError `store-damaged` when it is another one than the log's, or a change of keys was broken off. */
export async function readLogSigner(folder: string, keys: LogKeys): Promise<LogSigner> {
  if (isBrokenOff(keys)) throw brokenOff();
  const pem = await readIfThere(folder, LAYOUT.logKey);
  if (pem === undefined) throw damaged(`${LAYOUT.logKey} is missing`);
  const signer = signerOf(pem, keys.current.origin);
  if (formatVerifierKey(signer) === formatVerifierKey(keys.current)) return signer;
  throw damaged(`${LAYOUT.logKey} is not the key of ${LAYOUT.logVerifierKey}`);
}

/** A key of the log as its records name it. */
export interface NextKey {
  readonly verifierKey: string;
  /** What the record that announces it names. */
  readonly fingerprint: Sha256;
  readonly verifier: LogVerifier;
}

/** Changes the key of a log in steps that may each be broken off: whatever was done is found and gone on with. */
export class LogKeyFiles {
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(folder: string, disk: Disk = realDisk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  /** The key in use, and the size of the last head that was signed before it. */
  async current(): Promise<NextKey & { readonly since: number }> {
    const { earlier, current } = await readLogKeys(this.#folder);
    return {
      verifier: current,
      verifierKey: formatVerifierKey(current),
      fingerprint: keyFingerprint(current),
      since: earlier.at(-1)?.size ?? 0,
    };
  }

  /** Makes the next key, or finds the one that was made before a change was broken off. */
  async prepare(): Promise<NextKey> {
    const { current } = await readLogKeys(this.#folder);
    const pem =
      (await readIfThere(this.#folder, NEXT_KEY)) ??
      generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    await this.#doing(async () => {
      const temporary = await this.#temporary(NEXT_KEY);
      const target = join(this.#folder, NEXT_KEY);
      await createForGood(this.#disk, { temporary, target, bytes: Buffer.from(pem), mode: 0o600 });
    });
    const verifier = signerOf(pem, nextOrigin(current.origin));
    return { verifier, verifierKey: formatVerifierKey(verifier), fingerprint: keyFingerprint(verifier) };
  }

  /**
   * Lets the next key sign from now on. Call it while the log is locked, after the present key has signed the head of
   * `size` leaves with the record that names the next one.
   */
  async switchAt(size: number): Promise<void> {
    const { earlier, current } = await readLogKeys(this.#folder);
    const text = formatEarlierKeys([...earlier, { verifier: current, size }]);
    await this.#replace(LOG_KEYS_FILE, text);
    await this.finish();
  }

  /** Ends a change of keys that was broken off after it was decided. @returns whether there was one. */
  async finish(): Promise<boolean> {
    const keys = await readLogKeys(this.#folder);
    if (!isBrokenOff(keys)) return false;
    await this.#doing(async () => {
      try {
        await this.#disk.rename(join(this.#folder, NEXT_KEY), join(this.#folder, LAYOUT.logKey));
      } catch (error) {
        if (!isErrno(error, "ENOENT")) throw error;
      }
      await syncFolder(this.#disk, join(this.#folder, LAYOUT.keys));
    });
    const pem = await readFile(join(this.#folder, LAYOUT.logKey), "utf8");
    const next = signerOf(pem, nextOrigin(keys.current.origin));
    if (formatVerifierKey({ ...next, origin: keys.current.origin }) === formatVerifierKey(keys.current)) {
      throw damaged(`${NEXT_KEY} is missing`);
    }
    await this.#replace(LAYOUT.logVerifierKey, `${formatVerifierKey(next)}\n`);
    return true;
  }

  #replace(path: string, text: string): Promise<void> {
    return this.#doing(async () => {
      const temporary = await this.#temporary(path);
      await replaceFile(this.#disk, { temporary, target: join(this.#folder, path), bytes: Buffer.from(text) });
    });
  }

  /** A name on the way to a path; what an earlier attempt left there is part of nothing. */
  async #temporary(path: string): Promise<string> {
    const temporary = join(this.#folder, LAYOUT.temporary, path.replaceAll("/", "-"));
    await rm(temporary, { force: true });
    return temporary;
  }

  async #doing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw diskError("changing the key of the log", error);
    }
  }
}

/** The change was decided and the present key is still the old one. */
function isBrokenOff({ earlier, current }: LogKeys): boolean {
  const last = earlier.at(-1);
  return last !== undefined && formatVerifierKey(last.verifier) === formatVerifierKey(current);
}

async function readIfThere(folder: string, path: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, path), "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

function brokenOff(): AppError {
  return new AppError({
    code: "store-damaged",
    message: "a change of the log's key was broken off",
    fix: "Run: lookback rekey. It goes on where it stopped.",
  });
}

function damaged(message: string): AppError {
  return new AppError({
    code: "store-damaged",
    message,
    fix: "Restore the evidence folder from a copy. A key is never made anew for a log that exists.",
  });
}
