import { createHash, randomBytes } from "node:crypto";
import { AppError } from "../../base/app-error.js";
import { parseSha256, type Sha256, sha256 } from "../../base/digest.js";
import type { LedgerRecord } from "../../ledger/record.js";
import { isCommitted, KEY_BYTES, keyCommitment } from "../../ledger/sealing/data-key.js";
import type { DataKey } from "../../ledger/sealing/keyring-format.js";
import { openedSize, openSealed, type SealedPart, seal } from "../../ledger/sealing/sealed-blob.js";
import { ShreddedBlobs } from "../../ledger/shredded-blobs.js";
import type { BlobStore, StagedBlob } from "../blobs/blob-store.js";
import type { Keyring } from "../keys/keyring.js";
import type { StoredCaptureRecord } from "./capture-index.js";

type Evidence = Extract<LedgerRecord, { type: "evidence" }>;

/** What was received, as against what is stored of it. */
export interface Received {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly asked: Sha256;
}

/** A body that was sealed while it was read, and is not a blob yet. */
export interface StagedCapture {
  readonly staged: StagedBlob;
  readonly received: Omit<Received, "asked">;
  /** Present when it is sealed. */
  readonly key: Uint8Array | undefined;
}

interface SealedName {
  readonly owner: Sha256;
  readonly keyc: Sha256;
  readonly part: SealedPart;
}

/**
 * The confidential side of a ledger: which blobs are sealed, under which keys, and what was received. The log names
 * only ciphertexts; what people and reports call evidence by, the digest of the bytes as received, is known here as
 * long as the key is.
 */
export class SealedCaptures {
  readonly #blobs: BlobStore;
  readonly #keyring: Keyring | undefined;
  readonly #isOn: boolean;
  /** Sealed blobs by their name in the log. */
  readonly #sealed = new Map<Sha256, SealedName>();
  /** A stored blob by the digest of what was received. */
  readonly #byReceived = new Map<Sha256, Sha256>();
  readonly #shredded = new ShreddedBlobs();

  /** @param options `isOn`: seal what is captured from now on. */
  constructor(blobs: BlobStore, { keyring, isOn }: { readonly keyring: Keyring | undefined; readonly isOn: boolean }) {
    this.#blobs = blobs;
    this.#keyring = keyring;
    this.#isOn = isOn && keyring !== undefined;
  }

  /** Takes note of a record. What is stored anew after it was destroyed is there again. */
  note(record: LedgerRecord): void {
    this.#shredded.see(record);
    if (record.type !== "evidence" || record.class !== "enc") return;
    this.#sealed.set(record.sha256, { owner: record.sha256, keyc: record.keyc, part: "body" });
    this.#sealed.set(record.source.asked, { owner: record.sha256, keyc: record.keyc, part: "question" });
    const received = this.#keyring?.get(record.sha256)?.received;
    if (received !== undefined) this.#byReceived.set(received, record.sha256);
  }

  /** What was received for an evidence record; `undefined` when its key is not at hand. */
  receivedOf(record: Pick<Evidence, "class" | "sha256" | "size" | "source">): Received | undefined {
    if (record.class === "plain") return { sha256: record.sha256, sizeBytes: record.size, asked: record.source.asked };
    const dataKey = this.#keyring?.get(record.sha256);
    const sizeBytes = openedSize(record.size);
    if (dataKey === undefined || sizeBytes === undefined) return undefined;
    return { sha256: dataKey.received, sizeBytes, asked: dataKey.question };
  }

  /** Whether the keys of these blobs are out of reach, so that they cannot be destroyed. */
  isOutOfReach(targets: readonly Sha256[]): boolean {
    return this.#keyring === undefined && targets.some((blob) => this.#sealed.has(blob));
  }

  isShredded(blob: Sha256): boolean {
    return this.#shredded.has(blob);
  }

  /** Whether a capture is gone: what was received, or what was asked for it, without which nobody knows what it is of. */
  isGone({ blob, asked }: Pick<StoredCaptureRecord, "blob" | "asked">): boolean {
    // A sealed question is called by what was asked, which may have been stored in plain for other evidence.
    return this.#shredded.has(blob) || (!this.#sealed.has(blob) && this.#shredded.has(asked));
  }

  /** Blobs that the log says were destroyed and that no later record stored anew. */
  shredded(): ReadonlySet<Sha256> {
    return this.#shredded.all();
  }

