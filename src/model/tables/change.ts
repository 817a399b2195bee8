import { boolean, defineTable, instant, integer, nullable, text } from "../table.js";

export const repository = defineTable({
  name: "repository",
  doc: "A repository, with the branch that production is built from.",
  month: null,
  columns: {
    id: text("the forge's immutable id, or the path of a local repository's configured name"),
    name: text("owner/name as in lookback.yaml scope"),
    protected_branch: text("branch name"),
  },
});

export const landedCommit = defineTable({
  name: "landed_commit",
  doc: "One first-parent commit of a protected branch: the population of changes rests on these, not on pull requests.",
  month: "landed_hi",
  columns: {
    id: text("commit row id"),
    repository: text("repository.name"),
    branch: text("branch"),
    sha: text("commit"),
    tree_sha: nullable(text("tree")),
    parent_sha: nullable(text("first parent; null: the initial commit")),
    parent_count: integer("2 or more: a merge commit"),
    landed_lo: nullable(instant("earliest moment it may have landed; null: unknown")),
    landed_hi: instant("latest moment it had landed: forge merge time when known, else the committer's claim"),
    landed_basis: text("forge | committer_claim | reflog"),
    author_email: nullable(text("claim of the client")),
    committer_email: nullable(text("claim of the client")),
    subject: text("first line of the message"),
    change_number: nullable(integer("pull-request number; null: none found")),
    link_basis: text("api | merge_sha | message | none"),
    is_rewrite: boolean("found on the branch only before or after a force push"),
    is_initial_import: boolean("the first commit of the repository"),
  },
});

export const change = defineTable({
  name: "change",
  doc: "A merged pull or merge request.",
  month: "merged_at",
  columns: {
    id: text("change id"),
    repository: text("repository.name"),
    number: integer("number on the forge"),
    title: text("title"),
    base_ref: text("target branch"),
    head_sha: text("head commit at merge"),
    merge_sha: nullable(text("commit that landed")),
    author_login: nullable(text("who opened it; null: a deleted user")),
    merged_by_login: nullable(text("who merged it")),
    created_at: instant("when it was opened"),
    merged_at: instant("when it was merged"),
    merge_method: text("merge | squash | rebase | queue | unknown"),
    is_emergency: boolean("labelled as an emergency before or at merge"),
    ticket_key: nullable(text("ticket named in title, branch or description")),
    has_description: boolean("a purpose is stated"),
    is_docs_only: boolean("touches only paths exempt by a rule fixed before the period"),
  },
});

export const farChange = defineTable({
  ...change,
  name: "far_change",
  doc: "Derived: merged changes that explain a landing or a bypass of another month. A month's items see these too.",
  month: null,
});

export const farLanding = defineTable({
  ...landedCommit,
  name: "far_landing",
  doc: "Derived: landed commits that two sources tell of in different months. A month's items see these too.",
  month: null,
});

export const changeParty = defineTable({
  name: "change_party",
  doc: "Somebody who wrote part of a change.",
  month: "merged_at",
  columns: {
    id: text("row id"),
    change_id: text("change.id"),
    merged_at: nullable(instant("change.merged_at; null: unknown to the source")),
    role: text("opener | author | committer | co_author | pusher"),
    login: nullable(text("forge login")),
    email: nullable(text("lower case")),
    is_bot: boolean("an app or bot account"),
  },
});

export const review = defineTable({
  name: "review",
  doc: "One submitted review of a change.",
  month: "merged_at",
  columns: {
    id: text("review id"),
    change_id: text("change.id"),
    merged_at: nullable(instant("change.merged_at; null: unknown to the source")),
    reviewer_login: nullable(text("null: a deleted user")),
    is_bot: boolean("an app or bot account"),
    state: text("approved | changes_requested | commented | dismissed | pending | unknown"),
    prior_state: nullable(text("state before a dismissal, where the source tells")),
    submitted_at: nullable(instant("when")),
    commit_sha: nullable(text("commit reviewed")),
    has_write_permission: nullable(boolean("null: the source does not say")),
    is_code_owner: boolean("code owner of a touched path"),
  },
});

export const checkResult = defineTable({
  name: "check_result",
  doc: "One run of one automated check on one commit.",
  month: "completed_at",
  columns: {
    id: text("run id"),
    repository: text("repository.name"),
    sha: text("commit checked"),
    name: text("check name"),
    conclusion: text(
      "success | failure | neutral | skipped | cancelled | timed_out | unknown; `unknown` while running",
    ),
    started_at: nullable(instant("when it began")),
    completed_at: nullable(instant("when it ended; null: it did not")),
  },
});

export const protectionBypass = defineTable({
  name: "protection_bypass",
  doc: "A push or merge that passed over a rule of the branch.",
  month: null,
  columns: {
    id: text("event id"),
    repository: text("repository.name"),
    branch: text("branch"),
    actor_login: nullable(text("who")),
    at: instant("when"),
    after_sha: nullable(text("commit that landed")),
    mechanism: text("ruleset | policy_override | force_push | protection_disabled"),
    reason: nullable(text("what was given as reason")),
  },
});

export const deployment = defineTable({
  name: "deployment",
  doc: "One deployment to an environment, or one artefact seen running without any.",
  month: "started_at",
  columns: {
    id: text("deployment id"),
    repository: nullable(text("repository.name; null: unknown artefact")),
    sha: nullable(text("commit deployed; null: not traceable")),
    environment: text("name"),
    is_production: boolean("production"),
    trigger: text("pipeline | human | schedule | unknown"),
    triggered_by_login: nullable(text("who started it")),
    approved_by_login: nullable(text("who approved a manual one")),
    approved_at: nullable(instant("when")),
    started_at: instant("when"),
    outcome: text("success | failure | unknown"),
    is_rollback: boolean("to an artefact deployed before"),
  },
});

export const ticket = defineTable({
  name: "ticket",
  doc: "A ticket or access request.",
  month: null,
  columns: {
    id: text("ticket id"),
    key: text("for example SEC-123"),
    kind: text("issue type as the system prints it"),
    summary: text("title"),
    created_at: instant("when"),
    resolved_at: nullable(instant("when; null: open")),
    status: text("status as the system prints it"),
    reporter_employee_no: nullable(text("who asked")),
    beneficiary_employee_no: nullable(text("for whom access was asked")),
    system: nullable(text("system an access request names")),
    entitlements: nullable(text("entitlements asked for, separated by `|`; `*`: a whole role profile")),
    labels: text("labels separated by `|`"),
    links: text("ids of what it refers to (alert, drift finding, event, commit), separated by `|`"),
  },
});

export const ticketApproval = defineTable({
  name: "ticket_approval",
  doc: "An approval recorded on a ticket.",
  month: null,
  columns: {
    id: text("approval id"),
    ticket_key: text("ticket.key"),
    approver_employee_no: nullable(text("who; null: not resolved")),
    is_manager_or_owner: nullable(
      boolean("in the authority to approve at that time; null: not stated, judged from HR"),
    ),
    decision: text("approved | rejected"),
    decided_at: instant("when"),
    mechanism: text("transition | service_management | comment"),
  },
});
