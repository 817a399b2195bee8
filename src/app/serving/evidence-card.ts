import { AppError } from "../../base/app-error.js";
import { parseSha256 } from "../../base/digest.js";
import type { StoredCaptureRecord } from "../../store/ledger/capture-index.js";
import { type RawRecord, rawRecord } from "../explain/raw-record.js";
import { storedBytes } from "../explain/stored-bytes.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";

/** One stored answer or file as its reader needs it: where it came from, when, how much, and the place pointed at. */
export interface EvidenceCard {
  readonly sha256: string;
  readonly source: string;
  readonly connector: string;
  readonly key: string;
  readonly media: string;
  readonly sizeBytes: number;
  readonly observedAt: string;
  readonly status: number | null;
  /** Place of its record in the log. */
  readonly position: number;
  readonly raw: RawRecord;
}

/**
 * The card of a capture, with the piece of it that `pointer` names.
 *
 * @throws AppError `not-found` when the log has no such capture, or its bytes were destroyed on purpose.
 */
export async function evidenceCard(open: OpenWorkspace, digest: string, pointer: string): Promise<EvidenceCard> {
  const { sha256, sourceId, connector, key, media, sizeBytes, observedAt, status, index } = await captureOf(
    open,
    digest,
  );
  const raw = rawRecord(await storedBytes(open.evidence, sha256), pointer);
  return {
    sha256,
    source: sourceId,
    connector,
    key,
    media,
    sizeBytes,
    observedAt,
    status: status ?? null,
    position: index,
    raw,
  };
}

/** All bytes of a capture as received. @throws AppError `not-found` */
export async function evidenceBytes(
  open: OpenWorkspace,
  digest: string,
): Promise<{ readonly media: string; readonly bytes: Uint8Array }> {
  const { sha256, media } = await captureOf(open, digest);
  const parts: Uint8Array[] = [];
  for await (const part of open.evidence.openBlob(sha256)) parts.push(part);
  return { media, bytes: Buffer.concat(parts) };
}

/** Captures by their digests; without those that the log has not, or whose bytes were destroyed on purpose. */
export async function capturesNamed(
  open: Pick<OpenWorkspace, "evidence">,
  digests: ReadonlySet<string>,
): Promise<ReadonlyMap<string, StoredCaptureRecord>> {
  const found = new Map<string, StoredCaptureRecord>();
  // Also one whose place was taken by a newer capture since: what an audit rested on stays where it was.
  for (const { capture } of await open.evidence.captures()) {
    for (const record of open.evidence.history(capture.sourceId, capture.key)) {
      if (digests.has(record.sha256) && !found.has(record.sha256)) found.set(record.sha256, record);
    }
  }
  return found;
}

async function captureOf(open: OpenWorkspace, digest: string): Promise<StoredCaptureRecord> {
  const wanted = parseSha256(digest);
  const found = wanted === undefined ? undefined : (await capturesNamed(open, new Set([wanted]))).get(wanted);
  if (found !== undefined) return found;
  throw new AppError({
    code: "not-found",
    message: "the log holds no readable capture of that digest",
    fix: "Take the digest from an item's evidence. What was destroyed on purpose cannot be shown.",
  });
}
