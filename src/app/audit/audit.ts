import { projectOpinion } from "../../assess/opinion/project-opinion.js";
import type { EpochMs } from "../../base/instant.js";
import { dayAt } from "../../base/zone.js";
import type { AuditReport, Completeness } from "../../reports/audit/model.js";
import { type TestedPeriod, testPeriod } from "../test-period/test-period.js";
import { calendarRows } from "../workspace/calendar.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { scopeRows } from "../workspace/scope-rows.js";
import { buildReport } from "./build-report.js";
import { completenessOf } from "./completeness.js";
import { exportPopulation } from "./export-population.js";
import { opinionInput } from "./opinion-input.js";

export interface AuditInput {
  readonly open: OpenWorkspace;
  readonly asOf: EpochMs;
  progress?(what: string): void;
}

/** Tests the period, proves its populations, projects the opinion and returns the report. */
export async function auditPeriod({ open, asOf, progress }: AuditInput): Promise<AuditReport> {
  const tested = await testPeriod({
    ...open,
    asOf,
    progress: (population, done, total) => progress?.(`testing ${done} of ${total}: ${population}`),
  });
  const csv = new Map<string, string>();
  const completeness = new Map<string, Completeness>();
  for (const population of tested.populations) {
    progress?.(`writing population: ${population.population.title}`);
    const exported = await exportPopulation(population, tested, open);
    // The report links to its populations from where it stands itself.
    csv.set(population.population.name, exported.csv.replace(/^reports\//, ""));
    completeness.set(
      population.population.name,
      await proven(population, tested, { open, populationHash: exported.hash }),
    );
  }
  const zone = open.workspace.organisation.time_zone;
  const monthOf = (at: number) => dayAt(at, zone).slice(0, 7);
  const opinion = projectOpinion(opinionInput({ workspace: open.workspace, tested, completeness, monthOf }));
  return buildReport({ open, tested, opinion, completeness, csv });
}

function proven(
  population: TestedPeriod["populations"][number],
  tested: TestedPeriod,
  { open, populationHash }: { open: OpenWorkspace; populationHash: string },
): Promise<Completeness> {
  const { workspace, engine, tables } = open;
  const declared = {
    scope: scopeRows(workspace),
    calendar: calendarRows(workspace.audit.period, workspace.organisation.time_zone),
  };
  return completenessOf(population, { tested, workspace, engine, tables, declared, populationHash });
}
