import type { Sha256 } from "../base/digest.js";
import { blobsOf, type LedgerRecord } from "./record.js";

/**
 * What is gone on purpose as of the last record that was seen: blobs that were destroyed and that no later record names
 * as its own. Who stores a blob anew, in whatever record, has it again; missing then, it is a loss.
 */
export class ShreddedBlobs {
  readonly #gone = new Set<Sha256>();

  /** Takes note of a record; all have to be seen, in order. */
  see(record: LedgerRecord): void {
    for (const { sha256 } of blobsOf(record)) this.#gone.delete(sha256);
    if (record.type === "shred") for (const target of record.targets) this.#gone.add(target);
  }

  has(blob: Sha256): boolean {
    return this.#gone.has(blob);
  }

  /** All of them; grows and shrinks with what is seen. */
  all(): ReadonlySet<Sha256> {
    return this.#gone;
  }
}
