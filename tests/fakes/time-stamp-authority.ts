import { createHash } from "node:crypto";
import { type Instant, instant } from "../../src/base/instant.js";
import { type Der, integerOf, octetsOf } from "../../src/ledger/der/der-values.js";
import { readDer } from "../../src/ledger/der/read-der.js";
import {
  derBits,
  derContext,
  derContextPrimitive,
  derGeneralizedTime,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derRetagged,
  derSequence,
  derSet,
  derUtf8,
} from "../../src/ledger/der/write-der.js";
import {
  authorityExtensions,
  type FakeCertificate,
  type FakeKey,
  fakeCertificate,
  fakeKey,
  keyIds,
  pemOf,
  signatureAlgorithm,
  signedBy,
  signerExtensions,
} from "./certificates.js";

type Hash = "sha1" | "sha256" | "sha512";

/** How an authority misbehaves, or only differs, in one answer. */
export interface Manner {
  readonly genTime?: Instant;
  readonly serial?: bigint;
  readonly policy?: string;
  readonly status?: number;
  /** A token although the status says no; no token although it says yes. */
  readonly token?: "attached" | "left-out";
  readonly nonce?: "other" | "missing";
  /** The imprint is of other bytes than were asked for. */
  readonly imprint?: "other";
  /** Digest in the imprint; SHA-1 is what a strict reader refuses. */
  readonly imprintHash?: Hash;
  readonly hash?: Hash;
  readonly signer?: FakeCertificate;
  readonly certificates?: readonly Uint8Array[];
  readonly signingCertificate?: "v1" | "v2" | "both" | "missing" | "other";
  readonly messageDigest?: "other" | "missing" | "twice";
  readonly contentType?: "other";
  readonly signedVersion?: number;
  readonly tokenVersion?: number;
  readonly signers?: number;
  readonly accuracyMs?: number;
  readonly criticalExtension?: boolean;
  readonly isOrderLost?: boolean;
  readonly hasWrongSignature?: boolean;
  readonly appended?: Uint8Array;
}

const OID = {
  signedData: "1.2.840.113549.1.7.2",
  data: "1.2.840.113549.1.7.1",
  tstInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  timeStamping: "1.3.6.1.5.5.7.3.8",
} as const;
const HASH_OIDS: Readonly<Record<Hash, string>> = {
  sha1: "1.3.14.3.2.26",
  sha256: "2.16.840.1.101.3.4.2.1",
  sha512: "2.16.840.1.101.3.4.2.3",
};

export interface FakeAuthority {
  readonly root: FakeCertificate;
  readonly signer: FakeCertificate;
  /** PEM of the root. */
  readonly rootPem: string;
  /** Another certificate for a time-stamping key, issued by this root. */
  issue(options: {
    readonly usages?: readonly string[];
    readonly isUsageCritical?: boolean;
    readonly from?: Instant;
    readonly to?: Instant;
    readonly key?: FakeKey;
    readonly hash?: Hash;
  }): FakeCertificate;
  /** TimeStampResp to a TimeStampReq (RFC 3161), by RFC 5652. */
  reply(request: Uint8Array, manner?: Manner): Uint8Array;
}

/** A time-stamp authority with its own root. Every answer is at `2026-03-01T12:00:00Z` unless `genTime` says otherwise. */
export function fakeAuthority(kind: FakeKey["kind"] = "ec", name = "Fake"): FakeAuthority {
  const rootKey = fakeKey("ec");
  const extensions = [...authorityExtensions(), ...keyIds(rootKey)];
  const root = fakeCertificate({ name: `${name} Root`, key: rootKey, serial: 1n, extensions });
  const issue: FakeAuthority["issue"] = ({ usages = [OID.timeStamping], isUsageCritical = true, key, ...rest }) => {
    const own = key ?? fakeKey("ec");
    const signing = signerExtensions(usages, { isCritical: isUsageCritical });
    const ids = keyIds(own, rootKey);
    return fakeCertificate({ name: `${name} TSA`, key: own, issuer: root, extensions: [...signing, ...ids], ...rest });
  };
  const signer = issue({ key: fakeKey(kind) });
  return {
    root,
    signer,
    rootPem: pemOf(root.der),
    issue,
    reply: (request, manner = {}) => replyTo(request, { signer, ...manner }),
  };
}

function replyTo(request: Uint8Array, manner: Manner & { readonly signer: FakeCertificate }): Uint8Array {
  const status = manner.status ?? 0;
  const hasToken = manner.token === "attached" || (manner.token !== "left-out" && status <= 1);
  const info =
    status <= 1
      ? derSequence(derInteger(status))
      : derSequence(derInteger(status), derSequence(derUtf8("no")), derBits(Buffer.of(0x20), 5));
  const response = derSequence(info, ...(hasToken ? [tokenFor(readDer(request), manner)] : []));
  return Buffer.concat([response, manner.appended ?? Buffer.of()]);
}

