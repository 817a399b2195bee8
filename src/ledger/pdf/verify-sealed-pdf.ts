import { type Sha256, sha256 } from "../../base/digest.js";
import { type Instant, instant } from "../../base/instant.js";
import { CertificatePaths, type TrustRoot } from "../cms/certificate-path.js";
import { CMS } from "../cms/signed-data.js";
import { type VerifiedSignature, verifySignedData } from "../cms/verify-signed-data.js";
import { type Stamp, type StampProblem, type StampRules, verifyToken } from "../timestamp/verify-stamp.js";
import { appendIncrement, byteRange, type IncrementKind, signedBytes } from "./increment.js";
import { PdfShapeError, type Revision, readRevisions, textAt } from "./revisions.js";

/** What is wrong with a sealed PDF. Stable codes. */
export type SealProblem =
  /** Not a PDF of the shape that a seal has, cut off, or without a seal. */
  | "PDF_STRUCTURE"
  /** Something was added behind the seal that is no time-stamp. */
  | "PDF_NOT_WHOLE"
  /** The signature says that it covers other bytes than all but its own hole. */
  | "BYTERANGE"
  /** Something stands in the hole behind the signature. */
  | "PADDING"
  /** The signature is not of the kind that commits to its signer's certificate. */
  | "CADES"
  /** Sealed bytes were changed. */
  | "PDF_DIGEST"
  /** Sealed with a key whose fingerprint is not among those pinned. */
  | "SIGNER_NOT_PINNED"
  /** No record of the log names this file. */
  | "NOT_LOGGED"
  | StampProblem;

export interface SealFinding {
  readonly code: SealProblem;
  readonly message: string;
}

export interface SealRules {
  /** SHA-256 of certificates, from the log or, better, from outside. */
  readonly pinnedFingerprints: readonly string[];
  /** Roots of time-stamp authorities. Without any, time-stamps are named and not checked. */
  readonly roots: readonly TrustRoot[];
  /** DER of certificates of authorities that send none along. */
  readonly certificates?: readonly Uint8Array[];
  /** Our clock; left out, no time-stamp is from the future. */
  readonly now?: Instant;
  /** Digests of PDFs that the log names; left out when there is no log at hand. */
  readonly loggedDigests?: ReadonlySet<string>;
}

/** What a sealed PDF shows. Nothing of it counts while `problems` is not empty. */
export interface SealReport {
  readonly problems: readonly SealFinding[];
  /** SHA-256 of the file. */
  readonly sha256: Sha256;
  readonly fingerprint: Sha256 | undefined;
  /** What viewers show as the time of signing: a claim of whoever sealed. */
  readonly claimedAt: Instant | undefined;
  /** The authority's time over the signature: it was there at the latest then. */
  readonly stamp: Stamp | undefined;
  /** Time-stamps over the whole document, oldest first. */
  readonly documentStamps: readonly Stamp[];
  /** What was not checked, in sentences. */
  readonly notChecked: readonly string[];
}

/**
 * Judges a sealed PDF by more than viewers do: the last increment covers the whole file, each hole is exactly its
 * signature and zeros, everything behind the seal is a time-stamp and nothing else, byte for byte as this program
 * writes it; the signature commits to its certificate, whose fingerprint is pinned; its time comes from an authority.
 */
export function verifySealedPdf(file: Uint8Array, rules: SealRules): SealReport {
  const state = new State(file, rules);
  try {
    const revisions = readRevisions(file);
    checkIncrements(state, revisions);
  } catch (error) {
    if (!(error instanceof PdfShapeError)) throw error;
    if (isSealedBefore(file)) state.refuse("PDF_NOT_WHOLE", "something stands behind the sealed document");
    else state.refuse("PDF_STRUCTURE", error.message);
  }
  if (rules.loggedDigests?.has(state.sha256) === false) {
    state.refuse("NOT_LOGGED", "no record of the log names this file");
  }
  return state.report();
}

/** What is gathered while the checks run. */
class State {
  readonly file: Uint8Array;
  readonly rules: SealRules;
  readonly sha256: Sha256;
  readonly stampRules: StampRules | undefined;
  fingerprint: Sha256 | undefined;
  claimedAt: Instant | undefined;
  stamp: Stamp | undefined;
  hasUncheckedStamp = false;
  hasToken = false;
  readonly documentStamps: Stamp[] = [];
  readonly #problems: SealFinding[] = [];

