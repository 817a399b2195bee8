import { existsSync } from "node:fs";
import { join } from "node:path";
import { type AskedWitnesses, type Rekeyed, rekey } from "../app/rekey/rekey.js";
import type { AskOutcome } from "../app/witness/ask-witnesses.js";
import { AppError } from "../base/app-error.js";
import type { Instant } from "../base/instant.js";
import { isQuorum, parsePolicy, quorumText } from "../ledger/witness/policy.js";
import { LogKeyFiles } from "../store/ledger/log-key-files.js";
import { PublishedLog } from "../store/ledger/published-log.js";
import { openWorkspace } from "./open-workspace.js";

/** Changes the key of a workspace's log. @throws AppError `not-found` when there is no log yet: none is made for this. */
export async function rekeyWorkspace(
  root: string,
  { at, ask }: { readonly at: Instant; readonly ask: (root: string) => Promise<readonly AskOutcome[]> },
): Promise<Rekeyed> {
  const evidence = join(root, ".lookback", "evidence");
  if (!existsSync(evidence)) throw noLog(evidence);
  return rekey({
    keys: new LogKeyFiles(evidence),
    at,
    ask: async () => askedOf(evidence, await ask(root)),
    async open() {
      const workspace = await openWorkspace(root, "write");
      return {
        append: (record) => workspace.evidence.append(record),
        publish: () => workspace.evidence.publish(),
        close: () => workspace.close(),
      };
    },
  });
}

/** Judged by the policy that stands in the evidence: pins were made from it. */
async function askedOf(evidence: string, outcomes: readonly AskOutcome[]): Promise<AskedWitnesses> {
  const log = await PublishedLog.open(evidence, { processId: process.pid });
  const parsed = parsePolicy((await log.policy()) ?? "");
  const cosigned = outcomes.flatMap(({ kind, witness }) => (kind === "cosigned" ? witness : []));
  const lacks = parsed.ok && !isQuorum(parsed.policy, new Set(cosigned)) ? quorumText(parsed.policy) : undefined;
  return { outcomes, lacks };
}

function noLog(folder: string): AppError {
  return new AppError({
    code: "not-found",
    message: `there is no evidence in ${folder}`,
    fix: "Run: lookback collect. A new log has a new key.",
  });
}
