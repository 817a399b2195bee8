import { createCipheriv, createDecipheriv } from "node:crypto";
import { assert } from "../../base/assert.js";
import { parseSha256, type Sha256 } from "../../base/digest.js";
import { KEY_BYTES, masterFingerprint } from "./data-key.js";

/**
 * The file of wrapped data keys: a head that names the master key, then slots of one length, so that a slot is
 * destroyed where it stands, by zeros.
 *
 *     "lookback-keyring/1" LF | fingerprint of the master key (32) | slots
 *     slot: SHA-256 of the sealed blob (32) | nonce (12) | wrapped (96) | tag (16)
 *     wrapped: data key (32) | SHA-256 of the body as received (32) | SHA-256 of the question (32)
 *
 * Wrapping is AES-256-GCM under the master key with label and blob digest as associated data: a key moved to another
 * blob does not open. The digests of what was received stand here and not in the log, because the hash of something
 * that can be guessed says what it was; they go with the key.
 */
const HEAD_LABEL = "lookback-keyring/1\n";
const WRAP_LABEL = "lookback wrapped key 1\n";
const DIGEST_BYTES = 32;
const TAG_BYTES = 16;
const WRAPPED_BYTES = KEY_BYTES + 2 * DIGEST_BYTES;

/** Random bytes that wrapping one key takes. */
export const WRAP_NONCE_BYTES = 12;

/** Where the first slot begins. */
export const KEYRING_HEAD_BYTES = HEAD_LABEL.length + DIGEST_BYTES;
export const SLOT_BYTES = DIGEST_BYTES + WRAP_NONCE_BYTES + WRAPPED_BYTES + TAG_BYTES;

/** What a slot is destroyed in: the secret, then the name it is found by. */
export const SLOT_PARTS_LAST_FIRST = [
  { offset: DIGEST_BYTES, length: SLOT_BYTES - DIGEST_BYTES },
  { offset: 0, length: DIGEST_BYTES },
] as const;

/** What is kept secret of one record of class `enc`. */
export interface DataKey {
  readonly key: Uint8Array;
  /** SHA-256 of the body before it was sealed. */
  readonly received: Sha256;
  /** SHA-256 of the question before it was sealed. */
  readonly question: Sha256;
}

/** The head of a keyring whose keys are wrapped by `master`. */
export function keyringHead(master: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(HEAD_LABEL, "latin1"), bytesOf(masterFingerprint(master))]);
}

/** The fingerprint of the master key in a keyring; `undefined` when the bytes are no keyring. */
export function keyringMaster(file: Uint8Array): Sha256 | undefined {
  const head = Buffer.from(file.subarray(0, KEYRING_HEAD_BYTES));
  if (head.length < KEYRING_HEAD_BYTES || head.toString("latin1", 0, HEAD_LABEL.length) !== HEAD_LABEL)
    return undefined;
  return parseSha256(head.toString("hex", HEAD_LABEL.length));
}

export interface Slot {
  readonly offset: number;
  /** The sealed blob whose key this is. */
  readonly blob: Sha256;
  readonly bytes: Uint8Array;
}

/** The slots of a keyring that hold a key, in order; destroyed ones and an unfinished last one are left out. */
export function* keyringSlots(file: Uint8Array): Generator<Slot> {
  for (let offset = KEYRING_HEAD_BYTES; offset + SLOT_BYTES <= file.length; offset += SLOT_BYTES) {
    const bytes = file.subarray(offset, offset + SLOT_BYTES);
    const blob = parseSha256(Buffer.from(bytes.subarray(0, DIGEST_BYTES)).toString("hex"));
    assert(blob !== undefined, "32 bytes are 64 digits");
    if (bytes.some((byte) => byte !== 0)) yield { offset, blob, bytes };
  }
}

/** The slot of a blob's key. @param nonce fresh random bytes. */
export function wrapKey(
  { blob, dataKey }: { readonly blob: Sha256; readonly dataKey: DataKey },
  { master, nonce }: { readonly master: Uint8Array; readonly nonce: Uint8Array },
): Uint8Array {
  assert(nonce.length === WRAP_NONCE_BYTES && dataKey.key.length === KEY_BYTES, "a key and a nonce of their lengths");
  const cipher = createCipheriv("aes-256-gcm", master, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated(blob));
  const secret = Buffer.concat([dataKey.key, bytesOf(dataKey.received), bytesOf(dataKey.question)]);
  return Buffer.concat([bytesOf(blob), nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** What a slot holds; `undefined` when it was damaged, half destroyed, moved, or wrapped by another master key. */
export function unwrapKey(slot: Slot, master: Uint8Array): DataKey | undefined {
  const at = (from: number, length: number) => slot.bytes.subarray(from, from + length);
  const nonce = at(DIGEST_BYTES, WRAP_NONCE_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", master, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(slot.blob));
  decipher.setAuthTag(at(SLOT_BYTES - TAG_BYTES, TAG_BYTES));
  const secret = Buffer.from(decipher.update(at(DIGEST_BYTES + WRAP_NONCE_BYTES, WRAPPED_BYTES)));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  const received = parseSha256(secret.toString("hex", KEY_BYTES, KEY_BYTES + DIGEST_BYTES));
  const question = parseSha256(secret.toString("hex", KEY_BYTES + DIGEST_BYTES));
  assert(received !== undefined && question !== undefined, "32 bytes are 64 digits");
  return { key: secret.subarray(0, KEY_BYTES), received, question };
}

function associated(blob: Sha256): Buffer {
  return Buffer.concat([Buffer.from(WRAP_LABEL, "latin1"), bytesOf(blob)]);
}

function bytesOf(digest: Sha256): Buffer {
  return Buffer.from(digest, "hex");
}
