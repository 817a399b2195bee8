import { createHash } from "node:crypto";
import { parseSha256 } from "../base/digest.js";
import { blobPath, LAYOUT } from "../ledger/layout.js";
import type { RecordChecker } from "./check-records.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

/** Hashes every blob again and compares the set with what the records need. */
export async function checkBlobs(
  source: EvidenceSource,
  { blobs, shredded }: Pick<RecordChecker, "blobs" | "shredded">,
  findings: Findings,
): Promise<{ readonly count: number; readonly bytes: number }> {
  const { files, others } = await source.list(LAYOUT.blobs);
  for (const path of others) findings.error("BLOB_EXTRA_FILE", path, "not a regular file");
  const there = new Set<string>();
  let bytes = 0;
  for (const path of files) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const digest = parseSha256(name);
    if (digest === undefined || blobPath(digest) !== path) {
      findings.error("BLOB_EXTRA_FILE", path, "the name is not that of a blob");
      continue;
    }
    there.add(digest);
    const { hex, size } = await digestOf(source, path);
    bytes += size;
    const claim = blobs.get(digest);
    if (hex !== digest) findings.error("BLOB_DIGEST", path, "the bytes are not the ones that were stored");
    else if (claim?.size !== undefined && claim.size !== size) {
      findings.error("BLOB_SIZE", path, `${size} bytes, ${claim.where} says ${claim.size}`);
    }
    if (claim === undefined) findings.info("INFO_BLOB_UNREFERENCED", path, "no record names this blob");
  }
  for (const [digest, { where }] of blobs) {
    if (there.has(digest)) continue;
    if (shredded.has(digest)) findings.info("INFO_SHREDDED", where, `blob ${digest} was destroyed on purpose`);
    else findings.error("BLOB_MISSING", where, `blob ${digest} is missing`);
  }
  return { count: there.size, bytes };
}

async function digestOf(
  source: EvidenceSource,
  path: string,
): Promise<{ readonly hex: string; readonly size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of source.stream(path)) {
    hash.update(piece);
    size += piece.length;
  }
  return { hex: hash.digest("hex"), size };
}
