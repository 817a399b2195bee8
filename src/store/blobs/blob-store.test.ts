import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { blobPath } from "../../ledger/layout.js";
import { BlobStore } from "./blob-store.js";
import { realDisk } from "./disk.js";

async function newStore(): Promise<{ readonly folder: string; readonly blobs: BlobStore }> {
  const folder = await mkdtemp(join(tmpdir(), "lookback-blobs-"));
  await mkdir(join(folder, "temporary"));
  return { folder, blobs: new BlobStore(folder, realDisk) };
}

async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function* piecesOf(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("a blob", () => {
  it.each([0, 1, 65_536, 1_048_575, 1_048_576, 1_048_577, 3_000_000])("of %d bytes comes back", async (length) => {
    const { folder, blobs } = await newStore();
    const bytes = Buffer.alloc(length, "lookback ");
    const digest = sha256(bytes);
    expect(await blobs.has(digest)).toBe(false);
    expect(await blobs.put(piecesOf(bytes, 50_000))).toEqual({ sha256: digest, sizeBytes: length });
    expect(await blobs.has(digest)).toBe(true);
    expect((await bytesOf(blobs.open(digest))).equals(bytes)).toBe(true);
    expect((await readFile(join(folder, blobPath(digest)))).equals(bytes)).toBe(true);
    expect((await stat(join(folder, blobPath(digest)))).mode & 0o777).toBe(0o444);
    expect(await readdir(join(folder, "temporary"))).toEqual([]);
  });

  it("from a source that uses one buffer for all pieces is stored as it came", async () => {
    const { blobs } = await newStore();
    async function* reused(): AsyncGenerator<Uint8Array> {
      const buffer = Buffer.alloc(1);
      for (const text of ["a", "b", "c"]) {
        buffer.write(text);
        yield buffer;
      }
    }
    expect((await blobs.put(reused())).sha256).toBe(sha256("abc"));
    expect((await bytesOf(blobs.open(sha256("abc")))).toString()).toBe("abc");
  });

  it("put again, also by several at once, is stored once", async () => {
    const { folder, blobs } = await newStore();
    const bytes = Buffer.alloc(2_000_000, 1);
    const other = new BlobStore(folder, realDisk);
    await blobs.put([bytes]);
    const stored = await Promise.all([blobs.put([bytes]), blobs.put(piecesOf(bytes, 9_999)), blobs.put([bytes])]);
    stored.push(await other.put([bytes]));
    expect(stored).toEqual(stored.map(() => ({ sha256: sha256(bytes), sizeBytes: 2_000_000 })));
    expect(await readdir(dirname(join(folder, blobPath(sha256(bytes)))))).toEqual([sha256(bytes)]);
  });

  it("that is missing or holds other bytes is an error, at the latest after its last byte", async () => {
    const { folder, blobs } = await newStore();
    const path = join(folder, blobPath(sha256("abc")));
    await expect(bytesOf(blobs.open(sha256("abc")))).rejects.toMatchObject({ code: "store-damaged" });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, "abd");
    await expect(bytesOf(blobs.open(sha256("abc")))).rejects.toMatchObject({ code: "store-damaged" });
    await expect(blobs.put([Buffer.from("abc")])).rejects.toMatchObject({ code: "store-damaged" });
    expect(await readFile(path, "utf8")).toBe("abd");
  });
});
