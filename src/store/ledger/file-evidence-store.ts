import { randomBytes } from "node:crypto";
import { AppError } from "../../base/app-error.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { redactSecrets } from "../../base/redact.js";
import type { LogSigner } from "../../ledger/checkpoint.js";
import { leafBytes, mayNamePerson, parseLeaf } from "../../ledger/leaf.js";
import { leafHash, type MerkleTree } from "../../ledger/merkle.js";
import type { LedgerRecord, NewRecord } from "../../ledger/record.js";
import { masterFingerprint } from "../../ledger/sealing/data-key.js";
import type { DataKey } from "../../ledger/sealing/keyring-format.js";
import type { BlobStore, StoredBlob } from "../blobs/blob-store.js";
import type { Disk } from "../blobs/disk.js";
import { diskError } from "../blobs/disk.js";
import type { Keyring } from "../keys/keyring.js";
import type { CaptureIndex, StoredCaptureRecord } from "./capture-index.js";
import type {
  CapturedEvidence,
  CaptureInput,
  CaptureReceipt,
  EvidenceStore,
  ShredInput,
  StoredRecord,
} from "./contract.js";
import { finishShredding } from "./finish-shredding.js";
import type { Journal } from "./journal.js";
import { publishLog } from "./publisher.js";
import type { Recovery } from "./recover.js";
import { noMasterKey, readOnly, refusePersonalId, refuseSecretKey } from "./refusals.js";
import { runRecord } from "./run-record.js";
import { locked, type SealedCaptures, type StagedCapture } from "./sealed-captures.js";

/** What only the one writer of a folder has. */
export interface Writer {
  readonly disk: Disk;
  readonly signer: LogSigner;
  release(): Promise<void>;
}

export interface StoreParts {
  readonly folder: string;
  readonly blobs: BlobStore;
  readonly journal: Journal;
  readonly tree: MerkleTree;
  readonly captures: CaptureIndex;
  readonly sealed: SealedCaptures;
  readonly keyring: Keyring | undefined;
  /** The last `n` of every stream. */
  readonly counters: Map<string, number>;
  /** The newest time-stamp in the log. */
  readonly anchor: LedgerRecord["anchor"];
  /** Size of the checkpoint that `log/checkpoint` names. */
  readonly published: number;
  readonly recovery: Recovery;
  /** Absent in a store opened for reading. */
  readonly writer: Writer | undefined;
}

const KEY_LENGTH_MAX = 1_000;
const STOPS: ReadonlySet<string> = new Set(["disk-failed", "store-damaged", "ledger-fork"]);

/** The evidence store on a disk. */
export class FileEvidenceStore implements EvidenceStore {
  readonly recovery: Recovery;
  readonly #parts: StoreParts;
  #anchor: LedgerRecord["anchor"];
  #published: number;
  #publishing: Promise<unknown> = Promise.resolve();
  readonly #working = new Set<Promise<unknown>>();
  #stopped: AppError | undefined;

  constructor(parts: StoreParts) {
    this.#parts = parts;
    this.recovery = parts.recovery;
    this.#anchor = parts.anchor;
    this.#published = parts.published;
  }

