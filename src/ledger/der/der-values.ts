import { type Instant, instantOf } from "../../base/instant.js";

/** One value of ASN.1 in DER. `bytes` is the whole encoding as it was received: digests are taken over it. */
export interface Der {
  /** The identifier byte: `0x30` SEQUENCE, `0x31` SET, `0xa0` constructed context tag 0, `0x80` primitive context tag 0. */
  readonly tag: number;
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  /** What a constructed value holds; empty for a primitive one. */
  readonly children: readonly Der[];
}

/** The bytes are not DER, or not of the shape that was asked for. Caught where a token or signature is judged. */
export class DerError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DerError";
  }
}

/** Identifier bytes of the universal types in use. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Longer ones are not in use, and their arithmetic would cost time. */
const OID_BYTES_MAX = 64;

/** Checks the content of a primitive universal value. @throws DerError */
export function checkPrimitive(tag: number, content: Uint8Array): void {
  switch (tag) {
    case 0x00:
      throw new DerError("an end of contents");
    case TAG.boolean:
      if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) throw new DerError("a boolean of DER");
      return;
    case TAG.integer:
    case 0x0a:
      if (!isMinimalInteger(content)) throw new DerError("an integer that is not minimal");
      return;
    case TAG.bits:
      if (!isBitString(content)) throw new DerError("a bit string with unused bits set");
      return;
    case TAG.null:
      if (content.length > 0) throw new DerError("a null with content");
      return;
    case TAG.oid:
      decodeOid(content);
      return;
    case TAG.utcTime:
    case TAG.generalizedTime:
      decodeTime(tag, content);
      return;
    case TAG.sequence & 0x1f:
    case TAG.set & 0x1f:
      throw new DerError("a sequence that is not constructed");
    default:
  }
}

/** The value of an INTEGER of any size. @throws DerError for any other value; so do all readers below. */
export function integerOf(der: Der | undefined): bigint {
  const { content } = expectTag(der, TAG.integer);
  const magnitude = BigInt(`0x${Buffer.from(content).toString("hex")}`);
  return (content[0] ?? 0) < 0x80 ? magnitude : magnitude - (1n << BigInt(8 * content.length));
}

/** An INTEGER that is a small count or version. */
export function smallIntegerOf(der: Der | undefined): number {
  const value = integerOf(der);
  if (value < 0n || value > 0xffff_ffffn) throw new DerError("an integer out of range");
  return Number(value);
}

/** An OBJECT IDENTIFIER as dotted text. */
export function oidOf(der: Der | undefined): string {
  return decodeOid(expectTag(der, TAG.oid).content);
}

export function octetsOf(der: Der | undefined): Uint8Array {
  return expectTag(der, TAG.octets).content;
}

export function booleanOf(der: Der | undefined): boolean {
  return expectTag(der, TAG.boolean).content[0] === 0xff;
}

/** A UTCTime (years 1950 to 2049) or a GeneralizedTime in UTC; parts of a millisecond are cut off. */
export function timeOf(der: Der | undefined): Instant {
  if (der === undefined || (der.tag !== TAG.utcTime && der.tag !== TAG.generalizedTime)) {
    throw new DerError("expected a time");
  }
  return decodeTime(der.tag, der.content);
}

/** The value itself when it has the tag. */
export function expectTag(der: Der | undefined, tag: number): Der {
  if (der?.tag !== tag)
    throw new DerError(`expected tag ${tag.toString(16)}, found ${der?.tag.toString(16) ?? "none"}`);
  return der;
}

/** Reads the parts of a SEQUENCE in their order; whatever is left over is an error, never ignored. */
export class DerFields {
  readonly #children: readonly Der[];
  #next = 0;

  constructor(der: Der | undefined, tag: number = TAG.sequence) {
    this.#children = expectTag(der, tag).children;
  }

  /** The next part, whatever it is. */
  any(): Der {
    const der = this.optional();
    if (der === undefined) throw new DerError("a part is missing");
    return der;
  }

  required(tag: number): Der {
    return expectTag(this.any(), tag);
  }

  /** The next part when there is one and it has the tag (any tag when none is given). */
  optional(tag?: number): Der | undefined {
    const der = this.#children[this.#next];
    if (der === undefined || (tag !== undefined && der.tag !== tag)) return undefined;
    this.#next += 1;
    return der;
  }

  end(): void {
    if (this.#next !== this.#children.length) throw new DerError("a part that is not known");
  }
}

function isMinimalInteger(content: Uint8Array): boolean {
  const [first, second] = content;
  if (first === undefined) return false;
  if (second === undefined) return true;
  return !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80);
}

function isBitString(content: Uint8Array): boolean {
  const unused = content[0];
  if (unused === undefined || unused > 7) return false;
  if (content.length === 1) return unused === 0;
  return ((content.at(-1) ?? 0) & ((1 << unused) - 1)) === 0;
}

function decodeOid(content: Uint8Array): string {
  if (content.length > OID_BYTES_MAX) throw new DerError("an object id that is too long");
  const arcs: bigint[] = [];
  let arc = 0n;
  let isStart = true;
  for (const byte of content) {
    if (isStart && byte === 0x80) throw new DerError("an object id that is not minimal");
    arc = arc * 128n + BigInt(byte & 0x7f);
    isStart = byte < 0x80;
    if (!isStart) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first, ...rest] = arcs;
  if (first === undefined || !isStart) throw new DerError("an object id that is cut off");
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [root, first - root * 40n, ...rest].join(".");
}

function decodeTime(tag: number, content: Uint8Array): Instant {
  const text = Buffer.from(content).toString("latin1");
  const pattern = tag === TAG.utcTime ? /^(\d{2})(\d{10})Z$/ : /^(\d{4})(\d{10})(?:\.(\d{0,8}[1-9]))?Z$/;
  const parts = pattern.exec(text);
  if (parts === null) throw new DerError("a time of another form than DER's");
  const [, year = "", rest = "", fraction = ""] = parts;
  const century = Number(year) < 50 ? "20" : "19";
  const iso = `${tag === TAG.utcTime ? century : ""}${year}-${(rest.match(/\d\d/g) ?? []).join(":")}`
    .replace(/^(\d{4}-\d\d):(\d\d):/, "$1-$2T")
    .concat(`.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
  const ms = Date.parse(iso);
  if (Number.isNaN(ms) || instantOf(ms) !== iso) throw new DerError("a time that does not exist");
  return instantOf(ms);
}
