import type { JudgeContext } from "../../assess/control.js";
import type { Outcome } from "../../assess/outcome.js";
import { doneBeforeAccess } from "../../populations/joiners/before-access.js";
import type { Joiner } from "../../populations/joiners/population.js";

/** A: an agreement was signed before first access; what somebody signed in an earlier spell still binds. */
export function signedBefore(item: Joiner, context: JudgeContext<unknown>): Outcome {
  return doneBeforeAccess(
    item,
    {
      what: "confidentiality agreement",
      deadline: "first_access",
      validFrom: () => 0,
      stream: "hr.agreements",
    },
    context,
  );
}
