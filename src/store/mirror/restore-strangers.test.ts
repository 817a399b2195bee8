import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { DroppingDisk, PowerCut } from "../../../tests/fakes/dropping-disk.js";
import { type MirroredLog, mirroredLog, PREFIX } from "../../../tests/fakes/mirrored-log.js";
import { sha256 } from "../../base/digest.js";
import { formatVerifierKey, type LogSigner, signCheckpoint, signerOf } from "../../ledger/checkpoint.js";
import { blobPath, checkpointPath } from "../../ledger/layout.js";
import { leafHash, MerkleTree } from "../../ledger/merkle.js";
import { entryBundle, hashTile, newTiles, tilePath } from "../../ledger/tiles.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import { LATER, newPlace, openWriter } from "../ledger/folder-fixture.js";
import { LogKeyFiles } from "../ledger/log-key-files.js";
import { restoreMirror } from "./restore-mirror.js";

const open: MirroredLog[] = [];
afterEach(async () => {
  for (const log of open.splice(0)) await log.close();
});

const FAR = `${PREFIX}log/checkpoints/999999999999`;
const ONE = `${PREFIX}${blobPath(sha256("one"))}`;
const NEVER = sha256("never stored");

async function mirrored(): Promise<MirroredLog> {
  const log = await mirroredLog();
  open.push(log);
  await log.run();
  return log;
}

/** Restores, and says what was said of which key. */
async function restored(log: MirroredLog) {
  const target = join(await mkdtemp(join(tmpdir(), "lookback-restored-")), "evidence");
  const { alarms, ...facts } = await restoreMirror(await log.mirror(), target);
  const said = alarms.map(({ code, key }) => `${code} ${key.slice(PREFIX.length)}`).sort();
  const { errors } = await verifyEvidence(folderSource(target));
  return { ...facts, target, said, errors: errors.map(({ code }) => code) };
}

/** As `lookback rekey` does it, with a run of the mirror wherever it may come. */
async function changeKey(log: MirroredLog, between = async () => {}): Promise<void> {
  const keys = new LogKeyFiles(log.folder);
  const { fingerprint } = await keys.prepare();
  const announced = { type: "key", stream: "log-key", purpose: "log", fingerprint, at: LATER } as const;
  const store = await openWriter(log.folder);
  await store.append(announced);
  const { size } = await store.publish();
  await between();
  await keys.switchAt(size);
  await store.close();
  await between();
  const next = await openWriter(log.folder);
  await next.append(announced);
  await next.publish();
  await next.close();
}

async function signerIn(folder: string): Promise<LogSigner> {
  const [, origin = ""] = /^(.+?)\+/.exec(await readFile(join(folder, "trust/log.vkey"), "utf8")) ?? [];
  return signerOf(await readFile(join(folder, "keys/log.key"), "utf8"), origin);
}

async function stranger(): Promise<LogSigner> {
  const folder = await newPlace();
  await (await openWriter(folder)).close();
  return signerIn(folder);
}

/** Puts a log of junk of this size into the bucket, wherever names are free, with a head by this key. */
function forge({ store }: MirroredLog, size: number, signer: LogSigner): void {
  const leaves = Array.from({ length: size }, (_, at) => Buffer.from(`junk ${at}`));
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.append(leafHash(leaf));
  for (const { level, ...tile } of newTiles({ from: 0, to: size })) {
    const bytes = level === "entries" ? entryBundle(leaves) : hashTile(tree, { level, ...tile });
    store.bucket.put(`${PREFIX}log/${tilePath({ level, ...tile })}`, Buffer.from(bytes));
  }
  const text = signCheckpoint({ size, root: tree.root() }, signer);
  store.bucket.put(PREFIX + checkpointPath(size), Buffer.from(text));
}