  constructor(file: Uint8Array, rules: SealRules) {
    this.file = file;
    this.rules = rules;
    this.sha256 = sha256(file);
    const { roots, certificates = [], now } = rules;
    const clock = now === undefined ? {} : { now };
    this.stampRules = roots.length === 0 ? undefined : { paths: new CertificatePaths(roots), certificates, ...clock };
  }

  refuse(code: SealProblem, message: string): void {
    this.#problems.push({ code, message });
  }

  /** The stamp of a genuine token; a refused one is a problem, one that nobody can check is noted. */
  stamped(token: Uint8Array, message: Uint8Array): Stamp | undefined {
    this.hasToken = true;
    if (this.stampRules === undefined) {
      this.hasUncheckedStamp = true;
      return undefined;
    }
    const verdict = verifyToken(token, message, this.stampRules);
    if (verdict.ok) return verdict.stamp;
    this.refuse(verdict.problem, verdict.message);
    return undefined;
  }

  report(): SealReport {
    const { sha256: digest, fingerprint, claimedAt, stamp, documentStamps } = this;
    const notChecked = [
      ...(this.hasUncheckedStamp ? ["When it was sealed: no root of a time-stamp authority is trusted."] : []),
      ...(this.hasToken ? [] : ["When it was sealed: there is no outside time."]),
      ...(this.rules.loggedDigests === undefined ? ["Whether the log holds this file."] : []),
      "Whether what the document says is true.",
    ];
    return { problems: this.#problems, sha256: digest, fingerprint, claimedAt, stamp, documentStamps, notChecked };
  }
}

/** An increment as it claims to be. */
interface Claimed {
  readonly what: IncrementKind;
  readonly range: string;
  readonly hole: { readonly from: number; readonly to: number };
}

function checkIncrements(state: State, revisions: readonly Revision[]): void {
  const [base, seal, ...later] = revisions;
  const claimed = base === undefined || seal === undefined ? undefined : claimedIncrement(state.file, base, seal);
  if (base === undefined || seal === undefined || claimed?.what.kind !== "signature") {
    throw new PdfShapeError("the document is not sealed");
  }
  state.claimedAt = claimed.what.claimedAt;
  checkIncrement(state, { before: base, revision: seal, claimed });
  let before = seal;
  for (const revision of later) {
    const stamp = claimedIncrement(state.file, before, revision);
    if (stamp?.what.kind !== "time-stamp") {
      state.refuse("PDF_NOT_WHOLE", "something that is no time-stamp was added behind the seal");
      return;
    }
    checkIncrement(state, { before, revision, claimed: stamp });
    before = revision;
  }
}

const HEAD =
  /^\d+ 0 obj\n<<\n\/Type \/(Sig|DocTimeStamp)\n\/Filter \/Adobe\.PPKLite\n\/SubFilter \/(ETSI\.CAdES\.detached|ETSI\.RFC3161)\n(?:\/M \(D:(\d{14})Z\)\n)?\/ByteRange \[([^\]]*)\] *\n\/Contents </;

function claimedIncrement(file: Uint8Array, before: Revision, revision: Revision): Claimed | undefined {
  const head = HEAD.exec(textAt(file, before.end, before.end + 512));
  if (head === null) return undefined;
  const from = before.end + head[0].length - 1;
  const close = file.indexOf(0x3e, from);
  if (close < 0 || close >= revision.end) return undefined;
  const [, type, filter, digits, range = ""] = head;
  const claimedAt = digits === undefined ? undefined : claimedInstant(digits);
  const hole = { from, to: close + 1 };
  if (type === "Sig" && filter === "ETSI.CAdES.detached" && claimedAt !== undefined) {
    return { what: { kind: "signature", claimedAt }, range, hole };
  }
  const isStamp = type === "DocTimeStamp" && filter === "ETSI.RFC3161" && digits === undefined;
  return isStamp ? { what: { kind: "time-stamp" }, range, hole } : undefined;
}

/** A time that does not exist is no time of ours. */
function claimedInstant(digits: string): Instant | undefined {
  const text = digits.replace(/^(....)(..)(..)(..)(..)(..)$/, "$1-$2-$3T$4:$5:$6.000Z");
  try {
    return instant(text);
  } catch {
    return undefined;
  }
}

interface Checked {
  readonly before: Revision;
  readonly revision: Revision;
  readonly claimed: Claimed;
}

