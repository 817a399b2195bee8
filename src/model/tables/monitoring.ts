import { boolean, defineTable, instant, integer, nullable, text } from "../table.js";

export const alert = defineTable({
  name: "alert",
  doc: "One security alert as it was created, suppressed ones included.",
  month: "created_at",
  columns: {
    id: text("alert id"),
    key: nullable(text("the alert system's own id, as people call it; null: not stated")),
    system: text("detection source"),
    rule_id: text("rule"),
    severity: integer("at creation: 1 info, 2 low, 3 medium, 4 high, 5 critical"),
    vendor_severity: text("the vendor's word"),
    title: text("title"),
    created_at: instant("when"),
    dedupe_key: nullable(text("fingerprint of the underlying event")),
    group_key: nullable(text("id or key of the alert this one was grouped under; null: itself")),
    is_tagged_test: boolean("tagged as drill, canary or test at creation"),
    suppression_id: nullable(text("suppression that hid it")),
    ticket_key: nullable(text("ticket or incident linked by the alert system")),
  },
});

export const alertState = defineTable({
  name: "alert_state",
  doc: "One step in the life of an alert.",
  month: "alert_created_at",
  columns: {
    id: text("step id"),
    alert_id: text("alert.id"),
    alert_created_at: nullable(instant("alert.created_at; null: unknown to the source")),
    step: text("acknowledged | in_review | escalated | closed | reopened | note"),
    at_lo: nullable(instant("earliest moment; null: unknown")),
    at_hi: instant("latest moment; equal to at_lo when exact"),
    actor: nullable(text("login or playbook")),
    actor_kind: text("human | playbook | automation | unknown"),
    disposition: nullable(
      text("true_positive | benign | false_positive | duplicate | test | other; null: none recorded"),
    ),
    evidence: nullable(text("note, link or query that shows what was looked at")),
    bulk_key: nullable(text("ids closed in one act share it")),
    bulk_note: nullable(text("rule change or common cause given for a bulk close")),
  },
});

export const bulkClose = defineTable({
  name: "bulk_close",
  doc: "Derived: alerts closed with more than twenty others within one minute, without a word on why.",
  month: null,
  columns: {
    id: text("alert.id"),
  },
});

export const suppression = defineTable({
  name: "suppression",
  doc: "A rule that hides or closes alerts.",
  month: null,
  columns: {
    id: text("suppression id"),
    system: text("detection source"),
    rule_id: nullable(text("rule it applies to; null: several")),
    owner: nullable(text("who owns it")),
    approved_at: nullable(instant("null: not approved")),
    from_at: instant("active since"),
    to_at: nullable(instant("when it was removed; null: still active")),
    expires_at: nullable(instant("agreed expiry; null: none")),
  },
});

export const playbook = defineTable({
  name: "playbook",
  doc: "An automatic triage rule, and when it was approved.",
  month: null,
  columns: {
    id: text("name the alert system uses as actor"),
    approved_at: nullable(instant("null: not approved")),
    retired_at: nullable(instant("null: still in force")),
  },
});

export const detectionRule = defineTable({
  name: "detection_rule",
  doc: "A rule beyond the noise limits in a month, with what was done about it.",
  month: null,
  columns: {
    id: text("row id"),
    rule_id: text("rule"),
    period_key: text("month, for example 2026-03"),
    is_noisy: boolean("beyond the limits of that month's review"),
    owner: nullable(text("who owns the rule")),
    action: nullable(text("what was decided")),
  },
});

export const reviewRecord = defineTable({
  name: "review_record",
  doc: "A record that people held a periodic review.",
  month: null,
  columns: {
    id: text("record id"),
    kind: text("detection-review | ..."),
    period_key: text("the interval it covers, for example 2026-03"),
    performed_at: nullable(instant("when; null: undated")),
    performed_by: nullable(text("employee number")),
    is_complete: boolean("covers what it should"),
  },
});

export const incident = defineTable({
  name: "incident",
  doc: "A declared security incident.",
  month: null,
  columns: {
    id: text("incident id"),
    key: text("number people use"),
    opened_at: instant("when it was recorded"),
    detected_at: nullable(instant("when it was detected or reported; null: not stated")),
    classified_at: nullable(instant("when severity and type were set; null: never")),
    severity: nullable(integer("1 most severe; null: not classified")),
    lowered_reason: nullable(text("reason given for lowering the severity")),
    was_lowered: boolean("severity was lowered"),
    commander: nullable(text("who led")),
    has_timeline: boolean("a timeline was kept"),
    contained_at: nullable(instant("null: not recorded")),
    recovered_at: nullable(instant("null: not recorded")),
    communicated_at: nullable(instant("null: not recorded")),
    is_communication_due: boolean("the plan asks for communication"),
    closed_at: nullable(instant("null: open")),
    is_tagged_test: boolean("a drill, tagged when created"),
    alert_keys: text("ids or keys of the alerts that led to it, separated by `|`"),
    source_kind: text("declared | customer_report"),
  },
});
