import { chmod, readFile, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import { journalRecords, readJournal } from "../../src/ledger/journal-format.js";
import { blobPath } from "../../src/ledger/layout.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { codesOf, copyOf, makeLog } from "./evidence-fixture.js";

let clean: string;
const BLOB = blobPath(sha256("text 0"));
const OTHER_BLOB = blobPath(sha256("text 1"));

beforeAll(async () => {
  clean = await makeLog();
});

async function edit(path: string, change: (bytes: Buffer) => Uint8Array): Promise<void> {
  const bytes = await readFile(path);
  await chmod(path, 0o644);
  await writeFile(path, change(bytes));
}

function flipAt(at: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };
}

/** Writes the journal anew, well formed, from changed leaves. */
async function rewriteJournal(folder: string, change: (leaves: string[]) => string[]): Promise<void> {
  const path = join(folder, "journal");
  const leaves: string[] = [];
  for await (const part of readJournal([await readFile(path)])) {
    if (part.kind === "leaf") leaves.push(Buffer.from(part.leaf).toString("utf8"));
  }
  await writeFile(path, journalRecords(change(leaves).map((leaf) => Buffer.from(leaf))));
}

describe("a log that nobody touched", () => {
  it("verifies, and says what was not checked", async () => {
    const report = await verifyEvidence(folderSource(clean));
    expect(report.errors).toEqual([]);
    expect(report.infos).toEqual([
      { code: "INFO_UNPUBLISHED", where: "journal", message: "2 records are after the newest checkpoint" },
    ]);
    expect(report.checked).toMatchObject({
      records: 300,
      streams: 2,
      checkpoints: 2,
      tiles: 7,
      blobs: 7,
      size: 298,
    });
    expect(report.notChecked).toHaveLength(7);
  });

  it("verifies against a pin, also an old one", async () => {
    const verifierKey = (await readFile(join(clean, "trust/log.vkey"), "utf8")).trimEnd();
    const [, , root = ""] = (await readFile(join(clean, "log/checkpoints/000000000005"), "utf8")).split("\n");
    const head = { size: 5, rootHex: Buffer.from(root, "base64").toString("hex") };
    const report = await verifyEvidence(folderSource(clean), { pin: { verifierKey, head } });
    expect([report.errors, report.notChecked.length]).toEqual([[], 5]);
  });
});

describe("blobs", () => {
  const attacks: readonly [string, (folder: string) => Promise<void>, readonly string[]][] = [
    ["a flipped bit", (folder) => edit(join(folder, BLOB), flipAt(2)), ["BLOB_DIGEST"]],
    ["a cut", (folder) => edit(join(folder, BLOB), (bytes) => bytes.subarray(0, 3)), ["BLOB_DIGEST"]],
    ["one deleted", (folder) => rm(join(folder, BLOB)), ["BLOB_MISSING"]],
    ["two swapped", swapBlobs, ["BLOB_DIGEST"]],
    ["a file with another name", (folder) => writeFile(join(folder, `${BLOB}.txt`), "x"), ["BLOB_EXTRA_FILE"]],
    ["a link in place of one", linkBlob, ["BLOB_EXTRA_FILE", "BLOB_MISSING"]],
  ];
  it.each(attacks)("with %s", async (_, attack, codes) => {
    const folder = await copyOf(clean);
    await attack(folder);
    expect(await codesOf(folder)).toEqual(codes);
  });

  it("that no record names are reported without an error: a crash may leave one", async () => {
    const folder = await copyOf(clean);
    await rename(join(folder, BLOB), join(folder, "kept"));
    await writeFile(join(folder, BLOB), "text 0");
    const stray = join(folder, OTHER_BLOB, "..", sha256("stray").replace(/^../, sha256("text 1").slice(0, 2)));
    await writeFile(stray, "stray");
    expect((await verifyEvidence(folderSource(folder))).infos.map(({ code }) => code)).toContain(
      "INFO_BLOB_UNREFERENCED",
    );
  });
});

