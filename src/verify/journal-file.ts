import { readJournal } from "../ledger/journal-format.js";
import { LAYOUT } from "../ledger/layout.js";
import type { RecordChecker } from "./check-records.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

/** Hands every leaf of a folder's journal to the checker, from its start to its end or to the first damage. */
export async function checkJournal(source: EvidenceSource, records: RecordChecker, findings: Findings): Promise<void> {
  for await (const part of readJournal(source.stream(LAYOUT.journal))) {
    const where = `record ${part.index}`;
    switch (part.kind) {
      case "leaf":
        records.check(part.index, part.leaf);
        break;
      case "torn":
        findings.info("INFO_TORN_TAIL", where, `${part.sizeBytes} bytes of a record that was never acknowledged`);
        break;
      case "damaged":
        findings.error("JOURNAL_DAMAGED", where, `no intact record at byte ${part.offset}; what follows was not read`);
        break;
    }
  }
}
