import { chmod, mkdir, mkdtemp, readdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatVerifierKey } from "../../ledger/checkpoint.js";
import { parseWitnessKey } from "../../ledger/witness/cosignature.js";
import { testCheckpoint, testLog, testTree } from "../../ledger/witness/witness-fixture.js";
import { type Disk, realDisk } from "../blobs/disk.js";
import { createWitness, openWitness, type StoredHead, trustLog } from "./witness-folder.js";

const OWNER = { processId: 1, bootId: "boot", isAlive: () => false };
const LOG = testLog();
const LOG_KEY = formatVerifierKey(LOG);

async function newPlace(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), "lookback-witness-")), "witness");
}

async function newWitness(): Promise<string> {
  const folder = await newPlace();
  await createWitness(folder, { name: "witness.example/w1", processId: 1 });
  return folder;
}

function headOf(size: number): StoredHead {
  const tree = testTree(size);
  return {
    checkpoint: { origin: LOG.origin, size, root: Buffer.from(tree.root()) },
    signed: testCheckpoint(tree),
    seconds: 7,
  };
}

describe("a new witness", () => {
  it("has a key that only its owner can read, and a line to hand out", async () => {
    const folder = await newPlace();
    const vkey = await createWitness(folder, { name: "witness.example/w1", processId: 1 });
    expect((await stat(join(folder, "witness.key"))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, "witness.vkey"), "utf8")).toBe(`${vkey}\n`);
    expect(parseWitnessKey(vkey)?.name).toBe("witness.example/w1");
    expect(await readdir(join(folder, ".."))).toEqual(["witness"]);
  });

  it("is never made over anything, and never twice", async () => {
    const folder = await newWitness();
    const again = createWitness(folder, { name: "witness.example/w1", processId: 1 });
    await expect(again).rejects.toMatchObject({ code: "bad-usage" });
    const other = await newPlace();
    await mkdir(other);
    await writeFile(join(other, "notes.txt"), "mine");
    await expect(createWitness(other, { name: "w", processId: 1 })).rejects.toMatchObject({ code: "bad-usage" });
    expect(await readdir(other)).toEqual(["notes.txt"]);
  });

  it.each(["", "two words", "a+b", "line\nend", "x".repeat(101)])("is not called %j", async (name) => {
    await expect(createWitness(await newPlace(), { name, processId: 1 })).rejects.toMatchObject({ code: "bad-usage" });
  });
});

