import { createHash } from "node:crypto";
import { type Der, DerError, DerFields, expectTag, integerOf, octetsOf, oidOf, TAG } from "../der/der-values.js";
import { digest, type HashName, hashOf, isSigned, readAlgorithm, schemeOf } from "./algorithms.js";
import { type Certificate, readCertificate, subjectKeyId } from "./certificate.js";
import { answering, type CmsProblem, type Refusable, Refusal } from "./refusal.js";
import { type Attributes, CMS, readSignedData, type SignedData, type SignerInfo } from "./signed-data.js";

export interface VerifyInput {
  /** Object id of what must be signed: `CMS.data` for a PDF, TSTInfo for a time-stamp. */
  readonly contentType: string;
  /** What a detached signature is over; must be absent when the content comes along. */
  readonly content?: Uint8Array;
  /** DER of certificates that may be the signer's when the signature brings none along. */
  readonly certificates?: readonly Uint8Array[];
  /** `v2` refuses the older attribute, whose digest is SHA-1. */
  readonly signingCertificate?: "any" | "v2";
}

/** A signature that is genuine. Whether its signer is trusted, and for what, is the next question. */
export interface VerifiedSignature {
  readonly content: Uint8Array;
  /** The signer's certificate, to whose very bytes the signed attributes commit. */
  readonly certificate: Certificate;
  /** Certificates that came along or were supplied, for building a path. */
  readonly others: readonly Certificate[];
  readonly hash: HashName;
  readonly signature: Uint8Array;
  readonly signedAttributes: Attributes;
  /** Not covered by the signature. */
  readonly unsignedAttributes: Attributes;
}

/**
 * Verifies CMS SignedData by one signer: strict DER, content type, message digest, signing-certificate and signature.
 * Says nothing about whom the certificate belongs to, whether it was valid, or what it may be used for.
 */
export function verifySignedData(bytes: Uint8Array, input: VerifyInput): Refusable<VerifiedSignature, CmsProblem> {
  return answering(() => verified(readSignedData(bytes), input));
}

function verified(data: SignedData, input: VerifyInput): VerifiedSignature {
  const { signer } = data;
  if (data.contentType !== input.contentType) {
    throw new Refusal("content", `signed content of type ${data.contentType}, expected ${input.contentType}`);
  }
  if ((data.content === undefined) === (input.content === undefined)) {
    throw new Refusal("content", input.content ? "the signature is not detached" : "the signed content is missing");
  }
  const content = data.content ?? input.content ?? new Uint8Array();
  const hash = hashOf(signer.digestAlgorithm);
  checkAttributes(signer, { contentType: input.contentType, digest: digest(hash, content) });
  const others = [...data.certificates, ...(input.certificates ?? [])].flatMap(readIfPossible);
  const certificate = signerCertificate(signer, others);
  checkSigningCertificate(signer.signedAttributes, certificate, input.signingCertificate ?? "any");
  const scheme = schemeOf(signer.signatureAlgorithm, hash);
  const { signature, signedBytes, signedAttributes, unsignedAttributes } = signer;
  if (!isSigned({ scheme, key: certificate.publicKey, bytes: signedBytes, signature })) {
    throw new Refusal("signature", "the signature is not over the signed attributes");
  }
  return { content, certificate, others, hash, signature, signedAttributes, unsignedAttributes };
}

function checkAttributes(
  { signedAttributes }: SignerInfo,
  expected: { readonly contentType: string; readonly digest: Uint8Array },
): void {
  const [type, message] = [signedAttributes.get(CMS.contentType), signedAttributes.get(CMS.messageDigest)];
  if (type === undefined || message === undefined) {
    throw new Refusal("attributes", "content type or message digest is missing from the signed attributes");
  }
  if (oidOf(type) !== expected.contentType) throw new Refusal("attributes", "signed as another content type");
  if (Buffer.compare(octetsOf(message), expected.digest) !== 0) {
    throw new Refusal("signature", "the signed digest is not that of the content");
  }
}

/** A certificate that cannot be read is none: another one may be the signer's. */
function readIfPossible(bytes: Uint8Array): readonly Certificate[] {
  try {
    return [readCertificate(bytes)];
  } catch (error) {
    if (error instanceof DerError) return [];
    throw error;
  }
}

function signerCertificate({ id }: SignerInfo, candidates: readonly Certificate[]): Certificate {
  const found = candidates.find((each) => {
    if (id.kind === "issuer") return each.serial === id.serial && Buffer.compare(each.issuer, id.issuer) === 0;
    const keyId = subjectKeyId(each);
    return keyId !== undefined && Buffer.compare(keyId, id.keyId) === 0;
  });
  if (found === undefined) throw new Refusal("certificate", "the signer's certificate is missing");
  return found;
}

/** ESSCertID and ESSCertIDv2 (RFC 5035): without it, a token could be claimed for another certificate of the same key. */
function checkSigningCertificate(attributes: Attributes, certificate: Certificate, accepted: "any" | "v2"): void {
  const [first, second] = [attributes.get(CMS.signingCertificate), attributes.get(CMS.signingCertificateV2)];
  if (second === undefined && (first === undefined || accepted === "v2")) {
    throw new Refusal("signing-certificate", "the signed attributes do not name the signer's certificate");
  }
  if (second !== undefined) checkCertificateId(second, certificate, "v2");
  if (first !== undefined) checkCertificateId(first, certificate, "v1");
}

function checkCertificateId(attribute: Der, certificate: Certificate, version: "v1" | "v2"): void {
  const fields = new DerFields(expectTag(new DerFields(attribute).required(TAG.sequence).children[0], TAG.sequence));
  const algorithm = version === "v2" ? fields.optional(TAG.sequence) : undefined;
  const named = octetsOf(fields.any());
  const issuerSerial = fields.optional(TAG.sequence);
  fields.end();
  const hash = algorithm === undefined ? "sha256" : hashOf(readAlgorithm(algorithm));
  // SHA-1 is what the older attribute is made of: a second certificate of the same digest would still need the key.
  const own =
    version === "v1" ? createHash("sha1").update(certificate.bytes).digest() : digest(hash, certificate.bytes);
  const isSerialOther = issuerSerial !== undefined && integerOf(issuerSerial.children[1]) !== certificate.serial;
  if (isSerialOther || Buffer.compare(own, named) !== 0) {
    throw new Refusal("signing-certificate", "the signed attributes name another certificate");
  }
}
