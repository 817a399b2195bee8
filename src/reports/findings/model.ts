import { z } from "zod";

const Count = z.number().int().min(0);

const Cluster = z.strictObject({
  where: z.array(z.strictObject({ dimension: z.string(), first: z.string(), last: z.string() }).readonly()).readonly(),
  items: Count,
  exceptions: Count,
  sentence: z.string(),
  /** Corrected chance in words. */
  chance: z.string(),
});
export type ReportCluster = Readonly<z.infer<typeof Cluster>>;

const ExtentRow = z.strictObject({ name: z.string(), items: Count, deviations: Count, open: Count });
export type ReportExtentRow = Readonly<z.infer<typeof ExtentRow>>;

const PolicyFit = z.strictObject({
  attribute: z.string(),
  parameter: z.string(),
  unit: z.string(),
  promised: z.number(),
  quantiles: z.array(z.strictObject({ percent: z.number(), promise: z.number().nullable() }).readonly()).readonly(),
  holds_for_all: z.number().nullable(),
  holds_for_95: z.number().nullable(),
  sentences: z.array(z.string()).readonly(),
});

/** A cause that somebody stated. */
export const Cause = z.strictObject({
  /** Place in the log. */
  record: Count,
  at: z.string(),
  status: z.enum(["approved", "proposed"]),
  is_in_force: z.boolean(),
  category: z.string(),
  scope: z.string(),
  text: z.string(),
  why: z.array(z.strictObject({ text: z.string(), evidence: z.string().nullable() }).readonly()).readonly(),
  by: z.string(),
  approved_by: z.string().nullable(),
});
export type ReportCause = Readonly<z.infer<typeof Cause>>;

const Elsewhere = z.strictObject({
  control: z.string(),
  deviations: Count,
  in_same_units: Count,
  on_same_days: Count,
});

/** What `lookback cause` shows of one control: facts for a root cause analysis, and what was decided about it. */
export const CauseReport = z
  .strictObject({
    schema: z.literal("lookback/cause/1"),
    as_of: z.string(),
    control: z.strictObject({ id: z.string(), title: z.string(), statement: z.string() }).readonly(),
    /** The finding of the last audit; `null`: it has none, or there was no audit. */
    finding: z.strictObject({ id: z.string(), severity: z.string(), title: z.string() }).readonly().nullable(),
    /** Conclusion and pattern of the last audit; `null`: there was none. */
    conclusion: z.string().nullable(),
    pattern: z.string().nullable(),
    attributes: z.array(z.strictObject({ id: z.string(), title: z.string(), deviations: Count }).readonly()).readonly(),
    items: Count,
    exceptions: Count,
    clusters: z.array(Cluster.readonly()).readonly(),
    clusters_hidden: Count,
    questions_asked: Count,
    usual_causes: z.array(z.string()).readonly(),
    extent: z
      .strictObject({
        units: z.array(ExtentRow.readonly()).readonly(),
        months: z.array(ExtentRow.readonly()).readonly(),
        elsewhere: z.array(Elsewhere.readonly()).readonly(),
      })
      .readonly(),
    policy_fit: z.array(PolicyFit.readonly()).readonly(),
    /** Oldest first. */
    causes: z.array(Cause.readonly()).readonly(),
  })
  .readonly();
export type CauseReport = z.infer<typeof CauseReport>;

/** What `lookback compensate` shows of one control. */
export interface CompensationReport {
  readonly schema: "lookback/compensation/1";
  readonly as_of: string;
  readonly control: { readonly id: string; readonly title: string };
  /** Items that deviate, and those of them that nothing makes up for as far as evidence shows. */
  readonly deviating: number;
  readonly uncovered: readonly string[];
  /** What the catalogue names, in words. */
  readonly usual: readonly string[];
  readonly rows: readonly {
    readonly item: string;
    readonly label: string;
    /** What of the item it covers; empty: a record from before this was said, and nothing shows it any more. */
    readonly attributes: readonly string[];
    readonly with: string;
    /** Conclusion of the last audit on the control that would cover; `null`: unknown. */
    readonly with_conclusion: string | null;
    readonly status: "accepted" | "pending" | "rejected";
    /** `false`: it was decided once, and nothing shows it any more. */
    readonly is_shown: boolean;
    readonly why: string;
    readonly evidence: readonly string[];
    readonly decided: { readonly by: string; readonly reason: string; readonly record: number } | null;
  }[];
  readonly redundant_with: readonly string[];
  readonly redundant_declared_on: string | null;
}
