import { CRITERIA, type CriterionId } from "../../criteria/criteria.js";
import type { ControlState, View } from "./conclude-control.js";
import type { TraceLine } from "./projection.js";
import { listed, percent, share } from "./prose.js";
import type { CriteriaRun, CriterionState } from "./r8-criteria.js";
import { isBypassReached } from "./severity.js";
import type { World } from "./world.js";

/** Criteria that hold up the whole report. */
const PILLARS = {
  access: ["CC6.1", "CC6.2", "CC6.3"],
  change: ["CC8.1"],
  monitoring: ["CC7.2", "CC7.3", "CC7.4"],
} as const satisfies Readonly<Record<string, readonly CriterionId[]>>;

/** What of P1 to P4 and L1 to L4 holds in one category. */
export interface Pervasiveness {
  readonly failure: readonly string[];
  readonly limitation: readonly string[];
  readonly notMet: readonly CriterionId[];
  readonly open: readonly CriterionId[];
}

export interface CategoryCase {
  readonly name: string;
  /** The category's criteria in scope. */
  readonly criteria: readonly CriterionId[];
  readonly judged: ReadonlyMap<CriterionId, CriterionState>;
  readonly run: CriteriaRun;
}

/** R9, inside one category. Criteria not assessed count among the applicable, never as failed or open. */
export function pervasiveness(world: World, each: CategoryCase, trace?: TraceLine[]): Pervasiveness {
  const applicable = each.criteria.filter((criterion) => each.judged.get(criterion)?.conclusion !== "NOT_APPLICABLE");
  const withConclusion = (word: string): readonly CriterionId[] =>
    applicable.filter((criterion) => each.judged.get(criterion)?.conclusion === word);
  const facts: Facts = { applicable, notMet: withConclusion("NOT_MET"), open: withConclusion("CANNOT_CONCLUDE") };
  const failure = failures(world, each, facts);
  const limitation = limitations(world, each, facts);
  trace?.push(line(each.name, facts, { failure, limitation }));
  return { failure, limitation, notMet: facts.notMet, open: facts.open };
}

interface Facts {
  readonly applicable: readonly CriterionId[];
  readonly notMet: readonly CriterionId[];
  readonly open: readonly CriterionId[];
}

function failures(world: World, each: CategoryCase, facts: Facts): string[] {
  const { thresholds } = world;
  const broken = PILLAR_NAMES.filter((pillar) => isBroken(pillar, each, facts));
  const isFoundationHit = facts.notMet.some((criterion) => FOUNDATION.includes(CRITERIA[criterion].series));
  const isLoneEnough = broken.length === 1 && (isFoundationHit || each.run.stance.isLonePillarEnough);
  const holds: Readonly<Record<string, boolean>> = {
    P1: isLargeShare(world, facts.notMet, facts.applicable),
    P2: seriesOf(facts.notMet).length >= thresholds.count("pervasive_series"),
    P3: broken.length >= thresholds.count("pervasive_pillars") || isLoneEnough,
    P4: isOverridden(world, each, facts),
  };
  return Object.keys(holds).filter((rule) => holds[rule] === true);
}

function limitations(world: World, each: CategoryCase, facts: Facts): string[] {
  const { thresholds } = world;
  const lost = PILLAR_NAMES.filter((pillar) => isEntirelyIn(pillar, facts.open, facts));
  const holds: Readonly<Record<string, boolean>> = {
    L1: isLargeShare(world, facts.open, facts.applicable),
    L2: seriesOf(facts.open).length >= thresholds.count("pervasive_series"),
    L3: lost.length >= thresholds.count("pervasive_pillars"),
    L4: isWithheld(each, facts),
  };
  return Object.keys(holds).filter((rule) => holds[rule] === true);
}

type Pillar = keyof typeof PILLARS;
const PILLAR_NAMES: readonly Pillar[] = ["access", "change", "monitoring"];
const FOUNDATION: readonly string[] = ["CC1", "CC4", "CC5"];

