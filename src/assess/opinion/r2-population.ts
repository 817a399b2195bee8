import { compare, rational } from "../../base/rational.js";
import { isWithin, rateText } from "../../statistics/limits.js";
import type { InputDeviation } from "./input.js";
import { count, counted, days, percent } from "./prose.js";
import { deviationsIn, type Load, observedRate, type Subject } from "./subject.js";
import type { Thresholds } from "./thresholds.js";
import type { Verdict } from "./verdict.js";

/** R2.1: every item was tested, so the rate is exact; equality with the tolerable rate passes. */
export function wholePopulationVerdict(subject: Subject, load: Load): Verdict {
  const { tolerable, attribute, examined, isMeasuredInTime } = subject;
  const failed = deviationsIn(load);
  const rate = observedRate(subject, load);
  const isClean = failed === 0 && load.deviatingMs + load.missingMs === 0n;
  const deviating = isMeasuredInTime ? load.deviatingMs + load.missingMs : failed;
  const total = isMeasuredInTime ? BigInt(attribute.item_days?.total_ms ?? 0) : examined;
  const outcome = isClean ? "clean" : isWithin({ deviating, total, tolerable }) ? "within" : "exceeds";
  const measured = isMeasuredInTime
    ? `${counted(failed, "item")} of ${count(examined)} deviated, for ${days(BigInt(deviating))} of ${days(BigInt(total))} item-days`
    : `${counted(failed, "item")} of ${count(examined)} deviated`;
  const compared = outcome === "exceeds" ? "above" : "within";
  return {
    rule: "R2.1",
    outcome,
    explanation: isClean
      ? `all ${counted(examined, "item")} were tested and none deviated.`
      : `all items were tested; ${measured} (${percent(rate)}), ${compared} the tolerable ${percent(tolerable)}.`,
    upperLimit: rateText(rate, 4),
    extendBy: null,
  };
}

/** R2.4: a dozen items or fewer, all tested: what went wrong counts, not how often. */
export function smallPopulationVerdict(subject: Subject, load: Load): Verdict {
  const { examined, thresholds } = subject;
  const failed = deviationsIn(load);
  const grave = load.deviations.filter((deviation) => !isSlight(deviation, thresholds)).length + load.missing;
  const outcome = failed === 0 ? "clean" : grave > 0 ? "exceeds" : "within";
  const few = `${counted(examined, "item")}, too few for a rate`;
  const text = {
    clean: `${few}; none deviated.`,
    within: `${few}; ${counted(failed, "deviation")}, each late by at most ${percent(thresholds.rate("late_share"))} of what was allowed or nearly complete and finished before the next occurrence.`,
    exceeds: `${few}; ${count(grave)} of ${counted(failed, "deviation")} more than slightly late or incomplete, so the control did not operate.`,
  } as const;
  return {
    rule: "R2.4",
    outcome,
    explanation: text[outcome],
    upperLimit: rateText(observedRate(subject, load), 4),
    extendBy: null,
  };
}

/** Slightly late, or nearly complete and completed before the next occurrence. Without the measure it is not slight. */
function isSlight({ kind, lateness, shortfall }: InputDeviation, thresholds: Thresholds): boolean {
  if (kind === "late") {
    if (lateness === null) return false;
    const allowed = thresholds.rate("late_share");
    return BigInt(lateness.late_ms) * allowed.denominator <= BigInt(lateness.allowed_ms) * allowed.numerator;
  }
  if (kind !== "incomplete" || shortfall === null || shortfall.due === 0) return false;
  const covered = rational(shortfall.covered, shortfall.due);
  return shortfall.completed_before_next && compare(covered, thresholds.rate("covered_share")) >= 0;
}