function tokenFor(request: Der, manner: Manner & { readonly signer: FakeCertificate }): Uint8Array {
  const { hash = "sha256", signer, signers = 1 } = manner;
  const info = tokenInfo(request, manner);
  const one = signerInfo(info, manner);
  const certificates = manner.certificates ?? [signer.der];
  const signed = derSequence(
    derInteger(manner.signedVersion ?? 3),
    derSet(algorithm(hash)),
    derSequence(derOid(OID.tstInfo), derContext(0, derOctets(info))),
    ...(certificates.length === 0 ? [] : [derContext(0, ...certificates)]),
    derSet(...Array.from({ length: signers }, () => one)),
  );
  return derSequence(derOid(OID.signedData), derContext(0, signed));
}

function tokenInfo(request: Der, manner: Manner): Uint8Array {
  const [, imprint, ...rest] = request.children;
  const asked = octetsOf(imprint?.children[1]);
  const nonce = rest.find(({ tag }) => tag === 0x02);
  const digest = manner.imprint === "other" ? createHash("sha256").update("other").digest() : asked;
  const hash = manner.imprintHash ?? "sha256";
  const fitting = hash === "sha1" ? digest.subarray(0, 20) : digest;
  const answered = nonce === undefined ? 0n : integerOf(nonce) + (manner.nonce === "other" ? 1n : 0n);
  const accuracy = manner.accuracyMs;
  return derSequence(
    derInteger(manner.tokenVersion ?? 1),
    derOid(manner.policy ?? "1.3.6.1.4.1.99999.1"),
    derSequence(algorithm(hash), derOctets(fitting)),
    derInteger(manner.serial ?? 42n),
    derGeneralizedTime(manner.genTime ?? instant("2026-03-01T12:00:00.000Z")),
    ...(accuracy === undefined ? [] : [derSequence(derContextPrimitive(0, derInteger(accuracy).subarray(2)))]),
    ...(nonce === undefined || manner.nonce === "missing" ? [] : [derInteger(answered)]),
    ...(manner.criticalExtension
      ? [derContext(1, derSequence(derOid("1.3.6.1.4.1.99999.2"), Buffer.from("0101ff", "hex"), derOctets(derNull())))]
      : []),
  );
}

function signerInfo(info: Uint8Array, manner: Manner & { readonly signer: FakeCertificate }): Uint8Array {
  const { hash = "sha256", signer } = manner;
  const attributes = signedAttributes(info, manner);
  const set = manner.isOrderLost
    ? derRetagged(derContext(0, ...[...attributes].sort(Buffer.compare).reverse()), 0x31)
    : derSet(...attributes);
  const signature = signedBy(signer.key, manner.hasWrongSignature ? Buffer.from("other") : set, hash);
  return derSequence(
    derInteger(1),
    derSequence(issuerOf(signer), derInteger(signer.serial)),
    algorithm(hash),
    derRetagged(set, 0xa0),
    signatureAlgorithm(signer.key.kind, hash),
    derOctets(signature),
  );
}

function signedAttributes(info: Uint8Array, manner: Manner & { readonly signer: FakeCertificate }): Uint8Array[] {
  const { hash = "sha256", signer, messageDigest, signingCertificate = "v2" } = manner;
  const digest = createHash(hash)
    .update(messageDigest === "other" ? "other" : info)
    .digest();
  const certificate = signingCertificate === "other" ? Buffer.from("another certificate") : signer.der;
  const v1 = derSequence(derSequence(derSequence(derOctets(createHash("sha1").update(certificate).digest()))));
  const v2 = derSequence(derSequence(derSequence(derOctets(createHash("sha256").update(certificate).digest()))));
  const hasV1 = signingCertificate === "v1" || signingCertificate === "both";
  const hasV2 = signingCertificate !== "v1" && signingCertificate !== "missing";
  const named = attribute(OID.messageDigest, derOctets(digest));
  return [
    attribute(OID.contentType, derOid(manner.contentType === "other" ? OID.data : OID.tstInfo)),
    ...(messageDigest === "missing" ? [] : messageDigest === "twice" ? [named, named] : [named]),
    ...(hasV1 ? [attribute(OID.signingCertificate, v1)] : []),
    ...(hasV2 ? [attribute(OID.signingCertificateV2, v2)] : []),
  ];
}

function attribute(oid: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(oid), derSet(value));
}

function algorithm(hash: Hash): Uint8Array {
  return derSequence(derOid(HASH_OIDS[hash]), derNull());
}

/** The issuer's name, as it stands in the certificate. */
function issuerOf({ der }: FakeCertificate): Uint8Array {
  const issuer = readDer(der).children[0]?.children[3];
  if (issuer === undefined) throw new Error("a certificate without an issuer");
  return issuer.bytes;
}
