import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instantOf } from "../../src/base/instant.js";
import { SEALING } from "../../src/store/ledger/folder-fixture.js";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";
import type { NotedActivity } from "../../src/store/state/activity-store.js";

export const ACTED_AT = instantOf(Date.UTC(2026, 0, 1));

/** One thing that somebody saw, under the id of its request. */
export function act(request: string): NotedActivity {
  const ids = { user_id: "u", session_id: "s", role: "owner", route: "showAudit", what: "saw the projection" };
  return { at: ACTED_AT, request_id: request, ...ids, audit: "a", subject: null };
}

/** An empty evidence folder, open for writing. */
export async function newEvidence() {
  const folder = join(await mkdtemp(join(tmpdir(), "lookback-activity-")), "evidence");
  const owner = { processId: 1, bootId: "boot", isAlive: () => false };
  return openEvidenceStore(folder, { mode: "write", sealing: SEALING, ...owner });
}
