import { sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { StoredCapture } from "./contract.js";

const CHUNK_BYTES = 65_536;

/** A stored capture whose bytes are in memory: what a sink would hand back after storing them. */
export function memoryCapture({
  sourceId,
  key,
  body,
  observedAt,
}: {
  readonly sourceId: string;
  readonly key: string;
  readonly body: Uint8Array | string;
  readonly observedAt: Instant;
}): StoredCapture {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : Buffer.from(body);
  return {
    sourceId,
    key,
    media: "application/octet-stream",
    sha256: sha256(bytes),
    sizeBytes: bytes.length,
    observedAt,
    open: async function* open() {
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
    },
  };
}
