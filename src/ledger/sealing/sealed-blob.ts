import { createCipheriv, createDecipheriv } from "node:crypto";
import { AppError } from "../../base/app-error.js";
import { assert } from "../../base/assert.js";
import { KEY_BYTES } from "./data-key.js";
import { inPieces } from "./pieces.js";

/**
 * Bytes encrypted under a key of their own, as they stand in a blob of class `enc`:
 *
 *     "lookback-sealed/1" LF | part (1 byte) | 00 | chunks
 *
 * Each chunk is 65,536 bytes of the body (the last one what is left of it) under AES-256-GCM, its tag behind it. The
 * nonce is part, six zero bytes, the chunk's number, and 1 for the last chunk or 0: a body cut off, put in another
 * order or joined with another fails to open. The head is authenticated with every chunk. A key is used for the two
 * parts of one record only, so no nonce is used twice.
 */
const LABEL = "lookback-sealed/1\n";
const HEAD_BYTES = LABEL.length + 2;
const CHUNK_BYTES = 65_536;
const TAG_BYTES = 16;
const CHUNKS_MAX = 2 ** 32;

/** What a blob holds of its record: the captured body, or the question that was asked for it. */
export type SealedPart = "body" | "question";

const PARTS: readonly SealedPart[] = ["body", "question"];

/** Encrypts a body piece by piece. @param key fresh random bytes, used for this record and nothing else. */
export async function* seal(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { key, part }: { readonly key: Uint8Array; readonly part: SealedPart },
): AsyncGenerator<Uint8Array> {
  assert(key.length === KEY_BYTES, `a key of ${key.length} bytes`);
  const head = headOf(part);
  yield head;
  let counter = 0;
  for await (const { bytes, isLast } of inPieces(body, CHUNK_BYTES)) {
    assert(counter < CHUNKS_MAX, "a body of more than 256 TiB");
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf({ part, counter, isLast }), { authTagLength: TAG_BYTES });
    cipher.setAAD(head);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    counter += 1;
  }
}

/**
 * Opens what {@link seal} made. No byte of a chunk is handed out before its tag was checked; only the end shows that
 * nothing was cut off, so conclude nothing before it.
 *
 * Check the key against the record's commitment first (`isCommitted`): this cannot.
 *
 * @throws AppError `store-damaged` when the bytes are not sealed, were changed or cut off, or the key is another one.
 */
export async function* openSealed(
  ciphertext: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  key: Uint8Array,
): AsyncGenerator<Uint8Array> {
  assert(key.length === KEY_BYTES, `a key of ${key.length} bytes`);
  const { head, rest } = await splitHead(ciphertext);
  const part = partOf(head);
  if (part === undefined) throw broken("is not sealed by this program, or by another version of it");
  let counter = 0;
  for await (const { bytes, isLast } of inPieces(rest, CHUNK_BYTES + TAG_BYTES)) {
    yield opened(bytes, { key, head, nonce: nonceOf({ part, counter, isLast }), isFirst: counter === 0 });
    counter += 1;
  }
}

/** Bytes of the body in so many sealed bytes; `undefined` for a length that no sealed blob has. */
export function openedSize(sealedBytes: number): number | undefined {
  const chunks = sealedBytes - HEAD_BYTES;
  const full = Math.floor(chunks / (CHUNK_BYTES + TAG_BYTES));
  const rest = chunks % (CHUNK_BYTES + TAG_BYTES);
  if (chunks < TAG_BYTES || (rest > 0 && rest < TAG_BYTES)) return undefined;
  // An empty last chunk stands in an empty body only.
  if (rest === TAG_BYTES && full > 0) return undefined;
  return full * CHUNK_BYTES + Math.max(rest - TAG_BYTES, 0);
}

function headOf(part: SealedPart): Buffer {
  return Buffer.concat([Buffer.from(LABEL, "latin1"), Buffer.from([PARTS.indexOf(part), 0])]);
}

function partOf(head: Buffer): SealedPart | undefined {
  return PARTS.find((part) => headOf(part).equals(head));
}

function nonceOf({
  part,
  counter,
  isLast,
}: {
  readonly part: SealedPart;
  readonly counter: number;
  readonly isLast: boolean;
}): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(PARTS.indexOf(part), 0);
  nonce.writeUInt32BE(counter, 7);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

function opened(
  chunk: Buffer,
  {
    key,
    head,
    nonce,
    isFirst,
  }: { readonly key: Uint8Array; readonly head: Buffer; readonly nonce: Buffer; readonly isFirst: boolean },
): Uint8Array {
  const length = chunk.length - TAG_BYTES;
  if (length < 0 || (length === 0 && !isFirst)) throw broken("was cut off");
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(head);
  decipher.setAuthTag(chunk.subarray(length));
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, length)), decipher.final()]);
  } catch (cause) {
    throw broken("was changed or cut off, or this is another key", cause);
  }
}

/** The first bytes, and whatever follows them. */
async function splitHead(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ readonly head: Buffer; readonly rest: AsyncIterable<Uint8Array> }> {
  const iterator = Symbol.asyncIterator in body ? body[Symbol.asyncIterator]() : body[Symbol.iterator]();
  let start = Buffer.alloc(0);
  while (start.length < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  async function* rest(): AsyncGenerator<Uint8Array> {
    try {
      yield start.subarray(HEAD_BYTES);
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: start.subarray(0, HEAD_BYTES), rest: rest() };
}

function broken(what: string, cause?: unknown): AppError {
  return new AppError({
    code: "store-damaged",
    message: `a sealed blob ${what}`,
    fix: "Run: lookback verify. Restore the evidence folder, keys included, from a copy.",
    ...(cause === undefined ? {} : { cause }),
  });
}
