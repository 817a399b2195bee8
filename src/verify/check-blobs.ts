import { parseSha256 } from "../base/digest.js";
import { blobPath, LAYOUT } from "../ledger/layout.js";
import type { RecordChecker } from "./check-records.js";
import { type FoundFile, foundFile } from "./found-file.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

export interface BlobInput extends Pick<RecordChecker, "blobs" | "shredded"> {
  readonly source: EvidenceSource;
  /** Present for a pack: what it says it leaves out, and what its files were found to hash to, by path. */
  readonly pack?: {
    readonly withheld: ReadonlySet<string>;
    readonly found: ReadonlyMap<string, FoundFile>;
  };
}

/** Hashes every blob again and compares the set with what the records need. */
export async function checkBlobs(
  { source, blobs, shredded, pack }: BlobInput,
  findings: Findings,
): Promise<{ readonly count: number; readonly bytes: number }> {
  const { files, others } = await source.list(LAYOUT.blobs);
  for (const path of others) findings.error("BLOB_EXTRA_FILE", path, "not a regular file");
  const there = new Set<string>();
  let bytes = 0;
  for (const path of files) {
    const digest = digestIn(path);
    if (digest === undefined) {
      findings.error("BLOB_EXTRA_FILE", path, "the name is not that of a blob");
      continue;
    }
    there.add(digest);
    const { sha256, size } = pack?.found.get(path) ?? (await foundFile(source, path));
    bytes += size;
    const claim = blobs.get(digest);
    if (sha256 !== digest) findings.error("BLOB_DIGEST", path, "the bytes are not the ones that were stored");
    else if (claim?.size !== undefined && claim.size !== size) {
      findings.error("BLOB_SIZE", path, `${size} bytes, ${claim.where} says ${claim.size}`);
    }
    if (claim === undefined) unreferenced(path, pack !== undefined, findings);
  }
  const isPack = pack !== undefined;
  checkMissing(there, { blobs, shredded, isPack, withheld: pack?.withheld ?? new Set() }, findings);
  return { count: there.size, bytes };
}

/** A crash may leave a blob that no record names; a pack is made of what records name and of nothing else. */
function unreferenced(path: string, isPack: boolean, findings: Findings): void {
  if (isPack) findings.error("BLOB_UNREFERENCED", path, "no record names this blob");
  else findings.info("INFO_BLOB_UNREFERENCED", path, "no record names this blob");
}

interface Expected extends Pick<RecordChecker, "blobs" | "shredded"> {
  readonly withheld: ReadonlySet<string>;
  readonly isPack: boolean;
}

function checkMissing(
  there: ReadonlySet<string>,
  { blobs, shredded, withheld, isPack }: Expected,
  findings: Findings,
): void {
  let [left, undone] = [0, 0];
  for (const [digest, { where }] of blobs) {
    if (there.has(digest)) {
      if (withheld.has(digest))
        findings.error("WITHHELD_LIST", where, `blob ${digest} is listed as withheld and is here`);
      if (!shredded.has(digest)) continue;
      if (isPack) findings.error("SHRED_UNDONE", where, `blob ${digest} was destroyed and is in the pack`);
      else undone += 1;
    } else if (shredded.has(digest)) {
      findings.info("INFO_SHREDDED", where, `blob ${digest} was destroyed on purpose`);
    } else if (withheld.has(digest)) left += 1;
    else findings.error("BLOB_MISSING", where, `blob ${digest} is missing`);
  }
  for (const digest of withheld) {
    if (!blobs.has(digest)) findings.error("WITHHELD_LIST", "withheld.json", `no record names blob ${digest}`);
  }
  if (undone > 0) {
    const message = `${undone} destroyed blobs are still here; opening the folder for writing destroys them`;
    findings.info("INFO_SHRED_PENDING", LAYOUT.blobs, message);
  }
  if (left > 0)
    findings.info("INFO_WITHHELD", "withheld.json", `${left} blobs were left out, as the pack says for a customer`);
}

function digestIn(path: string): string | undefined {
  const digest = parseSha256(path.slice(path.lastIndexOf("/") + 1));
  return digest !== undefined && blobPath(digest) === path ? digest : undefined;
}
