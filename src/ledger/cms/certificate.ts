import { type KeyObject, X509Certificate } from "node:crypto";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import {
  booleanOf,
  type Der,
  DerError,
  DerFields,
  expectTag,
  integerOf,
  octetsOf,
  oidOf,
  smallIntegerOf,
  TAG,
  timeOf,
} from "../der/der-values.js";
import { readDer } from "../der/read-der.js";
import { type Algorithm, readAlgorithm } from "./algorithms.js";

export interface Extension {
  readonly isCritical: boolean;
  /** The DER inside the extension's octets. */
  readonly value: Uint8Array;
}

/** An X.509 certificate. Everything is read from the bytes as they came, which are kept: digests are taken over them. */
export interface Certificate {
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  readonly fingerprint: Sha256;
  readonly serial: bigint;
  /** DER of the names. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly validFrom: Instant;
  /** The last moment at which it is valid. */
  readonly validTo: Instant;
  readonly publicKey: KeyObject;
  /** By object id. */
  readonly extensions: ReadonlyMap<string, Extension>;
  /** What the issuer signed, how, and the signature. */
  readonly signed: { readonly bytes: Uint8Array; readonly algorithm: Algorithm; readonly signature: Uint8Array };
}

/** Object ids of the extensions that are read. */
export const EXTENSION = {
  subjectKeyId: "2.5.29.14",
  keyUsage: "2.5.29.15",
  basicConstraints: "2.5.29.19",
  certificatePolicies: "2.5.29.32",
  authorityKeyId: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
} as const;

/** @throws DerError when the bytes are not one certificate in strict DER, or hold a key that Node cannot read. */
export function readCertificate(bytes: Uint8Array): Certificate {
  const outer = new DerFields(readDer(bytes));
  const tbs = outer.required(TAG.sequence);
  const algorithm = outer.required(TAG.sequence);
  const signature = bitsOf(outer.required(TAG.bits));
  outer.end();
  const fields = new DerFields(tbs);
  const version = fields.optional(0xa0);
  const serial = integerOf(fields.any());
  const inner = fields.required(TAG.sequence);
  const issuer = fields.required(TAG.sequence).bytes;
  const [validFrom, validTo] = validityOf(fields.any());
  const subject = fields.required(TAG.sequence).bytes;
  fields.required(TAG.sequence);
  fields.optional(0x81);
  fields.optional(0x82);
  const extensions = extensionsOf(fields.optional(0xa3));
  fields.end();
  if (Buffer.compare(inner.bytes, algorithm.bytes) !== 0) throw new DerError("a certificate with two algorithms");
  if (extensions.size > 0 && (version === undefined || smallIntegerOf(version.children[0]) !== 2)) {
    throw new DerError("extensions in a certificate that is not of version 3");
  }
  return {
    bytes,
    fingerprint: sha256(bytes),
    serial,
    issuer,
    subject,
    validFrom,
    validTo,
    publicKey: publicKeyOf(bytes),
    extensions,
    signed: { bytes: tbs.bytes, algorithm: readAlgorithm(algorithm), signature },
  };
}

/** Every certificate in PEM text, as DER bytes, in order. Text between them is ignored. */
export function certificatesInPem(text: string): readonly Uint8Array[] {
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g);
  return Array.from(blocks, ([, body = ""]) => Buffer.from(body.replaceAll(/\s/g, ""), "base64"));
}

/** What the key may be used for, as object ids; `undefined` when the certificate does not say. @throws DerError */
export function extendedKeyUsages(certificate: Certificate): readonly string[] | undefined {
  const extension = certificate.extensions.get(EXTENSION.extendedKeyUsage);
  return extension === undefined ? undefined : expectTag(readDer(extension.value), TAG.sequence).children.map(oidOf);
}

/** Whether bit `bit` of the key usage is set; `undefined` when the certificate has no key usage. @throws DerError */
export function hasKeyUsage(certificate: Certificate, bit: number): boolean | undefined {
  const extension = certificate.extensions.get(EXTENSION.keyUsage);
  if (extension === undefined) return undefined;
  const bits = expectTag(readDer(extension.value), TAG.bits).content.subarray(1);
  return ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
}

/** Whether it may issue certificates, and how many issuers may stand below it. @throws DerError */
export function basicConstraints(certificate: Certificate): {
  readonly isAuthority: boolean;
  readonly issuersBelowMax: number;
} {
  const extension = certificate.extensions.get(EXTENSION.basicConstraints);
  if (extension === undefined) return { isAuthority: false, issuersBelowMax: 0 };
  const fields = new DerFields(readDer(extension.value));
  const authority = fields.optional(TAG.boolean);
  const length = fields.optional(TAG.integer);
  fields.end();
  return {
    isAuthority: authority !== undefined && booleanOf(authority),
    issuersBelowMax: length === undefined ? Number.POSITIVE_INFINITY : smallIntegerOf(length),
  };
}

/** The subject key id. @throws DerError */
export function subjectKeyId(certificate: Certificate): Uint8Array | undefined {
  const extension = certificate.extensions.get(EXTENSION.subjectKeyId);
  return extension === undefined ? undefined : octetsOf(readDer(extension.value));
}

/** The bytes of a BIT STRING of whole bytes. @throws DerError */
function bitsOf(der: Der): Uint8Array {
  if (der.content[0] !== 0) throw new DerError("a signature that is not whole bytes");
  return der.content.subarray(1);
}

function validityOf(der: Der): readonly [Instant, Instant] {
  const fields = new DerFields(der);
  const times = [timeOf(fields.any()), timeOf(fields.any())] as const;
  fields.end();
  return times;
}

function extensionsOf(der: Der | undefined): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  if (der === undefined) return found;
  const outer = new DerFields(der, 0xa3);
  const list = outer.required(TAG.sequence);
  outer.end();
  for (const each of list.children) {
    const fields = new DerFields(each);
    const oid = oidOf(fields.any());
    const critical = fields.optional(TAG.boolean);
    const value = octetsOf(fields.any());
    fields.end();
    if (found.has(oid)) throw new DerError(`extension ${oid} stands twice in a certificate`);
    found.set(oid, { isCritical: critical !== undefined && booleanOf(critical), value });
  }
  return found;
}

function publicKeyOf(bytes: Uint8Array): KeyObject {
  try {
    return new X509Certificate(bytes).publicKey;
  } catch (cause) {
    throw new DerError(`a certificate whose key cannot be read: ${cause instanceof Error ? cause.name : "unknown"}`);
  }
}
