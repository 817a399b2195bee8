import { z } from "zod";

/** How often one may ask: steadily, and at once after a pause. */
export interface Rate {
  readonly per_minute: number;
  readonly burst: number;
}

function rate(defaults: Rate) {
  return z
    .strictObject({
      per_minute: z.int().min(1).max(1_000_000).default(defaults.per_minute),
      burst: z.int().min(1).max(100_000).default(defaults.burst),
    })
    .prefault({});
}

/** `server.rate_limits` of lookback.yaml: for each session or token, and for each address where nobody is signed in. */
export const RateLimits = z.strictObject({
  /** What only looks: a page asks for twenty things, a script for many pages. */
  reads: rate({ per_minute: 6_000, burst: 400 }),
  /** What changes something. */
  writes: rate({ per_minute: 120, burst: 60 }),
});
export type RateLimits = z.infer<typeof RateLimits>;

/** What holds where the configuration says nothing. */
export const DEFAULT_RATE_LIMITS: RateLimits = RateLimits.parse({});
