import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Rekeyed, rekey } from "../app/rekey/rekey.js";
import { AppError } from "../base/app-error.js";
import type { Instant } from "../base/instant.js";
import { LogKeyFiles } from "../store/ledger/log-key-files.js";
import { openWorkspace } from "./open-workspace.js";

/** Changes the key of a workspace's log. @throws AppError `not-found` when there is no log yet: none is made for this. */
export async function rekeyWorkspace(root: string, at: Instant): Promise<Rekeyed> {
  const evidence = join(root, ".lookback", "evidence");
  if (!existsSync(evidence)) throw noLog(evidence);
  return rekey({
    keys: new LogKeyFiles(evidence),
    at,
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

function noLog(folder: string): AppError {
  return new AppError({
    code: "not-found",
    message: `there is no evidence in ${folder}`,
    fix: "Run: lookback collect. A new log has a new key.",
  });
}
