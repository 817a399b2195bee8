import type { ColumnType } from "kysely";
import type { SignInTables } from "./sign-in-tables.js";

/** Which log the rows of `log_record` were read from; one row at most. */
interface LogOriginTable {
  readonly place: number;
  readonly origin: string;
}

/** One record of the log. The log is what counts: these rows can be thrown away. */
interface LogRecordTable {
  /** Place in the log, from 0. */
  readonly position: number;
  readonly stream: string;
  readonly n: number;
  readonly type: string;
  readonly at: string;
  /** 64 hex digits. */
  readonly leaf_hash: string;
}

/** One run of an audit: a state machine of which each step is one statement. */
export interface AuditRunTable {
  readonly id: string;
  readonly audit: string;
  readonly state: "queued" | "running" | "done" | "failed";
  readonly collects: boolean;
  /** Id of a person, or `schedule`. */
  readonly requested_by: string;
  readonly requested_at: string;
  readonly worker: string | null;
  /** How often a worker took it. */
  readonly attempts: number;
  readonly started_at: string | null;
  /** When its worker was last heard of. */
  readonly beat_at: string | null;
  readonly ended_at: string | null;
  readonly as_of: string | null;
  readonly progress: string;
  readonly report_sha256: string | null;
  readonly failure_code: string | null;
  readonly failure_message: string | null;
  readonly failure_fix: string | null;
}

/** One thing that somebody saw or did; ids, never names. */
export interface ActivityTable {
  readonly id: number;
  readonly at: string;
  readonly request_id: string;
  readonly user_id: string;
  readonly session_id: string;
  readonly role: string;
  readonly route: string;
  readonly what: string;
  readonly audit: string | null;
  readonly subject: string | null;
  readonly position: number | null;
}

/** A write that was asked for under a key, so that asking again does not do it again. */
interface KeyedWriteTable {
  readonly user_id: string;
  readonly route: string;
  readonly key: string;
  readonly asked_sha256: string;
  readonly begun_at: string;
  /** `null` until it was answered. */
  readonly status: number | null;
  /** `null` where it held a secret. */
  readonly answer: string | null;
}

/** A column that the database fills unless it is given. */
type WithDefaults<T, K extends keyof T> = {
  [P in keyof T]: P extends K ? ColumnType<T[P], T[P] | undefined, T[P]> : T[P];
};

type Nullable<T> = { [P in keyof T]: null extends T[P] ? P : never }[keyof T];

/** A change of the tables that was made: forward only. */
interface MigrationTable {
  readonly name: string;
  /** Of its text: what was released is never edited. */
  readonly sha256: string;
}

/** The tables of the state database. Everything in them follows from the ledger or can be set again. */
export interface StateTables extends SignInTables {
  readonly migration: MigrationTable;
  readonly log_origin: LogOriginTable;
  readonly log_record: LogRecordTable;
  readonly audit_run: WithDefaults<AuditRunTable, "attempts" | "progress" | Nullable<AuditRunTable>>;
  readonly keyed_write: KeyedWriteTable;
  readonly activity: WithDefaults<ActivityTable, "id" | Nullable<ActivityTable>>;
}
