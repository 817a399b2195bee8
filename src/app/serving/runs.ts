import type { Instant } from "../../base/instant.js";
import type { AuditRunRow, RunRequest } from "../../store/state/run-store.js";

import type { RunListener } from "./run-feed.js";

export type { AuditRunRow } from "../../store/state/run-store.js";

/** Asking for runs of audits and looking how they go. */
export interface RunDesk {
  /** Asks for a run, or says which one waits already. */
  request(request: Omit<RunRequest, "id">): Promise<AuditRunRow>;
  byId(id: string): Promise<AuditRunRow | undefined>;
  /** Newest first. */
  ofAudit(audit: string, limit: number): Promise<readonly AuditRunRow[]>;
  /** Tells of the last runs of an audit as they change, until the returned function is called. */
  follow(audit: string, listener: RunListener): () => void;
}

/** An id that sorts by the moment it was made: `20261128T121502000Z-3f9ac1`. */
export function runId(at: Instant, random: string): string {
  return `${at.replace(/[-:.]/g, "")}-${random}`;
}
