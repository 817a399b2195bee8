import { join } from "node:path";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";

/** What the ledger of a served workspace holds: errors that re-deriving it finds, and the requests it says were answered. */
export async function servedLedger(root: string): Promise<{
  readonly errors: readonly unknown[];
  readonly records: number;
  /** Ids of requests in the order of the log; one that stands there twice comes twice. */
  readonly requests: readonly string[];
}> {
  const folder = join(root, ".lookback", "evidence");
  const master = { file: join(folder, "keys", "master.key") };
  const evidence = await openEvidenceStore(folder, { mode: "read", sealing: { master, isOn: true } });
  const requests: string[] = [];
  let records = 0;
  for await (const { record } of evidence.records()) {
    records += 1;
    if (record.type !== "decision" || record.kind !== "activity") continue;
    const parts: Uint8Array[] = [];
    for await (const part of evidence.openBlob(record.body)) parts.push(part);
    const { acts }: { acts: { request_id: string }[] } = JSON.parse(Buffer.concat(parts).toString());
    requests.push(...acts.map(({ request_id }) => request_id));
  }
  await evidence.close();
  const { errors } = await verifyEvidence(folderSource(folder), {});
  return { errors, records, requests };
}
