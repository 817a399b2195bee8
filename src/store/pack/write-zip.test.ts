import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fromBufferPromise } from "yauzl";
import { sha256 } from "../../base/digest.js";
import { writeZip, type ZipMember } from "./write-zip.js";

const TEXTS: Readonly<Record<string, string>> = { "bag/a.txt": "a".repeat(5_000), "bag/empty": "", "bag/ünï.txt": "x" };

function members(): readonly ZipMember[] {
  return Object.entries(TEXTS).map(([path, text]) => ({
    path,
    async *open() {
      // In pieces, as files are read.
      for (let at = 0; at < text.length; at += 1_000) yield Buffer.from(text.slice(at, at + 1_000));
    },
  }));
}

async function written(): Promise<{ readonly bytes: Buffer; readonly sha256: string; readonly sizeBytes: number }> {
  const target = join(await mkdtemp(join(tmpdir(), "lookback-zip-")), "deep", "pack.zip");
  const made = await writeZip(target, members());
  return { ...made, bytes: await readFile(target) };
}

it("writes the same bytes twice, and tells their digest and number", async () => {
  const [one, two] = [await written(), await written()];
  expect(one.bytes.equals(two.bytes)).toBe(true);
  expect([one.sha256, one.sizeBytes]).toEqual([sha256(one.bytes), one.bytes.length]);
});

it("is read by another program's reader, file by file", async () => {
  const { bytes } = await written();
  const zip = await fromBufferPromise(bytes);
  const found: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(Buffer.from(part));
    found[entry.fileName] = Buffer.concat(parts).toString("utf8");
  }
  expect(found).toEqual(TEXTS);
});

it("leaves nothing under the name when a file cannot be read", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lookback-zip-"));
  const broken: ZipMember = {
    path: "bag/broken",
    async *open() {
      yield Buffer.from("first");
      throw new Error("the disk failed");
    },
  };
  await expect(writeZip(join(folder, "pack.zip"), [...members(), broken])).rejects.toThrow("the disk failed");
  await expect(readFile(join(folder, "pack.zip"))).rejects.toMatchObject({ code: "ENOENT" });
});
