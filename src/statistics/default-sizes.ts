import { assert } from "../base/assert.js";

export type RiskLevel = "low" | "moderate" | "high";

/** How often a control is performed. `transaction`: many times a day. */
export type SampledFrequency =
  | "annual"
  | "semiannual"
  | "quarterly"
  | "monthly"
  | "semimonthly"
  | "weekly"
  | "daily"
  | "transaction";

/**
 * Our default number of occurrences to examine (domain 3.2); no standard prescribes one. `occurrences` is what the
 * period really holds: a short period shrinks it, the table does not.
 */
export function frequencySize(frequency: SampledFrequency, risk: RiskLevel, occurrences: number): number {
  return Math.min(occurrences, pick(FREQUENCY_SIZES[frequency], risk));
}

/** Our default sample of events such as hires, leavers or changes; `0`: nothing occurred. */
export function perEventSize(events: number, risk: RiskLevel): number {
  assert(Number.isSafeInteger(events) && events >= 0, `not a number of events: ${events}`);
  if (events <= 4) return events;
  if (events <= 12) return pick([3, 4, 5], risk);
  if (events <= 51) return pick([5, 8, 13], risk);
  if (events > 250) return pick([25, 40, 60], risk);
  const percent = pick([8, 10, 16], risk);
  const least = pick([5, 8, 13], risk);
  const most = pick([20, 25, 40], risk);
  // Whole numbers: ceil(events * percent / 100) without a binary fraction.
  return Math.min(most, Math.max(least, Math.floor((events * percent + 99) / 100)));
}

type ByRisk = readonly [low: number, moderate: number, high: number];

const FREQUENCY_SIZES: Readonly<Record<SampledFrequency, ByRisk>> = {
  annual: [1, 1, 1],
  semiannual: [1, 2, 2],
  quarterly: [2, 2, 4],
  monthly: [2, 3, 5],
  semimonthly: [3, 5, 8],
  weekly: [5, 8, 15],
  daily: [15, 25, 40],
  transaction: [25, 40, 60],
};

function pick([low, moderate, high]: ByRisk, risk: RiskLevel): number {
  return risk === "low" ? low : risk === "moderate" ? moderate : high;
}
