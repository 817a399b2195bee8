import { z } from "zod";
import { ExaminedPeriod } from "./examined-period.js";

/** What kind of thing failed (domain 6.3): exactly one is primary. */
export const CAUSE_CATEGORIES = [
  "tooling",
  "training",
  "policy",
  "process",
  "design",
  "resourcing",
  "vendor",
  "evidence_only",
] as const;

/** How far it reaches. Only `person` and `one_time` may lead to ISOLATED; `system` and `policy` are SYSTEMATIC (R4). */
export const CAUSE_SCOPES = ["person", "one_time", "process", "policy", "system"] as const;

/** One "why": what a person answers, and what shows it. `evidence: null` marks an assumption. */
export const WhyStep = z.strictObject({ text: z.string().min(1), evidence: z.string().min(1).nullable() });
export type WhyStep = z.infer<typeof WhyStep>;

/** What was proven about going around the control (R3.1). */
export const BYPASS_KINDS = ["intentional", "concealed", "by_authority", "by_management"] as const;

/** A cause as one person states it. */
export const ProposedCause = z.strictObject({
  action: z.literal("propose"),
  period: ExaminedPeriod,
  category: z.enum(CAUSE_CATEGORIES),
  secondary: z.array(z.enum(CAUSE_CATEGORIES)),
  scope: z.enum(CAUSE_SCOPES),
  text: z.string().min(1),
  why: z.array(WhyStep).min(3).max(7),
  bypass: z.array(z.enum(BYPASS_KINDS)),
  /** R3.2: unauthorised use, data loss or a breached commitment followed. */
  harm_followed: z.boolean(),
  /** Role of who states it. */
  by: z.string().min(1),
  /** As of when clusters and extent were looked at, and what was seen: the extent check is part of the record. */
  looked_at: z.strictObject({
    as_of: z.string(),
    exceptions: z.number().int(),
    items: z.number().int(),
    clusters: z.array(z.string()),
    extent: z.array(z.string()),
  }),
});
export type ProposedCause = z.infer<typeof ProposedCause>;

/** A second person's approval of one proposal, by its place in the log. */
const ApprovedCause = z.strictObject({
  action: z.literal("approve"),
  proposal: z.number().int().min(0),
  by: z.string().min(1),
});

export const CauseDecision = z.discriminatedUnion("action", [ProposedCause, ApprovedCause]);
export type CauseDecision = z.infer<typeof CauseDecision>;
