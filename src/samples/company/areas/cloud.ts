import { addDays, DAY_MS, HOUR_MS } from "../../../base/instant.js";
import { startOfDay } from "../../../base/zone.js";
import { daysBetween } from "../../moments.js";
import type { RowWriter } from "../rows.js";
import { type CompanyWorld, headsOf, spread } from "../world.js";
import { platformPeople } from "./privileged-access.js";

/** Cloud resources and their settings, changes by the pipeline, drift, log sources, backups. */
export function cloud(world: CompanyWorld, writer: RowWriter): void {
  for (let index = 0; index < world.plan.buckets; index += 1) bucket(`bucket-${index + 1}`, world, writer);
  database(world, writer);
  snapshots(world, writer);
  pipelineWrites(world, writer);
  consoleWrite(world, writer);
  drift(world, writer);
  logSources(world, writer);
  backups(world, writer);
}

/** The id of a resource. */
export function resourceId(type: string, name: string): string {
  return `arn:${type}:${name}`;
}

/** A setting of a resource that stays as it is, as often as somebody looked. */
export function setting(
  { type, name, attribute, value }: { type: string; name: string; attribute: string; value: string },
  { covered }: CompanyWorld,
  writer: RowWriter,
): void {
  writer.add("resource_config", {
    id: `${resourceId(type, name)} ${attribute}`,
    resource_id: resourceId(type, name),
    attribute,
    value,
    from_at: covered.start,
    to_lo: null,
    to_hi: null,
    seen_at: covered.end,
    changed_by: null,
  });
}

/** A resource that was there before the records began. */
export function resource(
  { type, name }: { type: string; name: string },
  { plan, covered }: CompanyWorld,
  writer: RowWriter,
): void {
  writer.add("cloud_resource", {
    id: resourceId(type, name),
    account_ref: plan.cloudAccount,
    type,
    name,
    created_at: covered.start,
    deleted_at: null,
    is_production: true,
    has_customer_data: null,
  });
}

function bucket(name: string, world: CompanyWorld, writer: RowWriter): void {
  const type = "AWS::S3::Bucket";
  resource({ type, name }, world, writer);
  setting({ type, name, attribute: "encryption.kind", value: "customer" }, world, writer);
  setting({ type, name, attribute: "public_access.effective", value: "false" }, world, writer);
}

function database(world: CompanyWorld, writer: RowWriter): void {
  const type = "AWS::RDS::DBInstance";
  resource({ type, name: "main-db" }, world, writer);
  setting({ type, name: "main-db", attribute: "encryption.kind", value: "customer" }, world, writer);
  setting({ type, name: "main-db", attribute: "public_access.effective", value: "false" }, world, writer);
}

/** A copy of the database, taken every quarter and kept. */
function snapshots(world: CompanyWorld, writer: RowWriter): void {
  const type = "AWS::RDS::DBSnapshot";
  for (const name of ["main-db-spring", "main-db-autumn", "main-db-winter"]) {
    resource({ type, name }, world, writer);
    setting({ type, name, attribute: "encryption.kind", value: "customer" }, world, writer);
    setting({ type, name, attribute: "public_access.effective", value: "false" }, world, writer);
  }
}

/** Role of the pipeline, as lookback.yaml declares it. */
export const PIPELINE_ROLE = "arn:aws:iam::pipeline:role/deployer";

function pipelineWrites({ plan, period }: CompanyWorld, writer: RowWriter): void {
  spread(period, 60).forEach((at, index) => {
    writer.add("config_change", {
      id: `write ${index}`,
      account_ref: plan.cloudAccount,
      region: "eu-central-1",
      at,
      service: "ecs.amazonaws.com",
      action: "UpdateService",
      resource: "service/api",
      principal: `${PIPELINE_ROLE}/run-${index}`,
      role: PIPELINE_ROLE,
      actor_kind: "pipeline",
      channel: "iac",
      channel_basis: "role",
      is_configuration: true,
      is_production: true,
      change_key: null,
    });
  });
}

