import { z } from "zod";
import type { ServedRun } from "../../../app/serving/audits.js";
import { ProjectedControl } from "../../../assess/opinion/projection.js";
import { CellState, type ReportControl, StateCounts } from "../../../reports/audit/model.js";
import { stripSentence } from "../../../reports/audit/sentences.js";
import { CONCLUSION_WORDS, FREQUENCY_WORDS } from "../../../reports/audit/words.js";

const Count = z.number().int().min(0);

const Conclusion = z.strictObject({ ...ProjectedControl.shape, word: z.string(), mark: CellState, means: z.string() });

/** A control as lists show it. */
export const ControlSummary = z.strictObject({
  id: z.string(),
  title: z.string(),
  criteria: z.strictObject({ key: z.array(z.string()), supporting: z.array(z.string()) }),
  risk: z.string(),
  frequency: z.string(),
  population: z.string(),
  population_title: z.string(),
  counts: StateCounts,
  is_population_reliable: z.boolean(),
  exceptions: Count,
  /** `null` for whoever may not see what the company projects. */
  conclusion: Conclusion.nullable(),
  sentence: z.string(),
});

/** A control as lists show it; without the company's conclusion for whoever may not see projections. */
export function controlSummary(
  control: ReportControl,
  { report }: ServedRun,
  { withProjection }: { readonly withProjection: boolean },
): z.input<typeof ControlSummary> {
  const projected = report.opinion.controls[control.id];
  return {
    id: control.id,
    title: control.title,
    criteria: control.criteria,
    risk: control.risk,
    frequency: FREQUENCY_WORDS[control.frequency] ?? control.frequency,
    population: control.population,
    population_title: control.population_title,
    counts: control.counts,
    is_population_reliable: control.completeness.is_reliable,
    exceptions: report.exceptions.filter((exception) => exception.control === control.id).length,
    conclusion: projected === undefined || !withProjection ? null : { ...projected, ...wordOf(projected.conclusion) },
    sentence: stripSentence(control),
  };
}

function wordOf(conclusion: keyof typeof CONCLUSION_WORDS) {
  const { title, mark, means } = CONCLUSION_WORDS[conclusion];
  return { word: title, mark, means };
}
