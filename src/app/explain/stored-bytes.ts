import type { Sha256 } from "../../base/digest.js";
import type { EvidenceReader } from "../workspace/open-workspace.js";
import { BYTES_MAX, type StoredBytes } from "./raw-record.js";

/** Stored bytes, as far as they are read to be shown; `isCut` where there are more. */
export async function storedBytes(evidence: Pick<EvidenceReader, "openBlob">, sha256: Sha256): Promise<StoredBytes> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of evidence.openBlob(sha256)) {
    parts.push(part);
    size += part.length;
    if (size > BYTES_MAX) break;
  }
  return { bytes: Buffer.concat(parts).subarray(0, BYTES_MAX), isCut: size > BYTES_MAX };
}
