import { constants, createHash, type KeyObject, verify } from "node:crypto";
import { type Der, DerFields, oidOf, smallIntegerOf, TAG } from "../der/der-values.js";
import { Refusal } from "./refusal.js";

/** The digests that a signature or an imprint may use. */
export type HashName = "sha256" | "sha384" | "sha512";

/** Object ids of the allowed digests. */
export const HASH_OIDS: Readonly<Record<HashName, string>> = {
  sha256: "2.16.840.1.101.3.4.2.1",
  sha384: "2.16.840.1.101.3.4.2.2",
  sha512: "2.16.840.1.101.3.4.2.3",
};

const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
const RSA_PSS = "1.2.840.113549.1.1.10";
const MGF1 = "1.2.840.113549.1.1.8";
const ED25519 = "1.3.101.112";
const RSA_WITH: Readonly<Record<string, HashName>> = {
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
};
const ECDSA_WITH: Readonly<Record<string, HashName>> = {
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};
const CURVES: ReadonlySet<string | undefined> = new Set(["prime256v1", "secp384r1", "secp521r1"]);
const RSA_BITS_MIN = 2_048;
const RSA_BITS_MAX = 16_384;

/** An AlgorithmIdentifier as it stands: what it means is decided where it is used. */
export interface Algorithm {
  readonly oid: string;
  readonly parameters: Der | undefined;
}

/** How bytes were signed. */
export type SignatureScheme =
  | { readonly kind: "rsa"; readonly hash: HashName }
  | { readonly kind: "rsa-pss"; readonly hash: HashName; readonly saltBytes: number }
  | { readonly kind: "ecdsa"; readonly hash: HashName }
  | { readonly kind: "ed25519" };

/** @throws DerError */
export function readAlgorithm(der: Der | undefined, tag: number = TAG.sequence): Algorithm {
  const fields = new DerFields(der, tag);
  const oid = oidOf(fields.any());
  const parameters = fields.optional();
  fields.end();
  return { oid, parameters };
}

/** @throws Refusal `algorithm` for SHA-1, MD5 and every other digest that is not SHA-2 of 256 bits or more. */
export function hashOf({ oid, parameters }: Algorithm): HashName {
  const found = (["sha256", "sha384", "sha512"] as const).find((name) => HASH_OIDS[name] === oid);
  if (found === undefined) throw new Refusal("algorithm", `digest ${oid} is not allowed`);
  requireNull(parameters);
  return found;
}

export function digest(hash: HashName, bytes: Uint8Array): Buffer {
  return createHash(hash).update(bytes).digest();
}

/**
 * The scheme that an AlgorithmIdentifier names, never one guessed from the key.
 *
 * @param given the digest that the signer names beside it: `rsaEncryption` takes it, every other must agree with it.
 * @throws Refusal `algorithm`
 */
export function schemeOf({ oid, parameters }: Algorithm, given?: HashName): SignatureScheme {
  const scheme = namedScheme({ oid, parameters }, given);
  if (scheme === undefined) throw new Refusal("algorithm", `signature algorithm ${oid} is not allowed`);
  const hash = scheme.kind === "ed25519" ? "sha512" : scheme.hash;
  if (given !== undefined && given !== hash) {
    throw new Refusal("algorithm", "the signature uses another digest than the signer names");
  }
  return scheme;
}

function namedScheme({ oid, parameters }: Algorithm, given: HashName | undefined): SignatureScheme | undefined {
  if (oid === RSA_ENCRYPTION && given !== undefined) {
    requireNull(parameters);
    return { kind: "rsa", hash: given };
  }
  const rsa = RSA_WITH[oid];
  if (rsa !== undefined) {
    requireNull(parameters);
    return { kind: "rsa", hash: rsa };
  }
  if (oid === RSA_PSS) return pssScheme(parameters);
  const ecdsa = ECDSA_WITH[oid];
  if (ecdsa === undefined && oid !== ED25519) return undefined;
  if (parameters !== undefined) throw new Refusal("algorithm", `algorithm ${oid} has no parameters`);
  return ecdsa === undefined ? { kind: "ed25519" } : { kind: "ecdsa", hash: ecdsa };
}

/** Whether the signature is over the bytes. @throws Refusal `algorithm` when the key is short or of another kind. */
export function isSigned({
  scheme,
  key,
  bytes,
  signature,
}: {
  readonly scheme: SignatureScheme;
  readonly key: KeyObject;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}): boolean {
  requireKey(scheme, key);
  switch (scheme.kind) {
    case "rsa":
      return verify(scheme.hash, bytes, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
    case "rsa-pss": {
      const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltBytes };
      return verify(scheme.hash, bytes, options, signature);
    }
    case "ecdsa":
      return verify(scheme.hash, bytes, { key, dsaEncoding: "der" }, signature);
    case "ed25519":
      return verify(null, bytes, key, signature);
  }
}

function requireKey(scheme: SignatureScheme, key: KeyObject): void {
  const type = key.asymmetricKeyType;
  const isFitting =
    scheme.kind === "rsa-pss"
      ? type === "rsa" || type === "rsa-pss"
      : type === (scheme.kind === "ecdsa" ? "ec" : scheme.kind);
  if (!isFitting) throw new Refusal("algorithm", `a key of type ${type} cannot sign with ${scheme.kind}`);
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const isRsa = scheme.kind === "rsa" || scheme.kind === "rsa-pss";
  const bits = modulusLength ?? 0;
  if (isRsa && (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX)) {
    throw new Refusal("algorithm", `an RSA key of ${bits} bits is not allowed`);
  }
  if (scheme.kind === "ecdsa" && !CURVES.has(namedCurve)) {
    throw new Refusal("algorithm", `curve ${namedCurve ?? "without a name"} is not allowed`);
  }
}

/** RSASSA-PSS-params (RFC 4055). Its defaults are SHA-1, so whatever is left out is refused with it. */
function pssScheme(parameters: Der | undefined): SignatureScheme {
  const fields = new DerFields(parameters);
  const hash = hashOf(readAlgorithm(explicit(fields.optional(0xa0))));
  const mask = readAlgorithm(explicit(fields.optional(0xa1)));
  const salt = fields.optional(0xa2);
  const trailer = fields.optional(0xa3);
  fields.end();
  if (mask.oid !== MGF1 || hashOf(readAlgorithm(mask.parameters)) !== hash) {
    throw new Refusal("algorithm", "PSS with two digests is not allowed");
  }
  const saltBytes = salt === undefined ? 20 : smallIntegerOf(explicit(salt));
  if (saltBytes > 512 || (trailer !== undefined && smallIntegerOf(explicit(trailer)) !== 1)) {
    throw new Refusal("algorithm", "PSS parameters out of range");
  }
  return { kind: "rsa-pss", hash, saltBytes };
}

/** The one value inside an explicit tag. */
function explicit(der: Der | undefined): Der {
  const [inner, ...others] = der?.children ?? [];
  if (inner === undefined || others.length > 0) throw new Refusal("algorithm", "parameters are missing");
  return inner;
}

function requireNull(parameters: Der | undefined): void {
  if (parameters === undefined || parameters.tag === TAG.null) return;
  throw new Refusal("algorithm", "an algorithm has parameters that it does not take");
}
