import { z } from "zod";

/** How often, in whole hours or days: `24h`, `7d`. */
export const Every = z.string().regex(/^[1-9]\d{0,2}[hd]$/, "expected hours or days such as 24h or 7d");

/** `24h` or `7d` in minutes. */
export function minutesOf(every: string): number {
  return Number.parseInt(every, 10) * (every.endsWith("d") ? 1_440 : 60);
}
