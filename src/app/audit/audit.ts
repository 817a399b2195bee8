import { projectOpinion } from "../../assess/opinion/project-opinion.js";
import type { EpochMs } from "../../base/instant.js";
import { dayAt } from "../../base/zone.js";
import type { AuditReport, Completeness } from "../../reports/audit/model.js";
import { coverageProposals } from "../findings/coverage-proposals.js";
import { findingDecisions } from "../findings/decided.js";
import { sideBySide } from "../test-period/side-by-side.js";
import { type TestedPeriod, testPeriod } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { buildReport } from "./build-report.js";
import { completenessOf } from "./completeness.js";
import { exportPopulation, type PopulationExport } from "./export-population.js";
import { opinionInput } from "./opinion-input.js";

export interface AuditInput {
  readonly open: OpenWorkspace;
  readonly asOf: EpochMs;
  progress?(what: string): void;
}

/** Tests the period, proves its populations, projects the opinion and returns the report. */
export async function auditPeriod({ open, asOf, progress }: AuditInput): Promise<AuditReport> {
  const named = await testPeriod({ ...open, asOf, isDryRun: true });
  const exports = await exportAll(named, open, progress);
  const tested = await testPeriod({ ...open, asOf });
  progress?.("proving populations");
  const completeness = new Map<string, Completeness>();
  for (const population of tested.populations) {
    const { name } = population.population;
    completeness.set(name, await proven(population, tested, { open, populationHash: exports.get(name)?.hash ?? null }));
  }
  const zone = open.workspace.organisation.time_zone;
  const monthOf = (at: number) => dayAt(at, zone).slice(0, 7);
  progress?.("weighing causes and compensation");
  const opinion = projectOpinion(
    opinionInput({
      workspace: open.workspace,
      tested,
      completeness,
      decided: await findingDecisions(open.evidence),
      proposals: await coverageProposals(tested, open),
      monthOf,
    }),
  );
  // The report links to its populations from where it stands itself.
  const csv = new Map([...exports].map(([name, each]) => [name, each.csv.replace(/^reports\//, "")]));
  return buildReport({ open, tested, opinion, completeness, csv });
}

async function exportAll(
  named: TestedPeriod,
  open: OpenWorkspace,
  progress: AuditInput["progress"],
): Promise<ReadonlyMap<string, PopulationExport>> {
  let done = 0;
  const exports = await sideBySide(named.populations, async (population) => {
    const made = await exportPopulation(population, named, open);
    done += 1;
    progress?.(`testing ${done} of ${named.populations.length}: ${population.population.title}`);
    return [population.population.name, made] as const;
  });
  return new Map(exports);
}

function proven(
  population: TestedPeriod["populations"][number],
  tested: TestedPeriod,
  { open, populationHash }: { open: OpenWorkspace; populationHash: string | null },
): Promise<Completeness> {
  const { workspace, engine, tables } = open;
  return completenessOf(population, { tested, workspace, engine, tables, populationHash });
}
