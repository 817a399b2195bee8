import logRecords from "./0001-log-records.sql";
import auditRuns from "./0002-audit-runs.sql";
import signIn from "./0003-sign-in.sql";
import directory from "./0004-directory.sql";
import idempotency from "./0005-idempotency.sql";

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** In order; only ever added to. */
export const MIGRATIONS: readonly Migration[] = [
  { name: "0001-log-records", sql: logRecords },
  { name: "0002-audit-runs", sql: auditRuns },
  { name: "0003-sign-in", sql: signIn },
  { name: "0004-directory", sql: directory },
  { name: "0005-idempotency", sql: idempotency },
];
