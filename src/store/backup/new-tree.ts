import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { assert } from "../../base/assert.js";
import { parseSha256, type Sha256 } from "../../base/digest.js";
import { diskError, isErrno, makeFolder, openNew, realDisk, syncFolder } from "../blobs/disk.js";

/** Only its owner may look into a folder with a backup, or with what was restored: keys and people stand in it. */
const FOLDER_MODE = 0o700;

/** What was written, as it can be compared later. */
export interface WrittenFile {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
}

/** A new folder that is filled file by file, each durable when it was written, and whose names are made durable at the end. */
export class NewTree {
  readonly root: string;
  readonly #folders = new Set<string>();

  private constructor(root: string) {
    this.root = root;
  }

  /** @throws AppError `bad-usage` when something stands in that folder already. */
  static async create(root: string): Promise<NewTree> {
    await requireAbsentOrEmpty(root);
    const tree = new NewTree(root);
    try {
      await makeFolder(realDisk, root);
      await chmod(root, FOLDER_MODE);
    } catch (error) {
      throw diskError(`making the folder ${root}`, error);
    }
    return tree;
  }

  /** Writes a new file below the folder. */
  async write(
    path: string,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    mode = 0o600,
  ): Promise<WrittenFile> {
    const target = join(this.root, path);
    try {
      await this.addFolder(dirname(path));
      const handle = await openNew(target, mode);
      try {
        const measure = new Measure();
        for await (const piece of content) {
          await realDisk.write(handle, piece, measure.sizeBytes);
          measure.add(piece);
        }
        // What the process may give its files is no matter here: the mode is that of the original.
        await handle.chmod(mode);
        await realDisk.sync(handle);
        return measure.end();
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw diskError(`writing ${target}`, error);
    }
  }

  /** Makes a folder below it. */
  async addFolder(path: string): Promise<void> {
    if (this.#folders.has(path)) return;
    await makeFolder(realDisk, join(this.root, path));
    this.#folders.add(path);
  }

  /** Makes the names of all files durable. */
  async sync(): Promise<void> {
    try {
      for (const folder of this.#folders) await syncFolder(realDisk, join(this.root, folder));
      await syncFolder(realDisk, this.root);
    } catch (error) {
      throw diskError(`making ${this.root} durable`, error);
    }
  }

  /** Takes away what was written; fine when nothing was. */
  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

/** A file to be copied: where it stands, and its rights. */
export interface FileToCopy {
  readonly from: string;
  readonly mode: number;
  /** Only so many bytes from its start. */
  readonly sizeBytes?: number;
}

/** Reads a file piece by piece. */
export async function* readFileToCopy({ from, sizeBytes }: Omit<FileToCopy, "mode">): AsyncGenerator<Uint8Array> {
  if (sizeBytes === 0) return;
  yield* createReadStream(from, sizeBytes === undefined ? {} : { end: sizeBytes - 1 });
}

/** The rights of a file; `undefined` when there is none any more. */
export async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** @throws AppError `bad-usage` when something stands in that folder. */
export async function requireAbsentOrEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isErrno(error, "ENOENT")) return [];
    throw diskError(`looking into ${folder}`, error);
  });
  if (names.length === 0) return;
  throw new AppError({
    code: "bad-usage",
    message: `${folder} is not empty`,
    fix: "Name a folder that is not there yet, or is empty. Nothing was changed.",
  });
}

/** Digest and length of bytes that come in pieces. */
export class Measure {
  readonly #hash = createHash("sha256");
  sizeBytes = 0;

  add(piece: Uint8Array): void {
    this.#hash.update(piece);
    this.sizeBytes += piece.length;
  }

  end(): WrittenFile {
    const sha256 = parseSha256(this.#hash.digest("hex"));
    assert(sha256 !== undefined, "a SHA-256 is 64 digits");
    return { sha256, sizeBytes: this.sizeBytes };
  }
}
