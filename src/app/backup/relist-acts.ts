import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { ActivityStore } from "../../store/state/activity-store.js";
import { loggedActs } from "../serving/log-activity.js";

/**
 * Lists acts again that the ledger has and the database has not: of the moments between the reading of the database and
 * the copying of the ledger. Of acts that wait in the database to be logged it says that they are.
 *
 * @returns how many were listed anew.
 */
export async function relistActs({
  activity,
  evidence,
}: {
  readonly activity: Pick<ActivityStore, "lastPosition" | "relist">;
  readonly evidence: Pick<EvidenceStore, "records" | "openBlob">;
}): Promise<number> {
  let relisted = 0;
  const from = ((await activity.lastPosition()) ?? -1) + 1;
  for await (const { index, record } of evidence.records(from)) {
    if (record.type !== "decision" || record.kind !== "activity") continue;
    relisted += await activity.relist(await loggedActs(record.body, evidence), index);
  }
  return relisted;
}
