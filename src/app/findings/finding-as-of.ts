import { type EpochMs, type Instant, msOf } from "../../base/instant.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { lastReport } from "./last-report.js";

/** The moment findings are looked at: the one asked for, else that of the last audit, so that both speak of the same. */
export async function findingAsOf(
  { files }: Pick<OpenWorkspace, "files">,
  { asked, now }: { asked: Instant | undefined; now: Instant },
): Promise<EpochMs> {
  if (asked !== undefined) return msOf(asked);
  const at = Date.parse((await lastReport(files))?.as_of ?? "");
  return Number.isNaN(at) ? msOf(now) : at;
}
