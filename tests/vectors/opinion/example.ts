import type { InputDeviation, OpinionInput } from "../../../src/assess/opinion/input.js";
import { deviating } from "./company.js";

/** One worked example of domain 4.5, every column stated. Criteria lists are complete, not only the deciding ones. */
export interface WorkedExample {
  readonly id: string;
  readonly input: OpinionInput;
  /** Conclusion and pattern of every control that is not simply EFFECTIVE. */
  readonly controls: Readonly<Record<string, string>>;
  /** Severity and what each finding is about, in order of ids. */
  readonly findings: readonly string[];
  readonly notMet?: readonly string[];
  readonly open?: readonly string[];
  readonly exceptions?: readonly string[];
  readonly designOnly?: readonly string[];
  /** `projected [best, worst]`, overall. */
  readonly opinion: string;
  readonly security?: string;
  readonly isWithdrawalLikely?: boolean;
}

export const SAME = {
  clean: "UNQUALIFIED [UNQUALIFIED, UNQUALIFIED]",
  exceptions: "UNQUALIFIED with exceptions [UNQUALIFIED, UNQUALIFIED]",
  qualified: "QUALIFIED [QUALIFIED, QUALIFIED]",
  qualifiedWithExceptions: "QUALIFIED with exceptions [QUALIFIED, QUALIFIED]",
  withdrawal: "DISCLAIMER [DISCLAIMER, DISCLAIMER]",
};

/** CHG-01's pushes of a year: spread over months and people. */
export function spread(count: number): InputDeviation[] {
  return deviating(count).map((each, index) => ({
    ...each,
    month: `2026-0${(index % 6) + 1}`,
    actor: `actor-${index % 5}`,
  }));
}