/** All of its criteria are not met, and one of its key controls hardly exists: by design, or failing grossly. */
function isBroken(pillar: Pillar, each: CategoryCase, facts: Facts): boolean {
  if (!isEntirelyIn(pillar, facts.notMet, facts)) return false;
  const criteria = pillarCriteria(pillar, facts);
  if (criteria.some((criterion) => each.judged.get(criterion)?.isGap === true)) return true;
  return [...each.run.states.values()].some((state) =>
    criteria.some((criterion) => {
      const view = keyView(state, criterion);
      return view?.conclusion === "DESIGN_DEFICIENT" || view?.isGross === true;
    }),
  );
}

function isEntirelyIn(pillar: Pillar, among: readonly CriterionId[], facts: Facts): boolean {
  const criteria = pillarCriteria(pillar, facts);
  return criteria.length > 0 && criteria.every((criterion) => among.includes(criterion));
}

function pillarCriteria(pillar: Pillar, { applicable }: Facts): readonly CriterionId[] {
  return PILLARS[pillar].filter((criterion) => applicable.includes(criterion));
}

/** P4: a member of management overrode a control that is key to an applicable criterion. Off in type I. */
function isOverridden({ input }: World, each: CategoryCase, { applicable }: Facts): boolean {
  if (input.engagement === "I") return false;
  return [...each.run.states.values()].some((state) => {
    const { bypass } = state.tested.control;
    const isManagement = bypass.by_authority && bypass.by_management;
    return isManagement && isBypassReached(state) && isKeyToAny(state, applicable);
  });
}

/** L4: management prevents the conclusion on a control that is key to a criterion of a pillar. */
function isWithheld({ run }: CategoryCase, { open }: Facts): boolean {
  const withheld = [...run.states.values()].filter((state) => state.tested.control.is_limited_by_management);
  return withheld.some((state) =>
    PILLAR_NAMES.flatMap((pillar) => PILLARS[pillar])
      .filter((criterion) => open.includes(criterion))
      .some((criterion) => keyView(state, criterion)?.conclusion === "CANNOT_CONCLUDE"),
  );
}

/** What a criterion sees of a control that is key to it. */
function keyView(state: ControlState, criterion: CriterionId): View | undefined {
  return state.tested.roles.get(criterion) === "key" ? state.views.get(criterion) : undefined;
}

function isKeyToAny({ tested }: ControlState, applicable: readonly CriterionId[]): boolean {
  return applicable.some((criterion) => tested.roles.get(criterion) === "key");
}

function isLargeShare({ thresholds }: World, some: readonly CriterionId[], all: readonly CriterionId[]): boolean {
  const limit = thresholds.rate("pervasive_share");
  return all.length > 0 && BigInt(some.length) * limit.denominator >= limit.numerator * BigInt(all.length);
}

function seriesOf(criteria: readonly CriterionId[]): readonly string[] {
  const common = criteria.filter((criterion) => CRITERIA[criterion].category === "common");
  return [...new Set(common.map((criterion) => CRITERIA[criterion].series))];
}

function line(
  category: string,
  { applicable, notMet, open }: Facts,
  { failure, limitation }: { failure: readonly string[]; limitation: readonly string[] },
): TraceLine {
  const counts = `${notMet.length} of ${applicable.length} applicable criteria are not met (${percent(share(notMet.length, applicable.length))}, ${seriesOf(notMet).length} of the common series), ${open.length} cannot be concluded (${percent(share(open.length, applicable.length))})`;
  const rules = [...failure, ...limitation];
  const meaning =
    rules.length === 0
      ? "the effects stay confined"
      : `the effects are pervasive by ${listed(rules.map((rule) => `${rule} (${MEANING[rule] ?? ""})`))}`;
  return {
    rule: "R9",
    inputs: { category, applicable: applicable.length, not_met: [...notMet], cannot_conclude: [...open] },
    output: rules.length === 0 ? "not pervasive" : rules.join(", "),
    explanation: `${category}: ${counts}; ${meaning}.`,
    judgement: rules.includes("P3") || rules.includes("L4"),
  };
}

const MEANING: Readonly<Record<string, string>> = {
  P1: "a large share of the criteria failed",
  P2: "failures span many series",
  P3: "access, change or monitoring is broken as a whole",
  P4: "management overrode a key control",
  L1: "a large share of the criteria is open",
  L2: "open criteria span many series",
  L3: "two of access, change and monitoring are open as a whole",
  L4: "management withholds evidence on access, change or monitoring",
};
