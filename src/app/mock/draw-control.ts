import type { Listed } from "../../statistics/selection/canonical-order.js";
import { canonicalOrder } from "../../statistics/selection/canonical-order.js";
import { drawStages, type Stage } from "../../statistics/selection/draw.js";
import type { PromisedControl } from "../test-period/control-plans.js";
import type { Frame } from "./population-items.js";
import { type PlannedSample, planSample, type SamplingWay } from "./sampling-plan.js";

/** What would be drawn for one control: by its plan, from the frame, with the seed. Nothing was looked at yet. */
export interface ControlDraw extends PlannedSample {
  readonly promise: PromisedControl;
  /** Ids in the order drawn: the first sample, then its extension where the plan has one. */
  readonly stages: readonly Stage<Listed>[];
}

export interface DrawSetting {
  readonly way: SamplingWay;
  readonly seed: string;
  /** The month of the organisation's calendar, or a word for what was carried into the period. */
  stratumOf(item: Listed): string;
}

/** More items than this are not listed one by one where all are examined: the population's hash names them. */
const LISTED_MAX = 60;

export function drawControl(
  promise: PromisedControl,
  frame: Frame,
  { way, seed, stratumOf }: DrawSetting,
): ControlDraw {
  const { control } = promise;
  const excluded = frame.excluded.get(control.id) ?? new Map<string, string>();
  const population = frame.items.length - excluded.size;
  const planned = planSample({ control, population, excluded: excluded.size }, way);
  const { selection, stages } = planned.plan;
  if (selection === "all") {
    const fit = population > LISTED_MAX ? [] : canonicalOrder(frame.items).filter(({ id }) => !excluded.has(id));
    return { ...planned, promise, stages: [{ selected: fit, replacements: [], warnings: [] }] };
  }
  const whyNot = ({ id }: Listed) => excluded.get(id);
  const sizes = stages.map(({ n }, index) => n - (stages[index - 1]?.n ?? 0));
  const drawn = drawStages({ items: frame.items, seed, method: selection, stratumOf, whyNot }, sizes);
  return { ...planned, promise, stages: drawn };
}
