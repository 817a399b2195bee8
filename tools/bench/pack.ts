import { spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { baggedMembers } from "../../src/app/pack/bag.js";
import { hashedMembers, type PackMember, textMember } from "../../src/app/pack/pack-members.js";
import { sha256 } from "../../src/base/digest.js";
import { instantOf } from "../../src/base/instant.js";
import { formatVerifierKey, signCheckpoint, signerOf } from "../../src/ledger/checkpoint.js";
import { blobPath, checkpointPath, LAYOUT } from "../../src/ledger/layout.js";
import { leafBytes } from "../../src/ledger/leaf.js";
import { leafHash, MerkleTree } from "../../src/ledger/merkle.js";
import { entryBundle, hashTile, newTiles, tilePath } from "../../src/ledger/tiles.js";
import { writeZip } from "../../src/store/pack/write-zip.js";
import { openZip } from "../../src/verify/pack/zip-source.js";

const LEAVES = 100_000;

/** What a verifier may take for a pack of so many records. */
const LIMITS = { seconds: 5, megabytes: 500 };

/**
 * Verifying a pack of 100,000 records by the single-file verifier in a process of its own, against reading and hashing
 * the files of the same pack, nothing else; and the most memory that process held.
 */
export async function benchPack(folder: string): Promise<string> {
  const file = join(folder, "pack.zip");
  await writeZip(
    file,
    await baggedMembers(await hashedMembers(members(syntheticLeaves())), { "Source-Organization": "bench" }),
  );
  const hashing = await readAndHash(file);
  const { seconds, cpuSeconds, megabytes } = verifyAlone(file);
  const isWithin = seconds <= LIMITS.seconds && megabytes <= LIMITS.megabytes;
  return (
    `pack: ${LEAVES.toLocaleString("en")} records verified by verify-lookback.mjs in ${seconds.toFixed(1)} s ` +
    `(${cpuSeconds.toFixed(1)} s of processor) and ${megabytes} MB; reading and hashing the same files ` +
    `${hashing.seconds.toFixed(2)} s (${hashing.cpuSeconds.toFixed(2)} s), so ${(cpuSeconds / hashing.cpuSeconds).toFixed(1)} ` +
    `times the processor; ${isWithin ? "within" : "OVER"} ${LIMITS.seconds} s and ${LIMITS.megabytes} MB`
  );
}

/** Prints what a process used, as its last line on standard error. */
const USAGE_AT_EXIT =
  `data:text/javascript,import{writeSync}from"node:fs";const start=performance.now();process.on("exit",()=>{
const{maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();
writeSync(2,JSON.stringify({maxRSS,cpu:userCPUTime+systemCPUTime,ms:performance.now()-start}))})`.replaceAll("\n", "");

function verifyAlone(file: string): {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
} {
  const verifier = join(dirname(fileURLToPath(import.meta.url)), "verify-lookback.mjs");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", USAGE_AT_EXIT, verifier, file, "--json"],
    { encoding: "utf8", maxBuffer: 16 * 2 ** 20 },
  );
  if (status !== 0) throw new Error(`the pack of the bench does not hold: ${stdout.slice(0, 2_000)}${stderr}`);
  const { checked } = JSON.parse(stdout);
  if (checked.records !== LEAVES) throw new Error(`${checked.records} of ${LEAVES} records were checked`);
  const { maxRSS, cpu, ms } = JSON.parse(stderr);
  return { seconds: ms / 1_000, cpuSeconds: cpu / 1e6, megabytes: Math.round(maxRSS / 1_024) };
}

async function readAndHash(file: string): Promise<{ readonly seconds: number; readonly cpuSeconds: number }> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const zip = openZip(file);
  for (const path of (await zip.list("")).files) {
    const hash = createHash("sha256");
    for await (const piece of zip.stream(path)) hash.update(piece);
    hash.digest();
  }
  zip.close();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - wall) / 1_000, cpuSeconds: (user + system) / 1e6 };
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
