import { decimal, rational } from "../../base/rational.js";
import {
  rateText,
  supportsReliance,
  upperLimitBinomialText,
  upperLimitHypergeometric,
} from "../../statistics/limits.js";
import { isPlanValid, type SequentialPlan, sequentialRisk, twoStages, verdictAt } from "../../statistics/sequential.js";
import { sampleSize } from "../../statistics/sizes.js";
import type { InputTest } from "./input.js";
import { counted, percent } from "./prose.js";
import { isBypassProven, type Load, type Subject } from "./subject.js";
import type { Verdict } from "./verdict.js";

type Statistical = Extract<InputTest, { mode: "statistical" }>;
type Frequency = Extract<InputTest, { mode: "frequency" }>;

/** Items examined and deviations found up to the end of one stage. */
interface Look {
  readonly n: number;
  readonly deviations: number;
}

/**
 * R2.2: a valid registered plan decides; otherwise the first look with a deviation does, and a sample without any
 * is judged as a whole. A sample that was enlarged after it had decided must still support as a whole.
 */
export function statisticalSampleVerdict(subject: Subject, test: Statistical, load: Load): Verdict {
  const looks = looksAt(test, load);
  const whole = looks.at(-1) ?? { n: 0, deviations: 0 };
  const base = { rule: "R2.2" as const, upperLimit: sampleLimit(subject, whole), extendBy: null };
  const limit = `the rate could be up to ${percentText(base.upperLimit)} against a tolerable ${percent(subject.tolerable)}`;
  const plan = followedPlan(subject, test, looks);
  const planned = plan === undefined ? undefined : planVerdict(plan, looks);
  if (plan !== undefined && planned === "continue" && !test.is_closed) {
    const extendBy = (plan.stages[looks.length]?.n ?? whole.n) - whole.n;
    const text = `${found(whole)}; the registered plan asks for ${counted(extendBy, "more item")} before it decides.`;
    return { ...base, outcome: "too_small", explanation: text, extendBy };
  }
  const isDecidedByPlan = plan !== undefined && planned !== "continue";
  const by = isDecidedByPlan ? " by the plan registered before testing" : "";
  const isSupported = isDecidedByPlan
    ? planned === "accept" && (planVerdictAtEnd(plan, looks) === "accept" || isRelied(subject, whole))
    : isRelied(subject, decidingLook(looks)) && isRelied(subject, whole);
  if (isSupported) {
    const outcome = whole.deviations === 0 ? "clean" : "within";
    return { ...base, outcome, explanation: `${found(whole)}; ${limit}: the sample supports the control${by}.` };
  }
  if (whole.deviations > 0) {
    return {
      ...base,
      outcome: "exceeds",
      explanation: `${found(whole)}; ${limit}: the sample does not support the control${by}.`,
    };
  }
  return tooSmall(subject, test, { whole, base });
}

function tooSmall(
  subject: Subject,
  test: Statistical,
  { whole, base }: { whole: Look; base: Pick<Verdict, "rule" | "upperLimit"> },
): Verdict {
  const { tolerable, overreliance: risk } = subject;
  const population = subject.attribute.population.size;
  const needed = sampleSize({ tolerable, risk, allowed: 0, population }) ?? population;
  if (needed === null) {
    const explanation = `${found(whole)}, but no sample of a population of unknown size can exclude a rate above ${percent(tolerable)}.`;
    return { ...base, outcome: "too_small", explanation, extendBy: null };
  }
  const more = Math.max(1, needed - whole.n);
  const text = `${found(whole)}, but ${counted(needed, "item")} without a deviation are needed to exclude a rate above ${percent(tolerable)} at ${percent(risk)} risk`;
  const next = test.is_closed ? "testing is closed, so nothing can be concluded" : `test ${counted(more, "more item")}`;
  return { ...base, outcome: "too_small", explanation: `${text}: ${next}.`, extendBy: test.is_closed ? null : more };
}

