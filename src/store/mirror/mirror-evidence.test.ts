import { appendFile, chmod, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { lockOf, type MirroredLog, mirroredLog, PREFIX } from "../../../tests/fakes/mirrored-log.js";
import { sha256 } from "../../base/digest.js";
import { blobPath } from "../../ledger/layout.js";
import { PublishedLog } from "../ledger/published-log.js";
import { waitingFiles } from "./mirror-evidence.js";
import { TRIES_MAX } from "./retry.js";

const open: MirroredLog[] = [];
afterEach(async () => {
  for (const log of open.splice(0)) await log.close();
});

async function logWith(options: Parameters<typeof mirroredLog>[0] = {}): Promise<MirroredLog> {
  const log = await mirroredLog(options);
  open.push(log);
  return log;
}

/** A line as witnesses write it; whose it is does not matter here. */
function cosigned(by: number): string {
  return `— witness.example/${by} ${Buffer.alloc(76, by).toString("base64")}\n`;
}

const ONE = `${PREFIX}${blobPath(sha256("one"))}`;

describe("mirroring", () => {
  it("stores every file but keys and the journal, and remembers each with its version", async () => {
    const log = await logWith();
    const { stored, found } = await log.run();
    const keys = log.store.bucket.keys();
    expect([stored, found]).toEqual([keys.length, 0]);
    expect(keys.filter((key) => /key|journal|lock|temporary/.test(key) && !key.includes("trust/"))).toEqual([]);
    expect(keys.filter((key) => !key.includes("/blobs/")).map((key) => key.slice(PREFIX.length))).toEqual([
      "log/checkpoints/000000000003",
      "log/tile/0/000.p/3",
      "log/tile/entries/000.p/3",
      "trust/log.vkey.r000001",
    ]);
    const { state } = await log.mirror();
    expect([...state.objects()].map(({ key, versionId }) => [key, versionId]).sort()).toEqual(
      keys.map((key) => [key, log.store.bucket.find(key)?.versionId]),
    );
  });

  it("costs nothing when nothing is new, and only what is new otherwise", async () => {
    const log = await logWith();
    await log.run();
    log.store.asked.length = 0;
    expect(await log.run()).toEqual({ stored: 0, bytes: 0, found: 0 });
    expect(log.store.asked).toEqual([]);
    await log.grow("three");
    // Two blobs, the partial tile and bundle of the new size, its checkpoint.
    expect((await log.run()).stored).toBe(5);
    expect(log.store.asked.map((line) => line.split(" ")[0])).toEqual(Array(5).fill("PUT"));
  });

  it("stores a checkpoint only after every blob and tile that it covers", async () => {
    const log = await logWith();
    await log.grow("three");
    await log.run();
    const order = log.store.asked.map((line) => line.slice(4 + PREFIX.length));
    const isHead = (path: string) => path.startsWith("log/checkpoints/");
    expect(order.slice(order.findIndex(isHead))).toEqual([
      "log/checkpoints/000000000003",
      "log/checkpoints/000000000005",
    ]);
    for (let stop = 1; stop < order.length; stop += 4) {
      const broken = await logWith();
      await broken.grow("three");
      broken.store.faults.set("PUT", [...Array(stop - 1).fill(undefined), ...Array(60).fill("503")]);
      await expect(broken.run()).rejects.toMatchObject({ code: "source-failed" });
      const keys = broken.store.bucket.keys();
      const covered = order.filter((path) => !isHead(path) && !path.includes("000.p/5"));
      if (keys.some((key) => isHead(key.slice(PREFIX.length)))) {
        expect(covered.filter((path) => !keys.includes(PREFIX + path))).toEqual([]);
      }
    }
  });

  it("sends the digest that the store compares, and a lock for each object to the second", async () => {
    const log = await logWith();
    const lock = lockOf(log.store, "governance");
    await log.run(lock);
    const version = log.store.bucket.find(ONE);
    expect([version?.sha256, version?.lock?.mode]).toEqual([
      Buffer.from(sha256("one"), "hex").toString("base64"),
      "GOVERNANCE",
    ]);
    const { state } = await log.mirror();
    expect(state.get(ONE)?.lock?.mode).toBe("governance");
    expect(Date.parse(state.get(ONE)?.lock?.until ?? "")).toBe(version?.lock?.until);
  });

  it("keeps each state of what grows as an object of its own", async () => {
    const log = await logWith();
    await log.run();
    const beside = await PublishedLog.open(log.folder, { processId: 1 });
    await beside.addCosignatures(3, cosigned(1));
    await log.run();
    await writeFile(join(log.folder, "log/checkpoints/000000000003.cosig"), cosigned(1) + cosigned(2));
    expect((await log.run()).stored).toBe(1);
    expect((await log.run()).stored).toBe(0);
    expect(log.store.bucket.keys().filter((key) => key.includes(".cosig"))).toEqual([
      `${PREFIX}log/checkpoints/000000000003.cosig.r000001`,
      `${PREFIX}log/checkpoints/000000000003.cosig.r000002`,
    ]);
    await rm(log.statePath);
    expect((await log.run()).stored).toBe(0);
  });

  it("says which files wait without asking the store", async () => {
    const log = await logWith();
    expect(await waitingFiles(await log.mirror())).toHaveLength(9);
    await log.run();
    expect(await waitingFiles(await log.mirror())).toEqual([]);
    await log.grow("three");
    log.store.asked.length = 0;
    expect(await waitingFiles(await log.mirror())).toHaveLength(5);
    expect(log.store.asked).toEqual([]);
  });

  it("refuses to mirror a blob that is not what it is named", async () => {
    const log = await logWith();
    const path = join(log.folder, blobPath(sha256("one")));
    await chmod(path, 0o644);
    await writeFile(path, "onf");
    await expect(log.run()).rejects.toMatchObject({ code: "store-damaged" });
    expect(log.store.bucket.find(ONE)).toBeUndefined();
  });
});

describe("a key that is taken", () => {
  it("by the same bytes is fine, and its version is remembered", async () => {
    const log = await logWith();
    await log.run();
    await rm(log.statePath);
    const { stored, found } = await log.run();
    expect([stored, found]).toEqual([0, 9]);
    expect((await log.mirror()).state.get(ONE)?.versionId).toBe(log.store.bucket.find(ONE)?.versionId);
  });

  it("by the same bytes whose digest the store does not keep is read and compared", async () => {
    const log = await logWith();
    log.store.bucket.put(ONE, Buffer.from("one"));
    expect((await log.run()).found).toBe(1);
    expect(log.store.asked).toContain(`GET ${ONE}`);
  });

  it("by other bytes is a fork: nothing is replaced, and no checkpoint is stored over it", async () => {
    const log = await logWith();
    log.store.bucket.put(ONE, Buffer.from("another"));
    await expect(log.run()).rejects.toMatchObject({ code: "ledger-fork", message: expect.stringContaining(ONE) });
    expect(log.store.bucket.find(ONE)?.bytes.toString()).toBe("another");
    expect(log.store.bucket.keys().filter((key) => key.includes("checkpoints"))).toEqual([]);
  });
});

describe("a store that fails", () => {
  it.each([["503"], ["500"], ["409"], ["cut"], ["stall"]] as const)("once with %s is asked again", async (fault) => {
    const log = await logWith(fault === "stall" ? { answerMs: 1_000 } : {});
    log.store.faults.set("PUT", [fault]);
    expect((await log.run()).stored).toBe(9);
    expect(log.waitedMs).toBeGreaterThanOrEqual(200);
  });

  it("after it stored, so that its answer is lost, is found to hold the same bytes", async () => {
    const log = await logWith();
    log.store.faults.set("PUT", ["lost", "lost"]);
    expect(await log.run()).toMatchObject({ stored: 7, found: 2 });
    expect(log.store.bucket.list("").length).toBe(9);
  });

  it(`${TRIES_MAX} times over is left for the next run, which goes on where it was`, async () => {
    const log = await logWith();
    log.store.faults.set("PUT", Array(200).fill("503"));
    await expect(log.run()).rejects.toMatchObject({
      code: "source-failed",
      message: expect.stringMatching(/SlowDown \(503\); tried 5 times$/),
    });
    // No more than what was under way is tried to its end.
    expect(log.store.asked.length).toBeLessThanOrEqual(8 * TRIES_MAX);
    log.store.faults.clear();
    expect((await log.run()).stored).toBe(9);
  });

  it("is not asked again when it denies, is wrongly named, keeps no versions or cannot lock", async () => {
    const denied = await logWith();
    denied.store.bucket.isDenied = true;
    await expect(denied.run()).rejects.toMatchObject({
      code: "access-denied",
      fix: expect.stringContaining("s3:PutObject"),
    });
    const unversioned = await logWith({ hasVersions: false });
    await expect(unversioned.run()).rejects.toMatchObject({
      code: "bad-config",
      message: expect.stringContaining("keeps no versions"),
    });
    const simple = await logWith();
    simple.store.faults.set("PUT", Array(20).fill("501"));
    await expect(simple.run()).rejects.toMatchObject({
      code: "bad-config",
      message: expect.stringContaining("conditional"),
    });
    expect(simple.waitedMs).toBe(0);
    const plain = await logWith({ hasObjectLock: false });
    await expect(plain.run(lockOf(plain.store, "governance"))).rejects.toMatchObject({ code: "bad-config" });
    expect([denied.waitedMs, unversioned.waitedMs, plain.waitedMs]).toEqual([0, 0, 0]);
  });

  it("because our clock is off says so by name", async () => {
    const log = await logWith();
    log.store.now = () => Date.now() + 16 * 60_000;
    await expect(log.run()).rejects.toMatchObject({
      code: "source-failed",
      message: expect.stringContaining("clock of this machine is off"),
    });
    expect(log.waitedMs).toBe(0);
  });
});

describe("what is remembered", () => {
  it("survives a line that was cut off, which is asked for again", async () => {
    const log = await logWith();
    await log.run();
    const text = await readFile(log.statePath, "utf8");
    const lines = text.split("\n").slice(0, -1);
    await writeFile(log.statePath, text.slice(0, -20));
    expect(await log.run()).toMatchObject({ stored: 0, found: 1 });
    expect((await readFile(log.statePath, "utf8")).split("\n").slice(0, -1)).toHaveLength(lines.length + 1);
    expect(await log.run()).toMatchObject({ stored: 0, found: 0 });
  });

  it("keeps the version that was ours, whatever is added later", async () => {
    const log = await logWith();
    await log.run();
    const own = (await log.mirror()).state.get(ONE);
    await appendFile(log.statePath, `${JSON.stringify({ object: { ...own, versionId: "later" } })}\n`);
    expect((await log.mirror()).state.get(ONE)?.versionId).toBe(own?.versionId);
  });
});
