import { z } from "zod";

/**
 * First and last day of the period that a decision is about. What was decided of one period's exceptions says nothing
 * about the next one's, though the control and even the item may be the same.
 */
export const ExaminedPeriod = z.strictObject({ from: z.string(), to: z.string() });
export type ExaminedPeriod = z.infer<typeof ExaminedPeriod>;

export function isSamePeriod(a: ExaminedPeriod, b: ExaminedPeriod): boolean {
  return a.from === b.from && a.to === b.to;
}