/** R2.3: a customary sample. One deviation is forgiven only by an extension registered before and free of others. */
export function frequencySampleVerdict(subject: Subject, test: Frequency, load: Load): Verdict {
  const [first, extension] = looksAt(test, load);
  const whole = extension ?? first ?? { n: 0, deviations: 0 };
  const upperLimit = whole.n === 0 ? null : upperLimitBinomialText({ ...whole, risk: subject.overreliance }, 4);
  const base = { rule: "R2.3" as const, upperLimit, extendBy: null };
  const assurance = `attained assurance: the rate is at most ${percentText(upperLimit)} at ${percent(subject.overreliance)} risk`;
  if (whole.deviations === 0) return { ...base, outcome: "clean", explanation: `${found(whole)}; ${assurance}.` };
  const planned = test.planned_extension;
  const refused = planned === null ? "no extension was registered before testing" : whyNoExtension(subject);
  if (whole.deviations > 1 || first?.deviations !== 1) {
    return { ...base, outcome: "exceeds", explanation: `${found(whole)}; more than an extension can forgive.` };
  }
  if (planned === null || refused !== undefined) {
    return { ...base, outcome: "exceeds", explanation: `${found(whole)}; ${refused}, so the first deviation decides.` };
  }
  if (extension !== undefined && extension.n - first.n >= planned) {
    const risk = sequentialRisk({
      stages: twoStages(first.n, planned),
      tolerable: subject.tolerable,
      population: null,
    });
    const text = `1 deviation in ${first.n} items, none in the ${extension.n - first.n} of the registered extension (true risk of the plan ${percent(rational(Math.round(risk * 1e4), 1e4))} at a tolerable ${percent(subject.tolerable)}); ${assurance}.`;
    return { ...base, outcome: "within", explanation: text };
  }
  const open = `${found(whole)}; the registered extension of ${counted(planned, "item")} was not tested in full, so the deviation decides`;
  return test.is_closed
    ? { ...base, outcome: "exceeds", explanation: `${open}.` }
    : { ...base, outcome: "exceeds", explanation: `${open} until it is.`, extendBy: planned - (whole.n - first.n) };
}

/** Why the cause rules an extension out (domain 3.7, rule 4): more items would only count more of the same. */
function whyNoExtension({ control }: Subject): string | undefined {
  if (isBypassProven(control)) return "the control was bypassed on purpose, so more items would only count more of it";
  const scope = control.cause?.scope;
  if (scope !== "system" && scope !== "policy") return undefined;
  return `the cause lies in the ${scope}, so more items would only count more of it`;
}

function looksAt(test: Statistical | Frequency, load: Load): readonly Look[] {
  const perStage = test.stages.map((stage) => (load.missing > 0 ? stage.missing_unavailable : 0));
  for (const { stage } of load.deviations) perStage[stage] = (perStage[stage] ?? 0) + 1;
  let [n, deviations] = [0, 0];
  return test.stages.map((stage, index) => {
    n += stage.n;
    deviations += perStage[index] ?? 0;
    return { n, deviations };
  });
}

/** The registered plan, if what was drawn is what it said and its true risk is as promised. */
function followedPlan(subject: Subject, test: Statistical, looks: readonly Look[]): SequentialPlan | undefined {
  if (test.plan === null || looks.length > test.plan.length) return undefined;
  const { plan: stages } = test;
  const population = subject.attribute.population.size;
  const isGrowing = stages.every(({ n }, index) => n > (stages[index - 1]?.n ?? 0));
  const isFollowed = looks.every(({ n }, index) => n === stages[index]?.n);
  const isPossible = population === null || stages.every(({ n }) => n <= population);
  if (!isGrowing || !isFollowed || !isPossible) return undefined;
  const plan = { stages, tolerable: subject.tolerable, population };
  return isPlanValid(plan, subject.overreliance) ? plan : undefined;
}

function planVerdict({ stages }: SequentialPlan, looks: readonly Look[]) {
  for (const [index, look] of looks.entries()) {
    const verdict = verdictAt(stages, index, look.deviations);
    if (verdict !== "continue") return verdict;
  }
  return "continue";
}

/** Stages drawn after the plan had accepted must not contradict it. */
function planVerdictAtEnd({ stages }: SequentialPlan, looks: readonly Look[]) {
  return verdictAt(stages, looks.length - 1, looks.at(-1)?.deviations ?? 0);
}

/** Without a plan: the first look that has a deviation, or all of it when none has. */
function decidingLook(looks: readonly Look[]): Look {
  return looks.find(({ deviations }) => deviations > 0) ?? looks.at(-1) ?? { n: 0, deviations: 0 };
}

function isRelied(subject: Subject, { n, deviations }: Look): boolean {
  const { tolerable, overreliance: risk } = subject;
  return n > 0 && supportsReliance({ population: subject.attribute.population.size, n, deviations, tolerable, risk });
}

function sampleLimit(subject: Subject, { n, deviations }: Look): string | null {
  if (n === 0) return null;
  const population = subject.attribute.population.size;
  const result = { n, deviations, risk: subject.overreliance };
  if (population === null) return upperLimitBinomialText(result, 4);
  return rateText(rational(upperLimitHypergeometric({ ...result, population }), population), 4);
}

function found({ n, deviations }: Look): string {
  return `${counted(n, "item")} sampled, ${counted(deviations, "deviation")}`;
}

function percentText(limit: string | null): string {
  return limit === null ? "an unknown rate" : percent(decimal(limit));
}
