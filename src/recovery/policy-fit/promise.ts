/** The units in which controls promise a time. */
export type PromiseUnit = "minutes" | "hours" | "days";

/** Longest promise that is looked at: later than this nobody would call it a deadline. */
export const LONGEST: Readonly<Record<PromiseUnit, number>> = { minutes: 43_200, hours: 8_760, days: 730 };

/** Promises people can remember and keep, in the unit's own numbers. */
const KEEPABLE: Readonly<Record<PromiseUnit, readonly number[]>> = {
  minutes: [
    5, 10, 15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1_440, 2_880, 4_320, 7_200, 10_080, 20_160, 43_200,
  ],
  hours: [1, 2, 4, 8, 12, 24, 36, 48, 72, 96, 120, 168, 240, 336, 504, 720, 1_080, 1_440, 2_160, 4_320, 8_760],
  days: [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730],
};

/** The unit of a parameter named `*_minutes`, `*_hours` or `*_days`; `undefined` where it promises no time of its own. */
export function promiseUnitOf(parameter: string): PromiseUnit | undefined {
  // Tolerances of the measurement and stretches nobody looked are not promises to anybody.
  if (/(?:^|_)(?:grace|skew|gap|retention)(?:_|$)/.test(parameter)) return undefined;
  switch (/_(minutes|hours|days)$/.exec(parameter)?.[1]) {
    case "minutes":
      return "minutes";
    case "hours":
      return "hours";
    case "days":
      return "days";
    default:
      return undefined;
  }
}

/** The smallest promise people can keep that is not below `needed`. */
export function keepablePromise(needed: number, unit: PromiseUnit): number {
  return KEEPABLE[unit].find((each) => each >= needed) ?? needed;
}

/**
 * The smallest whole number of units for which `holds`, by bisection; `undefined` where even the longest promise would
 * not have held. `holds` must not turn false again as the promise grows.
 */
export function neededPromise(unit: PromiseUnit, holds: (promise: number) => boolean): number | undefined {
  let [low, high] = [1, LONGEST[unit]];
  if (!holds(high)) return undefined;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
