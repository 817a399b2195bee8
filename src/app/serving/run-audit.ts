import { type Sha256, sha256 } from "../../base/digest.js";
import type { EpochMs, Instant } from "../../base/instant.js";
import { instantOf } from "../../base/instant.js";
import { auditPeriod } from "../audit/audit.js";
import { auditJson } from "../audit/write-report.js";
import { collect } from "../collect/collect.js";
import type { FilePort, OpenWorkspace } from "../workspace/open-workspace.js";
import { writeAppendix } from "./appendix.js";

export interface RunAuditInput {
  readonly open: OpenWorkspace;
  /** Where the report and the lists of populations go; the workspace's own reports stay as they are. */
  readonly files: FilePort;
  readonly collects: boolean;
  readonly signal: AbortSignal;
  now(): Instant;
  /** The moment to judge as of, once everything is collected. */
  asOf(): EpochMs;
  progress(what: string): void;
}

/** What a run of an audit ended with. */
export interface AuditRunResult {
  readonly asOf: Instant;
  readonly reportSha256: Sha256;
  /** Sources that could not be read to their end: recorded gaps. */
  readonly failedSources: number;
}

/** Collects where asked to, tests the whole period and leaves the report with all populations in `files`. */
export async function runAudit(input: RunAuditInput): Promise<AuditRunResult> {
  const { open, files, collects, progress } = input;
  let failedSources = 0;
  if (collects) {
    const { runs } = await collect({
      ...open,
      now: () => input.now(),
      signal: input.signal,
      progress: (id, captures) => progress(`collecting ${id}: ${captures}`),
    });
    failedSources = runs.filter(({ failure }) => failure !== undefined).length;
  }
  const asOf = input.asOf();
  const beside = { ...open, files };
  const report = await auditPeriod({ open: beside, asOf, progress });
  progress("writing the report");
  const text = auditJson(report);
  await files.write("reports/audit.json", text);
  await writeAppendix({ open: beside, report, asOf, files, progress });
  return { asOf: instantOf(asOf), reportSha256: sha256(text), failedSources };
}
