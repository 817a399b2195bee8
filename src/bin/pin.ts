import { join } from "node:path";
import { type MadePin, makePin } from "../app/pin/make-pin.js";
import { policyText } from "../app/witness/witness-config.js";
import { LAYOUT } from "../ledger/layout.js";
import { WorkspaceFiles } from "../store/files.js";
import { PublishedLog } from "../store/ledger/published-log.js";
import { readWorkspace } from "./open-workspace.js";

/** The pin of a workspace: of its log as it is, and of its witnesses as they are configured. */
export async function pinOf(root: string): Promise<MadePin & { readonly root: string }> {
  const { witnesses, witness_quorum: quorum } = await readWorkspace(root);
  const evidence = join(root, ".lookback", "evidence");
  const log = await PublishedLog.open(evidence, { processId: process.pid });
  const configured = policyText(witnesses, { quorum, logKey: log.logKey });
  const policy = witnesses.length === 0 ? ((await log.policy()) ?? configured) : configured;
  const stampTrust = await new WorkspaceFiles(evidence).read(LAYOUT.stampTrust);
  return { ...(await makePin({ log, policy, stampTrust })), root };
}
