import { addDays, DAY_MS, type EpochMs, msOf } from "../../base/instant.js";
import { startOfDay } from "../../base/zone.js";
import { periodOf } from "../workspace/calendar.js";
import type { Workspace } from "../workspace/schema.js";
import type { HeldEvidence } from "./held-evidence.js";

type Rules = Pick<Workspace, "audit" | "organisation" | "retention" | "legal_hold">;
type Aged = Pick<HeldEvidence, "firstSeenAt" | "lastSeenAt" | "sources">;

/**
 * When evidence has been kept long enough: `retention.days` after the end of the period it was last seen in, or after it
 * was last seen, where that is later. What was last seen before the present period counts as of an earlier one that
 * ended, at the latest, where this one begins.
 */
export function dueAt({ lastSeenAt }: Pick<Aged, "lastSeenAt">, rules: Rules): EpochMs {
  const { start, end } = periodOf(rules.audit.period, rules.organisation.time_zone);
  const seen = msOf(lastSeenAt);
  return (seen < start ? start : Math.max(end, seen)) + rules.retention.days * DAY_MS;
}

/**
 * The first legal hold that keeps evidence, in the words of lookback.yaml; `undefined`: none does. Evidence stood for
 * all of the time from its first sight to its last: a hold on any day of it keeps it, however often it is seen later.
 */
export function heldBy(
  { firstSeenAt, lastSeenAt, sources }: Aged,
  { legal_hold, organisation }: Rules,
): string | undefined {
  const [first, last] = [msOf(firstSeenAt), msOf(lastSeenAt)];
  const zone = organisation.time_zone;
  return legal_hold.find(
    (hold) =>
      (hold.sources === undefined || hold.sources.some((source) => sources.includes(source))) &&
      (hold.from === undefined || startOfDay(hold.from, zone) <= last) &&
      (hold.to === undefined || first < startOfDay(addDays(hold.to, 1), zone)),
  )?.why;
}

/** What of the evidence is due to be destroyed, holds left out. */
export function dueEvidence<E extends Aged>(held: readonly E[], rules: Rules, asOf: EpochMs): readonly E[] {
  return held.filter((each) => dueAt(each, rules) <= asOf && heldBy(each, rules) === undefined);
}
