import { z } from "zod";
import { canonicalJson } from "../../../base/canonical-json.js";

const Count = z.int().min(0);
const At = z.string().nullable();

/** One line of the review: whose access, what, what was decided, and what the system showed afterwards. */
const ReviewLine = z.strictObject({
  id: z.string(),
  account: z.string(),
  access: z.string(),
  subject: z.string().nullable(),
  decision: z.string().nullable(),
  decided_at: At,
  reviewer: z.string().nullable(),
  executed_at: At,
  /** Who decided, or else signed off, is whose access it is; `null`: one of them is not known. */
  is_own: z.boolean().nullable(),
});
export type ReviewLine = z.infer<typeof ReviewLine>;

/** An attribute of the access-review control, judged for this review. */
const Judged = z.strictObject({
  attribute: z.string(),
  title: z.string(),
  state: z.enum(["pass", "deviation", "indeterminate", "not-applicable", "pending"]),
  text: z.string(),
});

/** Where the rows came from, and how it was asked. */
const ReviewSource = z.strictObject({
  source: z.string(),
  key: z.string(),
  sha256: z.string(),
  observed_at: z.string(),
  request: z.string(),
});

/** The published JSON behind the document of one access review: the decision set as it is sealed. */
export const AccessReviewModel = z.strictObject({
  schema: z.literal("lookback/access-review/1"),
  lookback: z.string(),
  organisation: z.string(),
  is_sample: z.boolean(),
  review: z.string(),
  system: z.string(),
  quarter: z.string(),
  listing_at: At,
  listing_count: Count.nullable(),
  system_count: Count.nullable(),
  signed_off_at: At,
  signed_off_by: z.string().nullable(),
  is_population_complete: z.boolean().nullable(),
  lines: z.array(ReviewLine),
  judged: z.array(Judged),
  /** Beside the review of the quarter before; `null`: there is none. */
  before: z
    .strictObject({ quarter: z.string(), added: z.array(z.string()), gone: z.array(z.string()), same: Count })
    .nullable(),
  sources: z.array(ReviewSource),
});
export type AccessReviewModel = z.infer<typeof AccessReviewModel>;

/** One line of canonical JSON and a line end. */
export function renderAccessReviewJson(model: AccessReviewModel): string {
  return `${canonicalJson(model)}\n`;
}
