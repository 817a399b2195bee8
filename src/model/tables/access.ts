import { boolean, boundedEnd, boundedStart, day, defineTable, instant, integer, nullable, text } from "../table.js";

export const accessGrant = defineTable({
  name: "access_grant",
  doc: "A right an account held over time. A revocation is the end of this interval.",
  month: "from_hi",
  columns: {
    id: text("grant id"),
    account_id: text("account.id"),
    system: text("account.system"),
    entitlement: text("group, role or permission by the vendor's name"),
    is_privileged: boolean("administrative right"),
    grant_path: text("direct | group | rule | nested | sync | unknown"),
    rule_key: nullable(text("the group rule that gave it; its approval is a ticket with the same key")),
    granted_by: nullable(text("username of who gave it")),
    request_key: nullable(text("key of the ticket that asked for it, when the source names one")),
    is_event: boolean(
      "the start was seen as an event (or by successive listings); false: it was there when first seen",
    ),
    ...boundedStart(),
    ...boundedEnd(),
  },
});

export const credential = defineTable({
  name: "credential",
  doc: "A personal token, SSH key, access key or app password, over its life.",
  month: null,
  columns: {
    id: text("credential id"),
    account_id: text("account.id"),
    system: text("account.system"),
    kind: text("token | ssh_key | access_key | oauth_grant | federation | password"),
    is_service: boolean("used by a workload, owned by the account's person"),
    last_used_at: nullable(instant("last use the source knows; null: unknown, not never")),
    owner_reassigned_at: nullable(instant("when a service credential got another owner")),
    ...boundedStart(),
    ...boundedEnd(),
  },
});

export const authFactor = defineTable({
  name: "auth_factor",
  doc: "An enrolled authentication factor, over time.",
  month: null,
  columns: {
    id: text("factor id"),
    account_id: text("account.id"),
    factor: text("the vendor's word"),
    is_phishing_resistant: boolean("FIDO2, passkey, smart card or the like"),
    ...boundedStart(),
    ...boundedEnd(),
  },
});

export const authPolicy = defineTable({
  name: "auth_policy",
  doc: "Whether a system enforced MFA for an account, or for everybody, over time.",
  month: null,
  columns: {
    id: text("row id"),
    system: text("account.system"),
    account_id: nullable(text("account.id; null: for every account of the system")),
    is_mfa_enforced: boolean("enforced by policy"),
    exclusion_key: nullable(text("approval of the exclusion, when there is one")),
    from_at: instant("when it took effect"),
    to_at: nullable(instant("when it ended; null: still true")),
  },
});

export const signIn = defineTable({
  name: "sign_in",
  doc: "An attempt to sign in.",
  month: "at",
  columns: {
    id: text("event id"),
    account_id: text("account.id"),
    system: text("account.system"),
    at: instant("when"),
    is_success: boolean("the sign-in succeeded"),
    factor_count: nullable(integer("1: single factor, 2 or more: MFA; null: the source does not say")),
    app: nullable(text("what was signed in to")),
    is_legacy_protocol: boolean("a protocol that cannot do MFA"),
    bypass_key: nullable(text("ticket of an approved temporary bypass")),
  },
});

export const sessionRevocation = defineTable({
  name: "session_revocation",
  doc: "Sessions and tokens of an account ended by the system.",
  month: null,
  columns: {
    id: text("event id"),
    account_id: text("account.id"),
    at: instant("when"),
    scope: text("sessions | tokens | all"),
  },
});

export const accessReview = defineTable({
  name: "access_review",
  doc: "One review of one system for one quarter (or other interval).",
  month: null,
  columns: {
    id: text("review id"),
    system: text("account.system"),
    period_key: text("the interval reviewed, for example 2026-Q2"),
    listing_at: nullable(instant("when the reviewed listing was extracted; null: undated")),
    listing_count: nullable(integer("lines in the reviewed listing")),
    system_count: nullable(integer("accounts the system itself counted at that time")),
    signed_off_at: nullable(instant("when the owner signed off; null: not signed off")),
    signed_off_by: nullable(text("employee number of the owner")),
    is_population_complete: nullable(boolean("covers all users and privileged roles; null: not stated")),
  },
});

export const accessReviewItem = defineTable({
  name: "access_review_item",
  doc: "One line of a review: who kept what, and whether a removal was carried out.",
  month: null,
  columns: {
    id: text("line id"),
    review_id: text("access_review.id"),
    account_username: text("account.username"),
    entitlement: text("what was reviewed"),
    decision: nullable(text("keep | change | remove; null: no decision")),
    decided_at: nullable(instant("when")),
    reviewer_employee_no: nullable(text("who decided")),
    subject_employee_no: nullable(text("whose access it is")),
    executed_at: nullable(instant("when a change or removal took effect in the system; null: not seen")),
  },
});

export const reconciliationRun = defineTable({
  name: "reconciliation_run",
  doc: "One comparison of all accounts with the HR roster.",
  month: null,
  columns: {
    id: text("run id"),
    due_day: day("the day the run was due"),
    ran_at: nullable(instant("when it ran; null: it did not")),
    is_complete: boolean("ran over complete listings of every system in scope"),
    failed_reason: nullable(text("why it failed")),
  },
});

export const orphanAccount = defineTable({
  name: "orphan_account",
  doc: "An account without a person, found by a reconciliation.",
  month: null,
  columns: {
    id: text("finding id"),
    system: text("account.system"),
    username: text("account.username"),
    found_at: instant("when it was found"),
    resolved_at: nullable(instant("when it was removed or matched; null: open")),
    resolution: nullable(text("what was done")),
  },
});
