import { z } from "zod";
import { rational } from "../base/rational.js";

/** How often a control is performed. `transaction`: many times a day. */
export const SAMPLED_FREQUENCIES = [
  "annual",
  "semiannual",
  "quarterly",
  "monthly",
  "semimonthly",
  "weekly",
  "daily",
  "transaction",
] as const;
export type SampledFrequency = (typeof SAMPLED_FREQUENCIES)[number];

const Size = z.number().int().min(1);

/** A number for controls of low, moderate and high risk: a riskier control is never sampled less. */
const ByRisk = z
  .strictObject({ low: Size, moderate: Size, high: Size })
  .refine(
    ({ low, moderate, high }) => low <= moderate && moderate <= high,
    "a higher risk needs at least as many items",
  );
export type ByRisk = z.infer<typeof ByRisk>;

/** Sizes for so many events: all of them, fixed numbers, or a share between a least and a most. */
const Band = z.union([
  z.strictObject({ up_to: Size.nullable(), take: z.literal("all") }),
  z.strictObject({ up_to: Size.nullable(), sizes: ByRisk }),
  z.strictObject({ up_to: Size.nullable(), percent: ByRisk, least: ByRisk, most: ByRisk }),
]);

/** Rates are reckoned with exactly: a million digits would take minutes. */
const RATE_LENGTH_MAX = 30;

const Rate = z
  .string()
  .regex(/^0\.\d+$/, 'a decimal below 1 in quotes, such as "0.05"')
  .regex(/[1-9]/, "a rate above 0")
  .max(RATE_LENGTH_MAX);
const RateByRisk = z.strictObject({ low: Rate, moderate: Rate, high: Rate });

/**
 * How one audit firm samples. Nobody prescribes these numbers: each firm has its own table, so none is built in but a
 * default that says it is one (domain 3.2, users 7.7).
 */
export const FirmProfile = z.strictObject({
  schema: z.literal("lookback/firm-profile/1"),
  name: z.string().min(1),
  frequencies: z.strictObject({
    annual: ByRisk,
    semiannual: ByRisk,
    quarterly: ByRisk,
    monthly: ByRisk,
    semimonthly: ByRisk,
    weekly: ByRisk,
    daily: ByRisk,
    transaction: ByRisk,
  }),
  /** Hires, leavers, changes: by how many there were. The last band has no end (`up_to: null`). */
  per_event: z.array(Band).min(1).refine(isContiguous, "bands rise, and only the last one has up_to: null"),
  /** Highest rate at which a control is still relied on, and the risk of doing so wrongly. */
  tolerable: RateByRisk,
  overreliance: RateByRisk,
  /** `statistical`: the rate expected before testing. */
  expected_rate: z
    .string()
    .max(RATE_LENGTH_MAX)
    .regex(/^0(\.\d+)?$/, 'a decimal below 1 in quotes, such as "0.01"'),
  /** Whether a second stage is registered before testing, wherever its true risk stays within the accepted one. */
  extension: z.enum(["second-stage", "none"]),
  /** `discovery`: how many critical items must not be missed. */
  discovery_items: Size,
  /** The default way to size samples and to choose items. */
  method: z.enum(["frequency", "statistical", "discovery"]),
  selection: z.enum(["stratified", "random", "systematic"]),
  /** Business days for an answer to a request, and for a rebuttal of an exception. */
  request_days: Size,
  rebuttal_days: Size,
});
export type FirmProfile = z.infer<typeof FirmProfile>;

/** Our default table (domain 3.2 and 3.3): a decision of ours between what firms are seen to do, no standard. */
export const DEFAULT_FIRM_PROFILE: FirmProfile = {
  schema: "lookback/firm-profile/1",
  name: "Lookback default (no firm's table and no standard)",
  frequencies: {
    annual: byRisk(1, 1, 1),
    semiannual: byRisk(1, 2, 2),
    quarterly: byRisk(2, 2, 4),
    monthly: byRisk(2, 3, 5),
    semimonthly: byRisk(3, 5, 8),
    weekly: byRisk(5, 8, 15),
    daily: byRisk(15, 25, 40),
    transaction: byRisk(25, 40, 60),
  },
  per_event: [
    { up_to: 4, take: "all" },
    { up_to: 12, sizes: byRisk(3, 4, 5) },
    { up_to: 51, sizes: byRisk(5, 8, 13) },
    { up_to: 250, percent: byRisk(8, 10, 16), least: byRisk(5, 8, 13), most: byRisk(20, 25, 40) },
    { up_to: null, sizes: byRisk(25, 40, 60) },
  ],
  tolerable: { low: "0.15", moderate: "0.10", high: "0.05" },
  overreliance: { low: "0.10", moderate: "0.10", high: "0.05" },
  expected_rate: "0",
  extension: "second-stage",
  discovery_items: 10,
  method: "frequency",
  selection: "stratified",
  request_days: 5,
  rebuttal_days: 3,
};

function byRisk(low: number, moderate: number, high: number): ByRisk {
  return { low, moderate, high };
}

function isContiguous(bands: readonly { readonly up_to: number | null }[]): boolean {
  return bands.every(({ up_to: upTo }, index) => {
    if (index === bands.length - 1) return upTo === null;
    return upTo !== null && upTo > (bands[index - 1]?.up_to ?? 0);
  });
}

/** Of `events`, `percent` in a hundred, rounded up exactly: no binary fraction turns 7 % of 100 into 8. */
export function percentOf(events: number, percent: number): number {
  const { numerator, denominator } = rational(BigInt(events) * BigInt(percent), 100n);
  return Number((numerator + denominator - 1n) / denominator);
}