function checkIncrement(state: State, { before, revision, claimed }: Checked): void {
  const { what, range, hole } = claimed;
  const whole = state.file.subarray(0, revision.end);
  if (range !== byteRange(revision.end, hole)) {
    state.refuse("BYTERANGE", "the signature does not cover all of the file but its own hole");
    return;
  }
  const signature = signatureIn(state, hole);
  if (signature === undefined) return;
  const content = signedBytes(whole, hole);
  if (what.kind === "signature") checkSignature(state, signature, content);
  else {
    const stamp = state.stamped(signature, content);
    if (stamp !== undefined) state.documentStamps.push(stamp);
  }
  const again = appendIncrement(state.file.subarray(0, before.end), what, {
    contentsBytes: (hole.to - hole.from - 2) / 2,
  });
  if (Buffer.compare(signedBytes(again.bytes, again.hole), content) !== 0) {
    state.refuse("PDF_STRUCTURE", "the seal holds more, or other things, than a seal");
  }
}

/** The DER at the beginning of the hole; behind it there are zeros and nothing else. */
function signatureIn(state: State, { from, to }: Claimed["hole"]): Uint8Array | undefined {
  const hex = textAt(state.file, from + 1, to - 1);
  const bytes = Buffer.from(hex, "hex");
  const length = derLengthOf(bytes);
  const isHex = /^[0-9a-f]*$/.test(hex) && bytes.length * 2 === hex.length;
  if (!isHex || length === undefined || bytes.subarray(length).some((byte) => byte !== 0)) {
    state.refuse("PADDING", "behind the signature there is more than zeros");
    return undefined;
  }
  return bytes.subarray(0, length);
}

/** The length of the value at the beginning; `undefined` when it does not fit. */
function derLengthOf(bytes: Uint8Array): number | undefined {
  const first = bytes[1];
  if (first === undefined) return undefined;
  if (first < 0x80) return first + 2 <= bytes.length ? first + 2 : undefined;
  const digits = bytes.subarray(2, 2 + (first & 0x7f));
  if (digits.length === 0 || digits.length > 4 || digits.length < (first & 0x7f)) return undefined;
  const length = Number.parseInt(Buffer.from(digits).toString("hex"), 16) + 2 + digits.length;
  return length <= bytes.length ? length : undefined;
}

const END = "%%EOF\n";
/** How many ends of files are looked at from behind. */
const BEGINNINGS_MAX = 64;
const SIGNING_TIME = "1.2.840.113549.1.9.5";

function checkSignature(state: State, signature: Uint8Array, content: Uint8Array): void {
  const verdict = verifySignedData(signature, { contentType: CMS.data, content, signingCertificate: "v2" });
  if (!verdict.ok) {
    const isChanged = verdict.problem === "signature";
    state.refuse(isChanged ? "PDF_DIGEST" : "CADES", verdict.message);
    return;
  }
  if (verdict.signedAttributes.has(SIGNING_TIME)) {
    state.refuse("CADES", "the signature claims a time of its own, which a seal in a PDF must not");
  }
  checkSigner(state, verdict);
  const token = verdict.unsignedAttributes.get(CMS.timeStampToken);
  if (token !== undefined) state.stamp = state.stamped(token.bytes, verdict.signature);
}

function checkSigner(state: State, { certificate }: VerifiedSignature): void {
  state.fingerprint = certificate.fingerprint;
  if (state.rules.pinnedFingerprints.includes(certificate.fingerprint)) return;
  state.refuse("SIGNER_NOT_PINNED", `sealed with ${certificate.fingerprint}, which is not pinned`);
}

/** Whether a beginning of the file is a whole sealed document: then the file is that, and something more. */
function isSealedBefore(file: Uint8Array): boolean {
  const view = Buffer.from(file.buffer, file.byteOffset, file.length);
  let end = view.lastIndexOf(END);
  for (let tries = 0; end >= 0 && tries < BEGINNINGS_MAX; tries += 1) {
    const beginning = file.subarray(0, end + END.length);
    if (beginning.length < file.length && isSealed(beginning)) return true;
    end = end === 0 ? -1 : view.lastIndexOf(END, end - 1);
  }
  return false;
}

function isSealed(file: Uint8Array): boolean {
  try {
    const [base, seal] = readRevisions(file);
    return base !== undefined && seal !== undefined && claimedIncrement(file, base, seal) !== undefined;
  } catch (error) {
    if (error instanceof PdfShapeError) return false;
    throw error;
  }
}
