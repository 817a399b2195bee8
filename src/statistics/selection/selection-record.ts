import { z } from "zod";

const Count = z.number().int().min(0);
const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Ways of choosing items. The last four give no item a known chance: they are additions, never a base for a limit. */
export const SelectionMethod = z.enum([
  "all",
  "random",
  "stratified",
  "systematic",
  "discovery",
  "haphazard",
  "judgemental",
  "targeted",
  "block",
]);
export type SelectionMethod = z.infer<typeof SelectionMethod>;

/** Whether a limit may be computed from items chosen so. */
export function isStatistical(method: SelectionMethod): boolean {
  return method !== "haphazard" && method !== "judgemental" && method !== "targeted" && method !== "block";
}

const Rate = z.string();

/** The rule that gave the size, with everything that went into it. */
export const SizeRule = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("all"), population: Count, because: z.string() }),
  z.strictObject({
    rule: z.literal("frequency"),
    population: Count,
    frequency: z.string(),
    risk_level: z.enum(["low", "moderate", "high"]),
    profile: z.string(),
  }),
  z.strictObject({
    rule: z.literal("statistical"),
    population: Count,
    tolerable: Rate,
    overreliance: Rate,
    expected: Rate,
    profile: z.string(),
  }),
  z.strictObject({
    rule: z.literal("discovery"),
    population: Count,
    critical_items: Count,
    overreliance: Rate,
    profile: z.string(),
  }),
  z.strictObject({ rule: z.literal("chosen"), population: Count, because: z.string() }),
]);
export type SizeRule = z.infer<typeof SizeRule>;

/** Domain 3.8: what shows that the list is all of it. */
const CompletenessProof = z.strictObject({
  is_reliable: z.boolean(),
  reasons: z.array(z.string()),
  sources: Count,
  second_source: z.string().nullable(),
});

/** Everything a workpaper says about how items were selected (domain 3.6). Every field is required. */
export const SelectionRecord = z
  .strictObject({
    schema: z.literal("lookback/selection/1"),
    control: z.string(),
    attributes: z.array(z.string()),
    period: z.strictObject({ start: Instant, end: Instant }),
    population: z.strictObject({
      name: z.string(),
      definition: z.string(),
      query: z.string(),
      source_systems: z.array(z.string()),
      extracted_at: Instant,
      extractor: z.string(),
      count: Count,
      hash: Digest,
    }),
    completeness: CompletenessProof,
    method: SelectionMethod,
    is_statistical: z.boolean(),
    seed: z.string().nullable(),
    /** 0: the first sample; 1: its extension by the registered plan. */
    stage: Count,
    n: Count,
    size_rule: SizeRule,
    /** In the order drawn. Where everything is examined it may be empty: the hash names all of them. */
    selected: z.array(z.string()),
    replacements: z.array(z.strictObject({ item: z.string(), by: z.string().nullable(), reason: z.string().min(1) })),
    warnings: z.array(z.string()),
    /** Why the items were drawn anew, or chosen by hand; `null` for a first draw. */
    reason: z.string().min(1).nullable(),
    tester: z.string(),
    reviewer: z.string().nullable(),
    selected_at: Instant,
  })
  .superRefine((record, context) => {
    const problems = [
      record.is_statistical === isStatistical(record.method) ? "" : "is_statistical contradicts the method",
      record.selected.length === record.n || isUnlisted(record)
        ? ""
        : `n is ${record.n}, ${record.selected.length} items are selected`,
      new Set(record.selected).size === record.selected.length ? "" : "an item is selected twice",
      record.is_statistical && record.method !== "all" && record.seed === null ? "a random selection has a seed" : "",
      record.is_statistical || record.reason !== null ? "" : "items chosen by hand need a reason",
      record.reviewer === null || record.reviewer !== record.tester ? "" : "one who tested cannot review",
    ];
    for (const message of problems) if (message !== "") context.addIssue({ code: "custom", message });
  });
export type SelectionRecord = z.infer<typeof SelectionRecord>;

/** Everything was taken and nothing is listed: the population's hash names the items. */
export function isUnlisted({
  method,
  selected,
}: {
  readonly method: SelectionMethod;
  readonly selected: readonly string[];
}) {
  return method === "all" && selected.length === 0;
}
