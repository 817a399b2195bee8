import type { AuditReport } from "../../reports/audit/model.js";
import type { OscalAsset, OscalControl, OscalExclusion, OscalSource } from "../../reports/oscal/model.js";
import type { PromisedControl } from "../test-period/control-plans.js";
import type { TestedPeriod } from "../test-period/test-period.js";
import type { Workspace } from "../workspace/schema.js";

/** An audit's report with the registered controls, as promised at the end of the period, and what is in scope. */
export function oscalSource(
  report: AuditReport,
  { tested, workspace }: { readonly tested: TestedPeriod; readonly workspace: Workspace },
): OscalSource {
  const at = Math.min(tested.asOf, tested.period.end - 1);
  const reported = new Map(report.controls.map((control) => [control.id, control]));
  return {
    report,
    // Statement and criteria as the report has them: a workspace may have set its own.
    controls: tested.controls.map(({ promise }) => {
      const control = oscalControl(promise, at);
      const { statement = control.statement, criteria = control.criteria } = reported.get(control.id) ?? {};
      return { ...control, statement, criteria };
    }),
    assets: assetsOf(workspace),
    exclusions: exclusionsOf(workspace),
  };
}

/** One control as it was promised at the moment `at`. */
export function oscalControl(
  promise: Pick<PromisedControl, "control" | "parametersAt" | "statementAt">,
  at: number,
): OscalControl {
  const { control } = promise;
  const values = new Map(Object.entries(Object(promise.parametersAt(at) ?? {})));
  return {
    id: control.id,
    title: control.title,
    statement: promise.statementAt(at),
    nature: control.nature,
    type: control.type,
    evidence: control.evidence,
    limits: control.limits,
    parameters: Object.entries(control.parameters).map(([name, { doc }]) => ({
      name,
      doc,
      value: valueText(values.get(name)),
    })),
    criteria: control.criteria,
    population: { title: control.population.title, doc: control.population.doc },
  };
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(String).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function assetsOf({ systems, repositories, cloud_accounts }: Workspace): readonly OscalAsset[] {
  return [
    ...systems.map(({ id, kind, title }) => ({
      kind: "system" as const,
      id,
      title: title ?? id,
      text: `System ${id} (${kind}).`,
    })),
    ...repositories.map(({ name, branch }) => ({
      kind: "repository" as const,
      id: name,
      title: name,
      text: `Repository ${name}, protected branch ${branch}.`,
    })),
    ...cloud_accounts.map(({ id, environment }) => ({
      kind: "cloud-account" as const,
      id,
      title: `Cloud account ${id}`,
      text: `Cloud account ${id} (${environment}).`,
    })),
  ];
}

function exclusionsOf({ controls, audit }: Workspace): readonly OscalExclusion[] {
  const left = [
    ...Object.entries(controls).map(([id, entry]) => [id, entry.not_applicable] as const),
    ...Object.entries(audit.not_applicable),
    ...audit.not_assessed.map((id) => [id, "not assessed in this workspace"] as const),
  ];
  return left
    .flatMap(([id, reason]) => (reason === undefined ? [] : [{ id, reason }]))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
