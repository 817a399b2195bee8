import { createHash, timingSafeEqual } from "node:crypto";
import { assert } from "../../base/assert.js";
import { parseSha256, type Sha256 } from "../../base/digest.js";

/** Bytes of a data key and of a master key: AES-256. */
export const KEY_BYTES = 32;

const COMMITMENT_LABEL = "lookback data key 1\n";
const FINGERPRINT_LABEL = "lookback master key 1\n";

/**
 * What a record says of the key of its sealed blob, without giving it away: SHA-256 of a label and the key. AES-GCM
 * alone lets somebody make one ciphertext that opens under two keys to two contents; this names the one that counts.
 */
export function keyCommitment(key: Uint8Array): Sha256 {
  return labelled(COMMITMENT_LABEL, key);
}

/** Whether `key` is the one that a record committed to. */
export function isCommitted(key: Uint8Array, keyc: Sha256): boolean {
  if (key.length !== KEY_BYTES) return false;
  return timingSafeEqual(Buffer.from(keyCommitment(key), "hex"), Buffer.from(keyc, "hex"));
}

/** Names a master key in a log and in the head of a keyring. */
export function masterFingerprint(master: Uint8Array): Sha256 {
  return labelled(FINGERPRINT_LABEL, master);
}

/** Reads a master key from text, 64 hexadecimal digits; `undefined` for anything else. */
export function parseMasterKey(text: string): Uint8Array | undefined {
  const trimmed = text.trim().toLowerCase();
  return /^[0-9a-f]{64}$/.test(trimmed) ? Buffer.from(trimmed, "hex") : undefined;
}

/** How a master key stands in a file: what {@link parseMasterKey} reads. */
export function masterKeyText(master: Uint8Array): string {
  return `${Buffer.from(master).toString("hex")}\n`;
}

function labelled(label: string, key: Uint8Array): Sha256 {
  assert(key.length === KEY_BYTES, `a key of ${key.length} bytes`);
  const digest = parseSha256(createHash("sha256").update(label).update(key).digest("hex"));
  assert(digest !== undefined, "SHA-256 has 64 digits");
  return digest;
}