describe("the log", () => {
  const attacks: readonly [string, (folder: string) => Promise<void>, readonly string[]][] = [
    [
      "a flipped bit in the journal",
      (folder) => edit(join(folder, "journal"), flipAt(200)),
      ["JOURNAL_DAMAGED", "JOURNAL_SHORT", "LOG_EXTRA_FILE"],
    ],
    ["a leaf changed", changeLeaf, ["ROOT_MISMATCH", "TILE_MISMATCH"]],
    [
      "a record removed",
      (folder) => rewriteJournal(folder, (leaves) => leaves.toSpliced(10, 1)),
      ["ROOT_MISMATCH", "STREAM_GAP", "TILE_MISMATCH"],
    ],
    ["two records swapped", swapLeaves, ["ROOT_MISMATCH", "STREAM_GAP", "TILE_MISMATCH"]],
    [
      "the end cut off",
      (folder) => rewriteJournal(folder, (leaves) => leaves.slice(0, 297)),
      ["JOURNAL_SHORT", "LOG_EXTRA_FILE"],
    ],
    ["no journal", (folder) => rm(join(folder, "journal")), ["JOURNAL_SHORT", "LOG_EXTRA_FILE", "NO_LOG"]],
    ["a tile removed", (folder) => rm(join(folder, "log/tile/0/000")), ["TILE_MISSING"]],
    ["a tile changed", (folder) => edit(join(folder, "log/tile/1/000.p/1"), flipAt(9)), ["TILE_MISMATCH"]],
    ["an old partial tile changed", (folder) => edit(join(folder, "log/tile/0/000.p/5"), flipAt(9)), ["TILE_MISMATCH"]],
    ["an entry bundle changed", (folder) => edit(join(folder, "log/tile/entries/000"), flipAt(9)), ["TILE_MISMATCH"]],
    [
      "a tile of leaves that are not there",
      (folder) => writeFile(join(folder, "log/tile/0/002"), "x"),
      ["LOG_EXTRA_FILE"],
    ],
    [
      "a foreign file among checkpoints",
      (folder) => writeFile(join(folder, "log/checkpoints/notes.txt"), "x"),
      ["LOG_EXTRA_FILE"],
    ],
    ["a checkpoint of another size under a name", renameCheckpoint, ["CP_SIZE"]],
    [
      "an edited checkpoint",
      (folder) =>
        edit(join(folder, "log/checkpoint"), (bytes) => Buffer.from(bytes.toString().replace("\n298\n", "\n297\n"))),
      ["CP_NOTE", "NO_CHECKPOINT"],
    ],
    ["no head", (folder) => rm(join(folder, "log/checkpoint")), ["NO_CHECKPOINT"]],
    ["no key", (folder) => rm(join(folder, "trust/log.vkey")), ["NO_KEY"]],
  ];
  it.each(attacks)("with %s", async (_, attack, codes) => {
    const folder = await copyOf(clean);
    await attack(folder);
    expect(await codesOf(folder)).toEqual(codes);
  });

  it("with a torn end is fine: it was never acknowledged", async () => {
    const folder = await copyOf(clean);
    await truncate(join(folder, "journal"), (await readFile(join(folder, "journal"))).length - 3);
    const report = await verifyEvidence(folderSource(folder));
    expect([report.errors, report.infos.map(({ code }) => code)]).toEqual([[], ["INFO_TORN_TAIL", "INFO_UNPUBLISHED"]]);
  });

  it("with records after the checkpoint cut off whole is accepted: the blind spot it names", async () => {
    const folder = await copyOf(clean);
    await rewriteJournal(folder, (leaves) => leaves.slice(0, 298));
    const report = await verifyEvidence(folderSource(folder));
    expect(report.errors).toEqual([]);
    expect(report.notChecked).toContain(
      "Records after the newest checkpoint that were cut off whole: nothing signed covers them.",
    );
  });
});

describe("a log written anew with another key", () => {
  it("passes without a pin, and fails against one", async () => {
    const verifierKey = (await readFile(join(clean, "trust/log.vkey"), "utf8")).trimEnd();
    const [, , root = ""] = (await readFile(join(clean, "log/checkpoint"), "utf8")).split("\n");
    const head = { size: 298, rootHex: Buffer.from(root, "base64").toString("hex") };
    const forged = await makeLog();
    expect(await codesOf(forged)).toEqual([]);
    expect(await codesOf(forged, { verifierKey })).toEqual(["CP_NO_LOG_SIG", "KEY_OTHER", "NO_CHECKPOINT"]);
    const own = (await readFile(join(clean, "trust/log.vkey"), "utf8")).trimEnd();
    const other = { size: 298, rootHex: sha256("another root") };
    expect(await codesOf(clean, { verifierKey: own, head: other })).toEqual(["INCONSISTENT_WITH_SEEN"]);
    expect(await codesOf(clean, { verifierKey: own, head: { ...head, size: 301 } })).toEqual(["CP_ROLLBACK"]);
  });
});

async function swapBlobs(folder: string): Promise<void> {
  await rename(join(folder, BLOB), join(folder, "kept"));
  await rename(join(folder, OTHER_BLOB), join(folder, BLOB));
  await rename(join(folder, "kept"), join(folder, OTHER_BLOB));
}

async function linkBlob(folder: string): Promise<void> {
  await rename(join(folder, BLOB), join(folder, "kept"));
  await symlink(join(folder, "kept"), join(folder, BLOB));
}

function changeLeaf(folder: string): Promise<void> {
  return rewriteJournal(folder, (leaves) =>
    leaves.map((leaf, at) => (at === 20 ? leaf.replace("cause", "plan1") : leaf)),
  );
}

function swapLeaves(folder: string): Promise<void> {
  return rewriteJournal(folder, (leaves) => {
    const [one = "", two = ""] = leaves.slice(30, 32);
    return leaves.toSpliced(30, 2, two, one);
  });
}

async function renameCheckpoint(folder: string): Promise<void> {
  await rename(join(folder, "log/checkpoints/000000000005"), join(folder, "log/checkpoints/000000000006"));
}
