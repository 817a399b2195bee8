import { assert } from "../../base/assert.js";
import type { StreamName } from "../../model/streams.js";
import type { Column } from "../../model/table.js";
import { TABLES, type TableName } from "../../model/tables.js";
import { Mapping, type TableRule } from "./mapping/schema.js";
import { FRIENDLY, type LooseRule, SYSTEM_OF } from "./native-columns.js";

/** What a table's own file covers, the columns that make a row's id, and the kind of thing that id names. */
interface NativeTable {
  readonly covers: readonly StreamName[];
  readonly key: readonly string[];
  readonly kind?: string;
}

/** Tables that people or scripts may deliver as they are. Derived and engine-made tables are not among them. */
const NATIVE: Readonly<Partial<Record<TableName, NativeTable>>> = {
  employment: { covers: ["hr.workers"], key: ["employee_no", "start_day"] },
  position: { covers: ["hr.positions"], key: ["person_id", "from_at"] },
  leave: { covers: ["hr.leaves"], key: ["person_id", "from_at"] },
  payroll_end: { covers: ["payroll.leavers"], key: ["employee_no", "end_day"] },
  training_completion: { covers: ["training.completions"], key: ["employee_no", "email", "course", "assigned_at"] },
  account: { covers: ["accounts"], key: ["external_id"] },
  account_state: { covers: ["account-events"], key: ["account_id", "state", "from_hi"] },
  identity_decision: { covers: ["identity.decisions"], key: ["system", "username", "decided_at"] },
  access_grant: { covers: ["grants"], key: ["account_id", "entitlement", "from_hi", "to_lo"], kind: "grant" },
  credential: { covers: ["credentials"], key: ["account_id", "kind", "from_hi"] },
  auth_factor: { covers: ["factors"], key: ["account_id", "factor", "from_hi"], kind: "factor" },
  auth_policy: { covers: ["auth-policies"], key: ["account_id", "from_at"] },
  sign_in: { covers: ["sign-ins"], key: ["account_id", "at", "app"], kind: "sign-in" },
  session_revocation: { covers: ["session-revocations"], key: ["account_id", "at"], kind: "session-revocation" },
  access_review: { covers: ["access-reviews"], key: ["period_key"], kind: "access-review" },
  access_review_item: { covers: ["access-reviews"], key: ["review_id", "account_username", "entitlement"] },
  reconciliation_run: { covers: ["reconciliations"], key: ["due_day"] },
  orphan_account: { covers: ["reconciliations"], key: ["system", "username", "found_at"] },
  repository: { covers: [], key: ["name"] },
  landed_commit: { covers: ["repo.landed"], key: ["branch", "sha"], kind: "landed" },
  change: { covers: ["repo.changes"], key: ["number"] },
  change_party: { covers: ["repo.changes"], key: ["change_id", "role", "login", "email"] },
  review: { covers: ["repo.reviews"], key: ["change_id", "reviewer_login", "submitted_at"] },
  check_result: { covers: ["repo.checks"], key: ["sha", "name", "started_at", "completed_at"], kind: "check-run" },
  protection_bypass: { covers: ["repo.bypasses"], key: ["branch", "at", "after_sha"], kind: "bypass" },
  deployment: { covers: ["deployments"], key: ["environment", "sha", "started_at"] },
  ticket: { covers: ["tickets"], key: ["key"] },
  ticket_approval: {
    covers: ["tickets"],
    key: ["ticket_key", "approver_employee_no", "decided_at"],
    kind: "ticket-approval",
  },
  cloud_resource: { covers: ["cloud.config"], key: ["account_ref", "type", "name"] },
  resource_config: { covers: ["cloud.config"], key: ["resource_id", "attribute", "from_at"], kind: "resource-config" },
  config_change: { covers: ["cloud.changes"], key: ["account_ref", "at", "action", "resource", "principal"] },
  approved_exception: { covers: ["exceptions.approved"], key: ["kind", "subject", "from_at"] },
  drift_finding: { covers: ["drift.findings"], key: ["resource", "detector", "opened_at"] },
  scheduled_run: { covers: ["drift.runs"], key: ["job", "due_day"] },
  log_source: { covers: ["log.sources"], key: ["name"], kind: "log-source" },
  log_source_state: { covers: ["log.sources"], key: ["log_source_id", "aspect", "from_at"] },
  data_store: { covers: ["backup.runs"], key: ["name"], kind: "data-store" },
  backup_run: { covers: ["backup.runs"], key: ["data_store_id", "started_at"] },
  alert: { covers: ["alerts"], key: ["rule_id", "title", "created_at"] },
  alert_state: { covers: ["alert-states"], key: ["alert_id", "step", "at_hi"], kind: "alert-state" },
  suppression: { covers: ["suppressions"], key: ["rule_id", "from_at"] },
  playbook: { covers: ["suppressions"], key: ["id"] },
  detection_rule: { covers: ["detection-reviews"], key: ["rule_id", "period_key"] },
  review_record: { covers: ["detection-reviews"], key: ["kind", "period_key"] },
  incident: { covers: ["incidents"], key: ["key"] },
  scanner_finding: {
    covers: ["scanner.findings"],
    key: ["scanner", "check_id", "resource", "location", "at"],
    kind: "scanner-finding",
  },
  // What these cover depends on the register or kind in the file: the source's `streams` says it.
  register_entry: { covers: [], key: ["register", "key", "from_at"], kind: "register-entry" },
  entry_state: { covers: [], key: ["entry_id", "aspect", "from_at"], kind: "entry-state" },
  activity: { covers: [], key: ["kind", "subject", "period_key", "performed_at"], kind: "activity" },
  activity_part: { covers: [], key: ["activity_id", "part"], kind: "activity-part" },
  duty: { covers: [], key: ["kind", "key"], kind: "duty" },
  duty_step: { covers: [], key: ["duty_id", "step", "done_at"], kind: "duty-step" },
};

