import { compare, rational } from "../../base/rational.js";
import type { InputControl } from "./input.js";
import type { TraceLine } from "./projection.js";
import { percent } from "./prose.js";
import { rateOf, type Thresholds } from "./thresholds.js";

/** What design and presence say: `R6.1`, `R6.3` decide alone, `R6.2` caps the conclusion, `null` says nothing. */
export type DesignRule = "R6.1" | "R6.2" | "R6.3" | null;

/** R6: could the control work, and was it there throughout? A type I engagement asks the first question only. */
export function designRule(
  control: InputControl,
  { engagement, thresholds }: { engagement: "I" | "II"; thresholds: Thresholds },
  trace?: TraceLine[],
): DesignRule {
  const { design, presence } = control;
  if (design.is_deficient) {
    const why = design.reason === null ? "" : ` (${design.reason})`;
    trace?.push(line(control, "R6.1", "DESIGN_DEFICIENT", `it could not meet the criterion even if performed${why}.`));
    return "R6.1";
  }
  const inPlace = rateOf(presence.share);
  if (engagement === "I" || compare(inPlace, rational(1)) >= 0) return null;
  const stretch = `it was in place for ${percent(inPlace)} of the period`;
  if (presence.predecessor === "EFFECTIVE" || presence.predecessor === "EFFECTIVE_WITH_EXCEPTION") {
    const text = `${stretch}; the tested predecessor was ${presence.predecessor} and closes the gap.`;
    trace?.push(line(control, "R6", "no gap", text));
    return null;
  }
  const least = thresholds.rate("in_place_share");
  if (compare(inPlace, least) >= 0) {
    const text = `${stretch}, at least ${percent(least)}, with no tested predecessor: at best effective with exception.`;
    trace?.push(line(control, "R6.2", "EFFECTIVE_WITH_EXCEPTION at best", text));
    return "R6.2";
  }
  const text = `${stretch}, less than ${percent(least)}, with no tested predecessor. Fixing it now helps the next period only.`;
  trace?.push(line(control, "R6.3", "INEFFECTIVE", text));
  return "R6.3";
}

function line({ id, presence }: InputControl, rule: string, output: string, explanation: string): TraceLine {
  return {
    rule,
    inputs: { control: id, share: presence.share, predecessor: presence.predecessor },
    output,
    explanation: `${id}: ${explanation}`,
    judgement: false,
  };
}
