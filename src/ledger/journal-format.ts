import { assert } from "../base/assert.js";
import { sha256Bytes, writeSha256 } from "../base/digest.js";
import { LEAF_BYTES_MAX } from "./tiles.js";

/** Bytes before each leaf in the journal: its length in four bytes, then the first eight bytes of its SHA-256. */
export const JOURNAL_HEADER_BYTES = 12;

const CHECKSUM_BYTES = 8;

const RECORD_BYTES_MAX = JOURNAL_HEADER_BYTES + LEAF_BYTES_MAX;

/** What stands in the journal for leaves, one record after the other. */
export function journalRecords(leaves: readonly Uint8Array[]): Uint8Array {
  const records = Buffer.allocUnsafe(leaves.reduce((sum, leaf) => sum + JOURNAL_HEADER_BYTES + leaf.length, 0));
  let at = 0;
  for (const leaf of leaves) {
    assert(0 < leaf.length && leaf.length <= LEAF_BYTES_MAX, `a leaf of ${leaf.length} bytes`);
    records.writeUInt32BE(leaf.length, at);
    writeSha256(records, leaf, { at: at + 4, length: CHECKSUM_BYTES });
    records.set(leaf, at + JOURNAL_HEADER_BYTES);
    at += JOURNAL_HEADER_BYTES + leaf.length;
  }
  return records;
}

export type JournalPart =
  | { readonly kind: "leaf"; readonly index: number; readonly offset: number; readonly leaf: Uint8Array }
  /** The bytes from `offset` on are no whole record: a write that was cut off, never acknowledged. */
  | { readonly kind: "torn"; readonly index: number; readonly offset: number; readonly sizeBytes: number }
  /** A record that is wrong and cannot be a cut-off write: nothing after it can be trusted. */
  | { readonly kind: "damaged"; readonly index: number; readonly offset: number };

/**
 * Reads a journal: its leaves in order, then nothing, or `torn` or `damaged` as the last part.
 *
 * A journal cut exactly between two records looks whole; only a checkpoint over the missing ones, or somebody who
 * remembers an acknowledged index, can tell.
 */
export async function* readJournal(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<JournalPart> {
  let [pending, offset, index] = [Buffer.alloc(0), 0, 0];
  for await (const chunk of chunks) {
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk]);
    let at = 0;
    for (let leaf = leafAt(pending, at); leaf !== undefined; leaf = leafAt(pending, at)) {
      yield { kind: "leaf", index, offset: offset + at, leaf };
      at += JOURNAL_HEADER_BYTES + leaf.length;
      index += 1;
    }
    offset += at;
    pending = pending.subarray(at);
    if (pending.length > RECORD_BYTES_MAX) break;
  }
  if (pending.length === 0) return;
  if (isCutOff(pending)) yield { kind: "torn", index, offset, sizeBytes: pending.length };
  else yield { kind: "damaged", index, offset };
}

/** The intact leaf whose record starts at `at`. */
function leafAt(bytes: Buffer, at: number): Uint8Array | undefined {
  if (bytes.length < at + JOURNAL_HEADER_BYTES) return undefined;
  const length = bytes.readUInt32BE(at);
  const end = at + JOURNAL_HEADER_BYTES + length;
  if (length === 0 || length > LEAF_BYTES_MAX || bytes.length < end) return undefined;
  const leaf = bytes.subarray(at + JOURNAL_HEADER_BYTES, end);
  return checksum(leaf).equals(bytes.subarray(at + 4, at + JOURNAL_HEADER_BYTES)) ? leaf : undefined;
}

/**
 * Whether a tail can be what a crash leaves of a write: the front of one record, perhaps followed by zeros that the
 * file system had reserved. A leaf is JSON text, so a leaf that is whole, or a record after it, means damage instead.
 */
function isCutOff(tail: Buffer): boolean {
  if (tail.length > RECORD_BYTES_MAX) return false;
  const written = withoutTrailingZeros(tail);
  if (written.length < JOURNAL_HEADER_BYTES) return true;
  const length = written.readUInt32BE(0);
  if (length === 0 || length > LEAF_BYTES_MAX || written.length >= JOURNAL_HEADER_BYTES + length) return false;
  if (isWholeJson(written.subarray(JOURNAL_HEADER_BYTES))) return false;
  for (let at = 1; at + JOURNAL_HEADER_BYTES < written.length; at += 1) {
    if (leafAt(written, at) !== undefined) return false;
  }
  return true;
}

function withoutTrailingZeros(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

function isWholeJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString("utf8"));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function checksum(leaf: Uint8Array): Buffer {
  return sha256Bytes(leaf).subarray(0, CHECKSUM_BYTES);
}
