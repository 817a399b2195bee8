import { z } from "zod";
import { canonicalJson } from "../../base/canonical-json.js";

const Count = z.int().min(0);

/** What the auditor counted, in the auditor's own words. */
const Seen = z.strictObject({ deviating: Count, examined: Count, words: z.string(), about: z.string() });

/** A control and perhaps an attribute, confirmed by a person. */
const Matched = z.strictObject({
  control: z.string(),
  attribute: z.string().nullable(),
  /** Title of the attribute, or of the control. */
  title: z.string(),
});

/** What the whole population showed; counted from the items due. */
const Census = z.strictObject({
  deviating: Count,
  due: Count,
  could_not_tell: Count,
  is_proven: z.boolean(),
  reasons: z.array(z.string()),
});

/** One counted deviation of a row, or the row as a whole, beside the census. */
const ComparisonView = z.strictObject({
  seen: Seen.nullable(),
  match: Matched.nullable(),
  census: Census.nullable(),
  /** Why there is no census, when there is none. */
  why_no_census: z.string().nullable(),
  /** Chances in millionths, so that the same report gives the same bytes; `null` where none can be said. */
  chance_of_any_millionths: Count.nullable(),
  chance_of_as_many_millionths: Count.nullable(),
  meaning: z.string(),
});
export type ComparisonView = z.infer<typeof ComparisonView>;

const ProposalView = z.strictObject({
  control: z.string(),
  attribute: z.string().nullable(),
  score: Count,
  reasons: z.array(z.string()),
});

const RowView = z.strictObject({
  id: z.string(),
  file: z.string(),
  place: z.string(),
  /** Whether a file that counts holds it; replaced files do not. */
  is_current: z.boolean(),
  /** The auditor's words, as they came. */
  words: z.array(z.strictObject({ title: z.string().nullable(), text: z.string(), is_carried: z.boolean() })),
  control_no: z.string().nullable(),
  criteria: z.array(z.string()),
  unknown_criteria: z.array(z.string()),
  state: z.enum(["exception", "no-exception", "did-not-operate", "no-evidence", "unclear"]),
  /** Numbers that were not used, and why. */
  doubtful: z.array(z.strictObject({ words: z.string(), why: z.string() })),
  /** Id of the row whose exception this one tells again, with management's response. */
  repeats: z.string().nullable(),
  comparisons: z.array(ComparisonView),
  /** Controls it may be about, best first; empty once somebody has matched it. */
  proposals: z.array(ProposalView),
});
export type RowView = z.infer<typeof RowView>;

const LostCriterionView = z.strictObject({
  criterion: z.string(),
  title: z.string(),
  is_in_basis: z.boolean(),
  rows: z.array(z.string()),
  standing: z.enum(["deviating", "not-shown", "nothing-found"]),
  meaning: z.string(),
});

const FileView = z.strictObject({
  /** Names the import; made from the digest. */
  id: z.string(),
  file: z.string(),
  sha256: z.string(),
  imported_at: z.string(),
  /** Id of the earlier import that it replaces, which counts no more. */
  replaces: z.string().nullable(),
  rows: Count,
  accounting: z.strictObject({
    pieces: Count,
    in_rows: Count,
    in_statements: Count,
    headings: Count,
    unread: Count,
  }),
  problems: z.array(z.strictObject({ place: z.string(), message: z.string(), fix: z.string() })),
  statements: z.array(z.strictObject({ kind: z.enum(["opinion", "basis"]), place: z.string(), text: z.string() })),
  unread: z.array(z.strictObject({ place: z.string(), text: z.string() })),
});

/** The auditor's report beside the evidence: what `lookback report show` prints. */
export const AuditorReportView = z.strictObject({
  schema: z.literal("lookback.auditor-report/1"),
  /** Name and version of the program. */
  lookback: z.string(),
  organisation: z.string(),
  is_sample: z.boolean(),
  as_of: z.string(),
  disclaimer: z.string(),
  opinion: z.enum(["unqualified", "qualified", "adverse", "disclaimer"]).nullable(),
  type: z.enum(["I", "II"]).nullable(),
  period: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
  criteria: z.array(LostCriterionView),
  rows: z.array(RowView),
  files: z.array(FileView),
});
export type AuditorReportView = z.infer<typeof AuditorReportView>;

/** One line of canonical JSON and a line end: same view, same bytes. */
export function renderAuditorReportJson(view: AuditorReportView): string {
  return `${canonicalJson(view)}\n`;
}

/** The JSON Schema (draft 2020-12) of what {@link renderAuditorReportJson} writes. */
export function auditorReportJsonSchema(): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(AuditorReportView, { target: "draft-2020-12" });
}
