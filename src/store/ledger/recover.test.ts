import { cp, readdir, readFile, rm, truncate, unlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../../base/app-error.js";
import { journalRecords, readJournal } from "../../ledger/journal-format.js";
import { type Disk, realDisk } from "../blobs/disk.js";
import { collect, decisionOf, newPlace, openWriter } from "./folder-fixture.js";
import { openEvidenceStore } from "./open-evidence-store.js";
import { PublishedLog } from "./published-log.js";

let origin: string;
let journal: Buffer;
/** Where each record ends; the checkpoint covers the first three of five. */
let ends: number[];
const PUBLISHED = 3;

beforeAll(async () => {
  origin = await newPlace();
  const store = await openWriter(origin);
  ends = [];
  for (let each = 0; each < 5; each += 1) {
    await store.append(decisionOf(`e${each}`));
    ends.push((await readFile(join(origin, "journal"))).length);
    if (each + 1 === PUBLISHED) await store.publish();
  }
  await store.close();
  journal = await readFile(join(origin, "journal"));
});

/** Reads a copy of the folder with another journal: how many records it gives, or why it refuses. */
async function opened(bytes: Uint8Array, folder: string): Promise<number | string> {
  await writeFile(join(folder, "journal"), bytes);
  try {
    const store = await openEvidenceStore(folder, { mode: "read" });
    const records = await collect(store.records());
    await store.close();
    return records.length;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

async function rewritten(change: (leaf: string, index: number) => string): Promise<Uint8Array> {
  const records: Uint8Array[] = [];
  for await (const part of readJournal([journal])) {
    if (part.kind !== "leaf") throw new Error(`the journal is ${part.kind}`);
    const leaf = change(Buffer.from(part.leaf).toString("utf8"), part.index);
    records.push(journalRecords([Buffer.from(leaf)]));
  }
  return Buffer.concat(records);
}

async function copy(): Promise<string> {
  const folder = await newPlace();
  await cp(origin, folder, { recursive: true });
  return folder;
}

describe("start-up", () => {
  it("refuses a journal cut at any byte below the checkpoint, and goes on from cuts above", async () => {
    const folder = await copy();
    const published = ends[PUBLISHED - 1] ?? 0;
    const above = ends.slice(PUBLISHED - 1).flatMap((end) => [end - 1, end, end + 1, end + 100]);
    const cuts = [...Array(published).keys(), ...above.filter((cut) => cut <= journal.length)];
    for (const cut of cuts) {
      const whole = ends.filter((end) => end <= cut).length;
      expect([cut, await opened(journal.subarray(0, cut), folder)]).toEqual([
        cut,
        cut < published ? "store-damaged" : whole,
      ]);
    }
  });

  it("refuses a flipped bit anywhere in the journal", async () => {
    const folder = await copy();
    let [tried, refused] = [0, 0];
    for (let byte = 0; byte < journal.length; byte += 5, tried += 1) {
      const bytes = Buffer.from(journal);
      bytes[byte] = (bytes[byte] ?? 0) ^ (1 << (byte % 8));
      if ((await opened(bytes, folder)) === "store-damaged") refused += 1;
    }
    expect([tried, refused]).toEqual([Math.ceil(journal.length / 5), tried]);
  });

  it("refuses a journal that was written anew, well formed, with one leaf changed below the checkpoint", async () => {
    const folder = await copy();
    const changed = await rewritten((leaf, index) => (index === 1 ? leaf.replace('"e1"', '"e9"') : leaf));
    expect(await opened(changed, folder)).toBe("store-damaged");
  });

  it("refuses a stream counter that skips or repeats, also above the checkpoint", async () => {
    const folder = await copy();
    for (const n of ["4", "6"]) {
      const changed = await rewritten((leaf, index) => (index === 4 ? leaf.replace('"n":5', `"n":${n}`) : leaf));
      expect(await opened(changed, folder)).toBe("store-damaged");
    }
    expect(await opened(await rewritten((leaf) => leaf), folder)).toBe(5);
  });

  it("goes on after an unfinished record with the next place and counter", async () => {
    const folder = await copy();
    await truncate(join(folder, "journal"), journal.length - 5);
    const store = await openWriter(folder);
    expect(store.recovery).toEqual({ truncatedBytes: journal.length - 5 - (ends[3] ?? 0), temporaryFiles: 0 });
    expect(await store.append(decisionOf("again"))).toEqual({ index: 4 });
    expect((await collect(store.records(4))).map(({ record }) => record.n)).toEqual([5]);
    await store.close();
  });

  it("removes temporary files", async () => {
    const folder = await copy();
    await writeFile(join(folder, "temporary", "blob-1"), "half");
    await writeFile(join(folder, "temporary", "publish"), "half");
    const store = await openWriter(folder);
    expect(store.recovery).toEqual({ truncatedBytes: 0, temporaryFiles: 2 });
    await store.close();
  });

  it("leaves temporary files of whoever writes without the lock, until they are a day old", async () => {
    const folder = await copy();
    const names = ["keys-log.key.next", "log-checkpoints-000000000003.cosig-7-00", "seal-00ff"];
    const written = async (secondsAgo: number) => {
      const at = Date.now() / 1_000 - secondsAgo;
      for (const name of names) {
        await writeFile(join(folder, "temporary", name), "half");
        await utimes(join(folder, "temporary", name), at, at);
      }
    };
    for (const [secondsAgo, removed] of [
      [0, 0],
      [24 * 3_600 - 60, 0],
      [24 * 3_600 + 60, 3],
    ] as const) {
      await written(secondsAgo);
      const store = await openWriter(folder);
      expect(store.recovery.temporaryFiles).toBe(removed);
      await store.close();
      expect((await readdir(join(folder, "temporary"))).sort()).toEqual(removed === 0 ? names : []);
    }
  });

  it("does not take away what a witness's line is being written to", async () => {
    const folder = await copy();
    const disk: Disk = {
      ...realDisk,
      rename: async (from, to) => {
        await (await openWriter(folder)).close();
        await realDisk.rename(from, to);
      },
    };
    const line = `— w.example ${Buffer.alloc(76, 1).toString("base64")}\n`;
    const log = await PublishedLog.open(folder, { processId: 7, disk });
    await log.addCosignatures(PUBLISHED, line);
    expect(await log.cosignatures(PUBLISHED)).toBe(line);
  });

  it("makes the folder of temporary files where a copy lacks it", async () => {
    const folder = await copy();
    await rm(join(folder, "temporary"), { recursive: true });
    const store = await openWriter(folder);
    await store.publish();
    await store.close();
    expect(await readdir(join(folder, "temporary"))).toEqual([]);
  });

  it("refuses a record that another version wrote, whole as it is", async () => {
    const folder = await copy();
    const leaf = Buffer.from('{"type":"future","v":2}');
    expect(await opened(Buffer.concat([journal, journalRecords([leaf])]), folder)).toBe("store-damaged");
  });

  it.each([["journal"], ["keys/log.key"], ["trust/log.vkey"], ["log"], ["blobs"], ["keys"]])(
    "refuses a folder without %s and makes nothing anew",
    async (path) => {
      const folder = await copy();
      await rm(join(folder, path), { recursive: true });
      await expect(openWriter(folder)).rejects.toMatchObject({ code: "store-damaged" });
      await expect(readFile(join(folder, path))).rejects.toMatchObject({ code: "ENOENT" });
    },
  );

  it("refuses a key of another log", async () => {
    const [folder, other] = [await copy(), await newPlace()];
    await (await openWriter(other)).close();
    await unlink(join(folder, "keys/log.key"));
    await cp(join(other, "keys/log.key"), join(folder, "keys/log.key"));
    await expect(openWriter(folder)).rejects.toMatchObject({ code: "store-damaged" });
  });

  it.each(["log/checkpoint", "log/checkpoints/000000000003"])("refuses a %s that was edited", async (path) => {
    const folder = await copy();
    const text = await readFile(join(folder, path), "utf8");
    await unlink(join(folder, path));
    await writeFile(join(folder, path), text.replace("\n3\n", "\n2\n"));
    await expect(openWriter(folder)).rejects.toMatchObject({ code: "store-damaged" });
  });
});
