import { z } from "zod";
import { decimal, type Rational, rational } from "../../base/rational.js";

/** A rate as exact text: a decimal such as `0.05` or a fraction such as `2/3`; never a binary float. */
export const RateText = z
  .string()
  .regex(/^(\d+(\.\d+)?|\d+\/[1-9]\d*)$/, "a decimal such as 0.05 or a fraction such as 2/3");

/** Reads what {@link RateText} accepts. */
export function rateOf(text: string): Rational {
  const [numerator, denominator] = text.split("/");
  if (denominator === undefined) return decimal(text);
  return rational(BigInt(numerator ?? "0"), BigInt(denominator));
}

/**
 * The numbers of `opinion-rules/1.0` that a team may set; defaults are our decision, no standard prescribes them
 * (domain 3.3, 4.3). A changed one is listed in the trace.
 */
const THRESHOLD_DEFAULTS = {
  /** Highest deviation rate at which a control of this risk is still relied on. */
  tolerable_high: "0.05",
  tolerable_moderate: "0.10",
  tolerable_low: "0.15",
  /** Risk of overreliance accepted in a sample. */
  overreliance_high: "0.05",
  overreliance_moderate: "0.10",
  overreliance_low: "0.10",
  /** R1.4: up to this share unavailable evidence counts as deviations, above it nothing can be concluded. */
  missing_share: "0.10",
  /** R2.4: up to this many items a rate is meaningless. */
  small_population: 12,
  /** R2.4: how late, as a share of what was allowed, still counts as done. */
  late_share: "0.25",
  /** R2.4: how much of an occurrence must be covered to count as done. */
  covered_share: "0.95",
  /** R3.3: days one item of a high-risk state control may stay noncompliant; from here on it may not. */
  noncompliant_days: 30,
  /** R4: this many deviations, over this many months and actors or units, are systematic. */
  spread_deviations: 3,
  spread_months: 2,
  spread_sources: 2,
  /** R4: this many times the tolerable rate is systematic. */
  systematic_multiple: "2",
  /** R4: at most this many deviations can be isolated. */
  isolated_deviations: 2,
  /** R6.2: a control in place for less than this share of the period did not operate. */
  in_place_share: "0.90",
  /** R7 and R9: a control that fails on this share of items fails grossly. */
  gross_rate: "0.50",
  /** R8.4: so many supporting controls, of which this share is bad, fail the criterion. */
  supporting_count: 3,
  supporting_share: "2/3",
  /** R9: pervasive by share of criteria, by series, by pillars. */
  pervasive_share: "0.25",
  pervasive_series: 5,
  pervasive_pillars: 2,
} as const;

type Names = keyof typeof THRESHOLD_DEFAULTS;

/** The thresholds a workspace sets; what it leaves out keeps its default. */
export const ThresholdChanges = z.partialRecord(
  z.enum(Object.keys(THRESHOLD_DEFAULTS).filter(isName)),
  z.union([RateText, z.number().int().min(0)]),
);
export type ThresholdChanges = z.infer<typeof ThresholdChanges>;

/** All thresholds in force, and which of them are not the defaults. */
export interface Thresholds {
  readonly changed: readonly string[];
  /** The text as set, for print. */
  text(name: Names): string;
  rate(name: Names): Rational;
  count(name: Names): number;
}

export function thresholdsOf(changes: ThresholdChanges): Thresholds {
  const text = (name: Names): string => String(changes[name] ?? THRESHOLD_DEFAULTS[name]);
  return {
    changed: Object.keys(changes)
      .filter(isName)
      .filter((name) => text(name) !== String(THRESHOLD_DEFAULTS[name]))
      .sort()
      .map((name) => `${name} is ${text(name)} instead of ${THRESHOLD_DEFAULTS[name]}`),
    text,
    rate: (name) => rateOf(text(name)),
    count: (name) => Number(text(name)),
  };
}

function isName(text: string): text is Names {
  return Object.hasOwn(THRESHOLD_DEFAULTS, text);
}
