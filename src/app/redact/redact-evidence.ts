import { AppError } from "../../base/app-error.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { recordDecision } from "../decisions/decisions.js";
import { type Redaction, redactBytes } from "./redact-bytes.js";

/** A redacted copy as the ledger holds it. */
export interface StoredCopy {
  /** Place of its record. */
  readonly index: number;
  /** Evidence that it was made of, as the log names it. */
  readonly from: Sha256;
  readonly to: Sha256;
  readonly transform: string;
  readonly count: number;
  readonly bytes: Uint8Array;
}

export interface RedactInput {
  readonly evidence: Pick<EvidenceStore, "records" | "openBlob" | "putBlob" | "append" | "publish">;
  /** Place of the evidence record. */
  readonly record: number;
  readonly redaction: Redaction;
  readonly at: Instant;
}

/** Larger evidence is withheld whole. */
const BYTES_MAX = 64 * 1024 * 1024;

/**
 * Makes a copy of evidence in which columns or members are left out or masked, and records what it was made of and by
 * which rule. The original stays as it is; the copy is made to be handed out and stands in plain. What was taken out
 * is a decision in the ledger, under the name of the transform.
 *
 * @throws AppError `bad-usage` when the record is no evidence or nothing is to be taken out; `bad-input` as in {@link redactBytes}.
 */
export async function redactEvidence({ evidence, record, redaction, at }: RedactInput): Promise<StoredCopy> {
  const { drop, mask } = redaction;
  if (drop.length + mask.length === 0)
    throw usage("nothing is to be taken out", "Name columns or members: --drop email, --mask name");
  const { from, media } = await evidenceAt(evidence, record);
  const { bytes, form, count } = redactBytes(await bytesOf(evidence, from), redaction);
  const rule = { drop: [...drop].sort(), mask: [...mask].sort() };
  const transform = `redact-${form}:${sha256(canonicalJson(rule)).slice(0, 16)}`;
  const { sha256: to, sizeBytes: size } = await evidence.putBlob([bytes]);
  await recordDecision(evidence, { kind: "redaction", subject: transform, body: rule, at });
  const { index } = await evidence.append({
    type: "derived",
    stream: "redactions",
    at,
    from,
    to,
    size,
    media,
    transform,
  });
  await evidence.publish();
  return { index, from, to, transform, count, bytes };
}

async function evidenceAt(
  evidence: RedactInput["evidence"],
  place: number,
): Promise<{ readonly from: Sha256; readonly media: string }> {
  for await (const { record } of evidence.records(place)) {
    if (record.type === "evidence") return { from: record.sha256, media: record.media };
    break;
  }
  throw usage(
    `record ${place} is no evidence`,
    "Find the place with: lookback shred --source ID --reason erasure (it only shows a plan)",
  );
}

async function bytesOf(evidence: RedactInput["evidence"], blob: Sha256): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of evidence.openBlob(blob)) {
    parts.push(part);
    size += part.length;
    if (size > BYTES_MAX) throw usage("the evidence is larger than 64 MiB", "Withhold it whole.");
  }
  return Buffer.concat(parts);
}

function usage(message: string, fix: string): AppError {
  return new AppError({ code: "bad-usage", message, fix });
}
