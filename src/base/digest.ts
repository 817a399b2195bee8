import { hash } from "node:crypto";

declare const sha256Brand: unique symbol;

/** SHA-256 as 64 lowercase hex digits. */
export type Sha256 = string & { readonly [sha256Brand]: true };

export function sha256(bytes: Uint8Array | string): Sha256 {
  return hash("sha256", bytes, "hex") as Sha256;
}

/** The 32 bytes of a SHA-256. By way of a text of 32 characters: a buffer made by the hash costs twice the hash. */
export function sha256Bytes(bytes: Uint8Array): Buffer {
  return Buffer.from(hash("sha256", bytes, "binary"), "latin1");
}

/** Writes the first `length` bytes of the SHA-256 of `bytes` into `target`. */
export function writeSha256(
  target: Buffer,
  bytes: Uint8Array,
  { at, length }: { readonly at: number; readonly length: number },
): void {
  target.write(hash("sha256", bytes, "binary"), at, length, "latin1");
}

/** Reads 64 lowercase hex digits from outside; `undefined` for anything else. */
export function parseSha256(text: string): Sha256 | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as Sha256) : undefined;
}

/** Name-based UUID version 5 (RFC 9562) over parts joined by NUL: the same parts give the same id on every machine. */
export function uuid5(namespace: string, ...parts: readonly string[]): string {
  const space = Buffer.from(namespace.replaceAll("-", ""), "hex");
  const hex = hash("sha1", Buffer.concat([space, Buffer.from(parts.join("\0"), "utf8")]), "hex");
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(18, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
