import { boolean, boundedEnd, day, defineTable, instant, nullable, text } from "../table.js";

export const cloudResource = defineTable({
  name: "cloud_resource",
  doc: "A cloud resource over its life.",
  month: null,
  columns: {
    id: text("account, region and name: the provider's ARN where there is one"),
    account_ref: text("cloud account"),
    type: text("for example AWS::S3::Bucket"),
    name: text("name"),
    created_at: nullable(instant("null: before the first record")),
    deleted_at: nullable(instant("null: not known to be")),
    is_production: boolean("in a production account"),
    has_customer_data: nullable(boolean("by a tag approved before; null: not stated, so in scope")),
  },
});

export const resourceConfig = defineTable({
  name: "resource_config",
  doc: "One setting of one resource over time, as its recorder saw it.",
  month: null,
  columns: {
    id: text("row id"),
    resource_id: text("cloud_resource.id"),
    attribute: text("encryption.kind | public_access.effective | public_block.account | backup.enabled ..."),
    value: text("none | provider | managed | customer for encryption.kind; true | false for flags"),
    from_at: instant("when the recorder saw it begin"),
    ...boundedEnd(),
    changed_by: nullable(text("principal, where the recorder links the change")),
  },
});

export const configChange = defineTable({
  name: "config_change",
  doc: "One write to the cloud control plane, from its audit log. Refused calls and reads are not here.",
  month: "at",
  columns: {
    id: text("the provider's event id"),
    account_ref: text("cloud account"),
    region: text("region"),
    at: instant("when"),
    service: text("event source, for example s3.amazonaws.com"),
    action: text("event name"),
    resource: nullable(text("resource named in the request")),
    principal: text("ARN or service that acted"),
    role: nullable(text("session issuer ARN of an assumed role")),
    actor_kind: text("service | pipeline | human | unknown"),
    channel: text("console | api | iac | iac_local | service | unknown"),
    channel_basis: text("flag | user_agent | role | source_address | none"),
    is_configuration: boolean("changes configuration: false for writes that alter none"),
    is_production: boolean("in a production account"),
    change_key: nullable(text("ticket or change named in session name, tags or request")),
  },
});

export const approvedException = defineTable({
  name: "approved_exception",
  doc: "A documented, approved exception: what may be public, unencrypted, drifted or suppressed, and until when.",
  month: null,
  columns: {
    id: text("exception id"),
    kind: text(
      "what it excepts from, in the word of the control: public, unencrypted, drift, mfa, backup, logging, suppression, device, sso, scan, tls, key, ingress, legal-hold and others",
    ),
    subject: text("resource, account, rule, key of a register, system/username, employee number or zone"),
    owner: nullable(text("employee number of the owner")),
    approved_at: nullable(instant("when it was approved; null: never")),
    from_at: instant("valid from"),
    to_at: nullable(instant("expiry; null: none, which is not valid")),
  },
});

export const driftFinding = defineTable({
  name: "drift_finding",
  doc: "A difference between the baseline and what runs.",
  month: null,
  columns: {
    id: text("finding id"),
    resource: text("resource"),
    detector: text("tool"),
    began_at: nullable(instant("when the drift itself began; null: unknown")),
    opened_at: instant("when it was detected"),
    closed_at: nullable(instant("when it was reverted or codified; null: open")),
    accepted_at: nullable(instant("when it was accepted as baseline")),
    accepted_by: nullable(text("employee number")),
    ticket_key: nullable(text("ticket")),
  },
});

export const scheduledRun = defineTable({
  name: "scheduled_run",
  doc: "One due run of a scheduled job: drift detection, reconciliation of another kind, scanning.",
  month: null,
  columns: {
    id: text("run id"),
    job: text("drift | detection-review | ..."),
    due_day: day("the day it was due"),
    ran_at: nullable(instant("null: it did not run")),
    outcome: text("success | failure | unknown"),
  },
});

export const logSource = defineTable({
  name: "log_source",
  doc: "A log source that should be collected.",
  month: null,
  columns: {
    id: text("source id"),
    name: text("name"),
    from_at: instant("in scope since"),
    to_at: nullable(instant("in scope until; null: still")),
  },
});

export const logSourceState = defineTable({
  name: "log_source_state",
  doc: "What is known of a log source over time.",
  month: null,
  columns: {
    id: text("row id"),
    log_source_id: text("log_source.id"),
    aspect: text("enabled | arriving | immutable | alert_on_stop"),
    value: text("true | false"),
    reason: nullable(text("cause given for a false: maintenance, quiet, stopped by a person")),
    from_at: instant("from"),
    ...boundedEnd(),
  },
});

export const dataStore = defineTable({
  name: "data_store",
  doc: "A store of production data that must be backed up.",
  month: null,
  columns: {
    id: text("store id"),
    name: text("name"),
    from_at: instant("in scope since"),
    to_at: nullable(instant("deleted or out of scope; null: still")),
    has_continuous_recovery: boolean("point-in-time recovery instead of daily jobs"),
  },
});

export const backupRun = defineTable({
  name: "backup_run",
  doc: "One backup job, or one window of continuous recovery.",
  month: "started_at",
  columns: {
    id: text("job id"),
    data_store_id: text("data_store.id"),
    started_at: instant("when"),
    completed_at: nullable(instant("null: it did not complete")),
    outcome: text("success | failure | unknown"),
    is_encrypted: nullable(boolean("null: not stated")),
    retained_until: nullable(instant("when the recovery point expires; null: not stated")),
    deleted_at: nullable(instant("when the recovery point was deleted")),
    ticket_key: nullable(text("ticket of a failure")),
    recovery_from_at: nullable(instant("first moment of a continuous window")),
    recovery_to_at: nullable(instant("last moment of a continuous window")),
  },
});
