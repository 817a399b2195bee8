import { type Instant, instantOf } from "../../base/instant.js";
import type { RunStore } from "../../store/state/run-store.js";
import { minutesOf } from "../workspace/every.js";
import type { Workspace } from "../workspace/schema.js";

export interface ScheduleInput {
  readonly runs: Pick<RunStore, "requestUnless">;
  readonly workspace: Pick<Workspace, "collect_every" | "server">;
  readonly audit: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  newId(at: Instant): string;
}

const MINUTE_MS = 60_000;
/** A promise to collect is about when a run has ended: the run begins a tenth of the time before, an hour at most. */
const LEAD_MS_MAX = 60 * MINUTE_MS;
/** A run that failed is tried again after so long, or after its usual time where that is shorter. */
const RETRY_MS = 15 * MINUTE_MS;

/**
 * Asks for a run where the newest one is old enough: by `server.audit_every`, and in time for the promise of
 * `collect_every`. Any number of processes may ask at the same moment; one run comes of it.
 *
 * @returns the id of the run that was asked for; `undefined` where none was due, or nothing is scheduled.
 */
export async function scheduleOnce(input: ScheduleInput): Promise<string | undefined> {
  const { runs, workspace, audit, now } = input;
  const everyMs = intervalOf(workspace);
  if (everyMs === undefined) return undefined;
  const at = instantOf(now);
  const run = await runs.requestUnless({
    ...{ id: input.newId(at), audit, collects: true, by: "schedule", at },
    newerThan: instantOf(now - everyMs),
    failedAfter: instantOf(now - Math.min(RETRY_MS, everyMs)),
  });
  return run?.id;
}

/** Milliseconds from one scheduled run to the next; `undefined` where none is to be. */
export function intervalOf({ collect_every: promised, server }: ScheduleInput["workspace"]): number | undefined {
  const wanted =
    server?.audit_every === undefined ? Number.POSITIVE_INFINITY : minutesOf(server.audit_every) * MINUTE_MS;
  const promisedMs = promised === undefined ? Number.POSITIVE_INFINITY : minutesOf(promised) * MINUTE_MS;
  const kept =
    promisedMs === Number.POSITIVE_INFINITY ? promisedMs : promisedMs - Math.min(promisedMs / 10, LEAD_MS_MAX);
  const every = Math.min(wanted, kept);
  return every === Number.POSITIVE_INFINITY ? undefined : every;
}
