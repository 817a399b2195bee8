import { DAY_MS, day } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";

/** 2026-02-01T00:00:00Z: the month boundary the tests of change populations look at. */
export const FEBRUARY = Date.UTC(2026, 1, 1);
/** The month around most rows, and the period of the tests. */
export const PERIOD = { start: FEBRUARY, end: Date.UTC(2026, 2, 1) } as const;
/** A Monday noon in the period. */
export const NOON = Date.UTC(2026, 1, 2, 12);

/** A repository in scope, `acme/api` and `main` unless told otherwise. */
export function repositoryScope(more: Partial<TableRow<"scope">> = {}): TableRow<"scope"> {
  return { id: "s1", kind: "repository", key: "acme/api", attribute: "main", from_at: 0, to_at: null, ...more };
}

/** The forge as a system in scope. */
export function forgeScope(): TableRow<"scope"> {
  return { id: "s2", kind: "system", key: "github", attribute: "scm", from_at: 0, to_at: null };
}

/** A merged change `acme/api#<number>` whose commits are `merge-<number>` and `head-<number>`. */
export function changeRow(number: number, more: Partial<TableRow<"change">> = {}): TableRow<"change"> {
  return {
    id: `change-${number}`,
    repository: "acme/api",
    number,
    title: "Raise the limit",
    base_ref: "main",
    head_sha: `head-${number}`,
    merge_sha: `merge-${number}`,
    author_login: "ann",
    merged_by_login: "ann",
    created_at: NOON - DAY_MS,
    merged_at: NOON,
    merge_method: "squash",
    is_emergency: false,
    ticket_key: null,
    has_description: true,
    is_docs_only: false,
    ...more,
  };
}

/** A commit on `main` that nothing explains. */
export function landedRow(sha: string, more: Partial<TableRow<"landed_commit">> = {}): TableRow<"landed_commit"> {
  return {
    id: `landed ${sha}`,
    repository: "acme/api",
    branch: "main",
    sha,
    tree_sha: null,
    parent_sha: "before",
    parent_count: 1,
    landed_lo: null,
    landed_hi: NOON,
    landed_basis: "committer_claim",
    author_email: "ann@acme.example",
    committer_email: "ann@acme.example",
    subject: "Fix it",
    change_number: null,
    link_basis: "none",
    is_rewrite: false,
    is_initial_import: false,
    ...more,
  };
}

/** Somebody who wrote a part of `change-<number>`. */
export function partyRow(
  number: number,
  login: string | null,
  more: Partial<TableRow<"change_party">> = {},
): TableRow<"change_party"> {
  return {
    id: `party ${number} ${login} ${more.role} ${more.email}`,
    change_id: `change-${number}`,
    merged_at: NOON,
    role: "opener",
    login,
    email: null,
    is_bot: false,
    ...more,
  };
}

/** An approval of the head of `change-<number>`, an hour before the merge. */
export function reviewRow(
  number: number,
  login: string | null,
  more: Partial<TableRow<"review">> = {},
): TableRow<"review"> {
  return {
    id: `review ${number} ${login} ${more.submitted_at} ${more.state}`,
    change_id: `change-${number}`,
    merged_at: NOON,
    reviewer_login: login,
    is_bot: false,
    state: "approved",
    prior_state: null,
    submitted_at: NOON - 3_600_000,
    commit_sha: `head-${number}`,
    has_write_permission: true,
    is_code_owner: false,
    ...more,
  };
}

/** A push past a rule, as the forge tells it. */
export function bypassRow(
  sha: string | null,
  more: Partial<TableRow<"protection_bypass">> = {},
): TableRow<"protection_bypass"> {
  return {
    id: `bypass ${sha} ${more.mechanism}`,
    repository: "acme/api",
    branch: "main",
    actor_login: "ann",
    at: NOON,
    after_sha: sha,
    mechanism: "ruleset",
    reason: null,
    ...more,
  };
}

/** One person with an account on the forge and a spell of employment. */
export function personRows(login: string, spell: Partial<TableRow<"employment">> = {}, person = login): PersonRows {
  return {
    account: {
      id: `account ${login}`,
      system: "github",
      external_id: login,
      username: login,
      email: null,
      employee_no: null,
      account_type: "human",
      owner_employee_no: null,
      is_tagged_test: false,
      created_at: null,
      deleted_at: null,
    },
    account_person: { id: `account ${login}`, person_id: `person ${person}`, basis: "employee_no" },
    employment: {
      id: `spell ${login}`,
      person_id: `person ${person}`,
      employee_no: `E-${person}`,
      work_email: `${login}@acme.example`,
      display_name: null,
      worker_type: "employee",
      start_day: day("2020-01-01"),
      start_at: 0,
      end_day: null,
      end_at: null,
      end_recorded_at: null,
      end_reason: "unknown",
      access_end_at: null,
      access_end_recorded_at: null,
      approved_at: null,
      zone: "UTC",
      is_cancelled: false,
      ...spell,
    },
  };
}

/** What one person needs in three tables. */
export interface PersonRows {
  readonly account: TableRow<"account">;
  readonly account_person: TableRow<"account_person">;
  readonly employment: TableRow<"employment">;
}

/** The three tables that say who people are. */
export function peopleTables(people: readonly PersonRows[]) {
  return {
    account: people.map((each) => each.account),
    account_person: people.map((each) => each.account_person),
    employment: people.map((each) => each.employment),
  };
}
