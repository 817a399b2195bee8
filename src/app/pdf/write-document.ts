import { AppError } from "../../base/app-error.js";
import { assert } from "../../base/assert.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { readCertificate } from "../../ledger/cms/certificate.js";
import type { SealKey } from "../../ledger/pdf/cades.js";
import { sealPdf } from "../../ledger/pdf/seal-pdf.js";
import { verifySealedPdf } from "../../ledger/pdf/verify-sealed-pdf.js";
import type { PdfContext } from "../../reports/pdf/context.js";
import { type RenderedPdf, renderPdf } from "../../reports/pdf/kit/render-pdf.js";
import { readAuthorities } from "../timestamps/authorities.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import type { DocumentPort } from "./document-port.js";
import { type DocumentRequest, type DocumentSource, documentSource } from "./document-source.js";
import { stamperOf, stampTrust } from "./stamper.js";

export interface WriteInput {
  readonly open: OpenWorkspace;
  readonly port: DocumentPort;
  readonly request: DocumentRequest;
  progress?(what: string): void;
}

/** A sealed document that was written and logged. */
export interface WrittenDocument {
  readonly kind: DocumentRequest["kind"];
  /** Paths below the workspace. */
  readonly pdf: string;
  readonly json: string;
  readonly sha256: Sha256;
  readonly pages: number;
  /** Place of the record that names the PDF; of the record of the access review, where it is one. */
  readonly record: number;
  readonly review: number | null;
  readonly origin: string;
  /** SHA-256 of the seal's certificate. */
  readonly fingerprint: Sha256;
  /** The authority's time; `null`: there is no outside time. */
  readonly stampedAt: Instant | null;
  /** Why an authority that is configured gave none. */
  readonly noStampBecause: string | null;
  /** Characters printed as code points. */
  readonly replaced: readonly string[];
}

/**
 * Makes a document from what is stored, seals it, writes it beside its data, stores both as blobs and records their
 * digests. An authority that gives no time-stamp, or none that holds, stops nothing: the document is then sealed without,
 * and says so.
 */
export async function writeDocument({ open, port, request, progress }: WriteInput): Promise<WrittenDocument> {
  const at = port.now();
  const source = await documentSource(request, { open, at, ...(progress === undefined ? {} : { progress }) });
  progress?.("sealing the document");
  const { key, origin } = await port.sealKey(at);
  const fingerprint = readCertificate(key.certificate).fingerprint;
  await recordKey(open, { fingerprint, at });
  const review = await recordReview(open, source, at);
  const context = {
    createdAt: review?.at ?? at,
    producer: `Lookback ${open.version}`,
    log: { origin, place: review === null ? `first ${await sizeOf(open)} records` : `record ${review.index}` },
    data: { file: `${source.name}.json`, sha256: sha256(source.json) },
  };
  const sealed = await seal(source, { open, port, key, fingerprint, context });
  const paths = { pdf: `reports/pdf/${source.name}.pdf`, json: `reports/pdf/${source.name}.json` };
  await open.evidence.putBlob([Buffer.from(source.json)]);
  const { sha256: digest, sizeBytes } = await open.evidence.putBlob([sealed.bytes]);
  const { index } = await open.evidence.append({
    ...{ type: "derived", stream: "documents", at, from: sha256(source.json), to: digest },
    ...{ size: sizeBytes, media: "application/pdf", transform: `pdf/${source.kind}@1` },
  });
  await open.evidence.publish();
  await open.files.write(paths.json, source.json);
  await open.files.write(paths.pdf, sealed.bytes);
  const { pages, replaced, stampedAt, noStampBecause } = sealed;
  return {
    ...{ kind: source.kind, ...paths, sha256: digest, pages, record: index, review: review?.index ?? null },
    ...{ origin, fingerprint, stampedAt, noStampBecause, replaced },
  };
}

interface Sealing {
  readonly open: OpenWorkspace;
  readonly port: DocumentPort;
  readonly key: SealKey;
  readonly fingerprint: Sha256;
  readonly context: Omit<PdfContext, "seal">;
}

type Sealed = RenderedPdf & Pick<WrittenDocument, "stampedAt" | "noStampBecause">;

async function seal(source: DocumentSource, sealing: Sealing): Promise<Sealed> {
  const { open, port } = sealing;
  const authorities = await readAuthorities(open.workspace.timestamps, open.files);
  if (authorities.length === 0) return sealedPlain(source, sealing, null);
  const rendered = await rendering(source, sealing, true);
  const { key, context, fingerprint } = sealing;
  try {
    const stamp = stamperOf(authorities, port);
    const bytes = await sealPdf(rendered.bytes, { key, claimedAt: context.createdAt, stamp });
    const rules = { ...stampTrust(authorities), pinnedFingerprints: [fingerprint], now: port.now() };
    const { problems, stamp: time } = verifySealedPdf(bytes, rules);
    const [problem] = problems;
    if (problem === undefined) return { ...rendered, bytes, stampedAt: time?.genTime ?? null, noStampBecause: null };
    return sealedPlain(source, sealing, `the time-stamp does not hold: ${problem.code}: ${problem.message}`);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "source-failed") throw error;
    return sealedPlain(source, sealing, error.message);
  }
}

async function sealedPlain(source: DocumentSource, sealing: Sealing, noStampBecause: string | null): Promise<Sealed> {
  const rendered = await rendering(source, sealing, false);
  const { key, context, fingerprint, port } = sealing;
  const bytes = await sealPdf(rendered.bytes, { key, claimedAt: context.createdAt });
  const { problems } = verifySealedPdf(bytes, { pinnedFingerprints: [fingerprint], roots: [], now: port.now() });
  assert(problems.length === 0, `a document sealed here holds: ${problems.map(({ code }) => code).join(", ")}`);
  return { ...rendered, bytes, stampedAt: null, noStampBecause };
}

function rendering(source: DocumentSource, { port, context, fingerprint }: Sealing, hasOutsideTime: boolean) {
  return renderPdf(source.document({ ...context, seal: { fingerprint, hasOutsideTime } }), port.fonts);
}

/** The fingerprint of a seal key stands in the log before anything is sealed with it. */
async function recordKey(
  { evidence }: OpenWorkspace,
  { fingerprint, at }: { readonly fingerprint: Sha256; readonly at: Instant },
): Promise<void> {
  for await (const { record } of evidence.records()) {
    if (record.type === "key" && record.purpose === "seal" && record.fingerprint === fingerprint) return;
  }
  await evidence.append({ type: "key", stream: "keys", at, purpose: "seal", fingerprint });
}

/** The record of an access review: the one that holds the same decisions and sign-off, else a new one. */
async function recordReview(
  { evidence }: OpenWorkspace,
  { json, approval }: DocumentSource,
  at: Instant,
): Promise<{ readonly index: number; readonly at: Instant } | null> {
  if (approval === undefined) return null;
  const wanted = { decisions: sha256(json), approval: sha256(approval) };
  for await (const { index, record } of evidence.records()) {
    if (record.type !== "review" || record.decisions !== wanted.decisions || record.approval !== wanted.approval)
      continue;
    return { index, at: record.at };
  }
  await evidence.putBlob([Buffer.from(json)]);
  await evidence.putBlob([Buffer.from(approval)]);
  const { index } = await evidence.append({ type: "review", stream: "reviews", at, ...wanted });
  return { index, at };
}

async function sizeOf({ evidence }: OpenWorkspace): Promise<number> {
  const { size } = await evidence.publish();
  return size;
}
