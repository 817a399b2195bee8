import { z } from "zod";
import { OpinionProjection, ProjectedControl } from "../../assess/opinion/projection.js";
import { SelectionRecord } from "../../statistics/selection/selection-record.js";
import { Completeness, EvidenceRef, ReportOutcome, StateCounts } from "../audit/model.js";

/** What stands on every page, in every file and in every print. */
export const MOCK_WATERMARK = "Mock audit. Not an opinion.";
export const MOCK_NOTICE =
  "This is management's own mock audit, made by fixed rules. No auditor made it or concluded anything in it, and no opinion is expressed. The chance that a sample shows a deviation says what an auditor would probably see; it is never a reason not to fix.";

const Count = z.number().int().min(0);

/** A seed as the log holds it: stored before any population was frozen. */
export const MockSeed = z.strictObject({ seed: z.string(), stored_at: z.string(), record: Count, by: z.string() });

/** A population as it was frozen: its items are named by the hash, before anything was drawn. */
export const FrozenPopulation = z.strictObject({
  name: z.string(),
  title: z.string(),
  items: Count,
  hash: z.string(),
  frozen_at: z.string(),
  record: Count,
  completeness: Completeness,
});
export type FrozenPopulation = z.infer<typeof FrozenPopulation>;

/** The plan registered before testing: what is drawn, and when more is. */
export const SamplingPlan = z.strictObject({
  control: z.string(),
  mode: z.enum(["full", "frequency", "statistical", "discovery"]),
  selection: z.enum(["all", "random", "stratified", "systematic"]),
  /** Items to which the control applies and which are due; items of the population of which that was disproved. */
  population: Count,
  excluded: Count,
  /** Cumulative: how many items, and with how many deviations to accept or give up. Empty when all items are tested. */
  stages: z.array(z.strictObject({ n: Count, accept: Count, reject: Count.nullable() })),
  /** Size of the extension registered; `null`: none, for the reason given. */
  extension: Count.nullable(),
  extension_reason: z.string(),
  tolerable: z.string(),
  overreliance: z.string(),
  /** Chance that the whole plan accepts a control just beyond the tolerable rate, as decimal text; `null`: all is tested. */
  true_risk: z.string().nullable(),
  because: z.string(),
});
export type SamplingPlan = z.infer<typeof SamplingPlan>;

/** What two people found of one attribute of one item. `open`: they disagree, or a failure lacks the second of them. */
export const Verdicts = z.strictObject({
  tester: z.strictObject({ by: z.string(), finding: z.string(), note: z.string(), at: z.string() }).nullable(),
  reviewer: z.strictObject({ by: z.string(), finding: z.string(), note: z.string(), at: z.string() }).nullable(),
  state: z.enum(["none", "tested", "agreed", "open"]),
  why_open: z.string().nullable(),
});
export type Verdicts = z.infer<typeof Verdicts>;

const TestedAttribute = ReportOutcome.extend({ verdicts: Verdicts });

/** One selected item with what every attribute says of it. */
export const MockItem = z.strictObject({
  ordinal: Count,
  stage: Count,
  id: z.string(),
  label: z.string(),
  occurred_at: z.string(),
  unit: z.string().nullable(),
  outcomes: z.array(TestedAttribute),
  evidence: z.array(EvidenceRef),
});
export type MockItem = z.infer<typeof MockItem>;

/** What an auditor's sample of `n` would show, from the whole population: decimal text with four digits. */
export const Detection = z.strictObject({ n: Count, at_least_one: z.string(), at_least_two: z.string() });

export const MockControl = z.strictObject({
  id: z.string(),
  title: z.string(),
  statement: z.string(),
  risk: z.string(),
  frequency: z.string(),
  population: z.string(),
  attributes: z.array(z.strictObject({ id: z.string(), title: z.string(), is_key: z.boolean() })),
  plan: SamplingPlan,
  plan_record: Count,
  selections: z.array(SelectionRecord.and(z.object({ record: Count }))),
  /** Draws before this one, newest last: nothing that was drawn is forgotten. */
  earlier_draws: z.array(z.strictObject({ record: Count, at: z.string(), seed: z.string().nullable(), n: Count })),
  items: z.array(MockItem),
  /** Attributes that apply to so few items that all were asked, drawn or not. */
  taken_whole: z.array(z.strictObject({ attribute: z.string(), items: Count, deviations: Count })),
  /** Of the selected items by worst key attribute; of the whole population. */
  sample: StateCounts,
  census: StateCounts,
  /** Sentences; why this sample says what it says, and what it cannot. */
  attained: z.string(),
  concluded: ProjectedControl.nullable(),
  truth: ProjectedControl.nullable(),
  /** The sentence that compares both. */
  comparison: z.string(),
  detection: z.array(Detection),
  /** What the plan says comes next. */
  next: z.enum(["nothing", "extend", "no-occurrence", "not-concluded"]),
  next_text: z.string(),
});
export type MockControl = z.infer<typeof MockControl>;

export const PbcRequest = z.strictObject({
  id: z.string(),
  type: z.enum(["population", "walkthrough", "sample"]),
  control: z.string().nullable(),
  attribute: z.string().nullable(),
  item: z.string().nullable(),
  label: z.string().nullable(),
  wording: z.string(),
  period: z.string(),
  due_on: z.string(),
  owner: z.string().nullable(),
  /** Ours, and the auditor's: never the same field, and the auditor's is never set by us. */
  internal_status: z.enum(["answered from evidence", "to be answered", "not available"]),
  auditor_status: z.enum(["open"]),
  evidence: z.array(EvidenceRef),
  comment: z.string(),
});
export type PbcRequest = z.infer<typeof PbcRequest>;

/** The published JSON of a mock audit: same log, same evidence, same bytes. */
export const MockReport = z.strictObject({
  schema: z.literal("lookback/mock-audit/1"),
  watermark: z.literal(MOCK_WATERMARK),
  notice: z.literal(MOCK_NOTICE),
  lookback: z.string(),
  is_sample: z.boolean(),
  organisation: z.string(),
  time_zone: z.string(),
  engagement: z.enum(["I", "II"]),
  as_of: z.string(),
  period: z.strictObject({ from: z.string(), to: z.string(), start: z.string(), end: z.string() }),
  categories: z.array(z.string()),
  profile: z.strictObject({ name: z.string(), sha256: z.string() }),
  seed: MockSeed,
  populations: z.array(FrozenPopulation),
  controls: z.array(MockControl),
  requests: z.array(PbcRequest),
  /** `null` when only some controls were asked for: criteria need all of them. */
  opinion: OpinionProjection.nullable(),
  truth: OpinionProjection.nullable(),
});
export type MockReport = z.infer<typeof MockReport>;
