import type { TableName } from "../../src/model/tables.js";

/** Rows of one table for items `from` to `to`, as SQL over `range(from, to) t(i)`; left-out columns are null. */
export interface BenchTable {
  readonly table: TableName;
  readonly columns: Readonly<Record<string, string>>;
  /** Rows that do not grow with the items: written once, this many. */
  readonly fixedRows?: number;
}

/** One kind of item to measure. */
export interface BenchKind {
  readonly name: string;
  readonly control: string;
  readonly tables: readonly BenchTable[];
  /** The same question asked of the engine: from the population's rows to counts of items that hold and do not. */
  readonly direct: string;
}

const START = Date.UTC(2025, 0, 1);
const YEAR_MS = 364 * 86_400_000;
const PEOPLE = 5_000;

/** The moment of item `i` of `n` is bound in by the writer as `at_ms`. */
const people: readonly BenchTable[] = [
  {
    table: "employment",
    fixedRows: PEOPLE,
    columns: {
      id: "'e' || i",
      person_id: "'p' || i",
      employee_no: "cast(i as varchar)",
      work_email: "'p' || i || '@example.com'",
      worker_type: "'employee'",
      start_day: "'2020-01-01'",
      start_at: "1577836800000",
      end_reason: "'unknown'",
      zone: "'UTC'",
      is_cancelled: "false",
    },
  },
  {
    table: "account",
    fixedRows: PEOPLE,
    columns: {
      id: "'a' || i",
      system: "'github'",
      external_id: "cast(i as varchar)",
      username: "'u' || i",
      employee_no: "cast(i as varchar)",
      account_type: "'human'",
      is_tagged_test: "false",
      created_at: "1577836800000",
    },
  },
];

const changes: BenchKind = {
  name: "changes",
  control: "CHG-01",
  tables: [
    ...people,
    {
      table: "landed_commit",
      columns: {
        id: "'l' || i",
        repository: "'acme/r' || (i % 50)",
        branch: "'main'",
        sha: "'sha' || i",
        parent_sha: "'sha' || (i - 50)",
        parent_count: "1",
        landed_lo: "at_ms",
        landed_hi: "at_ms",
        landed_basis: "'forge'",
        subject: "'change'",
        link_basis: "'none'",
        is_rewrite: "false",
        is_initial_import: "false",
      },
    },
    {
      table: "change",
      columns: {
        id: "'c' || i",
        repository: "'acme/r' || (i % 50)",
        number: "i",
        title: "'change'",
        base_ref: "'main'",
        head_sha: "'head' || i",
        merge_sha: "'sha' || i",
        author_login: `'u' || (i % ${PEOPLE})`,
        merged_by_login: `'u' || (i % ${PEOPLE})`,
        created_at: "at_ms - 3600000",
        merged_at: "at_ms",
        merge_method: "'squash'",
        is_emergency: "false",
        has_description: "true",
        is_docs_only: "false",
      },
    },
    {
      table: "change_party",
      columns: {
        id: "'y' || i",
        change_id: "'c' || i",
        merged_at: "at_ms",
        role: "'opener'",
        login: `'u' || (i % ${PEOPLE})`,
        is_bot: "false",
      },
    },
    {
      table: "review",
      columns: {
        id: "'r' || i",
        change_id: "'c' || i",
        merged_at: "at_ms",
        // Every 400th change was approved by its own author.
        reviewer_login: `case when i % 400 = 0 then 'u' || (i % ${PEOPLE}) else 'u' || ((i + 1) % ${PEOPLE}) end`,
        is_bot: "false",
        state: "'approved'",
        submitted_at: "at_ms - 60000",
        commit_sha: "'head' || i",
        has_write_permission: "true",
        is_code_owner: "false",
      },
    },
  ],
  direct: counted("authorised_approvals >= 1 and bypass_at is null"),
};

const alerts: BenchKind = {
  name: "alerts",
  control: "MON-01",
  tables: [
    {
      table: "alert",
      columns: {
        id: "'n' || i",
        system: "'siem'",
        rule_id: "'rule' || (i % 200)",
        severity: "4",
        vendor_severity: "'high'",
        title: "'signal'",
        created_at: "at_ms",
        dedupe_key: "'d' || i",
        is_tagged_test: "false",
        ticket_key: "'T-' || i",
      },
    },
    {
      table: "alert_state",
      columns: {
        id: "'s' || i",
        alert_id: "'n' || i",
        alert_created_at: "at_ms",
        step: "'acknowledged'",
        // Every 300th alert waits for two hours.
        at_lo: "at_ms + case when i % 300 = 0 then 7200000 else 600000 end",
        at_hi: "at_ms + case when i % 300 = 0 then 7200000 else 600000 end",
        actor: "'u' || (i % 40)",
        actor_kind: "'human'",
      },
    },
    {
      table: "alert_state",
      columns: {
        id: "'z' || i",
        alert_id: "'n' || i",
        alert_created_at: "at_ms",
        step: "'closed'",
        at_lo: "at_ms + 14400000 + i % 1000 * 60000",
        at_hi: "at_ms + 14400000 + i % 1000 * 60000",
        actor: "'u' || (i % 40)",
        actor_kind: "'human'",
        disposition: "'benign'",
        evidence: "'looked at'",
      },
    },
  ],
  direct: counted(
    "ack_hi is not null and ack_hi <= occurred_at + 3600000 and close_hi is not null and close_hi <= occurred_at + 259200000 and disposition is not null and has_evidence",
  ),
};

const grants: BenchKind = {
  name: "access",
  control: "IAM-01",
  tables: [
    ...people,
    {
      table: "access_grant",
      columns: {
        id: "'g' || i",
        account_id: `'a' || (i % ${PEOPLE})`,
        system: "'github'",
        entitlement: "'team-' || (i % 300)",
        is_privileged: "false",
        grant_path: "'group'",
        request_key: `'R-' || (i % ${PEOPLE})`,
        is_event: "true",
        from_lo: "at_ms",
        from_hi: "at_ms",
        seen_at: "at_ms",
      },
    },
    {
      table: "ticket",
      fixedRows: PEOPLE,
      columns: {
        id: "'t' || i",
        key: "'R-' || i",
        kind: "'access'",
        summary: "'access'",
        created_at: "1577836800000",
        status: "'done'",
        reporter_employee_no: "cast(i as varchar)",
        beneficiary_employee_no: "cast(i as varchar)",
        system: "'github'",
        entitlements: "'*'",
        labels: "''",
        links: "''",
      },
    },
    {
      table: "ticket_approval",
      fixedRows: PEOPLE,
      columns: {
        id: "'v' || i",
        ticket_key: "'R-' || i",
        approver_employee_no: `cast((i + 1) % ${PEOPLE} as varchar)`,
        is_manager_or_owner: "true",
        decision: "'approved'",
        // Every 250th approval came a year late.
        decided_at: "1577836800000 + case when i % 250 = 0 then 500000000000 else 86400000 end",
        mechanism: "'transition'",
      },
    },
  ],
  direct: counted(
    "request_key is not null and approved_at is not null and approved_at <= occurred_at + 300000 and spell_start_at <= occurred_at",
  ),
};

/** Counts of items that hold and do not; an unknown holds nothing. */
function counted(holds: string): string {
  return `select sum(case when ${holds} then 1 else 0 end) as held, sum(case when ${holds} then 0 else 1 end) as broken from item`;
}

export const BENCH = { start: START, spanMs: YEAR_MS, kinds: [grants, changes, alerts] } as const;
