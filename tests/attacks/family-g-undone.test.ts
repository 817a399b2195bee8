import { copyFile, cp, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { blobPath, LAYOUT } from "../../src/ledger/layout.js";
import { ENCLOSED_KEYS, enclosedKeyLine } from "../../src/ledger/sealing/enclosed-keys.js";
import { SEALING } from "../../src/store/ledger/folder-fixture.js";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { Findings, type VerifyReport } from "../../src/verify/report.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { asInsider, MAY_GO_AT, sealedLog, sealedRecords, shredOf, verified } from "./confidential-fixture.js";

let before: string;
let after: string;
/** Paths of the destroyed capture: its bytes and what was asked. */
let blobs: readonly string[];
/** The keys of all three captures, as a pack for an auditor encloses them. */
let keys: readonly string[];
beforeAll(async () => {
  before = await sealedLog();
  const store = await openEvidenceStore(before, { mode: "read", sealing: SEALING });
  const records = await sealedRecords(store);
  keys = records.map(({ sha256 }) => enclosedKeyLine(sha256, store.dataKey(sha256) ?? never()));
  const { sha256, source } = records[1] ?? never();
  blobs = [blobPath(sha256), blobPath(source.asked)];
  await store.close();
  after = await copyOf(before);
  // A capture goes with its question.
  await asInsider(after, (writer) => shredOf(writer, { which: [1], at: MAY_GO_AT, andAlso: [source.asked] }));
});

describe("destroyed evidence that is back", () => {
  it("in a folder is told, whoever verifies: opening it for writing destroys it again", async () => {
    const folder = await copyOf(after);
    for (const path of blobs) await copyFile(join(before, path), join(folder, path));
    const message = "2 destroyed blobs are still here; opening the folder for writing destroys them";
    for (const report of [await verified(folder), await verifyEvidence(folderSource(folder))]) {
      expect(report.errors).toEqual([]);
      expect(report.infos).toEqual([{ code: "INFO_SHRED_PENDING", where: LAYOUT.blobs, message }]);
    }
    await asInsider(folder, async () => undefined);
    expect((await verified(folder)).infos.map(({ code }) => code)).toEqual(["INFO_SHREDDED", "INFO_SHREDDED"]);
  });

  it("by its key is told without the master key too", async () => {
    const folder = await copyOf(after);
    await copyFile(join(before, LAYOUT.keyring), join(folder, LAYOUT.keyring));
    for (const report of [await verified(folder), await verifyEvidence(folderSource(folder))]) {
      expect(report.errors).toEqual([]);
      expect(report.infos.map(({ code, where }) => [code, where])).toContainEqual([
        "INFO_SHRED_PENDING",
        LAYOUT.keyring,
      ]);
    }
  });

  it("is an error in a pack, which nobody opens for writing", async () => {
    const folder = await copyOf(after);
    await enclose(folder, keys.toSpliced(1, 1));
    expect(await packed(folder)).toMatchObject({ errors: [], infos: [{ code: "INFO_SHREDDED" }, {}] });
    await enclose(folder, keys);
    const where = ENCLOSED_KEYS;
    expect((await packed(folder)).errors).toMatchObject([{ code: "SHRED_UNDONE", where }]);
    await enclose(folder, keys.toSpliced(1, 1));
    for (const path of blobs) await copyFile(join(before, path), join(folder, path));
    expect((await packed(folder)).errors.map(({ code }) => code)).toEqual(["SHRED_UNDONE", "SHRED_UNDONE"]);
  });
});

async function copyOf(folder: string): Promise<string> {
  const copy = join(await mkdtemp(join(tmpdir(), "lookback-undone-")), "evidence");
  await cp(folder, copy, { recursive: true });
  return copy;
}

async function enclose(folder: string, lines: readonly string[]): Promise<void> {
  await mkdir(dirname(join(folder, ENCLOSED_KEYS)), { recursive: true });
  await writeFile(join(folder, ENCLOSED_KEYS), lines.join(""));
}

/** Verifies the payload of a pack with the log of a folder. */
function packed(folder: string): Promise<VerifyReport> {
  const pack = { found: new Map(), withheld: new Set<string>(), findings: new Findings(), notChecked: [] };
  return verifyEvidence(folderSource(folder), { shape: "pack", pack });
}

function never(): never {
  throw new Error("three captures and their keys");
}
