import { type Sha256, sha256 } from "../base/digest.js";
import { instant, instantOf } from "../base/instant.js";
import type { TrustRoot } from "../ledger/cms/certificate-path.js";
import { blobPath, LAYOUT } from "../ledger/layout.js";
import { verifySealedPdf } from "../ledger/pdf/verify-sealed-pdf.js";
import type { LedgerRecord } from "../ledger/record.js";
import { parseStampTrust, stampRoots } from "../ledger/timestamp/trust-file.js";
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
    const believed = await believedRoots(source, pin);
    const at = now === undefined ? END_OF_TIME : instantOf(now);
    let timed = 0;
    for (const [digest, { where, fingerprints }] of this.#documents) {
      const bytes = await source.read(blobPath(digest));
      if (bytes === undefined || sha256(bytes) !== digest) continue;
      const { problems, stamp } = verifySealedPdf(bytes, { ...believed, pinnedFingerprints: fingerprints, now: at });
      for (const { code, message } of problems) this.#findings.error(code, where, message);
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

const END_OF_TIME = instant("9999-12-31T23:59:59.999Z");

function pdfOf(record: LedgerRecord): Sha256 | undefined {
  if (record.type === "review") return record.pdf;
  return record.type === "derived" && record.transform.startsWith("pdf/") ? record.to : undefined;
}

/** As for the time-stamps of the log: roots pinned, each within its window, else the log's own; and its certificates. */
async function believedRoots(
  source: EvidenceSource,
  pin: Pin | undefined,
): Promise<{ readonly roots: readonly TrustRoot[]; readonly certificates: readonly Uint8Array[] }> {
  const bytes = await source.read(LAYOUT.stampTrust);
  const file = bytes === undefined ? undefined : parseStampTrust(Buffer.from(bytes).toString("utf8"));
  if (file === undefined) return { roots: [], certificates: [] };
  const certificates = file.certificates.map((text) => Buffer.from(text, "base64"));
  const own = stampRoots(file);
  const pinned = pin?.timeStampRoots ?? [];
  if (pinned.length === 0) return { roots: own, certificates };
  const roots = pinned.flatMap(({ sha256: fingerprint, from, until }) =>
    own.filter((root) => root.fingerprint === fingerprint).map((root) => ({ ...root, from, until })),
  );
  return { roots, certificates };
}
