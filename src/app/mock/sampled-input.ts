import type { InputAttribute, InputControl, OpinionInput } from "../../assess/opinion/input.js";
import type { SamplingPlan } from "../../reports/mock/model.js";
import type { ExaminedItem } from "./population-items.js";
import { TAKEN_WHOLE_MAX } from "./sampling-plan.js";

/** A control's sample as it was examined: the first stage, then its extension. */
export interface SampledControl {
  readonly plan: SamplingPlan;
  readonly stages: readonly (readonly ExaminedItem[])[];
}

/**
 * What the opinion rules read when only samples were seen: the whole-population input with each sampled control's tests
 * replaced by its sample. Controls tested in full keep theirs.
 */
export function sampledInput(census: OpinionInput, sampled: ReadonlyMap<string, SampledControl>): OpinionInput {
  return {
    ...census,
    controls: census.controls.map((control) => {
      const sample = sampled.get(control.id);
      if (sample === undefined) return control;
      const { plan } = sample;
      const rates = { tolerable: plan.tolerable, overreliance: plan.overreliance };
      if (plan.mode === "full") return { ...control, ...rates };
      return {
        ...control,
        ...rates,
        attributes: control.attributes.map((attribute, index) =>
          sampledAttribute(attribute, index, { control, sample }),
        ),
      };
    }),
  };
}

function sampledAttribute(
  census: InputAttribute,
  index: number,
  { control, sample }: { control: InputControl; sample: SampledControl },
): InputAttribute {
  if (isTakenWhole(census)) return census;
  const counted = sample.stages.map((items) => stateCounts(items, control.id, index));
  const examined = counted.map(({ pass, deviation, missing }) => pass + deviation + missing);
  // The rules know no empty stage: one in which this attribute never applied was not drawn for it.
  const kept = examined.flatMap((n, stage) => (n > 0 ? [stage] : []));
  const sum = (of: (each: Counted) => number) => counted.reduce((total, each) => total + of(each), 0);
  const unseen = kept.length === 0 && (census.population.size ?? 0) > 0;
  const stageOf = new Map(sample.stages.flatMap((items, stage) => items.map(({ id }) => [id, kept.indexOf(stage)])));
  return {
    ...census,
    population: unseen
      ? notDrawn(
          census,
          sum(({ total }) => total),
        )
      : census.population,
    test: testOf(sample, {
      stages: kept.map((stage) => ({ n: examined[stage] ?? 0, missing_unavailable: counted[stage]?.missing ?? 0 })),
      drawn: sample.stages.length,
    }),
    counts: {
      pass: sum(({ pass }) => pass),
      not_applicable: sum(({ notApplicable }) => notApplicable),
      pending: sum(({ pending }) => pending),
      missing_unavailable: sum(({ missing }) => missing),
    },
    deviations: census.deviations.flatMap((deviation) => {
      const stage = stageOf.get(deviation.item.normalize("NFC"));
      return stage === undefined || stage < 0 ? [] : [{ ...deviation, stage }];
    }),
    item_days: null,
  };
}

/** An attribute that applies to a few items only is asked of all of them, drawn or not: the plan says so. */
export function isTakenWhole({ population }: InputAttribute): boolean {
  return population.size !== null && population.size > 0 && population.size <= TAKEN_WHOLE_MAX;
}

function testOf(
  { plan }: SampledControl,
  { stages, drawn }: { stages: { n: number; missing_unavailable: number }[]; drawn: number },
): InputAttribute["test"] {
  if (plan.mode === "frequency") {
    // An attribute that does not apply to every item of the extension was extended by those to which it does.
    const extended = stages[1]?.n;
    return {
      mode: "frequency",
      stages,
      is_closed: plan.extension === null || drawn > 1,
      planned_extension: plan.extension === null ? null : (extended ?? plan.extension),
    };
  }
  return { mode: "statistical", stages, is_closed: drawn >= plan.stages.length, plan: [...plan.stages] };
}

function notDrawn({ population }: InputAttribute, drawn: number): InputAttribute["population"] {
  const reason = `it applies to ${population.size ?? 0} items of the population and to none of the ${drawn} drawn, so a sample of its own is needed`;
  return { ...population, is_reliable: false, reasons: [...population.reasons, reason] };
}

interface Counted {
  readonly total: number;
  readonly pass: number;
  readonly deviation: number;
  readonly missing: number;
  readonly notApplicable: number;
  readonly pending: number;
}

function stateCounts(items: readonly ExaminedItem[], control: string, attribute: number): Counted {
  const states = items.map(({ outcomes }) => outcomes.get(control)?.[attribute]?.state);
  const count = (state: string) => states.filter((each) => each === state).length;
  return {
    total: items.length,
    pass: count("pass"),
    deviation: count("deviation"),
    missing: count("indeterminate"),
    notApplicable: count("not-applicable"),
    pending: count("pending"),
  };
}
