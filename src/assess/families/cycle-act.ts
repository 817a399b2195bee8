import type { EpochMs } from "../../base/instant.js";
import type { JudgeContext } from "../control.js";
import { notApplicable, type Outcome } from "../outcome.js";

/** A cycle as far as it tells which act is looked at: facts of a population of the standing kind. */
export interface CycleFacts {
  readonly nextAt: EpochMs | null;
  readonly isFirst: boolean;
}

/**
 * What an act contained, asked once for each act: of the act that ended the cycle, or of the one in force when the
 * period began if none followed in it. The cycle that an act of the period began asks nothing more of it.
 */
export function onActOfCycle(
  { nextAt, isFirst }: CycleFacts,
  { period }: Pick<JudgeContext<unknown>, "period">,
  judge: () => Outcome,
): Outcome {
  const isEnded = nextAt !== null && nextAt < period.end;
  if (isEnded || isFirst) return judge();
  return notApplicable("the act with which it began is judged with the cycle before");
}
