import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { assert } from "../base/assert.js";

/** One signature under a note: who claims to have made it, and its bytes behind the key id. Nothing is verified yet. */
export interface NoteSignature {
  readonly name: string;
  /** Four bytes that tell keys of one name apart: an identifier, never a proof. */
  readonly keyId: Buffer;
  readonly signature: Buffer;
}

/** A signed note taken apart (C2SP signed-note). Its text means nothing before a known key has verified it. */
export interface Note {
  /** What is signed: with its last line end, without the blank line behind it. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export type ParsedNote =
  | { readonly ok: true; readonly note: Note }
  | { readonly ok: false; readonly problem: "NOTE_FORMAT" | "LIMIT" };

/** The public half of a key that signs notes, as its owner publishes it in one line, `name+hash+key`. */
export interface NoteKey {
  readonly name: string;
  /** Which kind of signature the key makes: 0x01 Ed25519, 0x04 Ed25519 cosignature with a time. */
  readonly type: number;
  readonly publicKey: KeyObject;
}

/** Signature types of Ed25519 keys that this program knows. */
export const NOTE_TYPE = { ed25519: 0x01, cosignature: 0x04 } as const;

/** Most signature lines that are read. The specification asks for at least 16. */
export const SIGNATURES_MAX = 100;

/** Longest text of a whole note: far more than a hundred signature lines need. */
const NOTE_LENGTH_MAX = 1_048_576;
const KEY_ID_BYTES = 4;
const RAW_KEY_BYTES = 32;
/** What precedes the raw key in the DER of an Ed25519 public key (RFC 8410). */
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

/**
 * Takes a note apart. The text ends at the last blank line; every signature line has exactly one spelling. Control
 * characters other than the line end (so Windows line ends too), a second spelling of base64, characters that are no
 * Unicode text and lines that are no signatures are refused.
 */
export function parseNote(whole: string): ParsedNote {
  if (whole.length > NOTE_LENGTH_MAX) return { ok: false, problem: "LIMIT" };
  if (!isNoteText(whole) || !whole.endsWith("\n")) return { ok: false, problem: "NOTE_FORMAT" };
  const end = whole.lastIndexOf("\n\n");
  if (end < 0) return { ok: false, problem: "NOTE_FORMAT" };
  const lines = whole.slice(end + 2, -1).split("\n");
  if (lines.length > SIGNATURES_MAX) return { ok: false, problem: "LIMIT" };
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignatureLine(line);
    if (signature === undefined) return { ok: false, problem: "NOTE_FORMAT" };
    signatures.push(signature);
  }
  return { ok: true, note: { text: whole.slice(0, end + 1), signatures } };
}

/** A whole note: the text, a blank line, one line per signature. */
export function formatNote({ text, signatures }: Note): string {
  assert(text.endsWith("\n") && isNoteText(text), "the text of a note is no note text");
  return `${text}\n${signatures.map((each) => `${formatSignatureLine(each)}\n`).join("")}`;
}

/** Reads one signature line without its line end; `undefined` when it is none. */
export function parseSignatureLine(line: string): NoteSignature | undefined {
  const parts = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line);
  const [, name = "", encoded = ""] = parts ?? [];
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) };
}

/** One signature line, without a line end. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  assert(isKeyName(name) && keyId.length === KEY_ID_BYTES, "no name or id of a note key");
  return `— ${name} ${Buffer.concat([keyId, signature]).toString("base64")}`;
}

/** Signatures under a note that claim to be of this key: its name and its id fit. */
export function signaturesOf({ signatures }: Pick<Note, "signatures">, key: NoteKey): readonly NoteSignature[] {
  return signatures.filter((each) => isSignatureOf(each, key));
}

/** Whether a signature claims to be of this key. */
export function isSignatureOf({ name, keyId }: NoteSignature, key: NoteKey): boolean {
  return name === key.name && keyId.equals(keyIdOf(key));
}

/** Whether the signature is genuine: made by this Ed25519 key (type 0x01) over the text of the note. */
export function isGenuine(text: string, { signature }: NoteSignature, key: NoteKey): boolean {
  assert(key.type === NOTE_TYPE.ed25519, "only keys of type 1 sign the text as it is");
  return verify(null, Buffer.from(text), key.publicKey, signature);
}

/** The first four bytes of SHA-256 over name, line end, type and key. */
export function keyIdOf({ name, type, publicKey }: NoteKey): Buffer {
  const hash = createHash("sha256").update(`${name}\n`).update(Buffer.of(type)).update(rawKey(publicKey));
  return hash.digest().subarray(0, KEY_ID_BYTES);
}

/** A verifier key as one line of text, `name+hash+key`: what somebody pins. */
export function formatNoteKey(key: NoteKey): string {
  const typed = Buffer.concat([Buffer.of(key.type), rawKey(key.publicKey)]);
  return `${key.name}+${keyIdOf(key).toString("hex")}+${typed.toString("base64")}`;
}

/** Reads a verifier key of one of the known types; `undefined` when it is none, or its hash does not fit name and key. */
export function parseNoteKey(text: string): NoteKey | undefined {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(text);
  const [, name = "", , encoded = ""] = parts ?? [];
  const typed = decodeBase64(encoded);
  if (!isKeyName(name) || typed?.length !== RAW_KEY_BYTES + 1) return undefined;
  const type = Object.values(NOTE_TYPE).find((known) => known === typed[0]);
  if (type === undefined) return undefined;
  const der = Buffer.concat([SPKI_PREFIX, typed.subarray(1)]);
  const key = { name, type, publicKey: createPublicKey({ key: der, format: "der", type: "spki" }) };
  return formatNoteKey(key) === text ? key : undefined;
}

/** The 32 bytes of an Ed25519 public key. */
export function rawKey(publicKey: KeyObject): Buffer {
  assert(publicKey.asymmetricKeyType === "ed25519", "the key is not Ed25519");
  return publicKey.export({ format: "der", type: "spki" }).subarray(-RAW_KEY_BYTES);
}

/** Whether a text can name a key: not empty, without Unicode spaces, control characters and `+`. */
export function isKeyName(text: string): boolean {
  return /^[^\s+\p{Cc}]+$/u.test(text) && text.isWellFormed();
}

/** Strict: a second spelling of the same bytes is refused. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return text !== "" && bytes.toString("base64") === text ? bytes : undefined;
}

/** No control characters below U+0020 but line ends, no lone surrogates, and no U+FFFD, which stands for bytes that were no UTF-8. */
function isNoteText(text: string): boolean {
  return text.isWellFormed() && !/[^\n\P{Cc}]|\ufffd/u.test(text);
}
