import type { Json } from "../../base/canonical-json.js";
import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { StoredCapture } from "../../connectors/kit/contract.js";

/** Where captures are kept: appended, acknowledged when durable, never edited. */
export interface EvidencePort {
  /** Stores the bytes, then the record. The same bytes for the same source and key are not stored twice. */
  capture(input: {
    readonly sourceId: string;
    readonly connector: string;
    readonly version: number;
    readonly key: string;
    readonly media: string;
    readonly body: AsyncIterable<Uint8Array>;
    readonly request: Json;
    readonly observedAt: Instant;
    readonly status?: number;
    readonly at: Instant;
  }): Promise<{ readonly sha256: Sha256; readonly isNew: boolean }>;
  /** A run that ended: also when it failed or found nothing. */
  recordRun(input: {
    readonly sourceId: string;
    readonly at: Instant;
    readonly captures: number;
    readonly failure?: string;
  }): Promise<void>;
  /** The newest capture of every source and key, with the connector that read it. */
  captures(): Promise<readonly CapturedEvidence[]>;
  /** Makes everything appended so far part of the signed tree. */
  publish(at: Instant): Promise<{ readonly size: number; readonly rootHex: string }>;
}

export interface CapturedEvidence {
  readonly capture: StoredCapture;
  readonly connector: string;
}
