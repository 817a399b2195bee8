import { sign } from "node:crypto";
import { canonicalJson } from "../../base/canonical-json.js";
import type { LogSigner, LogVerifier } from "../checkpoint.js";
import { keyIdOf, NOTE_TYPE } from "../note.js";
import type { Statement } from "./statement.js";

/** What a signed statement is sent as. */
export const STATEMENT_MEDIA = "application/vnd.in-toto+json";

/** A statement under exactly one signature (DSSE, Dead Simple Signing Envelope). */
export interface Envelope {
  readonly payload: Uint8Array;
  readonly payloadType: string;
  readonly signature: Uint8Array;
  /** Which key a reader should look for: a hint, never a proof. */
  readonly keyHint: string;
}

/**
 * What is signed instead of the payload itself: no signature over it can pass for one over a head of the log, which
 * begins with the log's name on a line of its own.
 *
 * Source: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
 */
export function preAuthEncoding(type: string, payload: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head, "utf8"), payload]);
}

/** Signs a statement with the key of the log. The same statement and key give the same bytes. */
export function signStatement(statement: Statement, signer: LogSigner): Envelope {
  const payload = Buffer.from(canonicalJson(statement), "utf8");
  const signature = sign(null, preAuthEncoding(STATEMENT_MEDIA, payload), signer.privateKey);
  return { payload, payloadType: STATEMENT_MEDIA, signature, keyHint: keyHint(signer) };
}

/** `origin+hash`: how the line of the log's verifier key begins, which an auditor pins. */
export function keyHint({ origin, publicKey }: LogVerifier): string {
  const id = keyIdOf({ name: origin, type: NOTE_TYPE.ed25519, publicKey });
  return `${origin}+${id.toString("hex")}`;
}
