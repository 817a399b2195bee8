import { randomBytes } from "node:crypto";
import { access, type FileHandle, open, readFile, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "../../base/app-error.js";
import type { Sha256 } from "../../base/digest.js";
import { masterFingerprint } from "../../ledger/sealing/data-key.js";
import {
  type DataKey,
  KEYRING_HEAD_BYTES,
  keyringHead,
  keyringMaster,
  keyringSlots,
  SLOT_BYTES,
  SLOT_PARTS_LAST_FIRST,
  type Slot,
  unwrapKey,
  WRAP_NONCE_BYTES,
  wrapKey,
} from "../../ledger/sealing/keyring-format.js";
import { type Disk, diskError, isErrno, replaceFile } from "../blobs/disk.js";

/** A keyring file that is open for writing. */
interface Place {
  readonly path: string;
  readonly handle: FileHandle;
  /** Where the next slot goes. */
  end: number;
}

export interface KeyringOptions {
  readonly master: Uint8Array;
  readonly disk: Disk;
  readonly isWritable: boolean;
}

/**
 * The wrapped data keys, the same in every place: a key is given out, added and destroyed in all of them together.
 * Opening for writing brings the places to the same again; it never makes one whose master key is another.
 */
export class Keyring {
  #master: Uint8Array;
  readonly #disk: Disk;
  readonly #paths: readonly string[];
  readonly #slots: Map<Sha256, Slot>;
  #places: readonly Place[];
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(
    paths: readonly string[],
    { master, disk }: KeyringOptions,
    parts: { readonly slots: Map<Sha256, Slot>; readonly places: readonly Place[] },
  ) {
    this.#paths = paths;
    this.#master = master;
    this.#disk = disk;
    this.#slots = parts.slots;
    this.#places = parts.places;
  }

  /**
   * @param paths files of the keyring, the first beside the log; folders are made.
   * @throws AppError `bad-config` when keyrings are there and none of them was made with this master key, or one that
   * would be replaced was made with another and holds keys of blobs that no place of this one has.
   */
  static async open(paths: readonly string[], options: KeyringOptions): Promise<Keyring> {
    const slots = new Map<Sha256, Slot>();
    const files = await Promise.all(paths.map(readFileIfThere));
    const wanted = masterFingerprint(options.master);
    const own = files.map((file) => (file !== undefined && keyringMaster(file) === wanted ? file : undefined));
    if (files.some((file) => file !== undefined) && own.every((file) => file === undefined)) throw otherMaster();
    for (const slot of own.flatMap((file) => slotsOf(file))) {
      const known = slots.get(slot.blob);
      // A slot that was damaged in one place is taken from another.
      if (known === undefined || unwrapKey(known, options.master) === undefined) slots.set(slot.blob, slot);
    }
    const places: Place[] = [];
    if (options.isWritable) {
      for (const [at, path] of paths.entries()) if (own[at] === undefined) requireNoneLost(path, files[at], slots);
      try {
        for (const [at, path] of paths.entries()) places.push(await openPlace(path, { slots, file: own[at], options }));
      } catch (error) {
        for (const { handle } of places) await handle.close();
        throw diskError("opening the keys of sealed evidence", error);
      }
    }
    return new Keyring(paths, options, { slots, places });
  }

  /** The key of a blob; `undefined` when there is none, or what is there cannot be unwrapped. */
  get(blob: Sha256): DataKey | undefined {
    const slot = this.#slots.get(blob);
    return slot === undefined ? undefined : unwrapKey(slot, this.#master);
  }

  has(blob: Sha256): boolean {
    return this.#slots.has(blob);
  }

  /**
   * Wraps and stores the key of a blob; durable in every place when it returns.
   *
   * @throws AppError `store-damaged` when a place is not as it was left: another writer's keys are never written over.
   */
  add(blob: Sha256, dataKey: DataKey): Promise<void> {
    return this.#inTurn("storing the key of a sealed blob", async () => {
      await this.#requireUnchanged();
      const bytes = wrapKey({ blob, dataKey }, { master: this.#master, nonce: randomBytes(WRAP_NONCE_BYTES) });
      await Promise.all(
        this.#places.map(async (place) => {
          await this.#disk.write(place.handle, bytes, place.end);
          await this.#disk.syncData(place.handle);
          place.end += SLOT_BYTES;
        }),
      );
      this.#slots.set(blob, { offset: 0, blob, bytes });
    });
  }

  /**
   * Overwrites keys by zeros in every place; durable when it returns. The secret part goes first and the name last, so
   * that a slot which a crash left half destroyed is found again.
   */
  destroy(blobs: ReadonlySet<Sha256>): Promise<void> {
    return this.#inTurn("destroying keys of sealed blobs", async () => {
      await this.#requireUnchanged();
      for (const { path, handle } of this.#places) {
        const offsets = [...keyringSlots(await readFile(path))].flatMap((slot) =>
          blobs.has(slot.blob) ? slot.offset : [],
        );
        if (offsets.length === 0) continue;
        for (const part of SLOT_PARTS_LAST_FIRST) {
          for (const offset of offsets) await this.#disk.write(handle, Buffer.alloc(part.length), offset + part.offset);
          await this.#disk.sync(handle);
        }
      }
      for (const blob of blobs) this.#slots.delete(blob);
    });
  }

  /**
   * Wraps every key again by another master key. Blobs, data keys and commitments stay what they are. Each place is
   * replaced in one step; after a crash in between either master key opens what it can and brings the other along.
   *
   * @throws AppError `store-damaged` when a key cannot be unwrapped: nothing is changed then.
   */
  rewrap(master: Uint8Array): Promise<void> {
    return this.#inTurn("wrapping keys by another master key", async () => {
      await this.#requireUnchanged();
      const slots = [...this.#slots.values()].map((slot) => rewrapped(slot, { from: this.#master, to: master }));
      const bytes = keyringBytes(master, slots);
      for (const path of this.#paths) await writeKeyring(this.#disk, path, bytes);
      for (const { handle } of this.#places) await handle.close();
      this.#places = await Promise.all(this.#paths.map((path) => opened(path, bytes.length)));
      for (const slot of slots) this.#slots.set(slot.blob, slot);
      this.#master = master;
    });
  }

  async close(): Promise<void> {
    await this.#writing;
    for (const { handle } of this.#places) await handle.close();
  }

  /** Every place is the file that was opened, as long as it was left: nobody else added to it, or put another there. */
  async #requireUnchanged(): Promise<void> {
    for (const { path, handle, end } of this.#places) {
      const [held, named] = [await handle.stat(), await stat(path)];
      if (held.size !== end || held.ino !== named.ino || held.dev !== named.dev) throw changed(path);
    }
  }

  #inTurn<T>(what: string, work: () => Promise<T>): Promise<T> {
    const turn = this.#writing.then(work).catch((error: unknown) => {
      throw diskError(what, error);
    });
    // Who called gets the error; the next one only waits for its turn.
    this.#writing = turn.catch(() => undefined);
    return turn;
  }
}

