import { z } from "zod";
import { type Day, day, type EpochMs, type Instant, instant, instantOf, isDay, msOf } from "../../base/instant.js";
import { endOfDay, startOfDay } from "../../base/zone.js";

const Edge = z.string().transform((text, context): Day | Instant => {
  if (isDay(text)) return day(text);
  const ms = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(ms)) return instantOf(ms);
  context.addIssue({ code: "custom", message: "expected a day (2026-01-31) or a moment with its zone" });
  return z.NEVER;
});

/** A source of this connector in lookback.yaml. */
export const GitConfig = z.strictObject({
  id: z.string().min(1),
  connector: z.literal("git"),
  /** A clone, a bare repository or a mirror: absolute, or from the folder of lookback.yaml. */
  path: z.string().min(1),
  /** The repository as lookback.yaml names it under `repositories`. */
  repository: z.string().min(1),
  branch: z.string().regex(/^(?![-/.])[^\s~^:?*[\\\0]+$/, "expected the name of a branch, such as main"),
  /** Only where the history itself says too much or too little; default: from the first commit to the last fetch. */
  covers: z.strictObject({ from: Edge.optional(), to: Edge.optional() }).optional(),
});
export type GitConfig = z.infer<typeof GitConfig>;

/** When a declared stretch begins; a day begins at local midnight. */
export function startOf(edge: Day | Instant, zone: string): EpochMs {
  return isDay(edge) ? startOfDay(day(edge), zone) : msOf(instant(edge));
}

/** When it ends; a day is included whole. */
export function endOf(edge: Day | Instant, zone: string): EpochMs {
  return isDay(edge) ? endOfDay(day(edge), zone) : msOf(instant(edge));
}
