import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type Disk, realDisk } from "../blobs/disk.js";
import { decisionOf, newPlace, openWriter } from "./folder-fixture.js";
import { PublishedLog } from "./published-log.js";

const LINE = `— w.example ${Buffer.alloc(76, 1).toString("base64")}\n`;
const OTHER = `— w.example ${Buffer.alloc(76, 2).toString("base64")}\n`;

let folder: string;
beforeEach(async () => {
  folder = await newPlace();
  const store = await openWriter(folder);
  for (const each of ["one", "two"]) {
    await store.append(decisionOf(each));
    await store.publish();
  }
  await store.close();
});

const open = (disk: Disk = realDisk) => PublishedLog.open(folder, { processId: 1, disk });

describe("a published log", () => {
  it("gives its heads, and the proof from any size to one of them", async () => {
    const log = await open();
    const [newest, first] = [await log.newest(), await log.at(1)];
    expect([newest?.checkpoint.size, first?.checkpoint.size, await log.at(3)]).toEqual([2, 1, undefined]);
    expect(newest?.text).toBe(await readFile(join(folder, "log/checkpoint"), "utf8"));
    const { root, proof } =
      newest === undefined ? { root: "", proof: [] } : await log.consistency(1, newest.checkpoint);
    expect([Buffer.from(root).equals(Buffer.from(first?.checkpoint.root ?? "")), proof.length]).toEqual([true, 1]);
  });

  it("is read while somebody else writes: without the lock", async () => {
    const writer = await openWriter(folder);
    expect((await (await open()).newest())?.checkpoint.size).toBe(2);
    await writer.close();
  });

  it("that is not there, or whose head is not its own, is said to be so", async () => {
    await expect(PublishedLog.open(`${folder}-none`, { processId: 1 })).rejects.toMatchObject({ code: "not-found" });
    const log = await open();
    await rm(join(folder, "log/checkpoint"));
    expect(await log.newest()).toBeUndefined();
    await writeFile(join(folder, "log/checkpoint"), "hello");
    await expect(log.newest()).rejects.toMatchObject({ code: "store-damaged" });
  });
});

describe("lines of witnesses", () => {
  it("are added, each once, and the sizes that have some are known", async () => {
    const log = await open();
    await log.addCosignatures(1, LINE);
    await log.addCosignatures(2, `${LINE}${OTHER}`);
    await log.addCosignatures(2, LINE);
    expect([await log.witnessedSizes(), await log.cosignatures(2), await log.cosignatures(3)]).toEqual([
      [2, 1],
      `${LINE}${OTHER}`,
      "",
    ]);
  });

  it("of a head that is cosigned every day do not pile up: of each witness the first and the newest stay", async () => {
    const at = (key: number, day: number) =>
      `— w${key}.example ${Buffer.concat([Buffer.alloc(4, key), Buffer.alloc(72, day)]).toString("base64")}\n`;
    const log = await open();
    for (let day = 1; day <= 60; day += 1) await log.addCosignatures(2, `${at(1, day)}${at(2, day)}`);
    expect(await log.cosignatures(2)).toBe([at(1, 1), at(2, 1), at(1, 60), at(2, 60)].join(""));
    await log.addCosignatures(2, at(3, 61));
    expect(await log.cosignatures(2)).toBe([at(1, 1), at(2, 1), at(1, 60), at(2, 60), at(3, 61)].join(""));
  });

  it("that could not be written can be written again", async () => {
    const failing: Disk = {
      ...realDisk,
      sync: async () => {
        throw Object.assign(new Error("no"), { code: "EIO" });
      },
    };
    await expect((await open(failing)).addCosignatures(2, LINE)).rejects.toMatchObject({ code: "disk-failed" });
    const log = await open();
    expect(await log.cosignatures(2)).toBe("");
    await log.addCosignatures(2, LINE);
    expect(await log.cosignatures(2)).toBe(LINE);
  });

  it("are written whole or not at all, and the policy only when it changed", async () => {
    const calls: string[] = [];
    const counting: Disk = {
      ...realDisk,
      rename: async (from, to) => {
        calls.push(to.slice(folder.length + 1));
        await realDisk.rename(from, to);
      },
    };
    const log = await open(counting);
    expect(await log.policy()).toBeUndefined();
    for (const text of ["quorum none\n", "quorum none\n", "# one\nquorum none\n"]) await log.writePolicy(text);
    expect([calls, await log.policy()]).toEqual([
      ["trust/witness-policy", "trust/witness-policy"],
      "# one\nquorum none\n",
    ]);
  });
});