const PREFIX = "lookback-";
const made = new Map<TableName, Mapping>();

/** Names of the native mappings, one per table that can be delivered as it is. */
export function nativeNames(): readonly string[] {
  return Object.keys(NATIVE).map((table) => `${PREFIX}${table}`);
}

/**
 * The mapping of files whose columns are named like the table's own (`lookback-ticket`): instants as ISO with zone,
 * booleans as true and false, and ids derived from `key` or the key columns where they are left out.
 */
export function nativeMapping(name: string): Mapping | undefined {
  const table = Object.keys(NATIVE).find((each): each is keyof typeof NATIVE => `${PREFIX}${each}` === name);
  const native = table === undefined ? undefined : NATIVE[table];
  if (table === undefined || native === undefined) return undefined;
  const known = made.get(table);
  if (known !== undefined) return known;
  const mapping = Mapping.parse({
    title: TABLES[table].doc,
    covers: native.covers,
    tables: [tableRule(table, native)],
  });
  made.set(table, mapping);
  return mapping;
}

/** Words that a text column may hold, as its declaration lists them; `undefined` when it holds anything. */
export function wordsOf(column: Column): readonly string[] | undefined {
  if (column.kind !== "text") return undefined;
  const [list = ""] = column.doc.split(/[;:(]/);
  const words = list.trim().split(" | ");
  return words.length > 1 && words.every((word) => /^[a-z][a-z0-9_-]*$/.test(word)) ? words : undefined;
}

function tableRule(table: TableName, native: NativeTable): Omit<TableRule, "columns"> & { columns: object } {
  const kind = native.kind ?? table;
  const system = SYSTEM_OF[table];
  const columns: Record<string, LooseRule> = {};
  for (const [name, column] of Object.entries<Column>(TABLES[table].columns)) {
    columns[name] = name === "id" ? idRule(table, kind) : columnRule(table, name, column);
  }
  const fixed = system !== undefined && typeof system === "string" ? { system } : {};
  assert(
    native.key.every((name) => Object.hasOwn(columns, name)),
    `key columns of ${table} exist`,
  );
  return { table, kind, key: [...native.key], columns, ...fixed };
}

function idRule(table: TableName, kind: string): LooseRule {
  const system = SYSTEM_OF[table] ?? { from: ["system"] };
  const plain = table === "cloud_resource" ? ["id", "arn"] : table === "playbook" ? ["id", "name"] : ["id"];
  if (table === "ticket" || table === "incident") return { from: plain };
  return { first: [{ from: plain }, { from: ["key", `${table}_key`], as: "entity-id", kind, system }] };
}

function columnRule(table: TableName, name: string, column: Column): LooseRule {
  const friendly = FRIENDLY[`${table}.${name}`] ?? FRIENDLY[name];
  if (friendly !== undefined) return friendly;
  const words = wordsOf(column);
  if (words === undefined) return { from: [name] };
  const map = Object.fromEntries(words.map((word) => [word, word]));
  return {
    from: [name],
    map,
    ...(words.includes("unknown") && !column.nullable ? { else: "unknown", default: "unknown" } : {}),
  };
}
