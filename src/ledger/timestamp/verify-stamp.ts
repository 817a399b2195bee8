import type { Sha256 } from "../../base/digest.js";
import { type Instant, instantOf, MINUTE_MS, msOf } from "../../base/instant.js";
import { digest, type HashName } from "../cms/algorithms.js";
import { type Certificate, EXTENSION, extendedKeyUsages, hasKeyUsage } from "../cms/certificate.js";
import type { CertificatePaths, PathProblem, TrustRoot } from "../cms/certificate-path.js";
import { answering, type Refusable, Refusal } from "../cms/refusal.js";
import { verifySignedData } from "../cms/verify-signed-data.js";
import { readResponse, readTokenInfo, type TokenInfo, TST_INFO } from "./token-info.js";

type StampRefusal = PathProblem | "status" | "imprint" | "nonce" | "policy" | "eku" | "future";

/** Why a time-stamp is refused. Stable codes. */
export type StampProblem = `TSR:${StampRefusal}`;

/** What a genuine time-stamp proves: the bytes existed at `genTime`, says the authority. */
export interface Stamp {
  readonly genTime: Instant;
  readonly accuracyMs: number | undefined;
  /** Of the token, as decimal digits: unique per authority. */
  readonly serial: string;
  readonly policy: string;
  /** SHA-256 of the authority's certificate, and of the root that vouches for it. */
  readonly authority: Sha256;
  readonly root: Sha256;
  readonly hash: HashName;
}

export type StampVerdict = Refusable<{ readonly stamp: Stamp }, StampProblem>;

export interface StampRules {
  /** Made once from the trusted roots: it remembers chains. */
  readonly paths: CertificatePaths;
  /** DER of certificates of authorities that send none along. */
  readonly certificates?: readonly Uint8Array[];
  /** Our clock: a time-stamp may not come from the future. Left out where the time-stamp judges the clock. */
  readonly now?: Instant;
  /** The number that was sent along; left out when an old answer is read again. */
  readonly nonce?: bigint;
  /** Only these policies; all when absent. */
  readonly policies?: readonly string[];
}

/** How far our clock may be behind an authority's. */
export const CLOCK_SKEW_MS = 2 * MINUTE_MS;
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
const DIGITAL_SIGNATURE = 0;
const NON_REPUDIATION = 1;

/**
 * Judges a complete TimeStampResp over `message`, by rules stricter than any one library has: the whole answer is
 * strict DER; status 0 or 1; one signer over a TSTInfo of version 1 with a SHA-2 imprint of `message`; signed
 * attributes that commit to the signer's very certificate, which may be used for time-stamping and nothing else; every
 * certificate of the chain valid at `genTime`, and its root trusted at that moment. Whether certificates are expired
 * today does not matter; whether one was revoked is not looked at.
 */
export function verifyStamp(response: Uint8Array, message: Uint8Array, rules: StampRules): StampVerdict {
  const verdict = answering<{ readonly stamp: Stamp }, StampRefusal>(() => {
    const { status, failure, token } = readResponse(response);
    if (status > 1) {
      throw new Refusal(
        "status",
        `refused with status ${status}${failure === undefined ? "" : `, failure ${failure}`}`,
      );
    }
    if (token === undefined) throw new Refusal("status", "granted, but without a token");
    return { stamp: verifiedToken(token, message, rules) };
  });
  return coded(verdict);
}

/** Judges a bare token, as it stands in the attribute of a signature, by the same rules. */
export function verifyToken(token: Uint8Array, message: Uint8Array, rules: StampRules): StampVerdict {
  return coded(
    answering<{ readonly stamp: Stamp }, StampRefusal>(() => ({ stamp: verifiedToken(token, message, rules) })),
  );
}

function verifiedToken(token: Uint8Array, message: Uint8Array, rules: StampRules): Stamp {
  const { certificates } = rules;
  const signed = orRefuse(
    verifySignedData(token, { contentType: TST_INFO, ...(certificates === undefined ? {} : { certificates }) }),
  );
  const info = readTokenInfo(signed.content);
  checkInfo(info, message, rules);
  checkUsage(signed.certificate);
  const path = orRefuse(rules.paths.find(signed.certificate, { at: info.genTime, others: signed.others }));
  if (rules.now !== undefined && info.genTime > instantOf(msOf(rules.now) + CLOCK_SKEW_MS)) {
    throw new Refusal("future", `the time-stamp says ${info.genTime}, our clock ${rules.now}`);
  }
  return {
    genTime: info.genTime,
    accuracyMs: info.accuracyMs,
    serial: info.serial.toString(),
    policy: info.policy,
    authority: signed.certificate.fingerprint,
    root: rootOf(path.certificates, path.root),
    hash: info.imprint.hash,
  };
}

function checkInfo({ imprint, nonce, policy }: TokenInfo, message: Uint8Array, rules: StampRules): void {
  if (Buffer.compare(imprint.digest, digest(imprint.hash, message)) !== 0) {
    throw new Refusal("imprint", "the time-stamp is over other bytes");
  }
  if (rules.nonce !== undefined && nonce !== rules.nonce) {
    throw new Refusal("nonce", nonce === undefined ? "the nonce is missing" : "the nonce is another one");
  }
  if (rules.policies !== undefined && !rules.policies.includes(policy)) {
    throw new Refusal("policy", `policy ${policy} is not one of those allowed`);
  }
}

/** RFC 3161 section 2.3: time-stamping as the only extended usage, and critical. */
function checkUsage(certificate: Certificate): void {
  const usages = extendedKeyUsages(certificate);
  const isCritical = certificate.extensions.get(EXTENSION.extendedKeyUsage)?.isCritical === true;
  if (usages?.length !== 1 || usages[0] !== TIME_STAMPING || !isCritical) {
    throw new Refusal("eku", "the signer's certificate is not for time-stamping alone");
  }
  const mayNotSign = [DIGITAL_SIGNATURE, NON_REPUDIATION].every((bit) => hasKeyUsage(certificate, bit) === false);
  if (mayNotSign) throw new Refusal("eku", "the signer's certificate may not sign");
}

function rootOf(certificates: readonly Certificate[], root: TrustRoot): Sha256 {
  const last = certificates.at(-1);
  if (last === undefined || Buffer.compare(last.bytes, root.certificate) !== 0) {
    throw new Error("a path that does not end at its root");
  }
  return last.fingerprint;
}

function orRefuse<T extends object>(answer: Refusable<T, PathProblem>): T {
  if (!answer.ok) throw new Refusal(answer.problem, answer.message);
  return answer;
}

function coded(verdict: Refusable<{ readonly stamp: Stamp }, StampRefusal>): StampVerdict {
  return verdict.ok ? verdict : { ...verdict, problem: `TSR:${verdict.problem}` };
}
