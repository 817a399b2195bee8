import type { TableName } from "../../model/tables.js";

/** A column rule as a YAML mapping would write it. */
export type LooseRule = Readonly<Record<string, unknown>>;

/** System of ids of things that no system of lookback.yaml holds. */
const WORKSPACE = "workspace";

/** Which system a table's ids belong to: a fixed one, or the columns that say so; without an entry `system`. */
export const SYSTEM_OF: Readonly<Partial<Record<TableName, string | { readonly from: readonly string[] }>>> = {
  employment: "hr",
  position: "hr",
  leave: "hr",
  payroll_end: "hr",
  training_completion: "training",
  repository: WORKSPACE,
  ...repositoryTables(
    "landed_commit",
    "change",
    "change_party",
    "review",
    "check_result",
    "protection_bypass",
    "deployment",
  ),
  ...workspaceTables(
    "approved_exception",
    "drift_finding",
    "scheduled_run",
    "log_source",
    "log_source_state",
    "data_store",
    "backup_run",
    "playbook",
    "detection_rule",
    "review_record",
    "incident",
    "reconciliation_run",
    "cloud_resource",
    "resource_config",
    "config_change",
    "ticket",
    "ticket_approval",
    "register_entry",
    "entry_state",
    "activity",
    "activity_part",
    "duty",
    "duty_step",
    "scanner_finding",
  ),
};

const SYSTEM = { from: ["system"] };
const REPOSITORY = { from: ["repository", "@repository"] };
const DAY_ZONE = { from: ["zone", "time_zone"], else: "organisation" };

/**
 * Columns that accept more than their own name: references by what people know (`employee_no`, `username`,
 * `external_id`, `alert_key`, `period_key`, `change_number`), exact times for bounded ones (`from_at`, `to_at`,
 * `at`), days for the moments they mean, and facts of the source where the file leaves them out. A default stands
 * only where leaving out means the stricter reading.
 */
export const FRIENDLY: Readonly<Record<string, LooseRule>> = {
  system: { from: ["system", "@system"] },
  repository: { from: ["repository", "@repository"] },
  branch: { from: ["branch", "@branch"] },
  protected_branch: { from: ["protected_branch", "branch", "@branch"] },
  account_ref: { from: ["account_ref", "cloud_account", "@cloud_account"] },
  employee_no: { from: ["employee_no", "employee_number", "employee_id"] },
  person_id: reference("person_id", ["employee_no", "employee_number", "employee_id"], {
    kind: "person",
    system: "hr",
  }),
  account_id: reference("account_id", ["external_id", "account_external_id", "username", "account_username"], {
    kind: "account",
    system: SYSTEM,
  }),
  change_id: reference("change_id", ["change_number", "number"], { kind: "change", system: REPOSITORY }),
  alert_id: reference("alert_id", ["alert_key"], { kind: "alert", system: SYSTEM }),
  review_id: reference("review_id", ["period_key"], { kind: "access-review", system: SYSTEM }),
  log_source_id: reference("log_source_id", ["log_source", "name"], { kind: "log-source", system: WORKSPACE }),
  data_store_id: reference("data_store_id", ["data_store", "name"], { kind: "data-store", system: WORKSPACE }),
  duty_id: reference("duty_id", ["kind", "key"], { kind: "duty", system: WORKSPACE }),
  resource_id: { from: ["resource_id", "arn", "resource"] },
  from_lo: { from: ["from_lo", "from_at"] },
  from_hi: { from: ["from_hi", "from_at"] },
  to_lo: { from: ["to_lo", "to_at"] },
  to_hi: { from: ["to_hi", "to_at", "to_lo"] },
  at_lo: { from: ["at_lo", "at"] },
  at_hi: { from: ["at_hi", "at"] },
  seen_at: { from: ["seen_at", "@observed"] },
  zone: { from: ["zone", "time_zone", "@zone"], as: "zone" },
  "employment.start_at": { first: [{ from: "start_at" }, { from: "start_day", as: "day-start", zone: DAY_ZONE }] },
  "employment.end_at": { first: [{ from: "end_at" }, { from: "end_day", as: "day-end", zone: DAY_ZONE }] },
  "account_state.vendor_status": { from: ["vendor_status", "state"] },
  "alert.key": { from: ["key", "alert_key"] },
  "alert.vendor_severity": { from: ["vendor_severity", "severity"] },
  "access_review_item.account_username": { from: ["account_username", "username"] },
  "playbook.id": { from: ["id", "name"] },
  email: { from: "email", as: "lower" },
  work_email: { from: "work_email", as: "lower" },
  labels: { from: "labels", default: "" },
  links: { from: "links", default: "" },
  alert_keys: { from: "alert_keys", default: "" },
  is_cancelled: { from: "is_cancelled", default: false },
  is_suppressed: { from: "is_suppressed", default: false },
  is_tagged_test: { from: "is_tagged_test", default: false },
};

/** A reference by its own id, or by what people know the thing by. */
function reference(
  name: string,
  known: readonly string[],
  of: { readonly kind: string; readonly system: string | { readonly from: readonly string[] } },
): LooseRule {
  return { first: [{ from: [name] }, { from: known, as: "entity-id", ...of }] };
}

function repositoryTables(...tables: readonly TableName[]): Partial<Record<TableName, { from: readonly string[] }>> {
  return Object.fromEntries(tables.map((table) => [table, { from: ["repository", "@repository"] }]));
}

function workspaceTables(...tables: readonly TableName[]): Partial<Record<TableName, string>> {
  return Object.fromEntries(tables.map((table) => [table, WORKSPACE]));
}
