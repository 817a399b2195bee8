import { createCipheriv, createDecipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { isCommitted, keyCommitment, masterKeyText, parseMasterKey } from "./data-key.js";
import { openedSize, openSealed, type SealedPart, seal } from "./sealed-blob.js";

const KEY = Buffer.alloc(32, 7);
const OTHER = Buffer.alloc(32, 8);
const CHUNK = 65_536;
const HEAD = 20;
const TAG = 16;

async function all(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const part of parts) chunks.push(part);
  return Buffer.concat(chunks);
}

function sealed(body: Uint8Array | string, part: SealedPart = "body", key: Uint8Array = KEY): Promise<Buffer> {
  return all(seal([Buffer.from(body)], { key, part }));
}

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("a sealed body", () => {
  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 200_000])("of %d bytes opens to itself", async (length) => {
    const body = Buffer.alloc(length, "evidence ");
    const bytes = await sealed(body);
    expect(bytes.length).toBe(HEAD + length + TAG * Math.max(1, Math.ceil(length / CHUNK)));
    expect(openedSize(bytes.length)).toBe(length);
    expect((await all(openSealed([bytes], KEY))).equals(body)).toBe(true);
  });

  it("is the same however its bytes arrive, on both sides", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 600 }),
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 1, max: 700 }),
        async (body, one, two) => {
          const bytes = await all(seal(cut(body, one), { key: KEY, part: "body" }));
          expect(bytes.equals(await sealed(body))).toBe(true);
          expect((await all(openSealed(cut(bytes, two), KEY))).equals(Buffer.from(body))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("does not show in its bytes, and has another name under another key", async () => {
    const body = "jane.doe@example.com left on Friday";
    const [one, two] = [await sealed(body), await sealed(body, "body", OTHER)];
    expect(one.includes("example.com")).toBe(false);
    expect(sha256(one)).not.toBe(sha256(two));
    expect(sha256(await sealed(body, "question"))).not.toBe(sha256(one));
  });

  it("opens under no other key and with no bit changed", async () => {
    const bytes = await sealed("who left when");
    await expect(all(openSealed([bytes], OTHER))).rejects.toMatchObject({ code: "store-damaged" });
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(all(openSealed([changed], KEY))).rejects.toMatchObject({ code: "store-damaged" });
    }
  });

  it("cut off at any byte, also between two chunks, does not open", async () => {
    const small = await sealed("who left when");
    for (let length = 0; length < small.length; length += 1) {
      await expect(all(openSealed([small.subarray(0, length)], KEY))).rejects.toMatchObject({ code: "store-damaged" });
    }
    const large = await sealed(Buffer.alloc(3 * CHUNK, 1));
    for (const chunks of [0, 1, 2]) {
      const short = large.subarray(0, HEAD + chunks * (CHUNK + TAG));
      await expect(all(openSealed([short], KEY))).rejects.toMatchObject({ code: "store-damaged" });
    }
  });

  it("with chunks swapped, repeated, left out or taken from the other part does not open", async () => {
    const bytes = await sealed(Buffer.from([...Buffer.alloc(CHUNK, 1), ...Buffer.alloc(CHUNK, 2), 3]));
    const other = await sealed(Buffer.alloc(2 * CHUNK, 9), "question");
    const chunk = (at: number, from = bytes) =>
      from.subarray(HEAD + at * (CHUNK + TAG), HEAD + (at + 1) * (CHUNK + TAG));
    const [head, a, b, c] = [bytes.subarray(0, HEAD), chunk(0), chunk(1), chunk(2)];
    for (const parts of [
      [b, a, c],
      [a, a, b, c],
      [a, c],
      [b, c],
      [chunk(0, other), b, c],
      [a, b, c, c],
    ]) {
      await expect(all(openSealed([head, ...parts], KEY))).rejects.toMatchObject({ code: "store-damaged" });
    }
  });

  it("hands out no byte of a chunk that was changed", async () => {
    const bytes = await sealed(Buffer.alloc(2 * CHUNK + 5, 1));
    bytes[HEAD + CHUNK + TAG + 3] = 0;
    const seen: number[] = [];
    const reading = (async () => {
      for await (const part of openSealed([bytes], KEY)) seen.push(part.length);
    })();
    await expect(reading).rejects.toMatchObject({ code: "store-damaged" });
    expect(seen).toEqual([CHUNK]);
  });

  it("closes what it reads from when its reader stops early", async () => {
    let isClosed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield await sealed(Buffer.alloc(3 * CHUNK));
      } finally {
        isClosed = true;
      }
    }
    for await (const part of openSealed(source(), KEY)) {
      expect(part.length).toBe(CHUNK);
      break;
    }
    expect(isClosed).toBe(true);
  });

  it.each([0, 19, 20, 35, HEAD + CHUNK + TAG + 1, HEAD + CHUNK + 2 * TAG])("never is %d bytes long", (length) => {
    expect(openedSize(length)).toBeUndefined();
  });
});

