import { randomBytes } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AppError } from "../../base/app-error.js";
import { type Checkpoint, formatVerifierKey } from "../../ledger/checkpoint.js";
import { checkpointPath, LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { type LogKeys, openHead } from "../../ledger/log-keys.js";
import type { Hash } from "../../ledger/merkle.js";
import { parseSignatureLine } from "../../ledger/note.js";
import { TileTree } from "../../ledger/tile-tree.js";
import { parseCosignatureLines } from "../../ledger/witness/cosignature.js";
import { POLICY_FILE } from "../../ledger/witness/policy.js";
import { type Disk, diskError, isErrno, realDisk, replaceFile } from "../blobs/disk.js";
import { readLogKeys } from "./log-key-files.js";

/** A signed head as it was published. */
export interface PublishedHead {
  readonly checkpoint: Checkpoint;
  /** The whole signed text. */
  readonly text: string;
}

/**
 * What a log has published, and what outsiders said of it: read without its lock and without reading records. Only
 * files beside the log are written: lines of witnesses and the policy. Whoever writes at the same time may lose the
 * lines of the other, which are then asked for again.
 */
export class PublishedLog {
  /** The log's verifier key as one line. */
  readonly logKey: string;
  readonly origin: string;
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #processId: number;
  readonly #keys: LogKeys;

  private constructor(folder: string, { keys, disk, processId }: { keys: LogKeys; disk: Disk; processId: number }) {
    this.#folder = folder;
    this.#disk = disk;
    this.#processId = processId;
    this.#keys = keys;
    this.logKey = formatVerifierKey(keys.current);
    this.origin = keys.current.origin;
  }

  /** @throws AppError `not-found` when there is no evidence, `store-damaged` when its key cannot be read. */
  static async open(
    folder: string,
    { disk = realDisk, processId }: { readonly disk?: Disk; readonly processId: number },
  ): Promise<PublishedLog> {
    const place = resolve(folder);
    if ((await readIfThere(join(place, LAYOUT.logVerifierKey))) === undefined) throw noLog(folder);
    return new PublishedLog(place, { keys: await readLogKeys(place), disk, processId });
  }

  /** Sizes of the last heads that earlier keys of the log signed, oldest first. */
  lastSizes(): readonly number[] {
    return this.#keys.earlier.map(({ size }) => size);
  }

  /** The newest head that was signed and named; `undefined` when nothing was published. */
  async newest(): Promise<PublishedHead | undefined> {
    return this.#head(LAYOUT.checkpoint);
  }

  /** The head of this size; `undefined` when none was published. */
  async at(size: number): Promise<PublishedHead | undefined> {
    return this.#head(checkpointPath(size));
  }

  /** Sizes of the heads that have lines of witnesses, the largest first. */
  async witnessedSizes(): Promise<readonly number[]> {
    const names = await readdir(join(this.#folder, LAYOUT.checkpoints));
    const sizes = names.map(parseCheckpointName).flatMap((each) => (each?.companion === ".cosig" ? [each.size] : []));
    return sizes.sort((a, b) => b - a);
  }

  /** Lines of witnesses beside the head of this size, each with its line end; empty when there are none. */
  async cosignatures(size: number): Promise<string> {
    return (await readIfThere(join(this.#folder, `${checkpointPath(size)}.cosig`))) ?? "";
  }

  /**
   * Adds lines of witnesses; one that is there already is not added. Of each witness the first line and the newest stay:
   * a head that stays the newest for long is cosigned every day, and a verifier reads so many lines only.
   */
  async addCosignatures(size: number, lines: string): Promise<void> {
    const there = await this.cosignatures(size);
    if (there !== "" && parseCosignatureLines(there) === undefined) {
      throw damaged(`${checkpointPath(size)}.cosig holds lines that are no signatures`);
    }
    const known = there.split("\n");
    const added = lines.split("\n").filter((line) => line !== "" && !known.includes(line));
    if (added.length === 0) return;
    const kept = firstAndNewest([...known.slice(0, -1), ...added]);
    await this.#replace(`${checkpointPath(size)}.cosig`, kept.map((line) => `${line}\n`).join(""));
  }

  /** Text of the policy under which the log is witnessed; `undefined` without one. */
  policy(): Promise<string | undefined> {
    return readIfThere(join(this.#folder, POLICY_FILE));
  }

  async writePolicy(text: string): Promise<void> {
    if ((await this.policy()) !== text) await this.#replace(POLICY_FILE, text);
  }

  /**
   * Root of the first `size` leaves, and the proof from there to the head of `of` leaves, from its tiles.
   *
   * @throws AppError `store-damaged` when the tiles do not give the head's root.
   */
  async consistency(size: number, of: Checkpoint): Promise<{ readonly root: Hash; readonly proof: readonly Hash[] }> {
    const tree = new TileTree(of.size, (path) => this.#tile(path));
    try {
      if (Buffer.compare(await tree.root(), of.root) !== 0) throw damaged("the tiles are not those of the newest head");
      return { root: await tree.root(size), proof: await tree.consistencyProof(size) };
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw damaged(
        `the tree of the newest head cannot be read: ${cause instanceof Error ? cause.message : "unknown"}`,
      );
    }
  }

  async #head(path: string): Promise<PublishedHead | undefined> {
    const text = await readIfThere(join(this.#folder, path));
    if (text === undefined) return undefined;
    const opened = openHead(text, this.#keys);
    if (!opened.ok) throw damaged(`${path} is not a checkpoint signed by this log`);
    return { checkpoint: opened.checkpoint, text };
  }

  async #tile(path: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(join(this.#folder, LAYOUT.log, path));
    } catch (error) {
      if (isErrno(error, "ENOENT")) return undefined;
      throw error;
    }
  }

  async #replace(path: string, text: string): Promise<void> {
    // A name of its own: in another container a process of the same id may be writing the same.
    const name = `${path.replaceAll("/", "-")}-${this.#processId}-${randomBytes(8).toString("hex")}`;
    const temporary = join(this.#folder, LAYOUT.temporary, name);
    try {
      await replaceFile(this.#disk, { temporary, target: join(this.#folder, path), bytes: Buffer.from(text) });
    } catch (error) {
      await rm(temporary, { force: true });
      throw diskError(`writing ${path}`, error);
    }
  }
}

/** Of each key the first line and the last one, in their order. */
function firstAndNewest(lines: readonly string[]): readonly string[] {
  const keys = lines.map((line) => {
    const signature = parseSignatureLine(line);
    return signature === undefined ? line : `${signature.name} ${signature.keyId.toString("hex")}`;
  });
  return lines.filter((_, at) => keys.indexOf(keys[at] ?? "") === at || keys.lastIndexOf(keys[at] ?? "") === at);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

function noLog(folder: string): AppError {
  return new AppError({
    code: "not-found",
    message: `there is no evidence in ${folder}`,
    fix: "Run: lookback collect. If something was collected before, restore the folder from a copy.",
  });
}

function damaged(message: string): AppError {
  return new AppError({
    code: "store-damaged",
    message,
    fix: "Restore the evidence folder from a copy. Nothing was changed; run lookback verify for the whole picture.",
  });
}
