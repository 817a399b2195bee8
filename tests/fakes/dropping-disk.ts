import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { type Disk, realDisk } from "../../src/store/blobs/disk.js";

/** The power went. Nothing after it happens. */
export class PowerCut extends Error {}

interface Write {
  readonly position: number;
  readonly bytes: Buffer;
}

interface ModelFile {
  durable: Buffer;
  /** Since the last sync, in order. */
  pending: Write[];
}

interface Naming {
  readonly folder: number;
  readonly path: string;
  readonly file: number;
}

/** How much of what was not synced survives: asked for each write and each name, answered from 0 (nothing) to 1 (all). */
export type Survival = () => number;

/**
 * A disk whose power is cut at its `cutAt`-th call. It does everything for real and keeps a model beside it of what a
 * power cut would leave: bytes since the last sync of their file, and names since the last sync of their folder, may
 * survive or not, each for itself. The cut call itself is done as far as bytes and names go, but never synced.
 */
export class DroppingDisk implements Disk {
  calls = 0;
  readonly #root: string;
  readonly #cutAt: number;
  readonly #files = new Map<number, ModelFile>();
  readonly #names = new Map<string, number>();
  #pendingNames: Naming[] = [];

  /** @param root a folder in which everything is durable already. */
  constructor(root: string, cutAt: number) {
    this.#root = root;
    this.#cutAt = cutAt;
    for (const path of filesIn(root)) {
      const { ino } = statSync(join(root, path));
      this.#names.set(path, ino);
      this.#files.set(ino, { durable: readFileSync(join(root, path)), pending: [] });
    }
  }

  async write(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
    const isCut = this.#count();
    const { ino, size } = await handle.stat();
    // An empty file with an inode that was seen before is a new one.
    const file = size === 0 ? this.#fresh(ino) : (this.#files.get(ino) ?? this.#fresh(ino));
    file.pending.push({ position, bytes: Buffer.from(bytes) });
    if (isCut) throw new PowerCut();
    await realDisk.write(handle, bytes, position);
  }

  async sync(handle: FileHandle): Promise<void> {
    if (this.#count()) throw new PowerCut();
    await realDisk.sync(handle);
    const { ino } = await handle.stat();
    this.#settle(ino);
    for (const { path, file } of this.#pendingNames.filter(({ folder }) => folder === ino)) this.#names.set(path, file);
    this.#pendingNames = this.#pendingNames.filter(({ folder }) => folder !== ino);
  }

  async syncData(handle: FileHandle): Promise<void> {
    if (this.#count()) throw new PowerCut();
    await realDisk.syncData(handle);
    this.#settle((await handle.stat()).ino);
  }

  async link(from: string, to: string): Promise<boolean> {
    const isCut = this.#count();
    const done = await realDisk.link(from, to);
    if (done) this.#named(to);
    if (isCut) throw new PowerCut();
    return done;
  }

  async rename(from: string, to: string): Promise<void> {
    const isCut = this.#count();
    await realDisk.rename(from, to);
    this.#named(to);
    if (isCut) throw new PowerCut();
  }

  /** Lays out in a new folder what is there when the power is back. */
  survivors(target: string, survival: Survival): void {
    cpSync(this.#root, target, { recursive: true });
    for (const path of filesIn(target)) rmSync(join(target, path), { force: true });
    const names = new Map(this.#names);
    for (const { path, file } of this.#pendingNames) if (survival() >= 0.5) names.set(path, file);
    const contents = new Map<number, Buffer>();
    for (const [path, ino] of names) {
      const file = this.#files.get(ino);
      if (file === undefined) throw new Error(`nothing was written to ${path}`);
      const bytes = contents.get(ino) ?? afterCut(file, survival);
      contents.set(ino, bytes);
      writeFileSync(join(target, path), bytes);
    }
  }

  /** Whether this call is the one at which the power goes. */
  #count(): boolean {
    this.calls += 1;
    if (this.calls > this.#cutAt) throw new PowerCut();
    return this.calls === this.#cutAt;
  }

  #fresh(ino: number): ModelFile {
    const file = { durable: Buffer.alloc(0), pending: [] };
    this.#files.set(ino, file);
    return file;
  }

  #settle(ino: number): void {
    const file = this.#files.get(ino);
    if (file !== undefined) this.#files.set(ino, { durable: afterCut(file, () => 1), pending: [] });
  }

  #named(to: string): void {
    this.#pendingNames.push({
      folder: statSync(dirname(to)).ino,
      path: relative(this.#root, to),
      file: statSync(to).ino,
    });
  }
}

/** A write survives from its start, from its end (the rest is zeros then), or not at all. */
function afterCut({ durable, pending }: ModelFile, survival: Survival): Buffer {
  let bytes = durable;
  for (const { position, bytes: written } of pending) {
    const share = survival();
    const isTail = share > 0 && share < 1 && survival() > 0.7;
    const length = Math.round(written.length * share);
    if (length === 0) continue;
    const [from, to] = isTail ? [written.length - length, written.length] : [0, length];
    const grown = Buffer.alloc(Math.max(bytes.length, position + to));
    bytes.copy(grown);
    written.copy(grown, position + from, from, to);
    bytes = grown;
  }
  return bytes;
}

function filesIn(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
