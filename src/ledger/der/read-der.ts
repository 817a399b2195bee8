import { checkPrimitive, type Der, DerError } from "./der-values.js";

const DEPTH_MAX = 40;
const VALUES_MAX = 100_000;
const LENGTH_BYTES_MAX = 4;
/** SEQUENCE and SET are the only universal types that DER constructs. */
const CONSTRUCTED_UNIVERSAL = [0x30, 0x31];

/**
 * Reads exactly one DER value. Indefinite and overlong lengths, bytes after the end, high tag numbers, constructed
 * strings, integers and object ids that are not minimal, booleans other than 00 and FF, unused bits that are set and
 * times of any other form are refused. The order inside a SET is not checked here (CMS leaves it open): `isSorted`.
 *
 * @throws DerError
 */
export function readDer(bytes: Uint8Array): Der {
  const state = { values: 0 };
  const { value, end } = readValue({ bytes, at: 0, depth: 0, state });
  if (end !== bytes.length) throw new DerError(`${bytes.length - end} bytes follow the value`);
  return value;
}

/** Whether the values inside a SET OF stand in the order that DER asks for. */
export function isSorted(set: Der): boolean {
  return set.children.every((each, index) => {
    const before = set.children[index - 1];
    return before === undefined || Buffer.compare(before.bytes, each.bytes) <= 0;
  });
}

interface Place {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly depth: number;
  readonly state: { values: number };
}

function readValue(place: Place): { readonly value: Der; readonly end: number } {
  const { bytes, at, depth, state } = place;
  state.values += 1;
  if (depth > DEPTH_MAX || state.values > VALUES_MAX) throw new DerError("too deep or too many values");
  const tag = bytes[at];
  if (tag === undefined) throw new DerError("the value is cut off");
  if ((tag & 0x1f) === 0x1f) throw new DerError("tag numbers above 30 are not used");
  const { length, start } = readLength(bytes, at + 1);
  const end = start + length;
  if (end > bytes.length) throw new DerError("the value is cut off");
  const content = bytes.subarray(start, end);
  const isConstructed = (tag & 0x20) !== 0;
  const isUniversal = (tag & 0xc0) === 0;
  if (isUniversal && isConstructed && !CONSTRUCTED_UNIVERSAL.includes(tag)) throw new DerError("a constructed string");
  if (isUniversal && !isConstructed) checkPrimitive(tag, content);
  const children = isConstructed ? readAll({ bytes: content, at: 0, depth: depth + 1, state }) : [];
  return { value: { tag, bytes: bytes.subarray(at, end), content, children }, end };
}

function readAll(place: Place): readonly Der[] {
  const children: Der[] = [];
  for (let at = 0; at < place.bytes.length; ) {
    const { value, end } = readValue({ ...place, at });
    children.push(value);
    at = end;
  }
  return children;
}

function readLength(bytes: Uint8Array, at: number): { readonly length: number; readonly start: number } {
  const first = bytes[at];
  if (first === undefined) throw new DerError("the value is cut off");
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > LENGTH_BYTES_MAX) throw new DerError("an indefinite or overlong length");
  const digits = bytes.subarray(at + 1, at + 1 + count);
  if (digits.length < count) throw new DerError("the value is cut off");
  const length = digits.reduce((sum, digit) => sum * 256 + digit, 0);
  if (digits[0] === 0 || length < 0x80) throw new DerError("a length that is not minimal");
  return { length, start: at + 1 + count };
}
