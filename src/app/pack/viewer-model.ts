import { sha256 } from "../../base/digest.js";
import { blobPath } from "../../ledger/layout.js";
import type { AuditReport } from "../../reports/audit/model.js";
import type { PackView } from "../../reports/pack/model.js";
import type { CapturedEvidence } from "../../store/ledger/contract.js";
import type { Performed } from "../results/perform-tests.js";
import type { Audience } from "./pack-members.js";

export interface ViewerInput {
  readonly report: AuditReport;
  readonly head: { readonly origin: string; readonly rootHex: string };
  readonly size: number;
  readonly audience: Audience;
  readonly stampedSize: number | null;
  readonly performed: Performed;
  readonly captures: readonly CapturedEvidence[];
  readonly verifier: string;
}

/** What the page of a pack shows. */
export function viewerModel(input: ViewerInput): PackView {
  const { report, head, size, audience, stampedSize, performed, captures, verifier } = input;
  return {
    report: withLinks(report),
    audience,
    ...head,
    size,
    stampedSize,
    tests: performed.tests.map(({ test, version, digest, outcome, details, inputs }) => ({
      test,
      version,
      digest,
      outcome,
      details: sha256(details),
      inputs: inputs.length,
    })),
    populations: Object.fromEntries(
      [...performed.populations].map(([name, file]) => [name, { rows: file.rows, sha256: file.sha256 }]),
    ),
    captures: Object.fromEntries(
      captures.map(({ record: { sha256: received, index, blob } }) => [
        received,
        { index, path: `../${blobPath(blob)}` },
      ]),
    ),
    verifier,
  };
}

/** The page stands beside the reports, not among them. */
function withLinks(report: AuditReport): AuditReport {
  const controls = report.controls.map((control) => ({
    ...control,
    csv: control.csv === null ? null : `../reports/${control.csv}`,
  }));
  return { ...report, controls };
}