describe("what strangers put into a mirror", () => {
  it.each([
    ["remembered", false],
    ["not remembered", true],
  ])("is left out and said, where what was stored is %s", async (_, isForgotten) => {
    const log = await mirrored();
    const { bucket } = log.store;
    const junk = ["log/checkpoints/999999999999", "log/checkpoints/000000000003.tsr9", "blobs/sha256/aa/junk"];
    const names = [...junk, `blobs/sha256/00/${NEVER}`, blobPath(NEVER), "trust/log.vkey.r999999"];
    for (const name of names) bucket.put(PREFIX + name, Buffer.from("junk"));
    bucket.put(`${FAR}.cosig.r000001`, Buffer.from("junk"));
    bucket.put(ONE, Buffer.from("junk"));
    if (isForgotten) await rm(log.statePath);
    const { said, errors, size, files } = await restored(log);
    const unknown = [...names, "log/checkpoints/999999999999.cosig.r000001"].map((name) => `MIRROR_UNKNOWN ${name}`);
    expect(said).toEqual([`MIRROR_EXTRA_VERSION ${ONE.slice(PREFIX.length)}`, ...unknown].sort());
    expect([errors, size, files]).toEqual([[], 3, 9]);
  });

  it("does not stand in for a version that is gone", async () => {
    const log = await mirrored();
    const path = checkpointPath(3);
    await log.grow("three");
    await log.run();
    log.store.bucket.lose(PREFIX + path);
    log.store.bucket.put(PREFIX + path, Buffer.from("another"));
    const { said, size } = await restored(log);
    expect([said, size]).toEqual([[`MIRROR_EXTRA_VERSION ${path}`, `MIRROR_MISSING ${path}`], 5]);
  });

  it("is left out without memory: a whole log under another key, and the key as the newest of its file", async () => {
    const log = await mirrored();
    const other = await stranger();
    const line = Buffer.from(`${formatVerifierKey(other)}\n`);
    log.store.bucket.put(`${PREFIX}trust/log.vkey.r000002`, line);
    log.store.bucket.put(`${PREFIX}trust/log-keys.r000001`, Buffer.from(`2 ${line}`));
    log.store.bucket.put(
      `${PREFIX}trust/log-keys.r000002`,
      Buffer.from(`3 ${formatVerifierKey(await signerIn(log.folder))}\n`),
    );
    forge(log, 2, other);
    forge(log, 9, other);
    await rm(log.statePath);
    const { said, errors, size, target } = await restored(log);
    const left = [checkpointPath(2), checkpointPath(9), "trust/log-keys.r000001", "trust/log-keys.r000002"];
    expect(said).toEqual([...left, "trust/log.vkey.r000002"].map((path) => `MIRROR_UNKNOWN ${path}`));
    expect([errors, size, await readdir(join(target, "trust"))]).toEqual([[], 3, ["log.vkey"]]);
  });

  it("is refused without memory where a head of the log is not what its bundles hold", async () => {
    const log = await mirrored();
    forge(log, 9, await signerIn(log.folder));
    log.store.bucket.lose(`${PREFIX}log/tile/entries/000.p/9`);
    log.store.bucket.put(
      `${PREFIX}log/tile/entries/000.p/9`,
      Buffer.from(entryBundle(Array(9).fill(Buffer.from("x")))),
    );
    await rm(log.statePath);
    await expect(restored(log)).rejects.toMatchObject({ code: "store-damaged" });
  });

  it("never makes anything count further than there are tiles, even under the log's own key", async () => {
    const log = await mirrored();
    const text = signCheckpoint({ size: 999_999_999_999, root: new MerkleTree().root() }, await signerIn(log.folder));
    log.store.bucket.put(FAR, Buffer.from(text));
    await rm(log.statePath);
    await expect(restored(log)).rejects.toMatchObject({ code: "store-damaged" });
  });

  it("is left out without memory when it is longer than any such file", async () => {
    const log = await mirrored();
    log.store.bucket.put(`${PREFIX}log/checkpoints/000000000003.tsr`, Buffer.alloc(256 * 65_537 + 1));
    await rm(log.statePath);
    const { said, errors } = await restored(log);
    expect([said, errors]).toEqual([["MIRROR_UNKNOWN log/checkpoints/000000000003.tsr"], []]);
  });
});

describe("without memory, a log that changed its key", () => {
  it.each([
    ["while it was mirrored at every step", true],
    ["between two runs", false],
  ])("%s is restored whole", async (_, isMirroredBetween) => {
    const log = await mirrored();
    for (let each = 0; each < 2; each += 1) {
      await changeKey(log, isMirroredBetween ? async () => void (await log.run()) : undefined);
      await log.grow(`after ${each}`);
    }
    await log.run();
    await rm(log.statePath);
    const { said, errors, size, target } = await restored(log);
    expect([said, errors, size]).toEqual([[], [], 11]);
    for (const path of ["trust/log.vkey", "trust/log-keys"]) {
      expect(await readFile(join(target, path), "utf8")).toBe(await readFile(join(log.folder, path), "utf8"));
    }
  });

  it("before it was first mirrored is restored with its earlier heads", async () => {
    const log = await mirroredLog();
    open.push(log);
    await changeKey(log);
    await log.run();
    await rm(log.statePath);
    const { said, errors, size, target } = await restored(log);
    expect([said, errors, size]).toEqual([[], [], 5]);
    expect(await readdir(join(target, "log/checkpoints"))).toHaveLength(3);
  });

  it("is not continued by its earlier key, should somebody have it", async () => {
    const log = await mirrored();
    const earlier = await signerIn(log.folder);
    await changeKey(log);
    await log.run();
    forge(log, 9, earlier);
    await rm(log.statePath);
    const { said, errors, size } = await restored(log);
    expect([said, errors, size]).toEqual([[`MIRROR_UNKNOWN ${checkpointPath(9)}`], [], 5]);
  });
});

describe("a restored folder", () => {
  it("is durable when that is said, and has no journal before", async () => {
    const log = await mirrored();
    const restoredUntil = async (cutAt: number) => {
      const root = await mkdtemp(join(tmpdir(), "lookback-restored-"));
      await mkdir(join(root, "evidence"));
      const disk = new DroppingDisk(join(root, "evidence"), cutAt);
      const whole = await restoreMirror(await log.mirror(), join(root, "evidence"), disk).then(
        () => true,
        (error: unknown) => {
          if (error instanceof PowerCut || (error as { code?: string }).code === "disk-failed") return false;
          throw error;
        },
      );
      disk.survivors(join(root, "after"), () => 0);
      return { whole, calls: disk.calls, after: join(root, "after") };
    };
    const { whole, calls, after } = await restoredUntil(Number.POSITIVE_INFINITY);
    const { errors, checked } = await verifyEvidence(folderSource(after));
    expect([whole, errors, checked.size]).toEqual([true, [], 3]);
    for (const cutAt of [1, Math.floor(calls / 2), calls - 3, calls]) {
      const cut = await restoredUntil(cutAt);
      expect([cut.whole, await readdir(cut.after)]).toEqual([false, expect.not.arrayContaining(["journal"])]);
    }
  });
});
