import { HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import type { RowWriter } from "../rows.js";
import { type CompanyPerson, type CompanyWorld, headsOf } from "../world.js";

/** A change that somebody takes to production. */
export interface HandDeployment {
  readonly repository: string;
  readonly number: number;
  /** The commit that landed. */
  readonly sha: string;
  readonly mergedAt: number;
  readonly engineers: readonly CompanyPerson[];
  readonly world: CompanyWorld;
}

/**
 * A deployment by hand as it was promised: a ticket that links to it, the approval of another engineer beforehand, and the
 * head of security's word on the ticket afterwards.
 */
export function deployByHand(
  { repository, number, sha, mergedAt, engineers, world }: HandDeployment,
  writer: RowWriter,
): void {
  const { security, engineering } = headsOf(world);
  const deployer = engineers[(number + 3) % engineers.length] ?? engineering;
  const approver = engineers[(number + 4) % engineers.length] ?? security;
  const id = `deployment by hand ${repository}#${number}`;
  const key = `HND-${repository.split("/")[1]}-${number}`;
  const at = mergedAt + 3 * HOUR_MS;
  writer.add("deployment", {
    id,
    repository,
    sha,
    environment: "production",
    is_production: true,
    trigger: "human",
    triggered_by_login: deployer.no.toLowerCase(),
    approved_by_login: approver.no.toLowerCase(),
    approved_at: at - 10 * MINUTE_MS,
    started_at: at,
    outcome: "success",
    is_rollback: false,
  });
  writer.add("ticket", {
    id: `ticket ${key}`,
    key,
    kind: "Manual deployment",
    summary: "A deployment that the pipeline cannot make",
    created_at: at - 30 * MINUTE_MS,
    resolved_at: at + 6 * HOUR_MS,
    status: "Done",
    reporter_employee_no: deployer.no,
    beneficiary_employee_no: null,
    system: null,
    entitlements: null,
    labels: "",
    links: id,
  });
  writer.add("ticket_approval", {
    id: `approval ${key}`,
    ticket_key: key,
    approver_employee_no: security.no,
    is_manager_or_owner: true,
    decision: "approved",
    decided_at: at + 5 * HOUR_MS,
    mechanism: "transition",
  });
}
