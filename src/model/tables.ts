import { type Columns, PROVENANCE, type RowOf, type Table } from "./table.js";
import {
  accessGrant,
  accessReview,
  accessReviewItem,
  authFactor,
  authPolicy,
  credential,
  orphanAccount,
  reconciliationRun,
  sessionRevocation,
  signIn,
} from "./tables/access.js";
import {
  change,
  changeParty,
  checkResult,
  deployment,
  farChange,
  farLanding,
  landedCommit,
  protectionBypass,
  repository,
  review,
  ticket,
  ticketApproval,
} from "./tables/change.js";
import {
  approvedException,
  backupRun,
  cloudResource,
  configChange,
  dataStore,
  driftFinding,
  logSource,
  logSourceState,
  resourceConfig,
  scheduledRun,
} from "./tables/cloud.js";
import { coverage } from "./tables/coverage.js";
import {
  alert,
  alertState,
  bulkClose,
  detectionRule,
  incident,
  playbook,
  reviewRecord,
  suppression,
} from "./tables/monitoring.js";
import {
  account,
  accountPerson,
  accountState,
  employment,
  identityDecision,
  leave,
  payrollEnd,
  position,
  trainingCompletion,
} from "./tables/people.js";
import { activity, activityPart, duty, dutyStep, entryState, registerEntry } from "./tables/registers.js";
import { scannerFinding } from "./tables/scanner.js";
import { calendar, scope } from "./tables/scope.js";

/** Every normalised table, by its SQL name. Adding one touches its file and this list. */
export const TABLES = {
  employment,
  position,
  leave,
  payroll_end: payrollEnd,
  training_completion: trainingCompletion,
  account,
  account_state: accountState,
  identity_decision: identityDecision,
  account_person: accountPerson,
  access_grant: accessGrant,
  credential,
  auth_factor: authFactor,
  auth_policy: authPolicy,
  sign_in: signIn,
  session_revocation: sessionRevocation,
  access_review: accessReview,
  access_review_item: accessReviewItem,
  reconciliation_run: reconciliationRun,
  orphan_account: orphanAccount,
  repository,
  landed_commit: landedCommit,
  change,
  far_change: farChange,
  far_landing: farLanding,
  change_party: changeParty,
  review,
  check_result: checkResult,
  protection_bypass: protectionBypass,
  deployment,
  ticket,
  ticket_approval: ticketApproval,
  cloud_resource: cloudResource,
  resource_config: resourceConfig,
  config_change: configChange,
  approved_exception: approvedException,
  drift_finding: driftFinding,
  scheduled_run: scheduledRun,
  log_source: logSource,
  log_source_state: logSourceState,
  data_store: dataStore,
  backup_run: backupRun,
  alert,
  alert_state: alertState,
  bulk_close: bulkClose,
  suppression,
  playbook,
  detection_rule: detectionRule,
  review_record: reviewRecord,
  incident,
  register_entry: registerEntry,
  entry_state: entryState,
  activity,
  activity_part: activityPart,
  duty,
  duty_step: dutyStep,
  scanner_finding: scannerFinding,
  coverage,
  scope,
  calendar,
} as const satisfies Readonly<Record<string, Table>>;

export type TableName = keyof typeof TABLES;

/** A row of one table, as a normaliser writes it (without provenance). */
export type TableRow<Name extends TableName> = RowOf<(typeof TABLES)[Name]["columns"]>;

/** All columns of a table in storage order: its own, then provenance. */
export function storedColumns(name: TableName): Columns {
  return { ...TABLES[name].columns, ...PROVENANCE };
}

export function isTableName(text: string): text is TableName {
  return Object.hasOwn(TABLES, text);
}
