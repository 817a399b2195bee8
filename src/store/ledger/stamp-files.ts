import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { checkpointPath, LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { createForGood, type Disk, diskError, isErrno, realDisk, replaceFile } from "../blobs/disk.js";

/** What the answer of the first and of the second time-stamp authority is called, after the checkpoint's name. */
export type StampSuffix = ".tsr" | ".tsr2";

export interface StampFile {
  readonly size: number;
  readonly suffix: StampSuffix;
}

/** The time-stamps of an evidence folder, and the roots they are judged by. Writing needs the folder's lock. */
export class StampFiles {
  readonly #folder: string;
  readonly #disk: Disk;

  /** @param disk only tests give another one. */
  constructor(folder: string, disk: Disk = realDisk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  /** All there are, in order of size, the first authority's before the second's. */
  async list(): Promise<readonly StampFile[]> {
    const names = await readdir(join(this.#folder, LAYOUT.checkpoints)).catch(absentIs([]));
    const stamps = names.flatMap((name) => {
      const { size = 0, companion } = parseCheckpointName(name) ?? {};
      return companion === ".tsr" || companion === ".tsr2" ? [{ size, suffix: companion } as const] : [];
    });
    return stamps.sort((a, b) => a.size - b.size || a.suffix.length - b.suffix.length);
  }

  read({ size, suffix }: StampFile): Promise<Uint8Array> {
    return readFile(join(this.#folder, `${checkpointPath(size)}${suffix}`));
  }

  /** The bytes of a checkpoint file: what is time-stamped. */
  checkpoint(size: number): Promise<Uint8Array> {
    return readFile(join(this.#folder, checkpointPath(size)));
  }

  /**
   * Stores an answer for good; when this returns it is durable.
   *
   * @throws AppError `ledger-fork` when another answer stands there; `disk-failed`.
   */
  async put({ size, suffix }: StampFile, bytes: Uint8Array): Promise<void> {
    const path = `${checkpointPath(size)}${suffix}`;
    const isStored = await this.#durable(() =>
      createForGood(this.#disk, { temporary: this.#temporary(), target: join(this.#folder, path), bytes }),
    );
    if (isStored) return;
    throw new AppError({
      code: "ledger-fork",
      message: `${path} holds another time-stamp already`,
      fix: "Nothing was changed. Two processes may have written here: stop one, then run lookback verify.",
    });
  }

  /** The text of the file of roots; `undefined` when there is none. */
  readTrust(): Promise<string | undefined> {
    return readFile(join(this.#folder, LAYOUT.stampTrust), "utf8").catch(absentIs(undefined));
  }

  async writeTrust(text: string): Promise<void> {
    const target = join(this.#folder, LAYOUT.stampTrust);
    await this.#durable(() =>
      replaceFile(this.#disk, { temporary: this.#temporary(), target, bytes: Buffer.from(text) }),
    );
  }

  #temporary(): string {
    return join(this.#folder, LAYOUT.temporary, "time-stamp");
  }

  async #durable<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw diskError("storing a time-stamp", error);
    }
  }
}

function absentIs<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (isErrno(error, "ENOENT")) return value;
    throw error;
  };
}
