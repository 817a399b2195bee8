import { type Sha256, sha256 } from "../base/digest.js";
import { instantOf } from "../base/instant.js";
import { blobPath } from "../ledger/layout.js";
import { verifySealedPdf } from "../ledger/pdf/verify-sealed-pdf.js";
import { isDocument, type LedgerRecord } from "../ledger/record.js";
import { type BelievedRoots, policyProblem, readBelievedRoots } from "./believed-roots.js";
import type { RecordChecker } from "./check-records.js";
import type { Pin } from "./pin.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

interface LoggedPdf {
  readonly where: string;
  /** Fingerprints of seal keys that the log named before it. */
  readonly fingerprints: readonly string[];
}

/** Checks the sealed PDFs that the log names: whole, sealed by a key that the log named before, time-stamps genuine. */
export class DocumentChecker {
  readonly #findings: Findings;
  readonly #documents = new Map<Sha256, LoggedPdf>();
  readonly #fingerprints: string[] = [];

  constructor(records: RecordChecker, findings: Findings) {
    this.#findings = findings;
    records.observe((index, record) => this.#see(`record ${index}`, record));
  }

  /** Judges every document whose bytes are here; whether bytes are missing or changed is told elsewhere. */
  async check({
    source,
    pin,
    now,
  }: {
    readonly source: EvidenceSource;
    readonly pin: Pin | undefined;
    /** Milliseconds since 1970; without it no time-stamp is from the future. */
    readonly now: number | undefined;
  }): Promise<readonly string[]> {
    if (this.#documents.size === 0) return [];
    const believed = await readBelievedRoots(source, pin);
    const { roots, certificates } = believed === undefined || believed === "unreadable" ? NOBODY : believed;
    const rules = { roots, certificates, ...(now === undefined ? {} : { now: instantOf(now) }) };
    let timed = 0;
    for (const [digest, { where, fingerprints }] of this.#documents) {
      const bytes = await source.read(blobPath(digest));
      if (bytes === undefined || sha256(bytes) !== digest) continue;
      const report = verifySealedPdf(bytes, { ...rules, pinnedFingerprints: fingerprints });
      const { problems, stamp, documentStamps } = report;
      for (const { code, message } of problems) this.#findings.error(code, where, message);
      for (const each of stamp === undefined ? documentStamps : [stamp, ...documentStamps]) {
        const problem = policyProblem(each, roots);
        if (problem !== undefined) this.#findings.error("TSR:policy", where, problem);
      }
      if (stamp !== undefined) timed += 1;
    }
    const untimed = this.#documents.size - timed;
    if (untimed === 0) return [];
    return [`When ${untimed} of ${this.#documents.size} sealed documents were sealed: no outside time was checked.`];
  }

  #see(where: string, record: LedgerRecord): void {
    if (record.type === "key" && record.purpose === "seal") this.#fingerprints.push(record.fingerprint);
    const digest = pdfOf(record);
    if (digest !== undefined) this.#documents.set(digest, { where, fingerprints: [...this.#fingerprints] });
  }
}

/** Time-stamps are then named and not checked. */
const NOBODY: Pick<BelievedRoots, "roots" | "certificates"> = { roots: [], certificates: [] };

function pdfOf(record: LedgerRecord): Sha256 | undefined {
  if (record.type === "review") return record.pdf;
  return record.type === "derived" && isDocument(record) ? record.to : undefined;
}
