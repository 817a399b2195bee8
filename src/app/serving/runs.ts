import type { Instant } from "../../base/instant.js";
import type { AuditRunRow, RunRequest } from "../../store/state/run-store.js";

export type { AuditRunRow } from "../../store/state/run-store.js";

/** Asking for runs of audits and looking how they go. */
export interface RunDesk {
  /** Asks for a run, or says which one waits already. */
  request(request: Omit<RunRequest, "id">): Promise<AuditRunRow>;
  byId(id: string): Promise<AuditRunRow | undefined>;
  /** Newest first. */
  ofAudit(audit: string, limit: number): Promise<readonly AuditRunRow[]>;
}

/** An id that sorts by the moment it was made: `20261128T121502000Z-3f9ac1`. */
export function runId(at: Instant, random: string): string {
  return `${at.replace(/[-:.]/g, "")}-${random}`;
}