/** Three writes by a person, each asked for and approved before. */
function consoleWrite(world: CompanyWorld, writer: RowWriter): void {
  const { plan, period } = world;
  const heads = headsOf(world);
  const [operator = heads.engineering] = platformPeople(world);
  spread(period, 3).forEach((at, index) => {
    const key = `OPS-${index + 1}`;
    writer.add("ticket", {
      id: `ticket ${key}`,
      key,
      kind: "Change request",
      summary: "A change that the pipeline cannot make",
      created_at: at - 2 * DAY_MS,
      resolved_at: at + DAY_MS,
      status: "Done",
      reporter_employee_no: heads.engineering.no,
      beneficiary_employee_no: null,
      system: null,
      entitlements: null,
      labels: "",
      links: `write human ${index}`,
    });
    writer.add("ticket_approval", {
      id: `approval ${key}`,
      ticket_key: key,
      approver_employee_no: heads.security.no,
      is_manager_or_owner: true,
      decision: "approved",
      decided_at: at - DAY_MS,
      mechanism: "transition",
    });
    writer.add("config_change", {
      id: `write human ${index}`,
      account_ref: plan.cloudAccount,
      region: "eu-central-1",
      at,
      service: "rds.amazonaws.com",
      action: `ModifyDBInstance${index}`,
      resource: "main-db",
      principal: `arn:aws:sts::assumed-role/operator/${operator.no.toLowerCase()}`,
      role: "arn:aws:iam::role/operator",
      actor_kind: "human",
      channel: "console",
      channel_basis: "flag",
      is_configuration: true,
      is_production: true,
      change_key: key,
    });
  });
}

function drift({ plan, period, covered }: CompanyWorld, writer: RowWriter): void {
  for (const due of daysBetween(plan.coveredFrom, addDays(plan.exportedOn, -1))) {
    writer.add("scheduled_run", {
      id: `drift ${due}`,
      job: "drift",
      due_day: due,
      ran_at: startOfDay(due, plan.zone) + 5 * HOUR_MS,
      outcome: "success",
    });
  }
  spread({ start: period.start, end: Math.min(period.end, covered.end) - 12 * DAY_MS }, 12).forEach((at, index) => {
    writer.add("drift_finding", {
      id: `drift finding ${index}`,
      resource: `resource-${index}`,
      detector: "drift",
      began_at: at - 6 * HOUR_MS,
      opened_at: at,
      closed_at: at + 2 * DAY_MS,
      accepted_at: null,
      accepted_by: null,
      ticket_key: null,
    });
  });
}

const ASPECTS = ["enabled", "arriving", "immutable", "alert_on_stop"] as const;

function logSources({ plan, covered }: CompanyWorld, writer: RowWriter): void {
  for (const { id } of plan.systems) {
    writer.add("log_source", { id: `log ${id}`, name: `log ${id}`, from_at: covered.start, to_at: null });
    for (const aspect of ASPECTS) {
      writer.add("log_source_state", {
        id: `log ${id} ${aspect}`,
        log_source_id: `log ${id}`,
        aspect,
        value: "true",
        reason: null,
        from_at: covered.start,
        to_lo: null,
        to_hi: null,
        seen_at: covered.end,
      });
    }
  }
}

function backups({ plan, covered }: CompanyWorld, writer: RowWriter): void {
  for (const store of ["main-db", "documents"]) {
    writer.add("data_store", {
      id: `store ${store}`,
      name: store,
      from_at: covered.start,
      to_at: null,
      has_continuous_recovery: false,
    });
    for (const day of daysBetween(plan.coveredFrom, addDays(plan.exportedOn, -1))) {
      const at = startOfDay(day, plan.zone) + 2 * HOUR_MS;
      writer.add("backup_run", {
        id: `backup ${store} ${day}`,
        data_store_id: `store ${store}`,
        started_at: at,
        completed_at: at + HOUR_MS,
        outcome: "success",
        is_encrypted: true,
        retained_until: at + 36 * DAY_MS,
        deleted_at: at + 36 * DAY_MS < covered.end ? at + 36 * DAY_MS : null,
        ticket_key: null,
        recovery_from_at: null,
        recovery_to_at: null,
      });
    }
  }
}
