import { projectOpinion } from "../../assess/opinion/project-opinion.js";
import type { OpinionProjection } from "../../assess/opinion/projection.js";
import type { EpochMs } from "../../base/instant.js";
import { sideBySide } from "../../base/side-by-side.js";
import { dayAt } from "../../base/zone.js";
import type { AuditReport, Completeness } from "../../reports/audit/model.js";
import { coverageProposals, type ProposalSetting } from "../findings/coverage-proposals.js";
import { findingDecisions } from "../findings/decided.js";
import { type TestedPeriod, testPeriod } from "../test-period/test-period.js";
import type { ReadableWorkspace } from "../workspace/open-workspace.js";
import { buildReport } from "./build-report.js";
import { completenessOf } from "./completeness.js";
import { exportPopulation, type PopulationExport } from "./export-population.js";
import { opinionInput } from "./opinion-input.js";

export interface AuditInput {
  readonly open: ReadableWorkspace;
  readonly asOf: EpochMs;
  progress?(what: string): void;
}

/** What an audit found, before it is put into the words of a report. */
export interface AuditedPeriod {
  readonly tested: TestedPeriod;
  /** By name of the population. */
  readonly completeness: ReadonlyMap<string, Completeness>;
  readonly opinion: OpinionProjection;
  /** Paths of the exported populations as a report beside them links to them. */
  readonly csv: ReadonlyMap<string, string>;
}

/** Tests the period, proves its populations, projects the opinion and returns the report. */
export async function auditPeriod(input: AuditInput): Promise<AuditReport> {
  return buildReport({ open: input.open, ...(await auditedPeriod(input)) });
}

/** Tests the period, proves its populations and projects the opinion. */
export async function auditedPeriod({ open, asOf, progress }: AuditInput): Promise<AuditedPeriod> {
  const named = await testPeriod({ ...open, asOf, isDryRun: true });
  const exports = await exportAll(named, open, progress);
  const tested = await testPeriod({ ...open, asOf });
  progress?.("proving populations");
  const completeness = new Map<string, Completeness>();
  for (const population of tested.populations) {
    const { name } = population.population;
    completeness.set(name, await proven(population, tested, { open, populationHash: exports.get(name)?.hash ?? null }));
  }
  progress?.("weighing causes and compensation");
  const opinion = await projectedOpinion({ tested, completeness }, open);
  // The report links to its populations from where it stands itself.
  const csv = new Map([...exports].map(([name, each]) => [name, each.csv.replace(/^reports\//, "")]));
  return { tested, completeness, opinion, csv };
}

/** What of a workspace the projection looks at besides what was tested. */
export type OpinionSetting = ProposalSetting & {
  readonly evidence: Pick<ReadableWorkspace["evidence"], "records" | "openBlob">;
};

/** Projects the opinion on what was tested, with the decisions that people recorded and what evidence says made up for what. */
export async function projectedOpinion(
  { tested, completeness }: Pick<AuditedPeriod, "tested" | "completeness">,
  open: OpinionSetting,
): Promise<OpinionProjection> {
  const zone = open.workspace.organisation.time_zone;
  return projectOpinion(
    opinionInput({
      workspace: open.workspace,
      tested,
      completeness,
      decided: await findingDecisions(open.evidence),
      proposals: await coverageProposals(tested, open),
      monthOf: (at) => dayAt(at, zone).slice(0, 7),
    }),
  );
}

async function exportAll(
  named: TestedPeriod,
  open: ReadableWorkspace,
  progress: AuditInput["progress"],
): Promise<ReadonlyMap<string, PopulationExport>> {
  let done = 0;
  const exports = await sideBySide(named.populations, open.engine.queriesAtOnce, async (population) => {
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
  { open, populationHash }: { open: ReadableWorkspace; populationHash: string | null },
): Promise<Completeness> {
  const { workspace, engine, tables } = open;
  return completenessOf(population, { tested, workspace, engine, tables, populationHash });
}
