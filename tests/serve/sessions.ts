import type { Session } from "../../src/api/access/session.js";
import { instant } from "../../src/base/instant.js";
import type { Who } from "./authorisation-matrix.js";
import { AUDIT, OTHER_AUDIT } from "./served-world.js";

/** A session of somebody who is signed in at a browser. */
export function personOf(who: Exclude<Who, "nobody">): Session {
  const isAuditor = who === "auditor" || who === "fieldworker" || who === "auditor of another audit";
  return {
    id: `session-${who}`,
    user: { id: `user-${who}`, name: who, email: "someone@example.org" },
    role: isAuditor ? "auditor" : who,
    audits: isAuditor ? new Set([who === "auditor of another audit" ? OTHER_AUDIT : AUDIT]) : "all",
    isFieldworker: who === "fieldworker",
    scopes: undefined,
    expiresAt: instant("2026-07-07T00:00:00.000Z"),
  };
}
