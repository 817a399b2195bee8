import type { Instant } from "../../base/instant.js";
import { type HashName, hashOf, readAlgorithm } from "../cms/algorithms.js";
import { Refusal } from "../cms/refusal.js";
import {
  booleanOf,
  type Der,
  DerError,
  DerFields,
  integerOf,
  octetsOf,
  oidOf,
  smallIntegerOf,
  TAG,
  timeOf,
} from "../der/der-values.js";
import { readDer } from "../der/read-der.js";
import { derValue } from "../der/write-der.js";

/** Object id of TSTInfo, the content that a time-stamp authority signs. */
export const TST_INFO = "1.2.840.113549.1.9.16.1.4";

/** What a token says (RFC 3161 TSTInfo). */
export interface TokenInfo {
  readonly policy: string;
  readonly imprint: { readonly hash: HashName; readonly digest: Uint8Array };
  readonly serial: bigint;
  readonly genTime: Instant;
  /** How far off `genTime` may be, in milliseconds; `undefined` when the authority does not say. */
  readonly accuracyMs: number | undefined;
  readonly nonce: bigint | undefined;
}

/** The answer of an authority: the token, or why there is none. */
export interface StampResponse {
  /** PKIStatus: 0 granted, 1 granted with changes, else refused. */
  readonly status: number;
  /** The authority's failure bits as a number of the first that is set; absent when it names none. */
  readonly failure: number | undefined;
  /** DER of the CMS token. */
  readonly token: Uint8Array | undefined;
}

/** Reads a TimeStampResp. @throws DerError */
export function readResponse(bytes: Uint8Array): StampResponse {
  const fields = new DerFields(readDer(bytes));
  const info = new DerFields(fields.any());
  const token = fields.optional(TAG.sequence);
  fields.end();
  const status = smallIntegerOf(info.any());
  const texts = info.optional(TAG.sequence);
  if (texts?.children.some(({ tag }) => tag !== TAG.utf8)) throw new DerError("a status text that is not UTF-8");
  const failure = info.optional(TAG.bits);
  info.end();
  return { status, failure: failure === undefined ? undefined : firstBit(failure), token: token?.bytes };
}

/** Reads a TSTInfo of version 1. @throws DerError; Refusal `content`, `algorithm` */
export function readTokenInfo(bytes: Uint8Array): TokenInfo {
  const fields = new DerFields(readDer(bytes));
  const version = smallIntegerOf(fields.any());
  if (version !== 1) throw new Refusal("content", `a token of version ${version}`);
  const policy = oidOf(fields.any());
  const imprint = readImprint(fields.any());
  const serial = integerOf(fields.any());
  const genTime = timeOf(fields.required(TAG.generalizedTime));
  const accuracy = fields.optional(TAG.sequence);
  const ordering = fields.optional(TAG.boolean);
  if (ordering !== undefined) booleanOf(ordering);
  const nonce = fields.optional(TAG.integer);
  fields.optional(0xa0);
  const extensions = fields.optional(0xa1);
  fields.end();
  refuseCritical(extensions);
  return {
    policy,
    imprint,
    serial,
    genTime,
    accuracyMs: accuracy === undefined ? undefined : accuracyOf(accuracy),
    nonce: nonce === undefined ? undefined : integerOf(nonce),
  };
}

function readImprint(der: Der): TokenInfo["imprint"] {
  const fields = new DerFields(der);
  const hash = hashOf(readAlgorithm(fields.any()));
  const digest = octetsOf(fields.any());
  fields.end();
  return { hash, digest };
}

function accuracyOf(der: Der): number {
  const fields = new DerFields(der);
  const seconds = fields.optional(TAG.integer);
  const [millis, micros] = [fields.optional(0x80), fields.optional(0x81)].map(thousandths);
  fields.end();
  return (
    (seconds === undefined ? 0 : smallIntegerOf(seconds)) * 1_000 + (millis ?? 0) + Math.ceil((micros ?? 0) / 1_000)
  );
}

/** An implicitly tagged INTEGER from 1 to 999. */
function thousandths(der: Der | undefined): number | undefined {
  if (der === undefined) return undefined;
  const value = smallIntegerOf(readDer(derValue(TAG.integer, der.content)));
  if (value < 1 || value > 999) throw new DerError("an accuracy out of range");
  return value;
}

/** No extension of a token is understood, so a critical one means that the token cannot be. */
function refuseCritical(extensions: Der | undefined): void {
  for (const each of extensions?.children ?? []) {
    const [oid, critical] = each.children;
    if (critical?.tag === TAG.boolean && booleanOf(critical)) {
      throw new Refusal("content", `critical extension ${oidOf(oid)} is not understood`);
    }
  }
}

function firstBit({ content }: Der): number | undefined {
  for (let bit = 0; bit < (content.length - 1) * 8; bit += 1) {
    if (((content[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0) return bit;
  }
  return undefined;
}
