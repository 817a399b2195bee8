import { DAY_MS } from "../../base/instant.js";
import type { TraceLine } from "./projection.js";
import { percent } from "./prose.js";
import { type Load, observedRate, type Subject } from "./subject.js";

/** R3.1 and R3.3: what makes a control exceed whatever the rate. */
export function overridesOf(subject: Subject, load: Load, trace?: TraceLine[]): readonly ("R3.1" | "R3.3")[] {
  const rules: ("R3.1" | "R3.3")[] = [];
  if (subject.isBypassed) {
    rules.push("R3.1");
    trace?.push(line(subject, { rule: "R3.1", output: "exceeds, SYSTEMATIC", explanation: bypassText(subject) }));
  }
  if (isLongNoncompliant(subject, load)) {
    rules.push("R3.3");
    const days = subject.thresholds.count("noncompliant_days");
    const explanation = `one item stayed noncompliant for ${days} consecutive days or more, so the control exceeds although the rate is ${percent(observedRate(subject, load))}.`;
    trace?.push(line(subject, { rule: "R3.3", output: "exceeds", explanation }));
  }
  return rules;
}

/** R3.3: one item of a high-risk state control was noncompliant for too long without a break. */
export function isLongNoncompliant({ control, thresholds }: Subject, { deviations }: Load): boolean {
  if (!control.is_state || control.risk !== "high") return false;
  const limit = thresholds.count("noncompliant_days") * DAY_MS;
  return deviations.some(({ longest_run_ms }) => longest_run_ms !== null && longest_run_ms >= limit);
}

function bypassText({ control }: Subject): string {
  const { is_intentional, is_concealed, by_authority, by_management } = control.bypass;
  const how = [
    is_intentional ? "bypassed on purpose" : "",
    is_concealed ? "its failure concealed" : "",
    by_authority ? `overridden by authority${by_management ? " of a member of management" : ""}` : "",
  ].filter((text) => text !== "");
  return `the control was ${how.join(", ")}: no rate and no other control can make up for that.`;
}

function line(
  { control, attribute }: Subject,
  { rule, output, explanation }: Pick<TraceLine, "rule" | "output" | "explanation">,
): TraceLine {
  return {
    rule,
    inputs: { control: control.id, attribute: attribute.id },
    output,
    explanation: `${control.id}, attribute ${attribute.id}: ${explanation}`,
    judgement: false,
  };
}
