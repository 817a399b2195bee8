import type { ItemOf } from "../../assess/population.js";
import { duties } from "../kit/duties.js";
import { withStepHistory } from "../kit/step-history.js";

/** Treatments of risks above appetite. */
export const riskTreatments = withStepHistory(
  duties({
    name: "risk-treatments",
    title: "Risk treatments",
    doc: `One item per treatment plan that was opened in the period, and per older one that was still open on its first day.
Those due after the period are asked for owner and date alone. Records: duty kind \`risk-treatment\` (owner, due_at = the
date first agreed, closed_at = done) with the step \`reapproved\` (done_at, actor, value = the new due day or instant), once
for each time the date was moved or the risk accepted for longer.`,
    kinds: { "risk-treatment": "treatment of risk" },
    steps: ["reapproved"],
    stream: "risk.treatments",
  }),
  "reapproved",
);

/** A treatment. */
export type RiskTreatment = ItemOf<(typeof riskTreatments)["columns"]>;
