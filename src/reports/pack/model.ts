import type { AuditReport } from "../audit/model.js";

/** One test as the log records it. */
export interface PackTest {
  readonly test: string;
  readonly version: number;
  readonly digest: string;
  readonly outcome: string;
  /** Digest of the blob with what came out. */
  readonly details: string;
  /** How many captures it rests on. */
  readonly inputs: number;
}

/** What the page of a pack shows. */
export interface PackView {
  readonly report: AuditReport;
  readonly audience: "auditor" | "customer";
  /** Name of the log. */
  readonly origin: string;
  /** Records in the log. */
  readonly size: number;
  readonly rootHex: string;
  /** Size of the newest head in it beside which a time-stamp of somebody else stands; `null`: there is none. */
  readonly stampedSize: number | null;
  readonly tests: readonly PackTest[];
  /** Rows of each population as the judges saw them, and the digest of the file, by name. */
  readonly populations: Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>;
  /** Where a capture stands, by the digest of what was received: its record, and its file in the pack. */
  readonly captures: Readonly<Record<string, { readonly index: number; readonly path: string }>>;
  /** Digest of the single-file verifier that made its way into the pack. */
  readonly verifier: string;
}
