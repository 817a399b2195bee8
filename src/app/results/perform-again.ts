import type { HeldLog, PerformAgain } from "../../verify/check-results.js";
import type { EvidenceReader, ReadableWorkspace } from "../workspace/open-workspace.js";
import { compareResults } from "./compare-results.js";
import { findOtherLists, hasOtherRows, leftText, unperformed } from "./judge-again.js";
import { loggedBatch } from "./logged-results.js";
import { performTests } from "./perform-tests.js";
import type { WorkspaceFile } from "./workspace-files.js";

export interface PerformAgainWorld {
  /** The evidence of a log as it stood at a size, as far as it is there. */
  evidenceOf(log: HeldLog, size: number): Promise<EvidenceReader>;
  /** Lays these files out in a folder that is thrown away, and opens it with this evidence. */
  temporary(
    files: readonly WorkspaceFile[],
    evidence: EvidenceReader,
  ): Promise<ReadableWorkspace & { close(): Promise<void> }>;
  progress?(what: string): void;
}

/**
 * Performs the logged tests again from the raw captures: normalises, assembles populations, judges, projects, compares.
 * The promises are those that the log holds; the tests are those of this program.
 */
export function performAgain(world: PerformAgainWorld): PerformAgain {
  return async (log, findings) => {
    const batch = await loggedBatch(log, await world.evidenceOf(log, log.size), findings);
    if (batch === undefined) return unperformed("what they rest on is not here");
    if (log.withheld.size > 0) {
      return unperformed("evidence was left out for this recipient");
    }
    if (await hasOtherRows(log, batch, findings)) return { notChecked: [] };
    const open = await world.temporary(batch.files, await world.evidenceOf(log, batch.last));
    try {
      const performed = await performTests({
        open,
        workspace: batch.workspace,
        asOf: Date.parse(batch.asOf),
        ...(world.progress === undefined ? {} : { progress: world.progress }),
      });
      const promised = performed.tests.map(({ test }) => test);
      const conclusions = compareResults(batch, { performed: performed.tests, promised }, findings);
      await findOtherLists(log, batch, findings);
      return { conclusions, notChecked: leftText(batch, log) };
    } finally {
      await open.close();
    }
  };
}