  /** With the questions that were sealed under the keys of these blobs: they go together. */
  withQuestions(targets: readonly Sha256[]): readonly Sha256[] {
    const owners = new Set(targets);
    const questions = [...this.#sealed].filter(([, { owner, part }]) => part === "question" && owners.has(owner));
    return [...targets, ...questions.map(([blob]) => blob)];
  }

  /** Reads a body to its end, sealing it on the way when evidence is confidential. */
  async stage(body: AsyncIterable<Uint8Array>): Promise<StagedCapture> {
    if (!this.#isOn) {
      const staged = await this.#blobs.stage(body);
      return { staged, received: staged, key: undefined };
    }
    const key = randomBytes(KEY_BYTES);
    const meter = new Meter();
    const staged = await this.#blobs.stage(seal(meter.read(body), { key, part: "body" }));
    return { staged, received: meter.received(), key };
  }

  /** Stores body, question and key; all of them are durable when it returns, so that a record may name them. */
  async keep(
    { staged, received, key }: StagedCapture,
    question: Uint8Array,
  ): Promise<{ readonly sha256: Sha256; readonly size: number; readonly asked: Sha256; readonly keyc?: Sha256 }> {
    const stored = { sha256: staged.sha256, size: staged.sizeBytes };
    if (key === undefined || this.#keyring === undefined) {
      const [asked] = await allEnded([this.#blobs.put([question]), staged.keep()]);
      return { ...stored, asked: asked.sha256 };
    }
    const dataKey: DataKey = { key, received: received.sha256, question: sha256(question) };
    const [asked] = await allEnded([
      this.#blobs.put(seal([question], { key, part: "question" })),
      staged.keep(),
      this.#keyring.add(staged.sha256, dataKey),
    ]);
    return { ...stored, asked: asked.sha256, keyc: keyCommitment(key) };
  }

  /** The bytes as received, of a blob named in the log or by the digest of what was received. */
  open(name: Sha256): AsyncIterable<Uint8Array> {
    const blob = this.#sealed.has(name) ? name : (this.#byReceived.get(name) ?? name);
    if (this.#shredded.has(blob)) throw destroyed(blob);
    const sealed = this.#sealed.get(blob);
    return sealed === undefined ? this.#blobs.open(blob) : this.#opened(blob, sealed);
  }

  /** The data key of a sealed blob and what it commits to; `undefined` when it is not at hand or the blob is plain. */
  keyOf(blob: Sha256): DataKey | undefined {
    const sealed = this.#sealed.get(blob);
    return sealed === undefined || this.#shredded.has(blob) ? undefined : this.#keyring?.get(sealed.owner);
  }

  async *#opened(blob: Sha256, { owner, keyc, part }: SealedName): AsyncGenerator<Uint8Array> {
    const dataKey = this.#keyring?.get(owner);
    if (dataKey === undefined) throw locked(blob);
    if (!isCommitted(dataKey.key, keyc))
      throw damaged(`the key of blob ${blob} is not the one its record committed to`);
    const meter = new Meter();
    yield* meter.read(openSealed(this.#blobs.open(blob), dataKey.key));
    const expected = part === "body" ? dataKey.received : dataKey.question;
    if (meter.received().sha256 !== expected) throw damaged(`blob ${blob} does not hold what was received`);
  }
}

/** How a question that nobody can read is called: by its blob, so that no two are one. */
export function unreadKeyName({ source }: Pick<Evidence, "source">): string {
  return `unread question ${source.asked}`;
}

/** A capture's newest bytes cannot be read: without them an audit would silently rest on less. */
export function locked(blob: Sha256): AppError {
  return new AppError({
    code: "store-damaged",
    message: `blob ${blob} is sealed and its key is not here`,
    fix: "Name the master key under `confidential` in lookback.yaml and restore keys/ from a copy; lookback verify lists what is missing.",
  });
}

/** Counts and hashes what runs through. */
class Meter {
  readonly #hash = createHash("sha256");
  #sizeBytes = 0;

  async *read(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      this.#hash.update(chunk);
      this.#sizeBytes += chunk.length;
      yield chunk;
    }
  }

  /** To be asked once, after the end. */
  received(): { readonly sha256: Sha256; readonly sizeBytes: number } {
    const digest = parseSha256(this.#hash.digest("hex"));
    if (digest === undefined) throw damaged("a digest has another shape than SHA-256");
    return { sha256: digest, sizeBytes: this.#sizeBytes };
  }
}

/** Waits for all also when one fails: nothing may still be writing once the caller has the error. */
async function allEnded<const T extends readonly Promise<unknown>[]>(works: T) {
  await Promise.allSettled(works);
  return Promise.all(works);
}

function destroyed(blob: Sha256): AppError {
  return new AppError({
    code: "not-found",
    message: `blob ${blob} was destroyed on purpose`,
    fix: "It cannot be had again. The record of its destruction names reason, basis and approval.",
  });
}

function damaged(message: string): AppError {
  return new AppError({
    code: "store-damaged",
    message,
    fix: "Run: lookback verify. Restore the evidence folder, keys included, from a copy.",
  });
}
