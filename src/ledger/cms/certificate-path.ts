import type { Instant } from "../../base/instant.js";
import { DerError } from "../der/der-values.js";
import { isSigned, schemeOf } from "./algorithms.js";
import { basicConstraints, type Certificate, EXTENSION, hasKeyUsage, readCertificate } from "./certificate.js";
import { type CmsProblem, type Refusable, Refusal } from "./refusal.js";

/** A certificate that is trusted because somebody decided so, and from when until when (exclusive). */
export interface TrustRoot {
  readonly certificate: Uint8Array;
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
}

/** `path`: no chain of genuine certificates to a root. `validity`: one is not valid then. `window`: the root is not trusted then. */
export type PathProblem = "path" | "validity" | "window" | CmsProblem;

/** From the signer's certificate to the root. */
export interface CertificatePath {
  readonly certificates: readonly Certificate[];
  readonly root: TrustRoot;
}

const ISSUERS_MAX = 5;
const PATHS_MAX = 16;
const CANDIDATES_MAX = 50;
/** A chain takes a handful; certificates that all issue each other would take hundreds of millions. */
const SIGNATURES_MAX = 200;
const KEY_CERT_SIGN = 5;
/** Critical extensions whose meaning is checked here or by the caller; any other critical one refuses the certificate. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  EXTENSION.basicConstraints,
  EXTENSION.keyUsage,
  EXTENSION.extendedKeyUsage,
  EXTENSION.certificatePolicies,
]);

/**
 * Finds the way from a certificate to a trusted root, judged at a moment in the past: an expired certificate is fine
 * when it was valid then. Revocation is not looked at. Paths are remembered, as most signatures share a signer.
 */
export class CertificatePaths {
  readonly #roots: readonly { readonly root: TrustRoot; readonly certificate: Certificate }[];
  readonly #known = new Map<string, Search>();

  /** @throws DerError when a root is no certificate. */
  constructor(roots: readonly TrustRoot[]) {
    this.#roots = roots.map((root) => ({ root, certificate: readCertificate(root.certificate) }));
  }

  /** @param others certificates that may stand between: nobody has to trust them. */
  find(
    leaf: Certificate,
    { at, others }: { readonly at: Instant; readonly others: readonly Certificate[] },
  ): Refusable<CertificatePath, PathProblem> {
    const { paths, isGivenUp } = this.#searchFrom(leaf, others);
    if (isGivenUp)
      return refused("path", `no chain was found with ${SIGNATURES_MAX} signatures of certificates checked`);
    if (paths.length === 0) return refused("path", "no chain of genuine certificates leads to a trusted root");
    const valid = paths.filter(({ certificates }) =>
      certificates.every(({ validFrom, validTo }) => validFrom <= at && at <= validTo),
    );
    if (valid.length === 0) return refused("validity", `a certificate of the chain was not valid at ${at}`);
    const trusted = valid.find(({ root }) => (root.from ?? at) <= at && (root.until === undefined || at < root.until));
    return trusted === undefined ? refused("window", `the root is not trusted at ${at}`) : { ok: true, ...trusted };
  }

  #searchFrom(leaf: Certificate, others: readonly Certificate[]): Search {
    const candidates = others.slice(0, CANDIDATES_MAX);
    const key = [leaf, ...candidates].map(({ fingerprint }) => fingerprint).join(" ");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const search = new Search();
    this.#extend([leaf], candidates, search);
    this.#known.set(key, search);
    return search;
  }

  #extend(chain: readonly Certificate[], candidates: readonly Certificate[], search: Search): void {
    const last = chain.at(-1);
    if (last === undefined || !isUnderstood(last)) return;
    for (const { root, certificate } of this.#roots) {
      if (certificate.fingerprint === last.fingerprint) search.paths.push({ certificates: chain, root });
      else if (search.isIssued(certificate, last, { issuersBelow: chain.length - 1, isRoot: true })) {
        search.paths.push({ certificates: [...chain, certificate], root });
      }
    }
    if (chain.length > ISSUERS_MAX) return;
    for (const candidate of candidates) {
      if (search.isOver) return;
      const isNew = chain.every(({ fingerprint }) => fingerprint !== candidate.fingerprint);
      if (isNew && search.isIssued(candidate, last, { issuersBelow: chain.length - 1, isRoot: false })) {
        this.#extend([...chain, candidate], candidates, search);
      }
    }
  }
}

interface Step {
  readonly issuersBelow: number;
  readonly isRoot: boolean;
}

/** What one search found, and how many signatures it may still check. */
class Search {
  readonly paths: CertificatePath[] = [];
  /** Whether a signature was left unchecked: what was found until then counts for nothing. */
  isGivenUp = false;
  #left = SIGNATURES_MAX;

  get isOver(): boolean {
    return this.isGivenUp || this.paths.length >= PATHS_MAX;
  }

  isIssued(issuer: Certificate, subject: Certificate, step: Step): boolean {
    if (!mayIssue(issuer, subject, step)) return false;
    if (this.#left === 0) this.isGivenUp = true;
    if (this.isGivenUp) return false;
    this.#left -= 1;
    return orFalse(() => {
      const { algorithm, bytes, signature } = subject.signed;
      return isSigned({ scheme: schemeOf(algorithm), key: issuer.publicKey, bytes, signature });
    });
  }
}

/** A pinned root is trusted for what it is; whatever stands between must say that it may issue. */
function mayIssue(issuer: Certificate, subject: Certificate, { issuersBelow, isRoot }: Step): boolean {
  if (Buffer.compare(issuer.subject, subject.issuer) !== 0) return false;
  return orFalse(() => {
    const { isAuthority, issuersBelowMax } = basicConstraints(issuer);
    if (!isRoot && (!isAuthority || !isUnderstood(issuer))) return false;
    if (isAuthority && issuersBelow > issuersBelowMax) return false;
    return hasKeyUsage(issuer, KEY_CERT_SIGN) !== false;
  });
}

/** A certificate that cannot be read, or is of a kind that is not allowed, issued nothing. */
function orFalse(check: () => boolean): boolean {
  try {
    return check();
  } catch (error) {
    if (error instanceof Refusal || error instanceof DerError) return false;
    throw error;
  }
}

function isUnderstood({ extensions }: Certificate): boolean {
  return [...extensions].every(([oid, { isCritical }]) => !isCritical || UNDERSTOOD.has(oid));
}

function refused(problem: PathProblem, message: string): Refusable<CertificatePath, PathProblem> {
  return { ok: false, problem, message };
}
