import { createHash } from "node:crypto";

declare const sha256Brand: unique symbol;

/** SHA-256 as 64 lowercase hex digits. */
export type Sha256 = string & { readonly [sha256Brand]: true };

export function sha256(bytes: Uint8Array | string): Sha256 {
  return createHash("sha256").update(bytes).digest("hex") as Sha256;
}

/** Reads 64 lowercase hex digits from outside; `undefined` for anything else. */
export function parseSha256(text: string): Sha256 | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as Sha256) : undefined;
}

/** Name-based UUID version 5 (RFC 9562) over parts joined by NUL: the same parts give the same id on every machine. */
export function uuid5(namespace: string, ...parts: readonly string[]): string {
  const space = Buffer.from(namespace.replaceAll("-", ""), "hex");
  const hash = createHash("sha1").update(space).update(parts.join("\0"), "utf8").digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
