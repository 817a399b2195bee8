import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import type { Instant } from "../../base/instant.js";
import {
  derBits,
  derBoolean,
  derContext,
  derInteger,
  derOctets,
  derOid,
  derSequence,
  derSet,
  derTime,
  derUtf8,
} from "../der/write-der.js";

const ECDSA_SHA256 = "1.2.840.10045.4.3.2";

/**
 * A certificate that an EC P-256 key issues to itself, for signing documents and nothing else. No authority vouches
 * for it: whoever trusts it has compared its fingerprint.
 *
 * @param serial a random number from 1; the same input gives the same certificate but for its signature.
 */
export function sealCertificate({
  privateKey,
  name,
  serial,
  from,
  to,
}: {
  readonly privateKey: KeyObject;
  readonly name: string;
  readonly serial: bigint;
  readonly from: Instant;
  readonly to: Instant;
}): Uint8Array {
  const key = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const algorithm = derSequence(derOid(ECDSA_SHA256));
  const subject = derSequence(derSet(derSequence(derOid("2.5.4.3"), derUtf8(name))));
  const content = derSequence(
    derContext(0, derInteger(2)),
    derInteger(serial),
    algorithm,
    subject,
    derSequence(derTime(from), derTime(to)),
    subject,
    key,
    derContext(3, derSequence(...extensions(key))),
  );
  return derSequence(content, algorithm, derBits(sign("sha256", content, privateKey)));
}

/** No authority; signs, and means it (digitalSignature, contentCommitment); key id by RFC 7093. */
function extensions(key: Uint8Array): readonly Uint8Array[] {
  const keyId = createHash("sha256").update(key).digest().subarray(0, 20);
  return [
    derSequence(derOid("2.5.29.19"), derBoolean(true), derOctets(derSequence())),
    derSequence(derOid("2.5.29.15"), derBoolean(true), derOctets(derBits(Buffer.of(0b1100_0000), 6))),
    derSequence(derOid("2.5.29.14"), derOctets(derOctets(keyId))),
  ];
}
