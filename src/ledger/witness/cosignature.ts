import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { assert } from "../../base/assert.js";
import {
  formatSignatureLine,
  isKeyName,
  isSignatureOf,
  keyIdOf,
  NOTE_TYPE,
  type NoteKey,
  type NoteSignature,
  parseNoteKey,
  parseSignatureLine,
} from "../note.js";

/** A key that cosigns: its private half too. */
export interface WitnessSigner {
  readonly key: NoteKey;
  readonly privateKey: KeyObject;
}

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;
/** Beyond it JavaScript counts inexactly; it is the year 285,428,751. */
const SECONDS_MAX = Number.MAX_SAFE_INTEGER;

/**
 * A witness's statement (C2SP tlog-cosignature, Ed25519): at `seconds` since 1970 the largest tree it had seen of this
 * log was the one in `text`, and the log had only grown. It did not read the records.
 *
 * @param text the text of the checkpoint without signatures. @returns one signature line without its line end.
 */
export function cosign(text: string, { signer, seconds }: { signer: WitnessSigner; seconds: number }): string {
  assert(Number.isSafeInteger(seconds) && seconds >= 0, `no time of a cosignature: ${seconds}`);
  const { key, privateKey } = signer;
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = Buffer.concat([time, sign(null, messageOf(text, seconds), privateKey)]);
  return formatSignatureLine({ name: key.name, keyId: keyIdOf(key), signature });
}

export type OpenedCosignature =
  /** A line of this witness that verifies. */
  | { readonly kind: "genuine"; readonly seconds: number }
  /** A line that claims to be of this witness and does not verify over this text and its own time. */
  | { readonly kind: "forged" }
  | { readonly kind: "of-another" };

/** What a signature under a checkpoint with this text is to a witness's key. */
export function openCosignature(text: string, signature: NoteSignature, key: NoteKey): OpenedCosignature {
  assert(key.type === NOTE_TYPE.cosignature, "the key of a witness has another type");
  if (!isSignatureOf(signature, key)) return { kind: "of-another" };
  const bytes = signature.signature;
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return { kind: "forged" };
  const time = bytes.readBigUInt64BE(0);
  if (time > BigInt(SECONDS_MAX)) return { kind: "forged" };
  const seconds = Number(time);
  const isGenuine = verify(null, messageOf(text, seconds), key.publicKey, bytes.subarray(TIME_BYTES));
  return isGenuine ? { kind: "genuine", seconds } : { kind: "forged" };
}

/** Signature lines, each with its line end, as a witness answers and as `.cosig` files hold them. @returns `undefined` for any other text. */
export function parseCosignatureLines(text: string): readonly NoteSignature[] | undefined {
  if (text === "" || !text.endsWith("\n")) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of text.slice(0, -1).split("\n")) {
    const signature = parseSignatureLine(line);
    if (signature === undefined) return undefined;
    signatures.push(signature);
  }
  return signatures;
}

/** Reads the verifier key of a witness; `undefined` for any other text, also for the key of a log. */
export function parseWitnessKey(text: string): NoteKey | undefined {
  const key = parseNoteKey(text);
  return key?.type === NOTE_TYPE.cosignature ? key : undefined;
}

/** A witness from its name and its Ed25519 key in PKCS 8 PEM. */
export function witnessSignerOf(name: string, pem: string): WitnessSigner {
  assert(isKeyName(name), "the name of a witness holds blanks or a plus");
  const privateKey = createPrivateKey(pem);
  assert(privateKey.asymmetricKeyType === "ed25519", "the witness key is not Ed25519");
  return { key: { name, type: NOTE_TYPE.cosignature, publicKey: createPublicKey(privateKey) }, privateKey };
}

function messageOf(text: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}
