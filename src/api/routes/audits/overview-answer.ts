import { z } from "zod";
import { CriterionConclusionWord, Opinion, Severity } from "../../../assess/opinion/projection.js";
import { CellState } from "../../../reports/audit/model.js";

const Count = z.number().int().min(0);

const Criterion = z.strictObject({
  criterion: z.string(),
  title: z.string(),
  conclusion: CriterionConclusionWord,
  word: z.string(),
  mark: CellState,
  controls: z.array(z.string()),
});

const Finding = z.strictObject({
  id: z.string(),
  /** `null`: a criterion that no control carries. */
  control: z.string().nullable(),
  title: z.string(),
  severity: Severity,
  word: z.string(),
  mark: CellState,
  criteria: z.array(z.string()),
  deviations: Count,
  due: Count,
  rate: z.string(),
});

/** The first screen. */
export const OverviewAnswer = z.strictObject({
  run: z.strictObject({ id: z.string(), as_of: z.string(), sha256: z.string() }),
  organisation: z.string(),
  is_sample: z.boolean(),
  period: z.strictObject({ from: z.string(), to: z.string() }),
  disclaimer: z.string(),
  opinion: z.strictObject({
    projected: Opinion,
    best: Opinion,
    worst: Opinion,
    title: z.string(),
    means: z.string(),
    range: z.string(),
  }),
  reasons: z.array(z.string()),
  matters: z.array(
    z.strictObject({
      criterion: z.string(),
      title: z.string(),
      is_limitation: z.boolean(),
      however: z.array(z.string()),
      therefore: z.string(),
    }),
  ),
  criteria: z.array(Criterion),
  findings: z.array(Finding),
  tasks: z.array(
    z.strictObject({
      title: z.string(),
      why: z.string(),
      control: z.string().nullable(),
      kind: z.enum(["see-the-unseen", "deal-with-exceptions", "answer-question", "carry-criterion"]),
    }),
  ),
  counts: z.strictObject({
    controls: Count,
    exceptions: Count,
    criteria_at_risk: Count,
    unknowns: Count,
    unproven_populations: Count,
    captures: Count,
    sources: Count,
  }),
});
