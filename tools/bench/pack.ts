import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { baggedMembers } from "../../src/app/pack/bag.js";
import { hashedMembers, type PackMember, textMember } from "../../src/app/pack/pack-members.js";
import { sha256 } from "../../src/base/digest.js";
import { instantOf } from "../../src/base/instant.js";
import { formatVerifierKey, signCheckpoint, signerOf } from "../../src/ledger/checkpoint.js";
import { blobPath, checkpointPath, LAYOUT } from "../../src/ledger/layout.js";
import { leafBytes, parseLeaf } from "../../src/ledger/leaf.js";
import { leafHash, MerkleTree } from "../../src/ledger/merkle.js";
import { entryBundle, hashTile, newTiles, tilePath } from "../../src/ledger/tiles.js";
import { writeZip } from "../../src/store/pack/write-zip.js";
import { openZip } from "../../src/verify/pack/zip-source.js";
import { verifyPack } from "../../src/verify/verify-pack.js";

const LEAVES = 100_000;

/** Verifying a pack of 100,000 records against parsing and hashing as many records, nothing else; and the memory it takes. */
export async function benchPack(folder: string): Promise<string> {
  const file = join(folder, "pack.zip");
  const leaves = syntheticLeaves();
  const bare = seconds(() => {
    for (const leaf of leaves) {
      parseLeaf(leaf);
      leafHash(leaf);
    }
  });
  await writeZip(file, await baggedMembers(await hashedMembers(members(leaves)), { "Source-Organization": "bench" }));
  leaves.length = 0;
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const start = performance.now();
  const zip = openZip(file);
  const { errors, checked } = await verifyPack(zip);
  const took = (performance.now() - start) / 1_000;
  zip.close();
  clearInterval(sampling);
  if (errors.length > 0 || checked.records !== LEAVES)
    throw new Error(`the pack of the bench does not hold: ${JSON.stringify(errors[0])}`);
  const megabytes = Math.round((Math.max(peak, process.memoryUsage.rss()) - before) / 2 ** 20);
  return `pack: ${LEAVES.toLocaleString("en")} records verified in ${took.toFixed(1)} s (${(took / bare).toFixed(2)} of parsing and hashing them), ${megabytes} MB more than before`;
}

/** Records of evidence as collectors write them, over few blobs. */
function syntheticLeaves(): Uint8Array[] {
  const at = instantOf(Date.UTC(2026, 0, 1));
  const source = {
    sourceId: "bench",
    connector: "exports",
    version: 1,
    key: "users.json",
    asked: BLOB,
    observedAt: at,
  };
  const common = {
    v: 1,
    type: "evidence",
    class: "plain",
    at,
    stream: "bench",
    sha256: BLOB,
    size: 4,
    media: "text/csv",
    source,
  } as const;
  return Array.from({ length: LEAVES }, (_, index) => leafBytes({ ...common, n: index + 1 }));
}

const BLOB = sha256("blob");

function members(leaves: readonly Uint8Array[]): readonly PackMember[] {
  const signer = signerOf(
    generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  );
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.append(leafHash(leaf));
  const head = signCheckpoint({ size: tree.size, root: tree.root() }, signer);
  const tiles = newTiles({ from: 0, to: tree.size }).map((tile) => {
    const { level, index, width } = tile;
    const bytes =
      level === "entries"
        ? entryBundle(leaves.slice(index * 256, index * 256 + width))
        : hashTile(tree, { level, index, width });
    return textMember(`${LAYOUT.log}/${tilePath(tile)}`, bytes);
  });
  return [
    ...tiles,
    textMember(checkpointPath(tree.size), head),
    textMember(LAYOUT.checkpoint, head),
    textMember(LAYOUT.logVerifierKey, `${formatVerifierKey(signer)}\n`),
    textMember(blobPath(BLOB), "blob"),
  ];
}

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1_000;
}
