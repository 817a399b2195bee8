import { AppError } from "../../base/app-error.js";
import { compare, rational } from "../../base/rational.js";
import type { InputAttribute, InputControl, InputTest, OpinionInput } from "./input.js";
import { ratesOf } from "./subject.js";
import { rateOf, type Thresholds, thresholdsOf } from "./thresholds.js";

/**
 * Refuses an input whose numbers contradict each other: counts that do not add up to the population or the sample,
 * ids that occur twice, rates that no sample can meet, criteria declared both not applicable and not assessed.
 *
 * @throws AppError `bad-input` naming the control and attribute.
 */
export function checkInput(input: OpinionInput): void {
  requireUnique(input.categories, "categories");
  const excluded = [...input.not_applicable, ...input.not_assessed].map(({ criterion }) => criterion);
  requireUnique(excluded, "criteria not applicable or not assessed");
  requireUnique(
    input.scsr_impact.map(({ criterion }) => criterion),
    "criteria with an impact",
  );
  requireUnique(
    input.controls.map(({ id }) => id),
    "controls",
  );
  const thresholds = thresholdsOf(input.thresholds);
  for (const control of input.controls) {
    checkRates(control, thresholds);
    requireUnique(
      control.attributes.map(({ id }) => id),
      `attributes of ${control.id}`,
    );
    for (const attribute of control.attributes) checkAttribute(control, attribute);
  }
}

/** No sample can be sized for a certain or an impossible risk, nor for a rate that every control keeps. */
function checkRates(control: InputControl, thresholds: Thresholds): void {
  const { tolerable, overreliance } = ratesOf(control, thresholds);
  const risk = rateOf(overreliance);
  require(compare(rateOf(tolerable), ONE) < 0, `${control.id}: a tolerable rate of ${tolerable} is not below 1`);
  require(risk.numerator > 0n &&
    compare(risk, ONE) < 0, `${control.id}: a risk of ${overreliance} is not between 0 and 1`);
}

const ONE = rational(1);

function checkAttribute(control: InputControl, attribute: InputAttribute): void {
  const where = `${control.id} attribute ${attribute.id}`;
  requireUnique(
    attribute.deviations.map(({ item }) => item),
    `deviating items of ${where}`,
  );
  if (!attribute.population.is_reliable) return;
  const { size } = attribute.population;
  const examined = attribute.counts.pass + attribute.deviations.length + attribute.counts.missing_unavailable;
  if (attribute.test.mode === "full") {
    require(size !== null, `${where}: a population of unknown size cannot be tested in full`);
    require(examined === size, `${where}: ${examined} items examined of ${size} in the population`);
    checkItemDays(attribute, where);
  } else {
    require(size === null || examined <= size, `${where}: ${examined} items drawn from ${size}`);
    require(examined > 0 || size === 0, `${where}: there are items and none was examined`);
    checkStages(attribute, attribute.test, { examined, where });
  }
}

function checkItemDays(attribute: InputAttribute, where: string): void {
  const { item_days } = attribute;
  if (item_days === null) return;
  const used = BigInt(item_days.deviating_ms) + BigInt(item_days.missing_ms);
  require(used <= BigInt(item_days.total_ms), `${where}: more deviating and missing time than time`);
}

function checkStages(
  attribute: InputAttribute,
  test: Exclude<InputTest, { mode: "full" }>,
  { examined, where }: { examined: number; where: string },
): void {
  const drawn = test.stages.reduce((sum, stage) => sum + stage.n, 0);
  require(drawn === examined, `${where}: stages hold ${drawn} items, ${examined} were examined`);
  const missing = test.stages.reduce((sum, stage) => sum + stage.missing_unavailable, 0);
  require(missing === attribute.counts.missing_unavailable, `${where}: stages and counts disagree on missing items`);
  for (const { stage } of attribute.deviations) {
    require(stage < test.stages.length, `${where}: a deviation belongs to stage ${stage}, which was not drawn`);
  }
}

function requireUnique(ids: readonly string[], what: string): void {
  require(new Set(ids).size === ids.length, `${what}: an id occurs twice`);
}

function require(holds: boolean, message: string): void {
  if (holds) return;
  throw new AppError({
    code: "bad-input",
    message: `The opinion rules cannot read their input: ${message}`,
    fix: "Correct the counts or ids named here, then project again.",
  });
}
