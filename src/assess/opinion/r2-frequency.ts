import type { TraceLine } from "./projection.js";
import { smallPopulationVerdict, wholePopulationVerdict } from "./r2-population.js";
import { frequencySampleVerdict, statisticalSampleVerdict } from "./r2-sample.js";
import { deviationsIn, type Load, type Subject } from "./subject.js";
import type { Verdict } from "./verdict.js";

/** R2: how often the control failed, by the rule that fits how it was tested. */
export function frequencyVerdict(subject: Subject, load: Load): Verdict {
  const { test } = subject.attribute;
  if (subject.isSmall) return smallPopulationVerdict(subject, load);
  if (subject.isAllTested) return wholePopulationVerdict(subject, load);
  switch (test.mode) {
    case "statistical":
      return statisticalSampleVerdict(subject, test, load);
    case "frequency":
      return frequencySampleVerdict(subject, test, load);
    case "full":
      return wholePopulationVerdict(subject, load);
  }
}

/** The verdict as a line of the trace. */
export function verdictLine(subject: Subject, load: Load, verdict: Verdict): TraceLine {
  const { control, attribute } = subject;
  return {
    rule: verdict.rule,
    inputs: {
      control: control.id,
      attribute: attribute.id,
      N: attribute.population.size,
      n: subject.examined,
      d: deviationsIn(load),
      ...(subject.isMeasuredInTime && attribute.item_days !== null
        ? { total_ms: String(attribute.item_days.total_ms), deviating_ms: String(load.deviatingMs + load.missingMs) }
        : {}),
      tolerable: control.tolerable ?? subject.thresholds.text(`tolerable_${control.risk}`),
      risk: control.overreliance ?? subject.thresholds.text(`overreliance_${control.risk}`),
      upper_limit: verdict.upperLimit,
    },
    output: verdict.outcome,
    explanation: `${control.id}, attribute ${attribute.id}: ${verdict.explanation}`,
    judgement: false,
  };
}
