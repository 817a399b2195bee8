import { z } from "zod";
import { OpinionProjection } from "../../assess/opinion/projection.js";

/** The six states of a cell of the period map. */
export const CellState = z.enum([
  "operated",
  "failed",
  "not-testable",
  "did-not-occur",
  "evidence-gap",
  "out-of-scope",
]);
export type CellState = z.infer<typeof CellState>;

const Count = z.number().int().min(0);
/** How many items were in each state on a day or in a week. */
export const StateCounts = z.strictObject({
  pass: Count,
  deviation: Count,
  indeterminate: Count,
  not_applicable: Count,
  pending: Count,
});
export type StateCounts = z.infer<typeof StateCounts>;

export const ReportGap = z.strictObject({
  stream: z.string(),
  scope: z.string(),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
  fix: z.string(),
});

/** Where the list of items came from, and whether it is all of it (domain section 3.8). */
export const Completeness = z.strictObject({
  is_reliable: z.boolean(),
  reasons: z.array(z.string()),
  sources: z.array(
    z.strictObject({
      source: z.string(),
      stream: z.string(),
      scope: z.string(),
      from: z.string(),
      to: z.string(),
      rows: Count,
      declared: Count.nullable(),
    }),
  ),
  query: z.string(),
  gaps: z.array(ReportGap),
  rejected_rows: Count,
  second_source: z
    .strictObject({
      title: z.string(),
      is_available: z.boolean(),
      first_only: Count,
      second_only: Count,
      unexplained: z.array(z.strictObject({ key: z.string(), side: z.string() })),
    })
    .nullable(),
  population_hash: z.string().nullable(),
});
export type Completeness = z.infer<typeof Completeness>;

export const EvidenceRef = z.strictObject({ sha256: z.string(), pointer: z.string() });

/** One attribute of one item that did not simply pass. */
export const ReportOutcome = z.strictObject({
  attribute: z.string(),
  state: z.enum(["pass", "deviation", "indeterminate", "not-applicable", "pending"]),
  kind: z.string().nullable(),
  cause: z.string().nullable(),
  text: z.string(),
});

/** An item with a deviation, an open question or a deadline still ahead. */
export const ReportItem = z.strictObject({
  id: z.string(),
  occurred_at: z.string(),
  label: z.string(),
  unit: z.string().nullable(),
  actor: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  outcomes: z.array(ReportOutcome),
  evidence: z.array(EvidenceRef),
});
export type ReportItem = z.infer<typeof ReportItem>;

/** One line of the register of exceptions. */
export const ReportException = z.strictObject({
  id: z.string(),
  control: z.string(),
  attribute: z.string(),
  item: z.string(),
  /** What people call the item. */
  label: z.string(),
  kind: z.string(),
  state: z.enum(["suspected", "confirmed", "rebutted"]),
  text: z.string(),
  occurred_at: z.string(),
});
export type ReportException = z.infer<typeof ReportException>;

export const ReportAttribute = z.strictObject({
  id: z.string(),
  title: z.string(),
  is_key: z.boolean(),
  counts: StateCounts,
  by_kind: z.record(z.string(), Count),
  /** State controls: item-days as decimal text. */
  item_days: z.strictObject({ total: z.string(), deviating: z.string(), missing: z.string() }).nullable(),
});

export const ReportControl = z.strictObject({
  id: z.string(),
  title: z.string(),
  statement: z.string(),
  revision: z.number().int(),
  criteria: z.strictObject({ key: z.array(z.string()), supporting: z.array(z.string()) }),
  risk: z.string(),
  frequency: z.string(),
  population: z.string(),
  population_title: z.string(),
  /** Words such as "leavers": what the counts count. */
  counts: StateCounts,
  attributes: z.array(ReportAttribute),
  completeness: Completeness,
  /** By day of the period in the organisation's zone, days without items left out. */
  days: z.record(z.string(), StateCounts),
  /** All deviating, indeterminate and pending items, in order of time then id. */
  items: z.array(ReportItem),
  /** Proofs of not-applicable items with how many rest on each. */
  not_applicable: z.record(z.string(), Count),
  csv: z.string().nullable(),
  causes: z.array(z.string()),
  remediation: z.string(),
  limits: z.array(z.string()),
});
export type ReportControl = z.infer<typeof ReportControl>;

/** A criterion in one week: the worst state of the controls that test it, and the sentence that says so. */
export const MapCell = z.strictObject({ week: z.string(), state: CellState, text: z.string() });
export const MapRow = z.strictObject({
  criterion: z.string(),
  title: z.string(),
  cells: z.array(MapCell),
  sentence: z.string(),
});
export type MapRow = z.infer<typeof MapRow>;

/** The published JSON of one audit: same evidence, same `as_of`, same bytes. */
export const AuditReport = z.strictObject({
  schema: z.literal("lookback/audit-report/1"),
  lookback: z.string(),
  is_sample: z.boolean(),
  organisation: z.string(),
  time_zone: z.string(),
  as_of: z.string(),
  period: z.strictObject({ from: z.string(), to: z.string(), start: z.string(), end: z.string() }),
  opinion: OpinionProjection,
  /** Sentences that say why, most important first. */
  reasons: z.array(z.string()),
  map: z.array(MapRow),
  controls: z.array(ReportControl),
  exceptions: z.array(ReportException),
  /** Criteria in scope that no tested control covers, with what that means. */
  not_tested: z.array(z.strictObject({ criterion: z.string(), title: z.string(), text: z.string() })),
  not_seen: z.array(ReportGap),
  rejects: z.array(
    z.strictObject({ source: z.string(), file: z.string(), sha256: z.string(), rejected: Count, kept: Count }),
  ),
  evidence: z.strictObject({
    captures: Count,
    sources: z.array(z.strictObject({ id: z.string(), captures: Count, rows: Count })),
  }),
  criteria: z.record(z.string(), z.string()),
});
export type AuditReport = z.infer<typeof AuditReport>;
