import type { Json } from "../../base/canonical-json.js";
import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import type { LedgerRecord, NewRecord } from "../../ledger/record.js";
import type { DataKey } from "../../ledger/sealing/keyring-format.js";
import type { StoredBlob } from "../blobs/blob-store.js";
import type { StoredCaptureRecord } from "./capture-index.js";
import type { Recovery } from "./recover.js";

export interface CaptureInput {
  readonly sourceId: string;
  readonly connector: string;
  readonly version: number;
  /** Stable name inside the source. */
  readonly key: string;
  readonly media: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** What was asked, word for word; secrets are taken out and counted. Kept in a blob, not in the log. */
  readonly request: Json;
  readonly observedAt: Instant;
  readonly status?: number;
  /** The technical identity that asked. */
  readonly identity?: string;
  /** Our clock; read once the whole body came, so a getter gives the moment at which the record is made. */
  readonly at: Instant;
}

export interface CaptureReceipt {
  /** Place of the evidence record in the log: for bytes that were there already, of the one that holds them. */
  readonly index: number;
  /** Of the bytes as received, sealed or not. */
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** `false`: the newest capture of this key has the same bytes, question, status and media; its being seen again was noted. */
  readonly isNew: boolean;
}

/** A capture that normalising can start from. */
export interface CapturedEvidence {
  readonly capture: {
    readonly sourceId: string;
    readonly key: string;
    readonly media: string;
    /** Of the bytes as received, sealed or not: what tables and reports call it by. */
    readonly sha256: Sha256;
    readonly sizeBytes: number;
    readonly observedAt: Instant;
    readonly status?: number;
    open(): AsyncIterable<Uint8Array>;
  };
  readonly connector: string;
  readonly record: StoredCaptureRecord;
}

export interface ShredInput {
  readonly targets: readonly Sha256[];
  readonly reason: Extract<LedgerRecord, { type: "shred" }>["reason"];
  /** Blobs that say why, and who approved it. */
  readonly basis: Sha256;
  readonly approvedBy: Sha256;
  readonly at: Instant;
}

export interface StoredRecord {
  readonly index: number;
  readonly record: LedgerRecord;
  readonly leafHash: Uint8Array;
}

/**
 * Where evidence is kept. Whatever a method has returned for is durable; whatever it threw for may or may not be
 * stored. After a failed write every further write is refused: start again, and start-up checks what is there.
 */
export interface EvidenceStore {
  /** What start-up found and did. */
  readonly recovery: Recovery;
  /**
   * Stores the bytes, sealed where evidence is confidential, then appends the evidence record. An error of the body
   * passes through and stores nothing.
   */
  capture(input: CaptureInput): Promise<CaptureReceipt>;
  /** Notes that a run ended, also when it failed or found nothing. */
  recordRun(input: {
    readonly sourceId: string;
    readonly at: Instant;
    readonly captures: number;
    readonly failure?: string;
    /** When the next run is promised, from this one on. */
    readonly everyMinutes?: number;
  }): Promise<unknown>;
  /** Appends any other record. Blobs that it names must have been stored before. */
  append(record: NewRecord): Promise<{ readonly index: number }>;
  /** Stores bytes that a record will name: a decision's words, a result's details. */
  putBlob(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<StoredBlob>;
  /**
   * The bytes as received, of a blob that the log names or by the digest of what was received; a wrong digest is
   * thrown after the last of them.
   */
  openBlob(sha256: Sha256): AsyncIterable<Uint8Array>;
  /** Durable records from place `from` on, in order, up to those there when it was called. */
  records(from?: number): AsyncIterable<StoredRecord>;
  /**
   * The newest capture of every source and key, in the order of their first captures, without those that were
   * destroyed on purpose. @throws AppError `store-damaged` when the key of one is not here.
   */
  captures(): Promise<readonly CapturedEvidence[]>;
  /** All captures of one key, oldest first. */
  history(sourceId: string, key: string): readonly StoredCaptureRecord[];
  /** The key of a sealed blob, for whoever may read it; `undefined` when the blob is plain, destroyed, or its key is not here. */
  dataKey(blob: Sha256): DataKey | undefined;
  /**
   * Destroys evidence for good: appends the record, then destroys every copy of the keys, then takes the blobs away.
   * What a crash interrupts is finished when the folder is next opened for writing.
   *
   * @param input blobs of evidence as the log names them; whoever calls has checked that they may go.
   */
  shred(input: ShredInput): Promise<{ readonly index: number }>;
  /** Random text for a blob whose name in the log must not confirm a guess at its words. */
  salt(): string;
  /** Wraps every data key by another master key and records its fingerprint. Blobs stay as they are. */
  rewrapKeys(master: Uint8Array, at: Instant): Promise<void>;
  /** Makes every durable record part of the tree and signs its head. Without new records nothing is signed. */
  publish(): Promise<{ readonly size: number; readonly rootHex: string }>;
  /** Ends writing and gives the folder free. */
  close(): Promise<void>;
}
