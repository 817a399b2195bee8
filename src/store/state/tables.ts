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

/** A change of the tables that was made: forward only. */
interface MigrationTable {
  readonly name: string;
  /** Of its text: what was released is never edited. */
  readonly sha256: string;
}

/** The tables of the state database. Everything in them follows from the ledger or can be set again. */
export interface StateTables {
  readonly migration: MigrationTable;
  readonly log_origin: LogOriginTable;
  readonly log_record: LogRecordTable;
}
