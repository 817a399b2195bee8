import type { AnyControl, Frequency, Risk } from "../../assess/control.js";
import { decimal, type Rational } from "../../base/rational.js";
import { outOf } from "../../reports/audit/figures.js";
import type { SamplingPlan } from "../../reports/mock/model.js";
import { frequencySize, perEventSize } from "../../statistics/default-sizes.js";
import type { FirmProfile, SampledFrequency } from "../../statistics/firm-profile.js";
import type { SizeRule } from "../../statistics/selection/selection-record.js";
import {
  type Stage,
  sequentialRisk,
  smallestEqualStages,
  smallestSecondStage,
  twoStages,
} from "../../statistics/sequential.js";
import { discoverySize, sampleSize, sampleSizeForExpected } from "../../statistics/sizes.js";

/** How samples are sized and items chosen in this mock: the firm's way, or what the command line says instead. */
export interface SamplingWay {
  readonly profile: FirmProfile;
  readonly method: FirmProfile["method"];
  readonly selection: FirmProfile["selection"];
}

/** A plan, and the rule that gave its size with what went into it. */
export interface PlannedSample {
  readonly plan: SamplingPlan;
  readonly rule: SizeRule;
}

interface Asked {
  readonly control: Pick<AnyControl, "id" | "risk" | "frequency">;
  /** Items to which the control applies and which are due, and the others. */
  readonly population: number;
  readonly excluded: number;
}

/**
 * What an auditor would draw for one control, decided before anything is tested. State controls, tiny populations and
 * controls of which one failure is the loss are tested in full (domain 3.1).
 */
export function planSample(asked: Asked, way: SamplingWay): PlannedSample {
  const all = whyAll(asked);
  if (all !== undefined) return everything(asked, way, all);
  const { rule, stages, because } = sized(asked, way);
  const [first] = stages;
  if (first === undefined || first.n >= asked.population) {
    return everything(asked, way, `${because} That is the whole population.`);
  }
  const { tolerable } = ratesOf(asked.control.risk, way.profile);
  const extension = stages[1] === undefined ? null : stages[1].n - first.n;
  return {
    rule,
    plan: {
      ...base(asked, way),
      mode: way.method,
      selection: way.selection,
      stages: [...stages],
      extension,
      extension_reason: extensionReason(extension, way),
      because: `${because} An attribute that applies to ${TAKEN_WHOLE_MAX} items or fewer is asked of all of them.`,
      true_risk: sequentialRisk({ stages, tolerable, population: asked.population }).toFixed(4),
    },
  };
}

/** The rate at which the firm still relies on a control of this risk, and the risk it takes. */
function ratesOf(risk: Risk, { tolerable, overreliance }: FirmProfile): { tolerable: Rational; risk: Rational } {
  return { tolerable: decimal(tolerable[risk]), risk: decimal(overreliance[risk]) };
}

function whyAll({ control, population }: Asked): string | undefined {
  if (population === 0) return "Nothing occurred: there is nothing to draw from.";
  if (control.frequency === "state") {
    return "A setting that holds over time is tested over its whole history: a sample of moments says little.";
  }
  if (control.frequency === "per_use") return "One failure is the loss, so every use is examined.";
  return population <= TAKEN_WHOLE_MAX ? `With ${population} of them, all are examined.` : undefined;
}

/** So few are all examined: as a population, or as the part of one to which an attribute applies. */
export const TAKEN_WHOLE_MAX = 4;

interface Sized {
  readonly rule: SizeRule;
  /** Cumulative. Empty: no sample can do it, so the whole population must. */
  readonly stages: readonly Stage[];
  readonly because: string;
}

function sized(asked: Asked, way: SamplingWay): Sized {
  switch (way.method) {
    case "frequency":
      return byFrequency(asked, way.profile);
    case "statistical":
      return byStatistics(asked, way.profile);
    case "discovery":
      return byDiscovery(asked, way.profile);
  }
}

