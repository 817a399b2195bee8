import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type MirroredLog, mirroredLog, PREFIX } from "../../../tests/fakes/mirrored-log.js";
import { sha256 } from "../../base/digest.js";
import { blobPath } from "../../ledger/layout.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import { captureOf, collect, LATER, openWriter, SEALING } from "../ledger/folder-fixture.js";
import { openEvidenceStore } from "../ledger/open-evidence-store.js";
import { PublishedLog } from "../ledger/published-log.js";
import { restoreMirror } from "./restore-mirror.js";

const open: MirroredLog[] = [];
afterEach(async () => {
  for (const log of open.splice(0)) await log.close();
});

const ONE = `${PREFIX}${blobPath(sha256("one"))}`;

/** A line as witnesses write it; whose it is does not matter here. */
function cosigned(by: number): string {
  return `— witness.example/${by} ${Buffer.alloc(76, by).toString("base64")}\n`;
}

async function mirrored(): Promise<MirroredLog> {
  const log = await mirroredLog();
  open.push(log);
  const beside = await PublishedLog.open(log.folder, { processId: 1 });
  await beside.addCosignatures(3, cosigned(1));
  await log.run();
  await beside.addCosignatures(3, cosigned(2));
  await log.grow("three", "four");
  await log.run();
  return log;
}

async function newTarget(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), "lookback-restored-")), "evidence");
}

async function restored(log: MirroredLog) {
  const target = await newTarget();
  return { target, ...(await restoreMirror(await log.mirror(), target)) };
}

describe("restoring from a mirror", () => {
  it("gives the same files back, and they verify", async () => {
    const log = await mirrored();
    const { target, size, alarms } = await restored(log);
    expect([size, alarms]).toEqual([6, []]);
    const report = await verifyEvidence(folderSource(target));
    expect([report.errors, report.checked.size, report.checked.checkpoints]).toEqual([[], 6, 2]);
    for (const path of ["journal", "log/checkpoint", "log/checkpoints/000000000003.cosig", "trust/log.vkey"]) {
      expect(await readFile(join(target, path))).toEqual(await readFile(join(log.folder, path)));
    }
    expect(await readdir(target)).not.toContain("keys");
  });

  it("works from the bucket alone, on a machine that remembers nothing", async () => {
    const log = await mirrored();
    await rm(log.statePath);
    const { target } = await restored(log);
    expect((await verifyEvidence(folderSource(target))).errors).toEqual([]);
  });

  it("gives a log that goes on once its keys are put back", async () => {
    const log = await mirrored();
    const { target } = await restored(log);
    await expect(openWriter(target)).rejects.toMatchObject({ code: "store-damaged" });
    await cp(join(log.folder, "keys"), join(target, "keys"), { recursive: true });
    const store = await openWriter(target);
    expect(await store.append({ type: "run", at: LATER, stream: "s", outcome: "complete", captures: 0 })).toEqual({
      index: 6,
    });
    await store.close();
  });

  it("reads the version that was ours, under delete markers and versions on top, and says so", async () => {
    const log = await mirrored();
    log.store.bucket.put(ONE, Buffer.from("another"));
    log.store.bucket.hide(ONE);
    await rm(log.statePath);
    const { target, alarms } = await restored(log);
    expect(alarms.map(({ code, key }) => [code, key])).toEqual([
      ["MIRROR_EXTRA_VERSION", ONE],
      ["MIRROR_DELETE_MARKER", ONE],
    ]);
    expect((await verifyEvidence(folderSource(target))).errors).toEqual([]);
  });

  it("refuses bytes that are not what they are named", async () => {
    const log = await mirrored();
    log.store.bucket.tamper(ONE, (version) => Object.assign(version, { bytes: Buffer.from("onf") }));
    const target = await newTarget();
    await expect(restoreMirror(await log.mirror(), target)).rejects.toMatchObject({ code: "store-damaged" });
    await expect(openEvidenceStore(target, { mode: "read" })).rejects.toMatchObject({ code: "store-damaged" });
  });

  it("goes back to an earlier checkpoint when the newest is gone, and leaves out what only that covered", async () => {
    const log = await mirrored();
    log.store.bucket.lose(`${PREFIX}log/checkpoints/000000000006`);
    const { target, size } = await restored(log);
    const report = await verifyEvidence(folderSource(target));
    expect([size, report.errors, report.checked.size]).toEqual([3, [], 3]);
  });

  it("refuses a checkpoint whose tiles are not there", async () => {
    const log = await mirrored();
    log.store.bucket.lose(`${PREFIX}log/tile/entries/000.p/6`);
    await expect(restored(log)).rejects.toMatchObject({
      code: "store-damaged",
      message: expect.stringContaining("log/tile/entries/000.p/6"),
    });
  });

  it("reads half a body again", async () => {
    const log = await mirrored();
    log.store.faults.set("GET", [...Array(5).fill(undefined), "half", "cut", "503"]);
    const { target } = await restored(log);
    expect((await verifyEvidence(folderSource(target))).errors).toEqual([]);
  });

  it("never brings back what was destroyed", async () => {
    const log = await mirroredLog();
    open.push(log);
    const store = await openWriter(log.folder, { sealing: SEALING });
    await store.capture(captureOf("secret", { key: "secret" }));
    await store.publish();
    await log.run();
    const [blob] = (await store.captures()).flatMap(({ record }) => (record.key === "secret" ? [record.blob] : []));
    const shred = { reason: "erasure", basis: sha256("b"), approvedBy: sha256("a"), at: LATER } as const;
    await store.shred({ ...shred, targets: blob === undefined ? [] : [blob] });
    await store.publish();
    await store.close();
    await log.run();
    const { target, destroyed } = await restored(log);
    expect([
      destroyed,
      (await readdir(join(target, "blobs"), { recursive: true })).join("\n").includes(blob ?? "?"),
    ]).toEqual([2, false]);
    const reader = await openEvidenceStore(log.folder, { mode: "read", sealing: SEALING });
    expect((await collect(reader.records())).length).toBe(5);
    await reader.close();
  });

  it("brings back what was destroyed and stored anew", async () => {
    const log = await mirrored();
    const store = await openWriter(log.folder);
    const shred = { reason: "erasure", basis: sha256("b"), approvedBy: sha256("a"), at: LATER } as const;
    await store.shred({ ...shred, targets: [sha256("one"), sha256("two")] });
    await store.capture(captureOf("one", { key: "one.json" }));
    await store.publish();
    await store.close();
    await log.run();
    const { target, destroyed } = await restored(log);
    expect([destroyed, await readFile(join(target, blobPath(sha256("one"))), "utf8")]).toEqual([1, "one"]);
  });

  it("never writes outside the places of a log, whatever the keys are", async () => {
    const log = await mirrored();
    for (const key of ["../../escaped", "keys/log.key", "journal", "log/checkpoints/../../escaped", "trust/.."]) {
      log.store.bucket.put(PREFIX + key, Buffer.from("x"));
    }
    const { target } = await restored(log);
    expect((await readdir(join(target, ".."))).sort()).toEqual(["evidence"]);
    expect((await verifyEvidence(folderSource(target))).errors).toEqual([]);
  });

  it("refuses a folder that holds anything, and a bucket without a checkpoint", async () => {
    const log = await mirrored();
    const mirror = await log.mirror();
    await expect(restoreMirror(mirror, log.folder)).rejects.toMatchObject({ code: "bad-usage" });
    await expect(restoreMirror({ ...mirror, prefix: "other/" }, await newTarget())).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
