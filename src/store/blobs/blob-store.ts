import { createHash } from "node:crypto";
import { type FileHandle, open, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { parseSha256, type Sha256 } from "../../base/digest.js";
import { blobPath, LAYOUT } from "../../ledger/layout.js";
import { type Disk, diskError, isErrno, makeFolder, openNew, syncFolder } from "./disk.js";

export interface StoredBlob {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
}

/** A body that was read to its end and may become a blob. Whoever staged it discards it, also after keeping it. */
export interface StagedBlob extends StoredBlob {
  /** Stores it; durable when it returns. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

const HELD_BYTES_MAX = 1_048_576;
const READ_BYTES = 1_048_576;

/** Bytes under the name of their SHA-256, exactly as received; written once, never changed. */
export class BlobStore {
  readonly #folder: string;
  readonly #disk: Disk;
  /** Blobs whose bytes and names this process knows to be durable. */
  readonly #durable = new Set<Sha256>();
  #temporaries = 0;

  /** @param folder the evidence folder. */
  constructor(folder: string, disk: Disk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  /**
   * Stores a body, reading it to its end; durable when it returns. An error of the body passes through unchanged and
   * leaves nothing behind.
   *
   * @throws AppError `disk-failed`; `store-damaged` when the name is taken by other bytes.
   */
  async put(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<StoredBlob> {
    const staged = await this.stage(body);
    try {
      await staged.keep();
      return { sha256: staged.sha256, sizeBytes: staged.sizeBytes };
    } finally {
      await staged.discard();
    }
  }

  /** Reads a body to its end without storing it yet, so that its digest can decide whether to. Errors as in `put`. */
  async stage(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<StagedBlob> {
    const hash = createHash("sha256");
    const temporary = new TemporaryBlob(this.#disk, this.#temporaryPath());
    try {
      for await (const chunk of body) {
        hash.update(chunk);
        await temporary.write(chunk);
      }
    } catch (error) {
      await temporary.discard();
      throw error;
    }
    const sha256 = digestOf(hash.digest("hex"));
    return {
      sha256,
      sizeBytes: temporary.sizeBytes,
      keep: () => this.#settle(temporary, sha256),
      discard: () => temporary.discard(),
    };
  }

  /** Takes a blob away for good; fine when it is gone already. */
  async remove(sha256: Sha256): Promise<void> {
    this.#durable.delete(sha256);
    try {
      await unlink(this.#path(sha256));
      await syncFolder(this.#disk, dirname(this.#path(sha256)));
    } catch (error) {
      if (!isErrno(error, "ENOENT")) throw diskError(`removing blob ${sha256}`, error);
    }
  }

  async has(sha256: Sha256): Promise<boolean> {
    try {
      return (await stat(this.#path(sha256))).isFile();
    } catch (error) {
      if (isErrno(error, "ENOENT")) return false;
      throw diskError(`looking for blob ${sha256}`, error);
    }
  }

  /**
   * The bytes of a blob. The digest is known only at the end: do not conclude anything from the bytes before the
   * last one came.
   *
   * @throws AppError `store-damaged` when the blob is missing or its bytes are not the ones that were stored.
   */
  async *open(sha256: Sha256): AsyncGenerator<Uint8Array> {
    const handle = await this.#openExisting(sha256);
    try {
      const hash = createHash("sha256");
      const { size } = await handle.stat();
      for (let at = 0; ; ) {
        const { bytesRead, buffer } = await handle.read({
          buffer: Buffer.allocUnsafe(Math.min(READ_BYTES, Math.max(size - at, 1))),
          position: at,
        });
        if (bytesRead === 0) break;
        const chunk = buffer.subarray(0, bytesRead);
        hash.update(chunk);
        at += bytesRead;
        yield chunk;
      }
      if (hash.digest("hex") !== sha256) throw damaged(`blob ${sha256} holds other bytes than were stored`);
    } finally {
      await handle.close();
    }
  }

  async #settle(temporary: TemporaryBlob, sha256: Sha256): Promise<void> {
    if (this.#durable.has(sha256)) return;
    const target = this.#path(sha256);
    const isThere = await this.has(sha256);
    try {
      await makeFolder(this.#disk, dirname(target));
      const isOurs = !isThere && (await temporary.linkTo(target));
      if (!isOurs) await this.#compare(sha256);
      // Also when the name was there: the process that made it may have died before its folder was durable.
      await syncFolder(this.#disk, dirname(target));
    } catch (error) {
      throw diskError(`storing blob ${sha256}`, error);
    }
    this.#durable.add(sha256);
  }

  /** The name says which bytes to expect, so reading them to the end compares them. */
  async #compare(sha256: Sha256): Promise<void> {
    for await (const _ of this.open(sha256));
  }

  async #openExisting(sha256: Sha256): Promise<FileHandle> {
    try {
      return await open(this.#path(sha256), "r");
    } catch (error) {
      throw isErrno(error, "ENOENT")
        ? damaged(`blob ${sha256} is missing`)
        : diskError(`reading blob ${sha256}`, error);
    }
  }

  #path(sha256: Sha256): string {
    return join(this.#folder, blobPath(sha256));
  }

  #temporaryPath(): string {
    this.#temporaries += 1;
    return join(this.#folder, LAYOUT.temporary, `blob-${this.#temporaries}`);
  }
}

/** A body on its way: small ones wait in memory, so that bytes we already have are never written. */
class TemporaryBlob {
  sizeBytes = 0;
  readonly #disk: Disk;
  readonly #path: string;
  #held: Uint8Array[] = [];
  #handle: FileHandle | undefined;

  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
  }

  async write(chunk: Uint8Array): Promise<void> {
    const at = this.sizeBytes;
    this.sizeBytes += chunk.length;
    if (this.#handle !== undefined) return this.#append(this.#handle, chunk, at);
    // A copy: the source may fill the same buffer again before we write it.
    this.#held.push(Uint8Array.from(chunk));
    if (this.sizeBytes > HELD_BYTES_MAX) await this.#spill();
  }

  /** @returns `false` when the name is taken. */
  async linkTo(target: string): Promise<boolean> {
    const handle = this.#handle ?? (await this.#spill());
    await this.#disk.sync(handle);
    return this.#disk.link(this.#path, target);
  }

  async discard(): Promise<void> {
    if (this.#handle === undefined) return;
    await this.#handle.close();
    try {
      await unlink(this.#path);
    } catch (error) {
      throw diskError("removing a temporary blob", error);
    }
  }

  async #spill(): Promise<FileHandle> {
    const bytes = Buffer.concat(this.#held);
    this.#held = [];
    this.#handle = await openNew(this.#path).catch((error: unknown) => {
      throw diskError("making a temporary blob", error);
    });
    await this.#append(this.#handle, bytes, 0);
    return this.#handle;
  }

  async #append(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
    try {
      await this.#disk.write(handle, bytes, position);
    } catch (error) {
      throw diskError("writing a blob", error);
    }
  }
}

function digestOf(hex: string): Sha256 {
  const digest = parseSha256(hex);
  if (digest === undefined) throw damaged("a digest has another shape than SHA-256");
  return digest;
}

function damaged(message: string): AppError {
  return new AppError({
    code: "store-damaged",
    message,
    fix: "Run: lookback verify. Restore the blob from a copy of the evidence folder; it cannot be made again.",
  });
}
