import { assert } from "../base/assert.js";
import { DEFAULT_FIRM_PROFILE, type FirmProfile, percentOf, type SampledFrequency } from "./firm-profile.js";

export type RiskLevel = "low" | "moderate" | "high";

/**
 * How many occurrences a firm examines (domain 3.2), by default by our own table; no standard prescribes one.
 * `occurrences` is what the period really holds: a short period shrinks it, the table does not.
 */
export function frequencySize(
  frequency: SampledFrequency,
  { risk, occurrences, profile = DEFAULT_FIRM_PROFILE }: Sizing & { readonly occurrences: number },
): number {
  requireCount(occurrences);
  return Math.min(occurrences, profile.frequencies[frequency][risk]);
}

/** How many events such as hires, leavers or changes a firm examines; `0`: nothing occurred. Never more than occurred. */
export function perEventSize(events: number, { risk, profile = DEFAULT_FIRM_PROFILE }: Sizing): number {
  requireCount(events);
  const band = profile.per_event.find(({ up_to: upTo }) => upTo === null || events <= upTo);
  assert(band !== undefined, "the last band of a firm profile has no end");
  if ("take" in band) return events;
  if ("sizes" in band) return Math.min(events, band.sizes[risk]);
  const share = percentOf(events, band.percent[risk]);
  return Math.min(events, band.most[risk], Math.max(band.least[risk], share));
}

export interface Sizing {
  readonly risk: RiskLevel;
  readonly profile?: FirmProfile;
}

function requireCount(count: number): void {
  assert(Number.isSafeInteger(count) && count >= 0, `not a number of events: ${count}`);
}
