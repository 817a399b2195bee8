import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { LedgerRecord } from "../../ledger/record.js";

/** A capture as the ledger holds it. */
export interface StoredCaptureRecord {
  /** Place of its evidence record in the log. */
  readonly index: number;
  readonly sourceId: string;
  readonly key: string;
  readonly connector: string;
  readonly version: number;
  readonly media: string;
  /** Of the bytes as received, sealed or not: the same for the same evidence, whatever stands in the log. */
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** Of the question as it was asked. */
  readonly asked: Sha256;
  /** The stored blob, as the log names it: the ciphertext where the evidence is sealed. */
  readonly blob: Sha256;
  /** Sealed, and the key is not here: digests and size are those of the ciphertext then. */
  readonly isLocked: boolean;
  readonly status: number | undefined;
  readonly firstObservedAt: Instant;
  /** When the source was last seen to say the same. */
  readonly observedAt: Instant;
}

/** What the index keeps of an evidence record. */
export type EvidenceFacts = Pick<Extract<LedgerRecord, { type: "evidence" }>, "source" | "sha256" | "size" | "media">;

/** What the index is told beside the record. */
export interface IndexedCapture {
  readonly key: string;
  readonly received: { readonly sha256: Sha256; readonly sizeBytes: number; readonly asked: Sha256 } | undefined;
}

/** What a run says that met the same bytes again. */
export type SeenAgain = Pick<Extract<LedgerRecord, { outcome: "unchanged" }>, "same" | "observedAt">;

/** Every capture of the log, found by source and key; rebuilt from the records at start-up. */
export class CaptureIndex {
  readonly #histories = new Map<string, StoredCaptureRecord[]>();
  readonly #placeOf = new Map<number, string>();

  /** @param received what the record's blobs held before they were sealed; `undefined` when their key is not here. */
  add(index: number, record: EvidenceFacts, { key, received }: IndexedCapture): void {
    const { source } = record;
    const place = placeOf(source.sourceId, key);
    const history = this.#histories.get(place) ?? [];
    this.#histories.set(place, history);
    this.#placeOf.set(index, place);
    history.push({
      index,
      sourceId: source.sourceId,
      key,
      connector: source.connector,
      version: source.version,
      media: record.media,
      ...(received ?? { sha256: record.sha256, sizeBytes: record.size, asked: source.asked }),
      blob: record.sha256,
      isLocked: received === undefined,
      status: source.status,
      firstObservedAt: source.observedAt,
      observedAt: source.observedAt,
    });
  }

  /** Notes that the newest capture of a key was seen again. @returns `false` when the run points at anything else. */
  seenAgain({ same, observedAt }: SeenAgain): boolean {
    const history = this.#histories.get(this.#placeOf.get(same) ?? "");
    const newest = history?.at(-1);
    if (history === undefined || newest === undefined || newest.index !== same) return false;
    history[history.length - 1] = { ...newest, observedAt };
    return true;
  }

  newest(sourceId: string, key: string): StoredCaptureRecord | undefined {
    return this.#histories.get(placeOf(sourceId, key))?.at(-1);
  }

  /** The newest capture of every source and key, in the order of their first captures. */
  allNewest(): readonly StoredCaptureRecord[] {
    return [...this.#histories.values()].flatMap((history) => history.at(-1) ?? []);
  }

  /** All captures of a key, oldest first. */
  history(sourceId: string, key: string): readonly StoredCaptureRecord[] {
    return [...(this.#histories.get(placeOf(sourceId, key)) ?? [])];
  }
}

function placeOf(sourceId: string, key: string): string {
  return `${sourceId}\0${key}`;
}
