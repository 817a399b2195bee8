import type { z } from "zod";
import type { CriterionId } from "../../criteria/criteria.js";
import { type ControlState, isBad } from "./conclude-control.js";
import type { Severity as SeveritySchema } from "./projection.js";
import { deviationsIn, isBypassProven } from "./subject.js";

export type Severity = z.infer<typeof SeveritySchema>;

/**
 * R7: how bad the finding on a control is; `undefined` where the control has none.
 *
 * @param isApplicable whether a criterion is in scope and applies.
 */
export function severityOf(
  state: ControlState,
  isApplicable: (criterion: CriterionId) => boolean,
): Severity | undefined {
  const { conclusion, tested, pattern } = state;
  const isHigh = tested.control.risk === "high";
  const isHarmful = isHarmReached(state);
  const roles = [...tested.roles].filter(([criterion]) => isApplicable(criterion)).map(([, role]) => role);
  if (isBad(conclusion)) {
    const isWorst = isBypassReached(state) || isHarmful || state.isGross || conclusion === "DESIGN_DEFICIENT";
    if (isHigh && isWorst) return "critical";
    if (isHarmful || roles.includes("key")) return "major";
    return roles.includes("supporting") ? "moderate" : "low";
  }
  switch (conclusion) {
    case "CANNOT_CONCLUDE":
      return isHarmful ? "major" : "moderate";
    case "MITIGATED":
      return isHarmful ? "major" : isHigh ? "moderate" : "low";
    case "EFFECTIVE_WITH_EXCEPTION":
      if (isHarmful) return "major";
      return pattern === "ISOLATED" ? undefined : "low";
    default:
      return undefined;
  }
}

/** Whether R3.1 was reached: proven, and not all attributes stopped at R1. */
export function isBypassReached({ tested }: ControlState): boolean {
  const { results, control, engagement } = tested;
  if (engagement === "I" || !isBypassProven(control) || control.not_applicable !== null) return false;
  return results.length === 0 || results.some(({ result }) => result.stoppedBy === null);
}

/** R3.2 was reached: harm followed from a failed control, or from a deviation that R1 let through. */
function isHarmReached({ tested, conclusion }: ControlState): boolean {
  if (tested.engagement === "I" || !tested.control.harm_followed) return false;
  return (
    isBad(conclusion) || tested.results.some(({ result, load }) => result.stoppedBy === null && deviationsIn(load) > 0)
  );
}
