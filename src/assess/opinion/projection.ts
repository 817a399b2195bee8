import { z } from "zod";

export const OPINION_RULES = "opinion-rules/1.0";

export const DISCLAIMER_TEXT =
  "Projected by deterministic rules from evidence as of the stated time. Not an opinion: only a licensed CPA firm can issue a SOC 2 report, and its judgement may differ.";

export const Opinion = z.enum(["UNQUALIFIED", "QUALIFIED", "ADVERSE", "DISCLAIMER"]);
export type Opinion = z.infer<typeof Opinion>;

export const ControlConclusionWord = z.enum([
  "EFFECTIVE",
  "EFFECTIVE_WITH_EXCEPTION",
  "MITIGATED",
  "INEFFECTIVE",
  "DESIGN_DEFICIENT",
  "CANNOT_CONCLUDE",
  "NO_OCCURRENCE",
  "NOT_APPLICABLE",
]);
export type ControlConclusionWord = z.infer<typeof ControlConclusionWord>;

export const CriterionConclusionWord = z.enum([
  "MET",
  "MET_WITH_EXCEPTIONS",
  "MET_DESIGN_ONLY",
  "NOT_MET",
  "CANNOT_CONCLUDE",
  "NOT_APPLICABLE",
  /** Declared outside what this workspace assesses: counted among the applicable, said to be neither met nor not. */
  "NOT_ASSESSED",
]);
export type CriterionConclusionWord = z.infer<typeof CriterionConclusionWord>;

export const Severity = z.enum(["critical", "major", "moderate", "low"]);
export const Pattern = z.enum(["ISOLATED", "SYSTEMATIC", "UNDETERMINED"]);

/** A count or a rate; rates and shares are decimal text so that every machine prints the same. */
const TraceValue = z.union([z.string(), z.number().int(), z.boolean(), z.null(), z.array(z.string())]);

/** One application of one rule: what went in, what came out, and why. */
export const TraceLine = z.strictObject({
  rule: z.string(),
  inputs: z.record(z.string(), TraceValue),
  output: z.string(),
  explanation: z.string(),
  judgement: z.boolean(),
});
export type TraceLine = z.infer<typeof TraceLine>;

export const ProjectedControl = z.strictObject({
  conclusion: ControlConclusionWord,
  pattern: Pattern.nullable(),
  /** Applicable and due items; items tested; deviations counted. `null`: unknown population. */
  N: z.number().int().nullable(),
  n: z.number().int(),
  deviations: z.number().int(),
  tolerable: z.string(),
  risk: z.string(),
  /** Decimal text; the observed rate when the whole population was tested; `null` where no limit can be computed. */
  upper_limit: z.string().nullable(),
  finding: z.string().nullable(),
  severity: Severity.nullable(),
  provisional: z.boolean(),
  /** How many more items the rules ask for when a sample is too small. */
  extend_by: z.number().int().nullable(),
  because: z.array(z.string()),
});
export type ProjectedControl = z.infer<typeof ProjectedControl>;

export const ProjectedCriterion = z.strictObject({
  conclusion: CriterionConclusionWord,
  because: z.array(z.string()),
  controls: z.array(z.string()),
  scsr_impact: z.enum(["none", "significant", "unassessed"]),
});
export type ProjectedCriterion = z.infer<typeof ProjectedCriterion>;

export const Finding = z.strictObject({
  id: z.string(),
  /** The control; for a criterion that no control covers, `null`. */
  control: z.string().nullable(),
  criterion: z.string().nullable(),
  severity: Severity,
  title: z.string(),
  because: z.array(z.string()),
});
export type Finding = z.infer<typeof Finding>;

export const ProjectedCategory = z.strictObject({
  projected: Opinion,
  best: Opinion,
  worst: Opinion,
  with_exceptions: z.boolean(),
});

/** Domain section 4.3: the projection, every field required. */
export const OpinionProjection = z.strictObject({
  rules: z.literal(OPINION_RULES),
  as_of: z.string(),
  engagement: z.enum(["I", "II"]),
  withdrawal_likely: z.boolean(),
  overall: ProjectedCategory,
  subject: z.strictObject({ description: Opinion, design: Opinion, operation: Opinion.nullable() }),
  categories: z.record(z.string(), ProjectedCategory),
  criteria: z.record(z.string(), ProjectedCriterion),
  controls: z.record(z.string(), ProjectedControl),
  findings: z.array(Finding),
  shortest_path: z.array(z.strictObject({ close: z.array(z.string()), then: Opinion })),
  trace: z.array(TraceLine),
  disclaimer: z.string(),
});
export type OpinionProjection = z.infer<typeof OpinionProjection>;
