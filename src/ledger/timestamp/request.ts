import { sha256 } from "../../base/digest.js";
import { HASH_OIDS } from "../cms/algorithms.js";
import { derBoolean, derInteger, derNull, derOctets, derOid, derSequence } from "../der/write-der.js";

/** What a request and its answer are sent as (RFC 3161 section 3.4). */
export const STAMP_MEDIA = { query: "application/timestamp-query", reply: "application/timestamp-reply" } as const;

/**
 * A time-stamp request (RFC 3161) for the SHA-256 digest of bytes. The authority learns the digest and nothing else;
 * its certificate is asked for, so that the answer can be checked alone.
 *
 * @param nonce a large random number: the answer must repeat it, so an old answer cannot be passed off as a new one.
 */
export function stampRequest(message: Uint8Array, nonce: bigint): Uint8Array {
  const algorithm = derSequence(derOid(HASH_OIDS.sha256), derNull());
  const imprint = derSequence(algorithm, derOctets(Buffer.from(sha256(message), "hex")));
  return derSequence(derInteger(1), imprint, derInteger(nonce), derBoolean(true));
}
