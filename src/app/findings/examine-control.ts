import type { Outcome } from "../../assess/outcome.js";
import { AppError } from "../../base/app-error.js";
import type { EpochMs } from "../../base/instant.js";
import { dayAt } from "../../base/zone.js";
import { type DeviatingItem, type Extent, ExtentCounts } from "../../recovery/causes/extent.js";
import { CellCounts } from "../../recovery/clustering/cell-counts.js";
import { type Clusters, findClusters } from "../../recovery/clustering/find-clusters.js";
import type { PolicyFit } from "../../recovery/policy-fit/policy-fit.js";
import {
  type TestedControl,
  type TestedPeriod,
  type TestedPopulation,
  testPeriod,
} from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { itemDimensions } from "./cluster-dimensions.js";
import { eachJudgedItem, type JudgedItem } from "./judged-items.js";
import { PolicyFitter } from "./policy-fitter.js";

/** What the items of one control show about why it failed. */
export interface ExaminedControl {
  readonly period: TestedPeriod;
  readonly tested: TestedControl;
  readonly clusters: Clusters;
  readonly extent: Extent;
  readonly fits: readonly PolicyFit[];
}

/**
 * Looks at every item of a control once: where its deviations concentrate, how far they reach, and what the promise
 * would have had to be. Deviations are those of the key attributes, or with `attribute` of that one alone.
 *
 * @throws AppError `not-found` when the workspace does not test the control, or it has no such attribute.
 */
export async function examineControl(
  open: OpenWorkspace,
  { control: id, attribute, asOf }: { control: string; attribute: string | undefined; asOf: EpochMs },
): Promise<ExaminedControl> {
  const period = await testPeriod({ ...open, asOf });
  const { tested, population } = testedControl(period, id);
  const { control } = tested.promise;
  const asked = control.attributes.filter(({ id: each, isKey }) =>
    attribute === undefined ? isKey : each === attribute,
  );
  if (asked.length === 0) throw noAttribute(id, attribute ?? "", control.attributes);
  const isAsked = control.attributes.map((each) => asked.includes(each));
  const dimensions = await itemDimensions(control, { open, asOf });
  const counts = new CellCounts(dimensions.dimensions);
  const extent = new ExtentCounts();
  const fitter = new PolicyFitter(tested, { period, attributes: asked.map((each) => each.id) });
  const zone = open.workspace.organisation.time_zone;
  const clock = { day: (at: EpochMs) => dayAt(at, zone) };
  await eachJudgedItem(population, { control: id, period, open }, (item) => {
    fitter.add(item);
    const state = stateOf(item.outcomes.filter((_, index) => isAsked[index]));
    if (state === undefined) return;
    extent.add({ unit: item.unit, month: clock.day(item.occurredAt).slice(0, 7), state });
    if (state !== "open") counts.add(observation(item, state === "deviation", dimensions));
  });
  return {
    period,
    tested,
    clusters: findClusters(counts),
    extent: extent.extent(id, deviatingItems(period, clock)),
    fits: fitter.fits(),
  };
}

/** The control and its population as tested. @throws AppError `not-found` when the workspace does not test it. */
export function testedControl(
  period: TestedPeriod,
  id: string,
): { tested: TestedControl; population: TestedPopulation } {
  const tested = period.controls.find(({ promise }) => promise.control.id === id);
  const population = period.populations.find(({ promises }) => promises.some(({ control }) => control.id === id));
  if (tested !== undefined && population !== undefined) return { tested, population };
  throw new AppError({
    code: "not-found",
    message: `this workspace tests no control called "${id}"`,
    fix: `Use one of ${period.controls.map(({ promise }) => promise.control.id).join(", ")}.`,
  });
}

/** Of the attributes asked about: one that deviates decides, then one that nobody could tell. `undefined`: none applies. */
function stateOf(outcomes: readonly Outcome[]): "pass" | "deviation" | "open" | undefined {
  const has = (state: Outcome["state"]) => outcomes.some((outcome) => outcome.state === state);
  if (has("deviation")) return "deviation";
  if (has("indeterminate") || has("pending")) return "open";
  return has("pass") ? "pass" : undefined;
}

function observation(
  item: JudgedItem,
  isException: boolean,
  { valuesOf, personOf }: Pick<Awaited<ReturnType<typeof itemDimensions>>, "valuesOf" | "personOf">,
) {
  return { isException, values: valuesOf(item), person: personOf(item) };
}

function deviatingItems(period: TestedPeriod, clock: { day(at: EpochMs): string }): readonly DeviatingItem[] {
  return period.controls.flatMap(({ promise, tally }) =>
    tally.notable
      .filter(({ outcomes }) => outcomes.some(({ outcome }) => outcome.state === "deviation"))
      .map(({ unit, occurredAt }) => ({ control: promise.control.id, unit, day: clock.day(occurredAt) })),
  );
}

function noAttribute(control: string, attribute: string, known: readonly { readonly id: string }[]): AppError {
  return new AppError({
    code: "not-found",
    message: `${control} has no attribute called "${attribute}"`,
    fix: `Its attributes are ${known.map(({ id }) => id).join(", ")}.`,
  });
}
