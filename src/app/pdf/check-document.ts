import { AppError } from "../../base/app-error.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { stampPdf } from "../../ledger/pdf/seal-pdf.js";
import { type SealFinding, type SealReport, verifySealedPdf } from "../../ledger/pdf/verify-sealed-pdf.js";
import { isDocument } from "../../ledger/record.js";
import { readAuthorities } from "../timestamps/authorities.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import type { DocumentPort } from "./document-port.js";
import { stamperOf, stampTrust } from "./stamper.js";

/** What the log says of documents: fingerprints of seal keys, and digests with the records that name them. */
interface LoggedDocuments {
  readonly fingerprints: readonly string[];
  readonly records: ReadonlyMap<string, number>;
}

/** The report of a file beside the record that names it. */
export interface CheckedDocument extends SealReport {
  readonly record: number | null;
}

/**
 * Judges a sealed PDF against the log: whose seal, since when, and whether a record names it.
 *
 * @param fingerprints of seals, received by another way; without any, those that the log names.
 */
export async function checkDocument(
  open: OpenWorkspace,
  file: Uint8Array,
  { now, fingerprints }: { readonly now: Instant; readonly fingerprints: readonly string[] },
): Promise<CheckedDocument> {
  const logged = await loggedDocuments(open);
  const authorities = await readAuthorities(open.workspace.timestamps, open.files);
  const report = verifySealedPdf(file, {
    pinnedFingerprints: fingerprints.length === 0 ? logged.fingerprints : fingerprints,
    ...stampTrust(authorities),
    now,
    loggedDigests: new Set(logged.records.keys()),
  });
  return { ...report, record: logged.records.get(report.sha256) ?? null };
}

/**
 * Appends an authority's time-stamp over a whole sealed document and records the new digest. Renewed in time, it keeps
 * the document's proof alive beyond the life of any one authority's key.
 *
 * @throws AppError `bad-input` when the file is not whole, not sealed by this workspace or not in its log;
 * `bad-config` without an authority; `source-failed` when none answers with a time-stamp that holds.
 */
export async function stampDocument(
  open: OpenWorkspace,
  file: Uint8Array,
  port: DocumentPort,
): Promise<{
  readonly bytes: Uint8Array;
  readonly sha256: Sha256;
  readonly record: number;
  readonly stampedAt: Instant | null;
}> {
  const at = port.now();
  const authorities = await readAuthorities(open.workspace.timestamps, open.files);
  if (authorities.length === 0) throw noAuthority();
  const before = await checkDocument(open, file, { now: at, fingerprints: [] });
  const [problem] = before.problems;
  if (problem !== undefined) throw notOurs(problem.code, problem.message);
  const bytes = await stampPdf(file, stamperOf(authorities, port));
  const { problems, documentStamps } = verifySealedPdf(bytes, {
    ...stampTrust(authorities),
    pinnedFingerprints: before.fingerprint === undefined ? [] : [before.fingerprint],
    now: port.now(),
  });
  if (problems[0] !== undefined) throw stampRefused(problems[0]);
  const { sha256: digest, sizeBytes } = await open.evidence.putBlob([bytes]);
  const { index } = await open.evidence.append({
    ...{ type: "derived", stream: "documents", at, from: sha256(file), to: digest },
    ...{ size: sizeBytes, media: "application/pdf", transform: "pdf/stamp@1" },
  });
  await open.evidence.publish();
  return { bytes, sha256: digest, record: index, stampedAt: documentStamps.at(-1)?.genTime ?? null };
}

async function loggedDocuments({ evidence }: OpenWorkspace): Promise<LoggedDocuments> {
  const fingerprints: string[] = [];
  const records = new Map<string, number>();
  for await (const { index, record } of evidence.records()) {
    if (record.type === "key" && record.purpose === "seal") fingerprints.push(record.fingerprint);
    if (record.type === "derived" && isDocument(record)) records.set(record.to, index);
    if (record.type === "review" && record.pdf !== undefined) records.set(record.pdf, index);
  }
  return { fingerprints, records };
}

function noAuthority(): AppError {
  return new AppError({
    code: "bad-config",
    message: "no time-stamp authority is configured",
    fix: "Name one under timestamps: in lookback.yaml.",
  });
}

function stampRefused({ code, message }: SealFinding): AppError {
  return new AppError({
    code: "source-failed",
    message: `the file is not stamped, because with the time-stamp it would not hold: ${code}: ${message}`,
    fix: "Check the clock of this machine, and roots and certificates under timestamps: in lookback.yaml.",
  });
}

function notOurs(code: string, message: string): AppError {
  return new AppError({
    code: "bad-input",
    message: `the file is not stamped, because it does not hold: ${code}: ${message}`,
    fix: "Name a document that this workspace sealed, unchanged: reports/pdf holds the newest of each kind.",
  });
}
