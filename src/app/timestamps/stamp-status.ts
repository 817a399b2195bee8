import { HOUR_MS, type Instant, msOf } from "../../base/instant.js";
import type { FilePort } from "../workspace/open-workspace.js";
import type { Workspace } from "../workspace/schema.js";
import { isClockOff } from "./stamp-ledger.js";
import { mayAskFrom, readStampState } from "./stamp-state.js";
import { type StampedLog, stampPath } from "./stamped-log.js";

/** Records may wait this long for a time-stamp before somebody should look. */
const ALERT_MS = 6 * HOUR_MS;

/** How far the log is time-stamped, for people. */
export interface StampStatus {
  readonly asOf: Instant;
  readonly every: string | undefined;
  readonly authorities: readonly {
    readonly name: string;
    readonly stamped: { readonly size: number; readonly genTime: Instant } | undefined;
    readonly failure: { readonly at: Instant; readonly message: string } | undefined;
    readonly heldBackUntil: Instant | undefined;
  }[];
  /** Records that no time-stamp covers, and since when the oldest of them waits. */
  readonly waiting: { readonly since: Instant; readonly count: number } | undefined;
  /** Files that are called like newer time-stamps and hold none that does, below the evidence folder. */
  readonly unbelieved: readonly string[];
  /** Waiting for six hours or more, a file that holds no time-stamp, or our clock is off. */
  readonly isAlert: boolean;
  /** How far our clock was ahead of the newest time-stamp; negative: behind. */
  readonly clockAheadMs: number | undefined;
  readonly isClockOff: boolean;
}

/** @param log as it stands now; without it, what waits is as the last run left it. */
export async function stampStatus({
  workspace,
  files,
  asOf,
  log,
}: {
  readonly workspace: Pick<Workspace, "timestamps">;
  readonly files: Pick<FilePort, "read">;
  readonly asOf: Instant;
  readonly log?: Pick<StampedLog, "waiting" | "unbelieved">;
}): Promise<StampStatus> {
  const config = workspace.timestamps;
  const state = await readStampState(files);
  const known = log === undefined ? state.waiting : log.waiting;
  const waiting = config === undefined || known === undefined ? undefined : { since: known.since, count: known.count };
  const aheadMs = config === undefined ? undefined : state.clock?.aheadMs;
  const unbelieved = config === undefined ? [] : (log?.unbelieved ?? []).map(stampPath);
  const isLate = waiting !== undefined && msOf(asOf) - msOf(waiting.since) >= ALERT_MS;
  return {
    asOf,
    every: config?.every,
    authorities: (config?.authorities ?? []).map(({ url }) => {
      const own = state.authorities[url];
      return {
        name: new URL(url).host,
        stamped: own?.stamped && { size: own.stamped.size, genTime: own.stamped.genTime },
        failure: own?.failure && { at: own.failure.at, message: own.failure.message },
        heldBackUntil: own && mayAskFrom(own, asOf),
      };
    }),
    waiting,
    unbelieved,
    isAlert: isLate || unbelieved.length > 0 || isClockOff(aheadMs),
    clockAheadMs: aheadMs,
    isClockOff: isClockOff(aheadMs),
  };
}
