import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { judgeAgain } from "../../src/app/results/judge-again.js";
import { parseSha256, type Sha256, sha256 } from "../../src/base/digest.js";
import { heldEvidence } from "../../src/bin/held-evidence.js";
import { CONTROLS } from "../../src/controls/registry.js";
import { signCheckpoint, signerOf } from "../../src/ledger/checkpoint.js";
import { blobPath, checkpointPath } from "../../src/ledger/layout.js";
import { leafHash, MerkleTree } from "../../src/ledger/merkle.js";
import { entryBundle, hashTile, newTiles, readEntryBundle, tilePath } from "../../src/ledger/tiles.js";
import { folderSource } from "../../src/verify/folder-source.js";
import type { Pin } from "../../src/verify/pin.js";
import type { VerifyReport } from "../../src/verify/report.js";
import { verifyPack } from "../../src/verify/verify-pack.js";
import { collectedCompany, packCompany, unpackedPack } from "../fakes/packed-company.js";

/** An unpacked pack that may be spoilt, and the private key of its log. */
export interface SpoilablePack {
  /** The folder that holds the bag. */
  readonly folder: string;
  readonly logKey: string;
  /** Records in its log. */
  readonly size: number;
  /** What the auditor pinned, once a case says that one did. */
  pin?: Pin;
}

/** The clean pack, made once. */
export async function cleanPack(): Promise<SpoilablePack> {
  const root = await collectedCompany();
  const { file, size } = await packCompany(root);
  const logKey = await readFile(join(root, ".lookback/evidence/keys/log.key"), "utf8");
  return { folder: await unpackedPack(file), logKey, size };
}

export async function copyOfPack({ folder, logKey, size }: SpoilablePack): Promise<SpoilablePack> {
  const copy = await mkdtemp(join(tmpdir(), "lookback-spoilt-"));
  await cp(folder, copy, { recursive: true });
  return { folder: copy, logKey, size };
}

/** Codes of all errors, in order. */
export async function packCodes(pack: SpoilablePack): Promise<readonly string[]> {
  return (await packReport(pack)).errors.map(({ code }) => code);
}

/** Verifies a pack, with the tests performed again on the enclosed lists. */
export function packReport({ folder, pin }: SpoilablePack): Promise<VerifyReport> {
  const again = judgeAgain({
    controls: CONTROLS,
    version: "test",
    evidenceOf: (log) => heldEvidence(log, log.size),
  });
  return verifyPack(folderSource(folder), { performAgain: again, ...(pin === undefined ? {} : { pin }) });
}

/** A path below the payload. */
export function dataOf({ folder }: Pick<SpoilablePack, "folder">, path: string): string {
  return join(folder, "bag", "data", path);
}

/** Changes a file. @throws when nothing would change: an attack that does nothing is none. */
export async function edit(path: string, change: (bytes: Buffer) => Uint8Array | string): Promise<void> {
  const before = await readFile(path);
  const after = Buffer.from(change(Buffer.from(before)));
  if (after.equals(before)) throw new Error(`nothing changed in ${path}`);
  await writeFile(path, after);
}

export function flip(at: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };
}

/** Makes both manifests and the counts fit whatever stands in the bag now: what an attacker without keys would do. */
export async function rebag({ folder }: Pick<SpoilablePack, "folder">): Promise<void> {
  const bag = join(folder, "bag");
  const entries = await readdir(join(bag, "data"), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(bag, join(entry.parentPath, entry.name)))
    .sort();
  let bytes = 0;
  const lines: string[] = [];
  for (const path of paths) {
    const content = await readFile(join(bag, path));
    bytes += content.length;
    lines.push(`${sha256(content)}  ${path}\n`);
  }
  await writeFile(join(bag, "manifest-sha256.txt"), lines.join(""));
  const info = await readFile(join(bag, "bag-info.txt"), "utf8");
  const counts = `Payload-Oxum: ${bytes}.${paths.length}`;
  await writeFile(join(bag, "bag-info.txt"), info.replace(/^Payload-Oxum: .*$/m, counts));
  await retag({ folder });
}

/** Makes the tag manifest fit. */
export async function retag({ folder }: Pick<SpoilablePack, "folder">): Promise<void> {
  const bag = join(folder, "bag");
  const names = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"];
  const lines = await Promise.all(names.map(async (name) => `${await digestOf(join(bag, name))}  ${name}\n`));
  await writeFile(join(bag, "tagmanifest-sha256.txt"), lines.join(""));
}

async function digestOf(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}

/** Changes the pack and makes the manifests fit. */
export async function fits(pack: SpoilablePack, change: () => Promise<unknown>): Promise<void> {
  await change();
  await rebag(pack);
}

/** The leaves of the pack's log, as text. */
export async function leavesOf(pack: SpoilablePack): Promise<string[]> {
  const folder = dataOf(pack, "log/tile/entries");
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const leaves: string[] = [];
  for (const name of names) {
    for (const leaf of readEntryBundle(await readFile(name)) ?? []) leaves.push(Buffer.from(leaf).toString("utf8"));
  }
  return leaves;
}

/** What somebody with the log's key does: writes the log anew from other leaves, signs it, and makes the manifests fit. */
export async function forge(pack: SpoilablePack, change: (leaves: string[]) => string[]): Promise<void> {
  const leaves = change(await leavesOf(pack)).map((leaf) => Buffer.from(leaf));
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.append(leafHash(leaf));
  await rm(dataOf(pack, "log"), { recursive: true });
  for (const tile of newTiles({ from: 0, to: leaves.length })) {
    const { level, index, width } = tile;
    const bytes =
      level === "entries"
        ? entryBundle(leaves.slice(index * 256, index * 256 + width))
        : hashTile(tree, { level, index, width });
    await put(dataOf(pack, `log/${tilePath(tile)}`), bytes);
  }
  const head = signCheckpoint({ size: leaves.length, root: tree.root() }, signerOf(pack.logKey));
  await put(dataOf(pack, checkpointPath(leaves.length)), head);
  await put(dataOf(pack, "log/checkpoint"), head);
  await rebag(pack);
}

/** The text of a blob in the pack. */
export async function readBlob(pack: SpoilablePack, digest: string): Promise<string> {
  return readFile(dataOf(pack, blobPath(digestOfName(digest))), "utf8");
}

/** Stores a blob in place of another; returns its digest. */
export async function addBlob(pack: SpoilablePack, text: string, before?: string): Promise<string> {
  const digest = sha256(text);
  if (before !== undefined) await removeBlob(pack, before);
  await put(dataOf(pack, blobPath(digest)), text);
  return digest;
}

export async function removeBlob(pack: SpoilablePack, name: string): Promise<void> {
  await rm(dataOf(pack, blobPath(digestOfName(name))));
}

/** The key and head as an auditor pins them. */
export async function pinOf(pack: SpoilablePack): Promise<Pin> {
  const [, size = "", root = ""] = (await readFile(dataOf(pack, "log/checkpoint"), "utf8")).split("\n");
  const verifierKey = (await readFile(dataOf(pack, "trust/log.vkey"), "utf8")).trimEnd();
  return { verifierKey, head: { size: Number(size), rootHex: Buffer.from(root, "base64").toString("hex") } };
}

async function put(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

function digestOfName(text: string): Sha256 {
  const digest = parseSha256(text);
  if (digest === undefined) throw new Error("no digest");
  return digest;
}
