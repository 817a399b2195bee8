import logRecords from "./0001-log-records.sql";

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** In order; only ever added to. */
export const MIGRATIONS: readonly Migration[] = [{ name: "0001-log-records", sql: logRecords }];
