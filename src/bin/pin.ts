import { join } from "node:path";
import { type MadePin, makePin } from "../app/pin/make-pin.js";
import { policyText } from "../app/witness/witness-config.js";
import { AppError } from "../base/app-error.js";
import { type Sha256, sha256 } from "../base/digest.js";
import { LAYOUT } from "../ledger/layout.js";
import { isPolicyFor } from "../ledger/pin-file.js";
import { WorkspaceFiles } from "../store/files.js";
import { PublishedLog } from "../store/ledger/published-log.js";
import { readWorkspace } from "./open-workspace.js";
import { offlineVerifier } from "./pack-world.js";

/** The pin of a workspace: of its log as it is, and of its witnesses as they are configured. */
export async function pinOf(root: string): Promise<MadePin & { readonly root: string }> {
  const { witnesses, witness_quorum: quorum } = await readWorkspace(root);
  const evidence = join(root, ".lookback", "evidence");
  const log = await PublishedLog.open(evidence, { processId: process.pid });
  const stored = witnesses.length === 0 ? await log.policy() : undefined;
  const policy =
    stored !== undefined && isPolicyFor(stored, log.logKey)
      ? stored
      : policyText(witnesses, { quorum, logKey: log.logKey });
  const stampTrust = await new WorkspaceFiles(evidence).read(LAYOUT.stampTrust);
  const verifier = await ownVerifier();
  return { ...(await makePin({ log, policy, stampTrust, ...(verifier === undefined ? {} : { verifier }) })), root };
}

/** Digest of the verifier that comes with this program; a program without one can still be pinned. */
async function ownVerifier(): Promise<Sha256 | undefined> {
  try {
    return sha256(await offlineVerifier());
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") return undefined;
    throw error;
  }
}
