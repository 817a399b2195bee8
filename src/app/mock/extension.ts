import { AppError } from "../../base/app-error.js";
import type { StandingCause } from "../../recovery/causes/standing-cause.js";
import type { ControlDraw } from "./draw-control.js";
import type { ExaminedItem } from "./population-items.js";

/**
 * Lets a sample be extended by the registered plan only (domain 3.7): after exactly one deviation that neither a system,
 * a policy nor a bypass caused.
 *
 * @throws AppError `bad-usage` saying what the plan says instead.
 */
export function requireExtension(
  { plan, promise }: ControlDraw,
  first: readonly ExaminedItem[],
  cause: StandingCause["cause"] | undefined,
): void {
  const id = plan.control;
  if (plan.extension === null) throw refused(id, `no extension was registered. ${plan.extension_reason}`);
  const perAttribute = promise.control.attributes.map(({ isKey }, index) =>
    isKey ? first.filter(({ outcomes }) => isCounted(outcomes.get(id)?.[index]?.state)).length : 0,
  );
  const found = Math.max(0, ...perAttribute);
  if (found === 0) throw refused(id, "no item of the first sample deviated, so there is nothing to extend for");
  if (found > 1)
    throw refused(id, `${found} items of the first sample deviated: the plan gives up, it does not go on looking`);
  if (cause?.scope === "system" || cause?.scope === "policy") {
    throw refused(
      id,
      `the cause on record lies in the ${cause.scope}, so more items would only count more of the same`,
    );
  }
  if (cause !== undefined && cause.bypass.length > 0) {
    throw refused(id, "the control was bypassed on purpose, so more items would only count more of it");
  }
}

/** Evidence that cannot be had counts like a deviation where there is little of it (R1.4). */
function isCounted(state: string | undefined): boolean {
  return state === "deviation" || state === "indeterminate";
}

function refused(control: string, why: string): AppError {
  return new AppError({
    code: "bad-usage",
    message: `${control} cannot be extended: ${why}`,
    fix: "Follow the plan registered before testing; a larger sample to begin with needs a new draw with --reason.",
  });
}
