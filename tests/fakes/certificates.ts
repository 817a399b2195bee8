import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { type Instant, instant } from "../../src/base/instant.js";
import {
  derBits,
  derBoolean,
  derContext,
  derContextPrimitive,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derSequence,
  derSet,
  derTime,
  derUtf8,
} from "../../src/ledger/der/write-der.js";

/** A key pair with the name that signatures of it go by. */
export interface FakeKey {
  readonly kind: "rsa" | "ec" | "ed25519";
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface FakeCertificate {
  readonly name: Uint8Array;
  readonly serial: bigint;
  readonly key: FakeKey;
  readonly der: Uint8Array;
}

export interface CertificateInput {
  readonly name: string;
  readonly key: FakeKey;
  /** Signs itself when absent. */
  readonly issuer?: Pick<FakeCertificate, "name" | "key">;
  readonly serial?: bigint;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly extensions?: readonly Uint8Array[];
  readonly hash?: "sha1" | "sha256" | "sha512";
}

const SIGNATURE_OIDS = {
  rsa: { sha1: "1.2.840.113549.1.1.5", sha256: "1.2.840.113549.1.1.11", sha512: "1.2.840.113549.1.1.13" },
  ec: { sha1: "1.2.840.10045.4.1", sha256: "1.2.840.10045.4.3.2", sha512: "1.2.840.10045.4.3.4" },
} as const;

export function fakeKey(kind: FakeKey["kind"], bits = 2_048): FakeKey {
  if (kind === "rsa") return { kind, ...generateKeyPairSync("rsa", { modulusLength: bits }) };
  return {
    kind,
    ...(kind === "ec" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("ed25519")),
  };
}

/** AlgorithmIdentifier of a signature by a kind of key with a digest. */
export function signatureAlgorithm(kind: FakeKey["kind"], hash: "sha1" | "sha256" | "sha512"): Uint8Array {
  if (kind === "ed25519") return derSequence(derOid("1.3.101.112"));
  const oid = derOid(SIGNATURE_OIDS[kind][hash]);
  return kind === "rsa" ? derSequence(oid, derNull()) : derSequence(oid);
}

export function signedBy(key: FakeKey, bytes: Uint8Array, hash: "sha1" | "sha256" | "sha512"): Uint8Array {
  return sign(key.kind === "ed25519" ? null : hash, bytes, key.privateKey);
}

/** An X.509 certificate of version 3 (RFC 5280). */
export function fakeCertificate(input: CertificateInput): FakeCertificate {
  const { key, serial = 7n, hash = "sha256", extensions = [] } = input;
  const name = nameOf(input.name);
  const issuer = input.issuer ?? { name, key };
  const from = input.from ?? instant("2020-01-01T00:00:00.000Z");
  const to = input.to ?? instant("2040-01-01T00:00:00.000Z");
  const algorithm = signatureAlgorithm(issuer.key.kind, hash);
  const tbs = derSequence(
    derContext(0, derInteger(2)),
    derInteger(serial),
    algorithm,
    issuer.name,
    derSequence(derTime(from), derTime(to)),
    name,
    key.publicKey.export({ format: "der", type: "spki" }),
    ...(extensions.length === 0 ? [] : [derContext(3, derSequence(...extensions))]),
  );
  const der = derSequence(tbs, algorithm, derBits(signedBy(issuer.key, tbs, hash)));
  return { name, serial, key, der };
}

export function extension(oid: string, value: Uint8Array, { isCritical = false } = {}): Uint8Array {
  return derSequence(derOid(oid), ...(isCritical ? [derBoolean(true)] : []), derOctets(value));
}

/** Basic constraints and key usage of something that issues certificates. */
export function authorityExtensions(issuersBelowMax?: number): readonly Uint8Array[] {
  const length = issuersBelowMax === undefined ? [] : [derInteger(issuersBelowMax)];
  return [
    extension("2.5.29.19", derSequence(derBoolean(true), ...length), { isCritical: true }),
    extension("2.5.29.15", derBits(Buffer.of(0x06), 1), { isCritical: true }),
  ];
}

/** Extended key usages, and that the key signs. */
export function signerExtensions(usages: readonly string[], { isCritical = true } = {}): readonly Uint8Array[] {
  return [
    extension("2.5.29.15", derBits(Buffer.of(0x80), 7), { isCritical: true }),
    ...(usages.length === 0 ? [] : [extension("2.5.29.37", derSequence(...usages.map(derOid)), { isCritical })]),
  ];
}

/** Subject key id and authority key id by the usual digest of the key. */
export function keyIds(own: FakeKey, issuer?: FakeKey): readonly Uint8Array[] {
  const authority = issuer === undefined ? [] : [derContextPrimitive(0, keyIdOf(issuer))];
  return [
    extension("2.5.29.14", derOctets(keyIdOf(own))),
    ...(issuer === undefined ? [] : [extension("2.5.29.35", derSequence(...authority))]),
  ];
}

export function keyIdOf({ publicKey }: FakeKey): Uint8Array {
  return createHash("sha1")
    .update(publicKey.export({ format: "der", type: "spki" }))
    .digest();
}

/** PEM of certificates, one after the other. */
export function pemOf(...certificates: readonly Uint8Array[]): string {
  return certificates
    .map((der) => {
      const lines =
        Buffer.from(der)
          .toString("base64")
          .match(/.{1,64}/g) ?? [];
      return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
    })
    .join("");
}

function nameOf(text: string): Uint8Array {
  return derSequence(derSet(derSequence(derOid("2.5.4.3"), derUtf8(text))));
}
