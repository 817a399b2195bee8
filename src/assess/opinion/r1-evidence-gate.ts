import { compare } from "../../base/rational.js";
import { isWithin } from "../../statistics/limits.js";
import type { TraceLine } from "./projection.js";
import { counted, listed, percent, share } from "./prose.js";
import { smallPopulationVerdict } from "./r2-population.js";
import { isLongNoncompliant } from "./r3-overrides.js";
import { countedLoad, type Load, provenLoad, type Subject } from "./subject.js";

/** What may be judged: the load that counts, or the rule that ends the test before R2. */
export type Gate =
  | { readonly stoppedBy: "R1.1" | "R1.2" | "R1.4"; readonly load: Load }
  | { readonly stoppedBy: null; readonly load: Load };

/** R1: is the population proven, did anything occur, and is enough of the evidence obtainable? */
export function passEvidenceGate(subject: Subject, trace: TraceLine[]): Gate {
  const { attribute } = subject;
  const { population, counts } = attribute;
  if (!population.is_reliable) {
    trace.push(line(subject, "R1.1", "CANNOT_CONCLUDE", unprovenText(subject)));
    return { stoppedBy: "R1.1", load: provenLoad(subject) };
  }
  if (population.size === 0) {
    trace.push(line(subject, "R1.2", "NO_OCCURRENCE", noOccurrenceText(subject)));
    return { stoppedBy: "R1.2", load: provenLoad(subject) };
  }
  const missing = missingShare(subject);
  if (missing.numerator === 0n) return { stoppedBy: null, load: countedLoad(subject) };
  const evidence = `${counted(counts.missing_unavailable, "item")} of ${subject.examined} (${percent(missing)}) cannot be examined because the evidence cannot be obtained`;
  const limit = `the limit of ${percent(subject.thresholds.rate("missing_share"))}`;
  if (compare(missing, subject.thresholds.rate("missing_share")) <= 0) {
    trace.push(
      line(subject, "R1.4", "count as deviations", `${evidence}: within ${limit}, so they count as deviations.`),
    );
    return { stoppedBy: null, load: countedLoad(subject) };
  }
  if (isKnownFailure(subject)) {
    const text = `${evidence}: above ${limit}, but the examined items alone already fail, so the known failure stands and the missing ones count as deviations too.`;
    trace.push(line(subject, "R1.4", "known failure", text));
    return { stoppedBy: null, load: countedLoad(subject) };
  }
  trace.push(line(subject, "R1.4", "CANNOT_CONCLUDE", `${evidence}: above ${limit}, so nothing can be concluded.`));
  return { stoppedBy: "R1.4", load: provenLoad(subject) };
}

function missingShare({ attribute, examined, isMeasuredInTime }: Subject) {
  const { item_days, counts } = attribute;
  return isMeasuredInTime && item_days !== null
    ? share(BigInt(item_days.missing_ms), BigInt(item_days.total_ms))
    : share(counts.missing_unavailable, examined);
}

/**
 * Whether what could be examined fails by itself: above the tolerable rate of the examined part, by R2.4 in a small
 * population, or by what R3.1 and R3.3 prove. Missing evidence must never hide a failure that was seen.
 */
function isKnownFailure(subject: Subject): boolean {
  const { attribute, tolerable, examined } = subject;
  const load = provenLoad(subject);
  if (subject.isBypassed || isLongNoncompliant(subject, load)) return true;
  if (subject.isSmall) return smallPopulationVerdict(subject, load).outcome === "exceeds";
  const { item_days, counts } = attribute;
  if (subject.isMeasuredInTime && item_days !== null) {
    const total = BigInt(item_days.total_ms) - BigInt(item_days.missing_ms);
    return !isWithin({ deviating: load.deviatingMs, total, tolerable });
  }
  return !isWithin({ deviating: load.deviations.length, total: examined - counts.missing_unavailable, tolerable });
}

function unprovenText({ attribute }: Subject): string {
  const reasons = attribute.population.reasons;
  const why = reasons.length === 0 ? "it is not proven complete" : listed(reasons);
  const seen = attribute.deviations.length;
  const note = seen === 0 ? "" : ` The ${counted(seen, "deviation")} seen so far stay listed as exceptions.`;
  return `The list of items cannot be relied on (${why}), so nothing can be concluded from it.${note}`;
}

function noOccurrenceText({ attribute }: Subject): string {
  const { pending, not_applicable } = attribute.counts;
  if (pending > 0) {
    return `${counted(pending, "item")} occurred and none is due yet, so the control had no occasion to be tested; its design is still judged.`;
  }
  const excluded = not_applicable > 0 ? ` (${counted(not_applicable, "item")} did not apply)` : "";
  return `The circumstances did not arise in the period${excluded}: an evidenced zero, not a pass. The design is still judged and the report says so.`;
}

function line(subject: Subject, rule: string, output: string, explanation: string): TraceLine {
  const { control, attribute } = subject;
  return {
    rule,
    inputs: {
      control: control.id,
      attribute: attribute.id,
      N: attribute.population.size,
      n: subject.examined,
      missing_unavailable: attribute.counts.missing_unavailable,
      not_applicable: attribute.counts.not_applicable,
      pending: attribute.counts.pending,
    },
    output,
    explanation: `${control.id}, attribute ${attribute.id}: ${explanation}`,
    judgement: false,
  };
}
