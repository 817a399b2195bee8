import { AppError } from "../../base/app-error.js";
import type { Sha256 } from "../../base/digest.js";
import type { LedgerRecord } from "../../ledger/record.js";
import { isCommitted } from "../../ledger/sealing/data-key.js";
import type { DataKey } from "../../ledger/sealing/keyring-format.js";
import { openedSize, openSealed } from "../../ledger/sealing/sealed-blob.js";
import { ShreddedBlobs } from "../../ledger/shredded-blobs.js";
import { askedKey } from "./asked-key.js";
import { CaptureIndex } from "./capture-index.js";
import type { CapturedEvidence, EvidenceStore, StoredRecord } from "./contract.js";
import { unreadKeyName } from "./sealed-captures.js";

export interface PastInput {
  /** Every record from the first on, each time it is called. */
  records(): AsyncIterable<StoredRecord>;
  /** The bytes of a blob as the log names it, sealed or not. */
  blob(sha256: Sha256): AsyncIterable<Uint8Array>;
  /** The key of a sealed blob of evidence; `undefined` when it is not at hand. */
  dataKey(blob: Sha256): DataKey | undefined;
  /** Blobs that are not here because the recipient may not read them. */
  readonly withheld: ReadonlySet<string>;
  /** Records from this place on are not seen. */
  readonly size: number;
}

type Evidence = Extract<LedgerRecord, { type: "evidence" }>;

/**
 * The evidence as it stood when the log held `size` records, read from wherever the records are: the same log, or a
 * pack. Nothing can be written.
 */
export type PastEvidence = Pick<EvidenceStore, "records" | "openBlob" | "captures" | "history">;

/** @throws AppError `store-damaged` when a capture does not say what it is of, or is sealed and its key not at hand. */
export async function pastEvidence(input: PastInput): Promise<PastEvidence> {
  const captures = new CaptureIndex();
  const sealed = new Map<Sha256, { readonly key: DataKey; readonly keyc: Sha256 }>();
  const byReceived = new Map<Sha256, Sha256>();
  const shredded = new ShreddedBlobs();
  const unread = new Map<Sha256, unknown>();
  async function* openBlob(name: Sha256): AsyncGenerator<Uint8Array> {
    const blob = sealed.has(name) ? name : (byReceived.get(name) ?? name);
    const found = sealed.get(blob);
    if (found === undefined) yield* input.blob(blob);
    else if (isCommitted(found.key.key, found.keyc)) yield* openSealed(input.blob(blob), found.key.key);
    else throw damaged(`the key of blob ${blob} is not the one its record committed to`);
  }
  for await (const { index, record } of upTo(input)) {
    shredded.see(record);
    if (record.type === "run" && record.outcome === "unchanged") captures.seenAgain(record);
    if (record.type !== "evidence") continue;
    const key = record.class === "enc" ? input.dataKey(record.sha256) : undefined;
    if (record.class === "enc" && key !== undefined) {
      for (const blob of [record.sha256, record.source.asked]) sealed.set(blob, { key, keyc: record.keyc });
      byReceived.set(key.received, record.sha256);
    }
    const received = receivedOf(record, key);
    const isUnread = received === undefined || input.withheld.has(record.source.asked);
    const name = isUnread ? undefined : await askedKey(record, { openBlob, unread });
    captures.add(index, record, { key: name ?? unreadKeyName(record), received });
  }
  if (unread.size > 0) await refuseLost(unread, input);
  return {
    openBlob,
    async *records(from = 0) {
      for await (const stored of upTo(input)) if (stored.index >= from) yield stored;
    },
    async captures() {
      const there = captures
        .allNewest()
        .filter(({ blob, asked }) => !shredded.has(blob) && (sealed.has(blob) || !shredded.has(asked)));
      return there.map((record) => captured(record, openBlob));
    },
    history: (sourceId, key) => captures.history(sourceId, key).filter(({ blob }) => !shredded.has(blob)),
  };
}

async function* upTo({ records, size }: PastInput): AsyncGenerator<StoredRecord> {
  for await (const stored of records()) {
    if (stored.index >= size) return;
    yield stored;
  }
}

function receivedOf(record: Evidence, key: DataKey | undefined) {
  if (record.class === "plain") return { sha256: record.sha256, sizeBytes: record.size, asked: record.source.asked };
  const sizeBytes = openedSize(record.size);
  return key === undefined || sizeBytes === undefined
    ? undefined
    : { sha256: key.received, sizeBytes, asked: key.question };
}

function captured(record: CapturedEvidence["record"], openBlob: EvidenceStore["openBlob"]): CapturedEvidence {
  if (record.isLocked) throw damaged(`blob ${record.blob} is sealed and its key is not here`);
  const { sourceId, key, media, sha256, sizeBytes, observedAt, status, blob } = record;
  const capture = { sourceId, key, media, sha256, sizeBytes, observedAt, open: () => openBlob(blob) };
  return {
    capture: status === undefined ? capture : { ...capture, status },
    connector: record.connector,
    record,
  };
}

/** A question that went with its evidence, also after the moment that is looked at, is no damage. */
async function refuseLost(unread: ReadonlyMap<Sha256, unknown>, { records }: PastInput): Promise<void> {
  const shredded = new ShreddedBlobs();
  for await (const { record } of records()) shredded.see(record);
  for (const [asked, error] of unread) if (!shredded.has(asked)) throw error;
}

function damaged(message: string): AppError {
  return new AppError({
    code: "store-damaged",
    message,
    fix: "Run: lookback verify. It names every blob and key that is not what it should be.",
  });
}
