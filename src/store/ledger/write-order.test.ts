import { statSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { type Disk, realDisk } from "../blobs/disk.js";
import { captureOf, decisionOf, LATER, newPlace, openWriter, SEALING } from "./folder-fixture.js";

/** Says, call by call, what a power cut could undo: bytes not yet synced, and names in folders not yet synced. */
class WatchedDisk implements Disk {
  readonly breaks: string[] = [];
  names = 0;
  readonly #unsynced = new Set<number>();
  readonly #foldersOpen = new Set<number>();

  async write(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
    this.#unsynced.add((await handle.stat()).ino);
    await realDisk.write(handle, bytes, position);
  }

  async sync(handle: FileHandle): Promise<void> {
    await realDisk.sync(handle);
    const { ino } = await handle.stat();
    this.#unsynced.delete(ino);
    this.#foldersOpen.delete(ino);
  }

  async syncData(handle: FileHandle): Promise<void> {
    await realDisk.syncData(handle);
    this.#unsynced.delete((await handle.stat()).ino);
  }

  async link(from: string, to: string): Promise<boolean> {
    this.#named(from, to);
    return realDisk.link(from, to);
  }

  async rename(from: string, to: string): Promise<void> {
    this.#named(from, to);
    await realDisk.rename(from, to);
  }

  /** What is not durable at this moment: after an acknowledgement there must be nothing. */
  pending(): number {
    return this.#unsynced.size + this.#foldersOpen.size;
  }

  #named(from: string, to: string): void {
    this.names += 1;
    if (this.#unsynced.has(statSync(from).ino)) this.breaks.push(`${to} was named before its bytes were durable`);
    if (/log\/checkpoint/.test(to) && this.pending() > 0)
      this.breaks.push(`${to} was signed before its tiles were durable`);
    this.#foldersOpen.add(statSync(dirname(to)).ino);
  }
}

describe("the order of writes", () => {
  it("makes bytes durable before their name, and their name before the acknowledgement", async () => {
    const disk = new WatchedDisk();
    const store = await openWriter(await newPlace(), { disk });
    const pending: number[] = [disk.pending()];
    await store.capture(captureOf("one"));
    pending.push(disk.pending());
    await store.capture(captureOf("x".repeat(2_000_000), { key: "large" }));
    pending.push(disk.pending());
    await store.capture(captureOf("one"));
    await Promise.all(Array.from({ length: 300 }, (_, each) => store.append(decisionOf(`e${each}`))));
    pending.push(disk.pending());
    await store.publish();
    pending.push(disk.pending());
    await store.append(decisionOf("last"));
    await store.publish();
    pending.push(disk.pending());
    await store.close();
    expect(disk.breaks).toEqual([]);
    expect(pending).toEqual([0, 0, 0, 0, 0, 0]);
    // Three files and the folder itself; four blobs; entries, level 0 and level 1 full and partial, and the heads.
    expect(disk.names).toBe(4 + 4 + 5 + 2 + 2 + 2);
  });

  it("makes the key of sealed evidence durable before its record, in both places", async () => {
    const disk = new WatchedDisk();
    const folder = await newPlace();
    const secondKeyring = join(dirname(folder), "second.keyring");
    const store = await openWriter(folder, { disk, sealing: { ...SEALING, secondKeyring } });
    const pending: number[] = [disk.pending()];
    await store.capture(captureOf("one"));
    pending.push(disk.pending());
    const [blob] = (await store.captures()).map(({ record }) => record.blob);
    await store.rewrapKeys(Buffer.alloc(32, 2), LATER);
    pending.push(disk.pending());
    const shred = { reason: "legal", basis: sha256("b"), approvedBy: sha256("a"), at: LATER } as const;
    await store.shred({ ...shred, targets: blob === undefined ? [] : [blob] });
    pending.push(disk.pending());
    await store.close();
    expect(disk.breaks).toEqual([]);
    expect(pending).toEqual([0, 0, 0, 0]);
  });
});
