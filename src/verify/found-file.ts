import { createHash } from "node:crypto";
import type { EvidenceSource } from "./source.js";

/** A file as it was found: what its bytes hash to. */
export interface FoundFile {
  readonly sha256: string;
  readonly size: number;
}

/** Reads a file once, in pieces. Rejects when it is not there. */
export async function foundFile(source: EvidenceSource, path: string): Promise<FoundFile> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of source.stream(path)) {
    hash.update(piece);
    size += piece.length;
  }
  return { sha256: hash.digest("hex"), size };
}
