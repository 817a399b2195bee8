import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { assert } from "../base/assert.js";
import { HASH_BYTES, type Hash } from "./merkle.js";
import {
  decodeBase64,
  formatNote,
  formatNoteKey,
  isGenuine,
  keyIdOf,
  NOTE_TYPE,
  type Note,
  type NoteKey,
  parseNote,
  parseNoteKey,
  rawKey,
  signaturesOf,
} from "./note.js";

/** The head of a log: how many leaves, and the root over them (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Names the log; the name of its key too. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** Why a signed checkpoint is refused. Stable codes. */
export type CheckpointProblem = "CP_FORMAT" | "CP_NO_LOG_SIG" | "CP_NOTE" | "LIMIT";

/** Who a checkpoint must be signed by: a name and an Ed25519 key (C2SP signed-note, signature type 0x01). */
export interface LogVerifier {
  readonly origin: string;
  readonly publicKey: KeyObject;
}

export interface LogSigner extends LogVerifier {
  readonly privateKey: KeyObject;
}

/** The signed text: three lines, a blank line, one signature line by the log and nothing else. */
export function signCheckpoint({ size, root }: Omit<Checkpoint, "origin">, signer: LogSigner): string {
  const text = checkpointText({ origin: signer.origin, size, root });
  const signature = sign(null, Buffer.from(text), signer.privateKey);
  const name = signer.origin;
  return formatNote({ text, signatures: [{ name, keyId: keyIdOf(noteKey(signer)), signature }] });
}

/** The text of a checkpoint without any signature: what the log and its witnesses sign. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;
}

/**
 * Takes a checkpoint apart without asking who signed it: nothing in it may be believed yet. Every extension line,
 * blank, leading zero or other spelling is refused.
 */
export function readCheckpoint(
  whole: string,
):
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly note: Note }
  | { readonly ok: false; readonly problem: "CP_FORMAT" | "LIMIT" } {
  const parsed = parseNote(whole);
  if (!parsed.ok) return { ok: false, problem: parsed.problem === "LIMIT" ? "LIMIT" : "CP_FORMAT" };
  const checkpoint = parseText(parsed.note.text);
  if (checkpoint === undefined) return { ok: false, problem: "CP_FORMAT" };
  return { ok: true, checkpoint, note: parsed.note };
}

/** Reads a checkpoint that the log signed. Lines of other signers (witnesses) are allowed and not checked here. */
export function openCheckpoint(
  whole: string,
  verifier: LogVerifier,
):
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | { readonly ok: false; readonly problem: CheckpointProblem } {
  const read = readCheckpoint(whole);
  if (!read.ok) return read;
  const { checkpoint, note } = read;
  const [own, ...more] = signaturesOf(note, noteKey(verifier));
  if (own === undefined || more.length > 0 || checkpoint.origin !== verifier.origin) {
    return { ok: false, problem: "CP_NO_LOG_SIG" };
  }
  return isGenuine(note.text, own, noteKey(verifier)) ? { ok: true, checkpoint } : { ok: false, problem: "CP_NOTE" };
}

/** The verifier key as one line of text, `name+hash+key`: what an auditor pins. */
export function formatVerifierKey(verifier: LogVerifier): string {
  return formatNoteKey(noteKey(verifier));
}

/** Reads a verifier key; `undefined` when it is not Ed25519, or its hash does not fit its name and key. */
export function parseVerifierKey(text: string): LogVerifier | undefined {
  const key = parseNoteKey(text);
  return key?.type === NOTE_TYPE.ed25519 ? { origin: key.name, publicKey: key.publicKey } : undefined;
}

/**
 * A signer from its private key in PKCS 8 PEM.
 *
 * @param origin the log's name; without it, it follows from the key, so that no two logs share a name.
 */
export function signerOf(pem: string, origin?: string): LogSigner {
  const privateKey = createPrivateKey(pem);
  assert(privateKey.asymmetricKeyType === "ed25519", "the log key is not Ed25519");
  const publicKey = createPublicKey(privateKey);
  const install = createHash("sha256").update(rawKey(publicKey)).digest("hex").slice(0, 16);
  return { origin: origin ?? `lookback-${install}.evidence/1`, publicKey, privateKey };
}

/** A log's key is a note key of its origin's name. */
function noteKey({ origin, publicKey }: LogVerifier): NoteKey {
  return { name: origin, type: NOTE_TYPE.ed25519, publicKey };
}

function parseText(text: string): Checkpoint | undefined {
  const parts = /^([^\s+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text);
  if (parts === null) return undefined;
  const [, origin = "", size = "", encoded = ""] = parts;
  const root = decodeBase64(encoded);
  if (root?.length !== HASH_BYTES || !Number.isSafeInteger(Number(size))) return undefined;
  return { origin, size: Number(size), root };
}
