import { assert } from "../../base/assert.js";
import type { Instant } from "../../base/instant.js";
import { TAG } from "./der-values.js";

/** A value with this identifier byte around the given contents. */
export function derValue(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, each) => sum + each.length, 0);
  return Buffer.concat([Buffer.of(tag), derLength(length), ...contents]);
}

export function derSequence(...parts: readonly Uint8Array[]): Uint8Array {
  return derValue(TAG.sequence, ...parts);
}

/** A SET OF: its parts in the order that DER asks for. */
export function derSet(...parts: readonly Uint8Array[]): Uint8Array {
  return derValue(TAG.set, ...[...parts].sort(Buffer.compare));
}

/** `[number]` around whole values: an explicit tag, or an implicit one when the parts of a SEQUENCE or SET are given. */
export function derContext(number: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return derValue(contextTag(number) | 0x20, ...parts);
}

/** `[number] IMPLICIT` of a primitive value, from its content alone. */
export function derContextPrimitive(number: number, content: Uint8Array): Uint8Array {
  return derValue(contextTag(number), content);
}

/** The same contents under another identifier byte: `[0] IMPLICIT SET` to SET and back. */
export function derRetagged(der: Uint8Array, tag: number): Uint8Array {
  return Buffer.concat([Buffer.of(tag), der.subarray(1)]);
}

/** An INTEGER of at least zero. */
export function derInteger(value: bigint | number): Uint8Array {
  assert(value >= 0, "only integers from zero are written");
  const hex = BigInt(value).toString(16);
  const digits = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  return derValue(TAG.integer, ...((digits[0] ?? 0) < 0x80 ? [] : [Buffer.of(0)]), digits);
}

/** An OBJECT IDENTIFIER from dotted text. */
export function derOid(dotted: string): Uint8Array {
  assert(/^[0-2](\.(0|[1-9]\d*)){1,30}$/.test(dotted), `not an object id: ${dotted}`);
  const [root = 0n, second = 0n, ...rest] = dotted.split(".").map(BigInt);
  return derValue(TAG.oid, ...[root * 40n + second, ...rest].map(base128));
}

export function derOctets(content: Uint8Array): Uint8Array {
  return derValue(TAG.octets, content);
}

/** A BIT STRING; `unusedBits` of the last byte are no part of it and must be zero. */
export function derBits(content: Uint8Array, unusedBits = 0): Uint8Array {
  assert(0 <= unusedBits && unusedBits <= 7, "from 0 to 7 bits may be unused");
  return derValue(TAG.bits, Buffer.of(unusedBits), content);
}

export function derBoolean(value: boolean): Uint8Array {
  return derValue(TAG.boolean, Buffer.of(value ? 0xff : 0));
}

export function derNull(): Uint8Array {
  return derValue(TAG.null);
}

export function derUtf8(text: string): Uint8Array {
  return derValue(TAG.utf8, Buffer.from(text, "utf8"));
}

/** A PrintableString: letters, digits, blanks and `'()+,-./:=?` only. */
export function derPrintable(text: string): Uint8Array {
  assert(/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text), "the text holds characters that a PrintableString cannot");
  return derValue(TAG.printable, Buffer.from(text, "latin1"));
}

/** A UTCTime, of whole seconds, for the years 1950 to 2049. */
export function derUtcTime(at: Instant): Uint8Array {
  assert("1950" <= at && at < "2050", `UTCTime has no ${at}`);
  return derValue(TAG.utcTime, Buffer.from(`${digitsOf(at).slice(2)}Z`));
}

/** A GeneralizedTime in UTC, with milliseconds only where there are some. */
export function derGeneralizedTime(at: Instant): Uint8Array {
  const fraction = at.slice(19, 23).replace(/\.?0+$/, "");
  return derValue(TAG.generalizedTime, Buffer.from(`${digitsOf(at)}${fraction}Z`));
}

/** Time as X.509 and CMS want it: UTCTime to 2049, GeneralizedTime after. */
export function derTime(at: Instant): Uint8Array {
  return "1950" <= at && at < "2050" ? derUtcTime(at) : derGeneralizedTime(at);
}

function contextTag(number: number): number {
  assert(0 <= number && number <= 30, `no context tag ${number}`);
  return 0x80 | number;
}

function derLength(length: number): Uint8Array {
  if (length < 0x80) return Buffer.of(length);
  const hex = length.toString(16);
  const digits = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  return Buffer.concat([Buffer.of(0x80 | digits.length), digits]);
}

function base128(arc: bigint): Uint8Array {
  const digits = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) digits.unshift(Number(rest & 0x7fn) | 0x80);
  return Buffer.from(digits);
}

/** `YYYYMMDDhhmmss`. */
function digitsOf(at: Instant): string {
  return at.slice(0, 19).replaceAll(/[-T:]/g, "");
}
