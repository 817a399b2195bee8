import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { assert } from "../base/assert.js";
import { HASH_BYTES, type Hash } from "./merkle.js";

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

const ED25519_TYPE = 0x01;
const RAW_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const SIGNATURES_MAX = 100;
/** What precedes the raw key in the DER of an Ed25519 public key (RFC 8410). */
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

/** The signed text: three lines, a blank line, one signature line by the log and nothing else. */
export function signCheckpoint({ size, root }: Omit<Checkpoint, "origin">, signer: LogSigner): string {
  const body = `${signer.origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;
  const signature = sign(null, Buffer.from(body), signer.privateKey);
  return `${body}\n— ${signer.origin} ${Buffer.concat([keyId(signer), signature]).toString("base64")}\n`;
}

/**
 * Reads a checkpoint that the log signed. Lines of other signers (witnesses) are allowed and not checked here; every
 * extension line, blank, leading zero or other spelling is refused.
 */
export function openCheckpoint(
  text: string,
  verifier: LogVerifier,
):
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | { readonly ok: false; readonly problem: CheckpointProblem } {
  const end = text.indexOf("\n\n");
  if (end < 0 || !text.endsWith("\n") || text.includes("\r")) return { ok: false, problem: "CP_FORMAT" };
  const body = text.slice(0, end + 1);
  const lines = text.slice(end + 2, -1).split("\n");
  if (lines.length > SIGNATURES_MAX) return { ok: false, problem: "LIMIT" };
  const checkpoint = parseBody(body);
  if (checkpoint === undefined) return { ok: false, problem: "CP_FORMAT" };
  const signatures = lines.map(parseSignature);
  if (signatures.includes(undefined)) return { ok: false, problem: "CP_FORMAT" };
  const own = signatures.filter((each) => each?.name === verifier.origin && each.keyId.equals(keyId(verifier)));
  if (own.length !== 1 || checkpoint.origin !== verifier.origin) return { ok: false, problem: "CP_NO_LOG_SIG" };
  const isGenuine = own.every((each) => each && verify(null, Buffer.from(body), verifier.publicKey, each.signature));
  return isGenuine ? { ok: true, checkpoint } : { ok: false, problem: "CP_NOTE" };
}

/** The verifier key as one line of text, `name+hash+key`: what an auditor pins. */
export function formatVerifierKey(verifier: LogVerifier): string {
  const typed = Buffer.concat([Buffer.of(ED25519_TYPE), rawKey(verifier.publicKey)]);
  return `${verifier.origin}+${keyId(verifier).toString("hex")}+${typed.toString("base64")}`;
}

/** Reads a verifier key; `undefined` when it is not Ed25519, or its hash does not fit its name and key. */
export function parseVerifierKey(text: string): LogVerifier | undefined {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text);
  if (parts === null) return undefined;
  const [, origin = "", hash = "", encoded = ""] = parts;
  const typed = Buffer.from(encoded, "base64");
  if (typed.length !== RAW_KEY_BYTES + 1 || typed[0] !== ED25519_TYPE) return undefined;
  const key = Buffer.concat([SPKI_PREFIX, typed.subarray(1)]);
  const verifier = { origin, publicKey: createPublicKey({ key, format: "der", type: "spki" }) };
  return keyId(verifier).toString("hex") === hash && formatVerifierKey(verifier) === text ? verifier : undefined;
}

/** A signer from its private key in PKCS 8 PEM. The origin follows from the key, so that no two logs share a name. */
export function signerOf(pem: string): LogSigner {
  const privateKey = createPrivateKey(pem);
  assert(privateKey.asymmetricKeyType === "ed25519", "the log key is not Ed25519");
  const publicKey = createPublicKey(privateKey);
  const install = createHash("sha256").update(rawKey(publicKey)).digest("hex").slice(0, 16);
  return { origin: `lookback-${install}.evidence/1`, publicKey, privateKey };
}

function keyId({ origin, publicKey }: LogVerifier): Buffer {
  const hash = createHash("sha256").update(`${origin}\n`).update(Buffer.of(ED25519_TYPE)).update(rawKey(publicKey));
  return hash.digest().subarray(0, 4);
}

function rawKey(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: "der", type: "spki" }).subarray(-RAW_KEY_BYTES);
}

function parseBody(body: string): Checkpoint | undefined {
  const parts = /^([^\s+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(body);
  if (parts === null) return undefined;
  const [, origin = "", size = "", encoded = ""] = parts;
  const root = decodeBase64(encoded);
  if (root?.length !== HASH_BYTES || !Number.isSafeInteger(Number(size))) return undefined;
  return { origin, size: Number(size), root };
}

interface NoteSignature {
  readonly name: string;
  readonly keyId: Buffer;
  readonly signature: Buffer;
}

function parseSignature(line: string): NoteSignature | undefined {
  const parts = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line);
  const bytes = parts === null ? undefined : decodeBase64(parts[2] ?? "");
  if (parts === null || bytes === undefined || bytes.length < 5) return undefined;
  return { name: parts[1] ?? "", keyId: bytes.subarray(0, 4), signature: bytes.subarray(4, 4 + SIGNATURE_BYTES + 1) };
}

/** Strict: a second spelling of the same bytes is refused. */
function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}