describe("trust", () => {
  it("is given to a log key once, and seen by a witness that runs", async () => {
    const folder = await newWitness();
    const witness = await openWitness(folder, OWNER);
    expect(await witness.keysOf(LOG.origin)).toEqual([]);
    expect(await trustLog(folder, { logKey: LOG_KEY, processId: 1 })).toEqual({ origin: LOG.origin, isNew: true });
    expect(await trustLog(folder, { logKey: LOG_KEY, processId: 1 })).toEqual({ origin: LOG.origin, isNew: false });
    expect((await witness.keysOf(LOG.origin)).map(formatVerifierKey)).toEqual([LOG_KEY]);
    expect(await witness.keysOf("other.example")).toEqual([]);
    expect(await witness.origins()).toEqual([LOG.origin]);
    await witness.close();
  });

  it("is not given to the key of a witness or to half a key", async () => {
    const folder = await newWitness();
    const own = (await readFile(join(folder, "witness.vkey"), "utf8")).trimEnd();
    for (const logKey of [own, LOG_KEY.slice(0, -2), ""]) {
      await expect(trustLog(folder, { logKey, processId: 1 })).rejects.toMatchObject({ code: "bad-input" });
    }
    await expect(trustLog(await newPlace(), { logKey: LOG_KEY, processId: 1 })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("that somebody wrote under another name is refused", async () => {
    const folder = await newWitness();
    await writeFile(join(folder, "logs", "mine.vkey"), `${LOG_KEY}\n`);
    const witness = await openWitness(folder, OWNER);
    await expect(witness.keysOf(LOG.origin)).rejects.toMatchObject({ code: "store-damaged" });
    await witness.close();
  });
});

describe("memory", () => {
  it("is kept from one opening to the next", async () => {
    const folder = await newWitness();
    const first = await openWitness(folder, OWNER);
    expect(await first.seen(LOG.origin)).toBeUndefined();
    await first.remember(headOf(5));
    await first.remember(headOf(8));
    await first.close();
    const second = await openWitness(folder, OWNER);
    expect(await second.seen(LOG.origin)).toEqual(headOf(8));
    await second.close();
  });

  it("is for one process alone", async () => {
    const folder = await newWitness();
    const witness = await openWitness(folder, OWNER);
    await expect(openWitness(folder, { ...OWNER, processId: 2, isAlive: () => true })).rejects.toMatchObject({
      code: "store-locked",
    });
    await witness.close();
  });

  it("has the bytes on the disk before it takes its name, and the name before it returns", async () => {
    const folder = await newWitness();
    const calls: string[] = [];
    const disk: Disk = {
      ...realDisk,
      sync: async (handle) => {
        calls.push((await handle.stat()).isDirectory() ? "sync folder" : "sync file");
        await realDisk.sync(handle);
      },
      rename: async (from, to) => {
        calls.push("rename");
        await realDisk.rename(from, to);
      },
    };
    const witness = await openWitness(folder, { ...OWNER, disk });
    await witness.remember(headOf(5));
    expect(calls).toEqual(["sync file", "rename", "sync folder"]);
    await witness.close();
  });

  it.each(["write", "sync", "rename"] as const)("whose %s fails says so and keeps what was there", async (call) => {
    const folder = await newWitness();
    const before = await openWitness(folder, OWNER);
    await before.remember(headOf(5));
    await before.close();
    const failing: Disk = {
      ...realDisk,
      [call]: async () => {
        throw Object.assign(new Error("no"), { code: "ENOSPC" });
      },
    };
    const witness = await openWitness(folder, { ...OWNER, disk: failing });
    await expect(witness.remember(headOf(8))).rejects.toMatchObject({ code: "disk-failed" });
    await witness.close();
    const after = await openWitness(folder, OWNER);
    expect((await after.seen(LOG.origin))?.checkpoint.size).toBe(5);
    await after.remember(headOf(8));
    expect((await after.seen(LOG.origin))?.checkpoint.size).toBe(8);
    await after.close();
  });

  it.each([
    ["nothing", ""],
    ["half a file", '{"checkpoint":"lookback'],
    [
      "another log's head",
      JSON.stringify({ checkpoint: testCheckpoint(testTree(1), { log: testLog(2) }), seconds: 1, version: 1 }),
    ],
    ["a field too many", JSON.stringify({ checkpoint: headOf(5).signed, seconds: 1, version: 1, more: 1 })],
  ])("that holds %s stops the witness: it never begins anew", async (_, text) => {
    const folder = await newWitness();
    const witness = await openWitness(folder, OWNER);
    await witness.remember(headOf(5));
    const [name = ""] = await readdir(join(folder, "heads"));
    await writeFile(join(folder, "heads", name), text);
    await expect(witness.seen(LOG.origin)).rejects.toMatchObject({ code: "store-damaged" });
    await witness.close();
  });

  it("without its key, or with another one, is not opened", async () => {
    const [folder, other] = [await newWitness(), await newWitness()];
    const key = join(folder, "witness.key");
    await chmod(key, 0o600);
    await writeFile(key, await readFile(join(other, "witness.key")));
    await expect(openWitness(folder, OWNER)).rejects.toMatchObject({ code: "store-damaged" });
    await unlink(key);
    await expect(openWitness(folder, OWNER)).rejects.toMatchObject({ code: "store-damaged" });
    await expect(openWitness(await newPlace(), OWNER)).rejects.toMatchObject({ code: "not-found" });
  });
});
