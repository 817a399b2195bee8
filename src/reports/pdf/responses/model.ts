import { z } from "zod";
import { canonicalJson } from "../../../base/canonical-json.js";

const Count = z.int().min(0);

/** A cause as it stands in the log. */
const StatedCause = z.strictObject({
  record: Count,
  at: z.string(),
  status: z.enum(["approved", "proposed"]),
  category: z.string(),
  scope: z.string(),
  text: z.string(),
  by: z.string(),
  approved_by: z.string().nullable(),
  /** Each "why" with what shows it; `null`: an assumption. */
  why: z.array(z.strictObject({ text: z.string(), evidence: z.string().nullable() })),
});

/** What a second control made up for. */
const Compensation = z.strictObject({
  record: Count,
  item: z.string(),
  with: z.string(),
  action: z.enum(["accept", "reject"]),
  by: z.string(),
  reason: z.string(),
});

/** A count of a row beside the whole population. */
const Compared = z.strictObject({
  control: z.string().nullable(),
  title: z.string(),
  /** `3 of 25`, in the auditor's count. */
  seen: z.string(),
  /** `11 of 312`; `null`: the whole population was not counted, and `meaning` says why. */
  census: z.string().nullable(),
  meaning: z.string(),
  cause: StatedCause.nullable(),
  compensation: z.array(Compensation),
});
export type Compared = z.infer<typeof Compared>;

/** An exception of the auditor's report with everything stored that a response may rest on. */
const ResponseRow = z.strictObject({
  id: z.string(),
  control_no: z.string().nullable(),
  criteria: z.array(z.string()),
  /** The auditor's words, as they came. */
  words: z.array(z.strictObject({ title: z.string().nullable(), text: z.string() })),
  compared: z.array(Compared),
});
export type ResponseRow = z.infer<typeof ResponseRow>;

/** The published JSON behind the document of management's responses: same log, same bytes. */
export const ResponsesModel = z.strictObject({
  schema: z.literal("lookback/responses/1"),
  lookback: z.string(),
  organisation: z.string(),
  is_sample: z.boolean(),
  as_of: z.string(),
  /** `qualified, type II, 2026-01-01 to 2026-06-30`. */
  report: z.string(),
  rows: z.array(ResponseRow),
});
export type ResponsesModel = z.infer<typeof ResponsesModel>;

/** One line of canonical JSON and a line end. */
export function renderResponsesJson(model: ResponsesModel): string {
  return `${canonicalJson(model)}\n`;
}