  capture(input: CaptureInput): Promise<CaptureReceipt> {
    return this.#writing(async () => {
      refusePersonalId(input.sourceId);
      refuseSecretKey(input);
      // The one door to the store: whatever a connector says of its request goes through it.
      const { value: request, count: redacted } = redactSecrets(input.request);
      const question = Buffer.from(canonicalJson({ key: input.key, request }), "utf8");
      const body = await this.#parts.sealed.stage(input.body);
      try {
        const newest = this.#parts.captures.newest(input.sourceId, input.key);
        const isAgain = newest !== undefined && !this.#parts.sealed.isGone(newest);
        if (isAgain && isSame(newest, { input, received: body.received.sha256, asked: sha256(question) })) {
          return await this.#seenAgain(newest, input);
        }
        return await this.#captured(input, { body, question, redacted });
      } finally {
        await body.staged.discard();
      }
    });
  }

  recordRun(run: Parameters<EvidenceStore["recordRun"]>[0]): Promise<unknown> {
    return this.append(runRecord(run));
  }

  append(record: NewRecord): Promise<{ readonly index: number }> {
    return this.#writing(() => {
      refusePersonalId(record.stream);
      return this.#append(record);
    });
  }

  putBlob(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<StoredBlob> {
    return this.#writing(() => this.#parts.blobs.put(body));
  }

  openBlob(digest: Sha256): AsyncIterable<Uint8Array> {
    return this.#parts.sealed.open(digest);
  }

  async *records(from = 0): AsyncGenerator<StoredRecord> {
    let index = from;
    for await (const leaf of this.#parts.journal.leaves(from, this.#parts.journal.size)) {
      const parsed = parseLeaf(leaf);
      if (!parsed.ok) throw new Error(`record ${index} was read at start-up and is not readable now`);
      yield { index, record: parsed.record, leafHash: leafHash(leaf) };
      index += 1;
    }
  }

  async captures(): Promise<readonly CapturedEvidence[]> {
    const { captures, sealed } = this.#parts;
    const readable = captures.allNewest().filter((record) => !sealed.isGone(record));
    return readable.map((record) => {
      const { sourceId, key, media, sha256, sizeBytes, observedAt, status } = record;
      if (record.isLocked) throw locked(record.blob);
      const capture = { sourceId, key, media, sha256, sizeBytes, observedAt, open: () => sealed.open(record.blob) };
      return {
        capture: status === undefined ? capture : { ...capture, status },
        connector: record.connector,
        record,
      };
    });
  }

  history(sourceId: string, key: string): readonly StoredCaptureRecord[] {
    const { captures, sealed } = this.#parts;
    return captures.history(sourceId, key).filter((record) => !sealed.isGone(record));
  }

  dataKey(blob: Sha256): DataKey | undefined {
    return this.#parts.sealed.keyOf(blob);
  }

  shred({ targets, ...facts }: ShredInput): Promise<{ readonly index: number }> {
    return this.#writing(async () => {
      const { sealed } = this.#parts;
      if (sealed.isOutOfReach(targets)) throw noMasterKey();
      const all = [...sealed.withQuestions(targets)];
      const { index } = await this.#append({ ...facts, type: "shred", stream: "shreds", targets: all });
      await finishShredding(this.#parts, new Set(all));
      return { index };
    });
  }

  salt(): string {
    return randomBytes(16).toString("hex");
  }

  rewrapKeys(master: Uint8Array, at: Instant): Promise<void> {
    return this.#writing(async () => {
      const { keyring } = this.#parts;
      if (keyring === undefined) throw noMasterKey();
      await keyring.rewrap(master);
      const fingerprint = masterFingerprint(master);
      await this.#append({ type: "key", stream: "keys", at, purpose: "data", fingerprint });
    });
  }

  publish(): Promise<{ readonly size: number; readonly rootHex: string }> {
    const publishing = this.#publishing.then(() => this.#writing((writer) => this.#publish(writer)));
    // Who waits gets the error; the next call only waits for its turn.
    this.#publishing = publishing.catch(() => undefined);
    return publishing;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#working);
    await this.#publishing;
    await this.#parts.keyring?.close();
    await this.#parts.journal.close();
    await this.#parts.writer?.release();
  }

  async #captured(
    input: CaptureInput,
    {
      body,
      question,
      redacted,
    }: { readonly body: StagedCapture; readonly question: Uint8Array; readonly redacted: number },
  ): Promise<CaptureReceipt> {
    const { at, sourceId, connector, version, key, observedAt, status, identity, media } = input;
    const { keyc, asked, ...stored } = await this.#parts.sealed.keep(body, question);
    const common = {
      type: "evidence",
      at,
      stream: sourceId,
      ...stored,
      media,
      source: {
        sourceId,
        connector,
        version,
        asked,
        observedAt,
        ...(key.length > KEY_LENGTH_MAX || mayNamePerson(key) ? {} : { key }),
        ...(status === undefined ? {} : { status }),
        ...(identity === undefined ? {} : { identity }),
        ...(redacted === 0 ? {} : { redacted }),
      },
    } as const;
    const record =
      keyc === undefined ? ({ ...common, class: "plain" } as const) : { ...common, class: "enc" as const, keyc };
    const { index } = await this.#append(record);
    const received = { ...body.received, asked: sha256(question) };
    this.#parts.captures.add(index, record, { key, received });
    return { index, sha256: received.sha256, sizeBytes: received.sizeBytes, isNew: true };
  }

  async #seenAgain(
    { index, sha256, sizeBytes, sourceId }: StoredCaptureRecord,
    { at, observedAt }: CaptureInput,
  ): Promise<CaptureReceipt> {
    const run = { type: "run", outcome: "unchanged", at, stream: sourceId, same: index, observedAt } as const;
    await this.#append(run);
    this.#parts.captures.seenAgain(run);
    return { index, sha256, sizeBytes, isNew: false };
  }

  /** Gives the record its counter and its place at once, so that places follow the order of the calls. */
  async #append(record: NewRecord): Promise<{ readonly index: number }> {
    const { counters, tree, journal, sealed } = this.#parts;
    const n = (counters.get(record.stream) ?? 0) + 1;
    const anchored = this.#anchor === undefined ? undefined : { anchor: this.#anchor };
    // Not by spreading: that alone took a third of the time of an append.
    const whole: LedgerRecord = Object.assign({ v: 1 as const, n }, record, anchored);
    const leaf = leafBytes(whole);
    const index = tree.size;
    counters.set(record.stream, n);
    tree.append(leafHash(leaf));
    // Before the write: whatever takes a later place meanwhile must name it.
    if (record.type === "anchor") this.#anchor = { size: record.size, root: record.root, tsr: record.tsr };
    await journal.append(leaf);
    sealed.note(whole);
    return { index };
  }

  async #publish({ disk, signer }: Writer): Promise<{ readonly size: number; readonly rootHex: string }> {
    const { folder, journal, tree } = this.#parts;
    const to = journal.size;
    if (to > this.#published) {
      try {
        await publishLog({ folder, disk, journal, tree, signer, from: this.#published, to });
      } catch (error) {
        throw diskError("publishing the log", error);
      }
      this.#published = to;
    }
    return { size: to, rootHex: Buffer.from(tree.root(to)).toString("hex") };
  }

  async #writing<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    const { writer } = this.#parts;
    if (writer === undefined) throw readOnly();
    if (this.#stopped !== undefined) throw this.#stopped;
    const working = work(writer);
    this.#working.add(working);
    try {
      return await working;
    } catch (error) {
      if (error instanceof AppError && STOPS.has(error.code)) this.#stopped ??= error;
      throw error;
    } finally {
      this.#working.delete(working);
    }
  }
}

function isSame(
  newest: StoredCaptureRecord,
  { input, received, asked }: { readonly input: CaptureInput; readonly received: Sha256; readonly asked: Sha256 },
): boolean {
  return (
    newest.sha256 === received &&
    newest.asked === asked &&
    newest.status === input.status &&
    newest.media === input.media
  );
}
