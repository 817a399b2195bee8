import type { z } from "zod";
import { compare, multiply } from "../../base/rational.js";
import type { Pattern as PatternSchema, TraceLine } from "./projection.js";
import { counted, percent } from "./prose.js";
import { deviationsIn, type Load, observedRate, type Subject } from "./subject.js";

export type Pattern = z.infer<typeof PatternSchema>;

/** R4: one-off, or a way of working? `null` where nothing deviated and nobody bypassed the control. */
export function patternOf(
  subject: Subject,
  { load, isStopped }: { load: Load; isStopped: boolean },
  trace: TraceLine[],
): Pattern | null {
  const d = deviationsIn(load);
  if (d === 0 && (isStopped || !subject.isBypassed)) return null;
  const systematic = systematicReason(subject, load, isStopped);
  const isolated = systematic === undefined && isProvenIsolated(subject, d, isStopped);
  const pattern = systematic !== undefined ? "SYSTEMATIC" : isolated ? "ISOLATED" : "UNDETERMINED";
  const { control, attribute } = subject;
  const explanation =
    systematic ??
    (isolated
      ? `all items were tested, only ${counted(d, "deviation")}, and the approved cause is ${control.cause?.scope === "person" ? "one person" : "a one-time event"}.`
      : `${counted(d, "deviation")} without proof that it is a pattern and without proof that it is not (that takes all items tested, few deviations and an approved cause of a person or a single event).`);
  trace.push({
    rule: "R4",
    inputs: {
      control: control.id,
      attribute: attribute.id,
      d,
      cause_scope: control.cause?.scope ?? null,
      cause_status: control.cause?.status ?? null,
    },
    output: pattern,
    explanation: `${control.id}, attribute ${attribute.id}: ${explanation}`,
    judgement: pattern === "UNDETERMINED",
  });
  return pattern;
}

const WORST_FIRST: readonly Pattern[] = ["SYSTEMATIC", "UNDETERMINED", "ISOLATED"];

/** The worst of several; `null` counts only when nothing else does. */
export function worstPattern(patterns: readonly (Pattern | null)[]): Pattern | null {
  return WORST_FIRST.find((pattern) => patterns.includes(pattern)) ?? null;
}

function systematicReason(subject: Subject, load: Load, isStopped: boolean): string | undefined {
  const { control, thresholds, attribute } = subject;
  if (subject.isBypassed && !isStopped) return "the control was bypassed on purpose (R3.1).";
  const scope = control.cause?.scope;
  if (scope === "system" || scope === "policy") return `the cause lies in the ${scope}.`;
  if (control.same_exception_previous_period) return "the same exception occurred in the previous period.";
  const spread = spreadOf(load);
  const isSpread =
    load.deviations.length >= thresholds.count("spread_deviations") &&
    spread.months >= thresholds.count("spread_months") &&
    Math.max(spread.actors, spread.units) >= thresholds.count("spread_sources");
  if (isSpread) {
    return `${counted(load.deviations.length, "deviation")} over ${counted(spread.months, "month")}, ${counted(spread.actors, "actor")} and ${counted(spread.units, "unit")}.`;
  }
  if (isStopped || (attribute.population.size ?? subject.examined) <= thresholds.count("small_population")) {
    return undefined;
  }
  const rate = observedRate(subject, load);
  const multiple = thresholds.rate("systematic_multiple");
  if (compare(rate, multiply(subject.tolerable, multiple)) < 0) return undefined;
  return `the rate of ${percent(rate)} is at least ${thresholds.text("systematic_multiple")} times the tolerable ${percent(subject.tolerable)}.`;
}

function isProvenIsolated({ control, thresholds, isAllTested }: Subject, d: number, isStopped: boolean): boolean {
  const { cause } = control;
  const isPersonal = cause?.scope === "person" || cause?.scope === "one_time";
  const isFew = d <= thresholds.count("isolated_deviations");
  return isAllTested && !isStopped && isFew && isPersonal && cause?.status === "approved";
}

function spreadOf({ deviations }: Load): { months: number; actors: number; units: number } {
  const months = new Set<string>();
  const actors = new Set<string>();
  const units = new Set<string>();
  for (const { month, actor, unit } of deviations) {
    months.add(month);
    if (actor !== null) actors.add(actor);
    if (unit !== null) units.add(unit);
  }
  return { months: months.size, actors: actors.size, units: units.size };
}
