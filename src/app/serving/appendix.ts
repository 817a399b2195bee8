import type { EpochMs } from "../../base/instant.js";
import type { AuditReport } from "../../reports/audit/model.js";
import type { AuditorReportView } from "../../reports/auditor-report/model.js";
import type { CauseReport } from "../../reports/findings/model.js";
import { causeReport } from "../findings/cause-report.js";
import { showReport } from "../report/show-report.js";
import type { FilePort, OpenWorkspace } from "../workspace/open-workspace.js";

/** What stands beside a report: made with it, so that nobody waits for it later. */
export const APPENDIX = {
  cause: (control: string) => `reports/causes/${control}.json`,
  auditorReport: "reports/auditor-report.json",
} as const;

export interface AppendixInput {
  readonly open: OpenWorkspace;
  readonly report: AuditReport;
  readonly asOf: EpochMs;
  readonly files: FilePort;
  progress(what: string): void;
}

/**
 * Writes what evidence shows about why controls failed, one file for each control with a deviating item, and the rows of
 * the auditor's own report beside the census.
 */
export async function writeAppendix({ open, report, asOf, files, progress }: AppendixInput): Promise<void> {
  const failing = report.controls.filter(({ counts }) => counts.deviation > 0);
  for (const [at, { id }] of failing.entries()) {
    progress(`looking into why: ${at + 1} of ${failing.length}, ${id}`);
    const causes: CauseReport = await causeReport(open, { control: id, attribute: undefined, asOf });
    await files.write(APPENDIX.cause(id), JSON.stringify(causes));
  }
  progress("comparing with the auditor's report");
  const view: AuditorReportView = await showReport({ open, asOf });
  await files.write(APPENDIX.auditorReport, JSON.stringify(view));
}