function byFrequency({ control, population }: Asked, profile: FirmProfile): Sized {
  const { risk, frequency } = control;
  const table = TABLE[frequency];
  const n =
    table === undefined
      ? perEventSize(population, { risk, profile })
      : frequencySize(table, { risk, occurrences: population, profile });
  const { tolerable, risk: accepted } = ratesOf(risk, profile);
  const second =
    profile.extension === "none" || n >= population
      ? undefined
      : smallestSecondStage({ first: n, tolerable, risk: accepted, population });
  const more = second === undefined ? undefined : Math.min(Math.max(n, second), population - n);
  return {
    rule: { rule: "frequency", population, frequency, risk_level: risk, profile: profile.name },
    stages: more === undefined ? [{ n, accept: 0, reject: 1 }] : twoStages(n, more),
    because: `${outOf(n, population)} by the table of ${profile.name} for a control of ${risk} risk performed ${frequency.replace("_", " ")}.`,
  };
}

function byStatistics({ control, population }: Asked, profile: FirmProfile): Sized {
  const { tolerable, risk } = ratesOf(control.risk, profile);
  const expected = decimal(profile.expected_rate);
  const rule = {
    rule: "statistical" as const,
    population,
    tolerable: profile.tolerable[control.risk],
    overreliance: profile.overreliance[control.risk],
    expected: profile.expected_rate,
    profile: profile.name,
  };
  const aim = `to exclude a rate above ${rule.tolerable} at a risk of ${rule.overreliance}`;
  if (expected.numerator > 0n) {
    const sizedFor = sampleSizeForExpected({ tolerable, risk, expected });
    const because =
      sizedFor === undefined
        ? `No sample can do it ${aim}.`
        : `${sizedFor.n} items ${aim}, ${sizedFor.allowed} deviations allowed.`;
    const stages =
      sizedFor === undefined ? [] : [{ n: sizedFor.n, accept: sizedFor.allowed, reject: sizedFor.allowed + 1 }];
    return { rule, stages, because };
  }
  const equal = profile.extension === "none" ? undefined : smallestEqualStages({ tolerable, risk, population });
  if (equal !== undefined) {
    return {
      rule,
      stages: twoStages(equal, equal),
      because: `${equal} items, and ${equal} more after one deviation, ${aim}.`,
    };
  }
  const n = sampleSize({ tolerable, risk, allowed: 0, population });
  const because = n === undefined ? `No sample can do it ${aim}.` : `${n} items without a deviation ${aim}.`;
  return { rule, stages: n === undefined ? [] : [{ n, accept: 0, reject: 1 }], because };
}

function byDiscovery({ control, population }: Asked, profile: FirmProfile): Sized {
  const { risk } = ratesOf(control.risk, profile);
  const bad = Math.min(profile.discovery_items, population);
  const n = discoverySize({ population, bad, risk });
  return {
    rule: {
      rule: "discovery",
      population,
      critical_items: bad,
      overreliance: profile.overreliance[control.risk],
      profile: profile.name,
    },
    stages: n === undefined ? [] : [{ n, accept: 0, reject: 1 }],
    because: `${n ?? population} items to find one of ${bad} critical ones except at a risk of ${profile.overreliance[control.risk]}; one hit ends the test.`,
  };
}

const TABLE: Readonly<Partial<Record<Frequency, SampledFrequency>>> = {
  daily: "daily",
  weekly: "weekly",
  monthly: "monthly",
  quarterly: "quarterly",
  semiannual: "semiannual",
  annual: "annual",
};

function everything(asked: Asked, way: SamplingWay, because: string): PlannedSample {
  const { population } = asked;
  return {
    rule: { rule: "all", population, because },
    plan: {
      ...base(asked, way),
      mode: "full",
      selection: "all",
      stages: [],
      extension: null,
      extension_reason: "Everything is examined: nothing is left to extend to.",
      true_risk: null,
      because,
    },
  };
}

function base({ control, population, excluded }: Asked, { profile }: SamplingWay) {
  return {
    control: control.id,
    population,
    excluded,
    tolerable: profile.tolerable[control.risk],
    overreliance: profile.overreliance[control.risk],
  };
}

function extensionReason(extension: number | null, { profile, method }: SamplingWay): string {
  if (extension !== null) {
    return `After exactly one deviation whose cause is not systematic, ${extension} more; the plan's true risk stays within the accepted one.`;
  }
  if (profile.extension === "none") return "The firm's profile registers no extension.";
  if (method === "discovery") return "One hit ends a discovery sample: the control failed.";
  return "No second stage keeps the true risk within the accepted one, so none is registered: the first deviation decides.";
}
