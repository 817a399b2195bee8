import { createHash, type KeyObject, sign } from "node:crypto";
import { HASH_OIDS } from "../cms/algorithms.js";
import { readCertificate } from "../cms/certificate.js";
import { CMS } from "../cms/signed-data.js";
import { derContext, derInteger, derOctets, derOid, derRetagged, derSequence, derSet } from "../der/write-der.js";

/** The key that documents are sealed with, and its certificate. */
export interface SealKey {
  /** EC P-256. */
  readonly privateKey: KeyObject;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** Asks an authority for a time-stamp over bytes; answers with the token, which has been checked. */
export type Stamper = (message: Uint8Array) => Promise<Uint8Array>;

const ECDSA_SHA256 = "1.2.840.10045.4.3.2";

/**
 * A detached CAdES signature over bytes (ETSI EN 319 122): content type, digest, and the signer's very certificate are
 * signed; no signing time, which would be one more claim. With a stamper an authority's time-stamp over the signature
 * stands beside it.
 */
export async function cadesSignature(
  content: Uint8Array,
  key: SealKey,
  stamp: Stamper | undefined,
): Promise<Uint8Array> {
  const { privateKey, certificate } = key;
  const attributes = derSet(
    attribute(CMS.contentType, derOid(CMS.data)),
    attribute(CMS.messageDigest, derOctets(sha256Of(content))),
    attribute(CMS.signingCertificateV2, derSequence(derSequence(derSequence(derOctets(sha256Of(certificate)))))),
  );
  const signature = sign("sha256", attributes, privateKey);
  const token = await stamp?.(signature);
  const { issuer, serial } = readCertificate(certificate);
  const digestAlgorithm = derSequence(derOid(HASH_OIDS.sha256));
  const signer = derSequence(
    derInteger(1),
    derSequence(issuer, derInteger(serial)),
    digestAlgorithm,
    derRetagged(attributes, 0xa0),
    derSequence(derOid(ECDSA_SHA256)),
    derOctets(signature),
    ...(token === undefined ? [] : [derContext(1, attribute(CMS.timeStampToken, token))]),
  );
  const data = derSequence(
    derInteger(1),
    derSet(digestAlgorithm),
    derSequence(derOid(CMS.data)),
    derContext(0, certificate),
    derSet(signer),
  );
  return derSequence(derOid(CMS.signedData), derContext(0, data));
}

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(oid), derSet(value));
}

function sha256Of(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}
