import type { TableRow } from "../../../model/tables.js";
import { nth } from "../fault.js";
import { type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import type { Change } from "./hit-change.js";

/** An emergency change of the clean company and the key of the ticket that declares it. */
export interface EmergencyChange {
  readonly change: Change;
  readonly key: string;
}

/** The emergency changes, one after another. */
export function companyEmergency(rows: CompanyRows, at: number): EmergencyChange {
  const change = nth(
    rows.change.filter(({ is_emergency }) => is_emergency),
    at,
  );
  return { change, key: change.ticket_key ?? "" };
}

/** A deployment by hand of the clean company and the key of the ticket that declares it. */
export interface EmergencyDeployment {
  readonly deployment: TableRow<"deployment">;
  readonly key: string;
  /** What CHG-05 calls it. */
  readonly label: string;
  /** What CHG-04 calls it. */
  readonly emergencyLabel: string;
}

/** The deployments by hand, one after another. */
export function handDeployment(rows: CompanyRows, at: number): EmergencyDeployment {
  const deployment = nth(
    rows.deployment.filter(({ trigger, is_production }) => trigger === "human" && is_production),
    at,
  );
  const { key } = rowAt(rows, "ticket", { where: ({ links }) => links === deployment.id, at: 0 });
  const label = deploymentLabel(deployment);
  return { deployment, key, label, emergencyLabel: `${label} (by hand)` };
}

/** How a deployment is called. */
export function deploymentLabel({
  repository,
  sha,
  environment,
}: Pick<TableRow<"deployment">, "repository" | "sha" | "environment">): string {
  const artefact =
    repository === null ? "unknown artefact" : sha === null ? repository : `${repository}@${sha.slice(0, 7)}`;
  return `${artefact} to ${environment}`;
}

/** Changes every approval on a ticket. */
export function changeApprovals(rows: CompanyRows, key: string, to: Partial<TableRow<"ticket_approval">>): void {
  changeRows(rows, "ticket_approval", { where: ({ ticket_key }) => ticket_key === key, to });
}

/** Takes every approval on a ticket away. */
export function removeApprovals(rows: CompanyRows, key: string): void {
  removeRows(rows, "ticket_approval", ({ ticket_key }) => ticket_key === key);
}