/** Opens one place, and first writes it anew unless it holds exactly what all places together hold. */
async function openPlace(
  path: string,
  {
    slots,
    file,
    options: { master, disk },
  }: {
    readonly slots: ReadonlyMap<Sha256, Slot>;
    readonly file: Uint8Array | undefined;
    readonly options: KeyringOptions;
  },
): Promise<Place> {
  const held = slotsOf(file);
  const isWhole =
    file !== undefined &&
    held.length === slots.size &&
    held.every(({ blob, bytes }) => Buffer.compare(bytes, slots.get(blob)?.bytes ?? Buffer.alloc(0)) === 0) &&
    (file.length - KEYRING_HEAD_BYTES) % SLOT_BYTES === 0;
  if (isWhole) return opened(path, file.length);
  const bytes = keyringBytes(master, [...slots.values()]);
  if (file === undefined) await requireFolder(dirname(path));
  await writeKeyring(disk, path, bytes);
  return opened(path, bytes.length);
}

/**
 * A file under another master key is replaced only when nothing goes with it: it may be the newest one, and the master
 * key that was named the one before. Slots that were destroyed, half of them too, hold nothing.
 */
function requireNoneLost(path: string, file: Uint8Array | undefined, slots: ReadonlyMap<Sha256, Slot>): void {
  if (file === undefined || keyringMaster(file) === undefined) return;
  const [{ offset: secretAt }] = SLOT_PARTS_LAST_FIRST;
  const lost = slotsOf(file).filter(({ blob, bytes }) => !slots.has(blob) && bytes.subarray(secretAt).some(Boolean));
  if (lost.length === 0) return;
  throw new AppError({
    code: "bad-config",
    message: `${path} was made with another master key and holds ${lost.length} keys that the other copy lacks`,
    fix: "Name the newest master key under `confidential` in lookback.yaml. If that file is an old copy, move it away.",
  });
}

/** A folder that is missing may be a disk that is not mounted: a keyring made in its place would outlive destruction. */
async function requireFolder(folder: string): Promise<void> {
  try {
    await access(folder);
  } catch (cause) {
    throw new AppError({
      code: "bad-config",
      message: `the folder ${folder}, in which keys of sealed evidence stand, is not there`,
      fix: "Mount or make the folder, or correct `confidential` in lookback.yaml.",
      cause,
    });
  }
}

function slotsOf(file: Uint8Array | undefined): readonly Slot[] {
  return file === undefined ? [] : [...keyringSlots(file)];
}

async function opened(path: string, end: number): Promise<Place> {
  return { path, handle: await open(path, "r+"), end };
}

async function writeKeyring(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.new`;
  await unlink(temporary).catch((error: unknown) => {
    if (!isErrno(error, "ENOENT")) throw error;
  });
  await replaceFile(disk, { temporary, target: path, bytes, mode: 0o600 });
}

function keyringBytes(master: Uint8Array, slots: readonly Slot[]): Uint8Array {
  return Buffer.concat([keyringHead(master), ...slots.map(({ bytes }) => bytes)]);
}

function rewrapped(slot: Slot, { from, to }: { readonly from: Uint8Array; readonly to: Uint8Array }): Slot {
  const dataKey = unwrapKey(slot, from);
  if (dataKey === undefined) {
    throw new AppError({
      code: "store-damaged",
      message: `the key of blob ${slot.blob} cannot be unwrapped`,
      fix: "Run: lookback verify. Restore the keys from a copy before wrapping them anew.",
    });
  }
  const bytes = wrapKey({ blob: slot.blob, dataKey }, { master: to, nonce: randomBytes(WRAP_NONCE_BYTES) });
  return { offset: 0, blob: slot.blob, bytes };
}

async function readFileIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw diskError("reading the keys of sealed evidence", error);
  }
}

function changed(path: string): AppError {
  return new AppError({
    code: "store-damaged",
    message: `${path} was changed by somebody else, or a write to it failed; no key was written over`,
    fix: "Stop every other program that uses the evidence folder, then run: lookback verify.",
  });
}

function otherMaster(): AppError {
  return new AppError({
    code: "bad-config",
    message: "the master key is not the one that the keys of sealed evidence were wrapped by",
    fix: "Name the right master key under `confidential` in lookback.yaml, or restore it from a copy.",
  });
}