describe("a commitment to a key", () => {
  it("names one key", () => {
    expect(isCommitted(KEY, keyCommitment(KEY))).toBe(true);
    expect(isCommitted(OTHER, keyCommitment(KEY))).toBe(false);
    expect(isCommitted(KEY.subarray(1), keyCommitment(KEY))).toBe(false);
  });

  it("refuses the second key of a ciphertext that opens under two", async () => {
    const bytes = twoKeyed(KEY, OTHER);
    // Without the commitment both open, to two contents: that is what it is for.
    const [one, two] = [await all(openSealed([bytes], KEY)), await all(openSealed([bytes], OTHER))];
    expect([one.length, two.length, one.equals(two)]).toEqual([32, 32, false]);
    const keyc = keyCommitment(KEY);
    expect([isCommitted(KEY, keyc), isCommitted(OTHER, keyc)]).toEqual([true, false]);
  });
});

it("a master key comes back from its text, and nothing else is one", () => {
  expect(Buffer.from(parseMasterKey(masterKeyText(KEY)) ?? [])).toEqual(KEY);
  for (const text of ["", "07".repeat(31), "07".repeat(33), `${"07".repeat(31)}0g`]) {
    expect(parseMasterKey(text)).toBeUndefined();
  }
});

/**
 * A sealed blob of two cipher blocks whose tag holds under both keys: with GHASH linear in each block, the second block
 * is solved so that the two tags agree.
 */
function twoKeyed(one: Buffer, two: Buffer): Buffer {
  const head = Buffer.concat([Buffer.from("lookback-sealed/1\n"), Buffer.from([0, 0])]);
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(1, 11);
  const first = Buffer.alloc(16, 0x5a);
  const parts = [one, two].map((key) => tagParts(key, { nonce, head, first }));
  const [a, b] = [parts[0], parts[1]];
  if (a === undefined || b === undefined) throw new Error("two keys");
  // tag = fixed + block * H^2 for each key: block = (fixed1 + fixed2) / (H1^2 + H2^2).
  const block = multiply(a.fixed ^ b.fixed, inverse(a.factor ^ b.factor));
  const tag = a.fixed ^ multiply(block, a.factor);
  return Buffer.concat([head, first, bytesOf(block), bytesOf(tag)]);
}

function tagParts(key: Buffer, { nonce, head, first }: { nonce: Buffer; head: Buffer; first: Buffer }) {
  const encrypt = (block: Buffer) => {
    const cipher = createCipheriv("aes-256-ecb", key, null);
    return cipher.setAutoPadding(false).update(block);
  };
  const h = bits(encrypt(Buffer.alloc(16)));
  const mask = bits(encrypt(Buffer.concat([nonce, Buffer.from([0, 0, 0, 1])])));
  const lengths = Buffer.alloc(16);
  lengths.writeUInt32BE(head.length * 8, 4);
  lengths.writeUInt32BE(32 * 8, 12);
  const blocks = [
    head.subarray(0, 16),
    Buffer.concat([head.subarray(16), Buffer.alloc(12)]),
    first,
    Buffer.alloc(16),
    lengths,
  ];
  const ghash = blocks.reduce((sum, block) => multiply(sum ^ bits(block), h), 0n);
  return { fixed: ghash ^ mask, factor: multiply(h, h) };
}

const TOP = 1n << 127n;
const REDUCTION = 0xe1n << 120n;

/** Multiplication in the field of GCM: the first bit is the lowest power. */
function multiply(x: bigint, y: bigint): bigint {
  let [z, v] = [0n, y];
  for (let bit = TOP; bit > 0n; bit >>= 1n) {
    if ((x & bit) !== 0n) z ^= v;
    v = (v & 1n) === 1n ? (v >> 1n) ^ REDUCTION : v >> 1n;
  }
  return z;
}

/** x to the power 2^128 - 2. */
function inverse(x: bigint): bigint {
  let [result, square] = [TOP, x];
  for (let each = 1; each < 128; each += 1) {
    square = multiply(square, square);
    result = multiply(result, square);
  }
  return result;
}

function bits(block: Buffer): bigint {
  return BigInt(`0x${block.toString("hex")}`);
}

function bytesOf(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(32, "0"), "hex");
}

it("chunks are plain AES-256-GCM: another program opens one by the rule of the file head", async () => {
  const bytes = await sealed("by hand");
  const nonce = Buffer.from("000000000000000000000001", "hex");
  const decipher = createDecipheriv("aes-256-gcm", KEY, nonce, { authTagLength: TAG });
  decipher.setAAD(Buffer.from("lookback-sealed/1\n\0\0"));
  decipher.setAuthTag(bytes.subarray(-TAG));
  expect(Buffer.concat([decipher.update(bytes.subarray(HEAD, -TAG)), decipher.final()]).toString()).toBe("by hand");
});
