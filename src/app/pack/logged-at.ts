import type { Sha256 } from "../../base/digest.js";
import { textOf } from "../../base/pieces.js";
import type { Placed } from "../../verify/check-results.js";
import { LoggedWorkspace, type WorkspaceFile } from "../results/workspace-files.js";
import type { EvidenceReader } from "../workspace/open-workspace.js";

/** The newest result of every test among the first `size` records, in the order in which they were recorded. */
export async function loggedAt(
  evidence: Pick<EvidenceReader, "records">,
  size: number,
): Promise<ReadonlyMap<string, Placed<"result">>> {
  const found = new Map<string, Placed<"result">>();
  for await (const { index, record } of evidence.records()) {
    if (index >= size) break;
    if (record.type !== "result") continue;
    found.delete(record.test);
    found.set(record.test, { index, record });
  }
  return found;
}

/** What the workspace promised when the log held `size` records; `undefined` when no record says so. */
export async function promisedAt(
  evidence: Pick<EvidenceReader, "records" | "openBlob">,
  size: number,
): Promise<{ readonly digest: Sha256; readonly files: readonly WorkspaceFile[] } | undefined> {
  let digest: Sha256 | undefined;
  for await (const { index, record } of evidence.records()) {
    if (index >= size) break;
    if (record.type === "map") digest = record.mapping;
  }
  if (digest === undefined) return undefined;
  const { files } = LoggedWorkspace.parse(JSON.parse(await textOf(evidence.openBlob(digest))));
  return { digest, files };
}
