import { createHash } from "node:crypto";
import { AppError } from "../base/app-error.js";
import type { Sha256 } from "../base/digest.js";
import { blobPath, LAYOUT } from "../ledger/layout.js";
import type { LedgerRecord } from "../ledger/record.js";
import { isCommitted } from "../ledger/sealing/data-key.js";
import { ENCLOSED_KEYS, parseEnclosedKeys } from "../ledger/sealing/enclosed-keys.js";
import { type DataKey, keyringSlots, unwrapKey } from "../ledger/sealing/keyring-format.js";
import { openSealed } from "../ledger/sealing/sealed-blob.js";
import type { RecordChecker } from "./check-records.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

interface Sealed {
  readonly where: string;
  readonly keyc: Sha256;
  /** The blob with the question: sealed under the same key. */
  readonly question: Sha256;
}

export interface KeyInput {
  readonly source: EvidenceSource;
  readonly shredded: ReadonlySet<string>;
  /** `pack`: keys are enclosed for every sealed blob that is; `journal`: keys are wrapped by the master key. */
  readonly shape: "journal" | "pack";
  /** Without it sealed blobs of a live folder are checked as ciphertexts only. */
  readonly master: Uint8Array | undefined;
}

/** Checks sealed evidence: that one key was committed to, that it is here, and that it opens what was received. */
export class KeyChecker {
  readonly #findings: Findings;
  readonly #sealed = new Map<Sha256, Sealed>();

  constructor(records: RecordChecker, findings: Findings) {
    this.#findings = findings;
    records.observe((index, record) => this.#see(`record ${index}`, record));
  }

  /** Opens every sealed blob that is here and was not destroyed. Returns sentences on what it could not look into. */
  async check({ source, shredded, shape, master }: KeyInput): Promise<readonly string[]> {
    if (this.#sealed.size === 0) return [];
    const { held, keys } = await this.#keysOf({ source, shape, master });
    let unread = 0;
    let undone = 0;
    for (const [blob, sealed] of this.#sealed) {
      const dataKey = keys?.get(blob);
      if (shredded.has(blob)) undone += held.has(blob) ? 1 : 0;
      else if (!(await source.has(blobPath(blob)))) continue;
      else if (keys === undefined) unread += 1;
      else await this.#open({ blob, sealed, dataKey, source });
    }
    if (undone > 0) this.#noteUndone(undone, shape);
    return unread === 0 ? [] : [`What ${unread} sealed blobs hold: the keys were not at hand.`];
  }

  #see(where: string, record: LedgerRecord): void {
    if (record.type !== "evidence" || record.class !== "enc") return;
    const known = this.#sealed.get(record.sha256);
    if (known !== undefined && known.keyc !== record.keyc) {
      this.#findings.error("KEY_COMMIT", where, `commits to another key of blob ${record.sha256} than ${known.where}`);
      return;
    }
    this.#sealed.set(record.sha256, { where, keyc: record.keyc, question: record.source.asked });
  }

  #noteUndone(count: number, shape: KeyInput["shape"]): void {
    if (shape === "pack") {
      this.#findings.error("SHRED_UNDONE", ENCLOSED_KEYS, `keys of ${count} destroyed blobs are in the pack`);
      return;
    }
    const message = `keys of ${count} destroyed blobs are still here; opening the folder for writing destroys them`;
    this.#findings.info("INFO_SHRED_PENDING", LAYOUT.keyring, message);
  }

  /** Whose keys are here, in whatever wrapping, and the keys themselves, if they can be had. */
  async #keysOf({ source, shape, master }: Omit<KeyInput, "shredded">): Promise<{
    readonly held: { has(blob: Sha256): boolean };
    readonly keys: ReadonlyMap<Sha256, DataKey> | undefined;
  }> {
    if (shape === "pack") {
      const enclosed = await this.#enclosed(source);
      return { held: enclosed, keys: enclosed };
    }
    const held = new Set<Sha256>();
    const keys = new Map<Sha256, DataKey>();
    for (const slot of keyringSlots((await source.read(LAYOUT.keyring)) ?? Buffer.alloc(0))) {
      held.add(slot.blob);
      const dataKey = master === undefined ? undefined : unwrapKey(slot, master);
      if (dataKey !== undefined) keys.set(slot.blob, dataKey);
    }
    return { held, keys: master === undefined ? undefined : keys };
  }

  async #enclosed(source: EvidenceSource): Promise<ReadonlyMap<Sha256, DataKey>> {
    const bytes = (await source.read(ENCLOSED_KEYS)) ?? Buffer.alloc(0);
    const keys = parseEnclosedKeys(Buffer.from(bytes).toString("utf8"));
    if (keys === undefined) this.#findings.error("KEY_MISSING", ENCLOSED_KEYS, "the enclosed keys cannot be read");
    for (const blob of keys?.keys() ?? []) {
      if (!this.#sealed.has(blob))
        this.#findings.error("KEY_COMMIT", ENCLOSED_KEYS, `no record commits to a key of ${blob}`);
    }
    return keys ?? new Map();
  }

  async #open({
    blob,
    sealed: { where, keyc, question },
    dataKey,
    source,
  }: {
    readonly blob: Sha256;
    readonly sealed: Sealed;
    readonly dataKey: DataKey | undefined;
    readonly source: EvidenceSource;
  }): Promise<void> {
    if (dataKey === undefined) {
      this.#findings.error("KEY_MISSING", where, `the key of sealed blob ${blob} is not here`);
      return;
    }
    if (!isCommitted(dataKey.key, keyc)) {
      this.#findings.error("KEY_COMMIT", where, `the key of blob ${blob} is not the one that was committed to`);
      return;
    }
    for (const { name, holds } of [
      { name: blob, holds: dataKey.received },
      { name: question, holds: dataKey.question },
    ]) {
      if (!(await source.has(blobPath(name)))) continue;
      const digest = await openedDigest(source.stream(blobPath(name)), dataKey.key);
      if (digest === holds) continue;
      const what = digest === undefined ? "does not open with its key" : "does not hold what was received";
      this.#findings.error("SEAL_BROKEN", where, `blob ${name} ${what}`);
    }
  }
}

/** `undefined`: the blob does not open. */
async function openedDigest(ciphertext: AsyncIterable<Uint8Array>, key: Uint8Array): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    for await (const piece of openSealed(ciphertext, key)) hash.update(piece);
  } catch (error) {
    if (error instanceof AppError && error.code === "store-damaged") return undefined;
    throw error;
  }
  return hash.digest("hex");
}
