import { type Der, DerError, DerFields, integerOf, octetsOf, oidOf, smallIntegerOf, TAG } from "../der/der-values.js";
import { isSorted, readDer } from "../der/read-der.js";
import { derRetagged } from "../der/write-der.js";
import { type Algorithm, readAlgorithm } from "./algorithms.js";
import { Refusal } from "./refusal.js";

/** Object ids of CMS (RFC 5652) and of the attributes that matter here. */
export const CMS = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  timeStampToken: "1.2.840.113549.1.9.16.2.14",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
} as const;

/** Attributes by object id; each has exactly one value. */
export type Attributes = ReadonlyMap<string, Der>;

/** The one signer of signed data, as it stands there: nothing of it is verified yet. */
export interface SignerInfo {
  readonly id:
    | { readonly kind: "issuer"; readonly issuer: Uint8Array; readonly serial: bigint }
    | { readonly kind: "key"; readonly keyId: Uint8Array };
  readonly digestAlgorithm: Algorithm;
  readonly signatureAlgorithm: Algorithm;
  readonly signature: Uint8Array;
  readonly signedAttributes: Attributes;
  /** What is signed: the signed attributes as a SET. */
  readonly signedBytes: Uint8Array;
  /** Anybody can change these. */
  readonly unsignedAttributes: Attributes;
}

export interface SignedData {
  readonly contentType: string;
  /** Absent in a detached signature. */
  readonly content: Uint8Array | undefined;
  /** DER of every X.509 certificate that comes along. */
  readonly certificates: readonly Uint8Array[];
  readonly signer: SignerInfo;
}

/** Reads a ContentInfo that holds SignedData with signed attributes and exactly one signer. @throws DerError, Refusal */
export function readSignedData(bytes: Uint8Array): SignedData {
  const info = new DerFields(readDer(bytes));
  const kind = oidOf(info.any());
  if (kind !== CMS.signedData) throw new Refusal("content", `content ${kind} is not signed data`);
  const fields = new DerFields(only(info.required(0xa0)));
  info.end();
  const version = smallIntegerOf(fields.any());
  if (![1, 3, 4, 5].includes(version)) throw new Refusal("content", `signed data of version ${version}`);
  for (const each of fields.required(TAG.set).children) readAlgorithm(each);
  const { contentType, content } = readContent(fields.any());
  const certificates = fields.optional(0xa0)?.children ?? [];
  fields.optional(0xa1);
  const signers = fields.required(TAG.set).children;
  fields.end();
  if (signers.length !== 1) throw new Refusal("content", `${signers.length} signers, expected one`);
  return {
    contentType,
    content,
    certificates: certificates.filter(({ tag }) => tag === TAG.sequence).map((each) => each.bytes),
    signer: readSigner(signers[0]),
  };
}

function readContent(der: Der): Pick<SignedData, "contentType" | "content"> {
  const fields = new DerFields(der);
  const contentType = oidOf(fields.any());
  const content = fields.optional(0xa0);
  fields.end();
  return { contentType, content: content === undefined ? undefined : octetsOf(only(content)) };
}

function readSigner(der: Der | undefined): SignerInfo {
  const fields = new DerFields(der);
  const version = smallIntegerOf(fields.any());
  const id = readSignerId(fields.any());
  if (version !== (id.kind === "issuer" ? 1 : 3)) throw new DerError(`a signer of version ${version}`);
  const digestAlgorithm = readAlgorithm(fields.any());
  const signed = fields.optional(0xa0);
  if (signed === undefined) throw new Refusal("attributes", "there are no signed attributes");
  if (!isSorted(signed)) throw new DerError("signed attributes that are not in order");
  const signatureAlgorithm = readAlgorithm(fields.any());
  const signature = octetsOf(fields.any());
  const unsigned = fields.optional(0xa1);
  fields.end();
  return {
    id,
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    signedAttributes: readAttributes(signed),
    signedBytes: derRetagged(signed.bytes, TAG.set),
    unsignedAttributes: unsigned === undefined ? new Map() : readAttributes(unsigned),
  };
}

function readSignerId(der: Der): SignerInfo["id"] {
  if (der.tag === 0x80) return { kind: "key", keyId: der.content };
  const fields = new DerFields(der);
  const issuer = fields.required(TAG.sequence).bytes;
  const serial = integerOf(fields.any());
  fields.end();
  return { kind: "issuer", issuer, serial };
}

function readAttributes(set: Der): Attributes {
  const found = new Map<string, Der>();
  for (const each of set.children) {
    const fields = new DerFields(each);
    const oid = oidOf(fields.any());
    const values = fields.required(TAG.set);
    fields.end();
    if (found.has(oid) || values.children.length !== 1) {
      throw new Refusal("attributes", `attribute ${oid} does not have exactly one value`);
    }
    found.set(oid, only(values));
  }
  return found;
}

/** The only child. */
function only(der: Der): Der {
  const [inner, ...others] = der.children;
  if (inner === undefined || others.length > 0) throw new DerError("expected exactly one value");
  return inner;
}
