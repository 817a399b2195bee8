import { open } from "node:fs/promises";
import { join } from "node:path";
import { JOURNAL_HEADER_BYTES, readJournal } from "../ledger/journal-format.js";
import { LAYOUT } from "../ledger/layout.js";
import type { RecordChecker } from "./check-records.js";
import { readPieces } from "./files.js";
import type { Findings } from "./report.js";

/** The journal of a folder, read once from its start to its end or to the first damage. */
export class JournalFile {
  readonly #path: string;
  /** Where each leaf's record ends. */
  readonly #ends: number[] = [];

  constructor(folder: string) {
    this.#path = join(folder, LAYOUT.journal);
  }

  /** Hands every leaf to the checker. */
  async check(records: RecordChecker, findings: Findings): Promise<void> {
    for await (const part of readJournal(readPieces(this.#path))) {
      const where = `record ${part.index}`;
      switch (part.kind) {
        case "leaf":
          records.check(part.index, part.leaf);
          this.#ends.push(part.offset + JOURNAL_HEADER_BYTES + part.leaf.length);
          break;
        case "torn":
          findings.info("INFO_TORN_TAIL", where, `${part.sizeBytes} bytes of a record that was never acknowledged`);
          break;
        case "damaged":
          findings.error(
            "JOURNAL_DAMAGED",
            where,
            `no intact record at byte ${part.offset}; what follows was not read`,
          );
          break;
      }
    }
  }

  /** Leaves `[from, to)`; fewer when the file changed since it was checked. */
  async leaves(from: number, to: number): Promise<readonly Uint8Array[]> {
    const start = this.#ends[from - 1] ?? 0;
    const buffer = Buffer.alloc((this.#ends[to - 1] ?? start) - start);
    const handle = await open(this.#path, "r");
    try {
      await handle.read(buffer, 0, buffer.length, start);
    } finally {
      await handle.close();
    }
    const leaves: Uint8Array[] = [];
    for await (const part of readJournal([buffer])) if (part.kind === "leaf") leaves.push(part.leaf);
    return leaves;
  }
}
