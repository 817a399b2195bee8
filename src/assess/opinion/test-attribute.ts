import { compare } from "../../base/rational.js";
import type { TraceLine } from "./projection.js";
import { passEvidenceGate } from "./r1-evidence-gate.js";
import { frequencyVerdict, verdictLine } from "./r2-frequency.js";
import { overridesOf } from "./r3-overrides.js";
import { type Pattern, patternOf } from "./r4-pattern.js";
import { type Load, observedRate, type Subject } from "./subject.js";
import type { FrequencyOutcome, Verdict } from "./verdict.js";

/** What R1 to R4 say of one attribute, before any compensation. */
export interface AttributeResult {
  readonly subject: Subject;
  /** What counts; when stopped, what was seen. */
  readonly load: Load;
  readonly pattern: Pattern | null;
  readonly result: Stopped | Judged;
}

/** R1 ended the test. */
interface Stopped {
  readonly stoppedBy: "R1.1" | "R1.2" | "R1.4";
}
interface Judged {
  readonly stoppedBy: null;
  readonly outcome: FrequencyOutcome;
  readonly verdict: Verdict;
  /** R3.1, R3.3, where they made the control exceed. */
  readonly overrides: readonly string[];
  /** Fails on so many items that the control hardly exists (R7, R9). */
  readonly isGross: boolean;
}

export function testAttribute(subject: Subject, trace: TraceLine[]): AttributeResult {
  const gate = passEvidenceGate(subject, trace);
  const { load, stoppedBy } = gate;
  if (stoppedBy !== null) {
    const pattern = patternOf(subject, { load, isStopped: true }, trace);
    return { subject, load, pattern, result: { stoppedBy } };
  }
  const verdict = frequencyVerdict(subject, load);
  trace.push(verdictLine(subject, load, verdict));
  const overrides = overridesOf(subject, load, trace);
  const outcome = overrides.length > 0 ? "exceeds" : verdict.outcome;
  const pattern = patternOf(subject, { load, isStopped: false }, trace);
  return {
    subject,
    load,
    pattern,
    result: { stoppedBy, outcome, verdict, overrides, isGross: isGross(subject, load) },
  };
}

/** Only where a rate means something: more than a dozen items, or item-days. */
function isGross(subject: Subject, load: Load): boolean {
  const { control, attribute, thresholds, examined } = subject;
  const items = attribute.population.size ?? examined;
  if (!control.is_state && items <= thresholds.count("small_population")) return false;
  return compare(observedRate(subject, load), thresholds.rate("gross_rate")) >= 0;
}
