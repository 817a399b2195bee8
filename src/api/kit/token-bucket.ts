import type { Rate } from "../../app/serving/rate-limits.js";
import { type Instant, MINUTE_MS, msOf, SECOND_MS } from "../../base/instant.js";

interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** What asking once came to. */
export interface Taken {
  readonly isAllowed: boolean;
  /** How many may be asked at once after a pause. */
  readonly limit: number;
  /** How many of them are left now. */
  readonly remaining: number;
  /** Until all are there again. */
  readonly resetSeconds: number;
  /** Until one may be asked again; 0 where one may be now. */
  readonly retrySeconds: number;
}

/** So many are told apart at most; whoever has not asked for longest is forgotten first. */
const KNOWN_MAX = 20_000;

/**
 * A bucket of tokens for each who asks: every request takes one, and they grow again steadily up to `burst`. Each
 * process counts by itself.
 */
export class TokenBuckets {
  readonly #rate: Rate;
  /** In the order in which they were last asked. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  take(who: string, at: Instant): Taken {
    const { burst } = this.#rate;
    const grown = this.#grown(who, msOf(at));
    const isAllowed = grown.tokens >= 1;
    const left = { ...grown, tokens: isAllowed ? grown.tokens - 1 : grown.tokens };
    this.#keep(who, left);
    return {
      ...{ isAllowed, limit: burst, remaining: Math.floor(left.tokens) },
      resetSeconds: this.#secondsUntil(burst, left),
      retrySeconds: isAllowed ? 0 : Math.max(1, this.#secondsUntil(1, left)),
    };
  }

  #grown(who: string, nowMs: number): Bucket {
    const { burst, per_minute: perMinute } = this.#rate;
    const before = this.#buckets.get(who);
    if (before === undefined) return { tokens: burst, atMs: nowMs };
    // A clock that was set back gives nothing and takes nothing.
    const passedMs = Math.max(0, nowMs - before.atMs);
    return { tokens: Math.min(burst, before.tokens + (passedMs * perMinute) / MINUTE_MS), atMs: nowMs };
  }

  #keep(who: string, bucket: Bucket): void {
    this.#buckets.delete(who);
    this.#buckets.set(who, bucket);
    if (this.#buckets.size <= KNOWN_MAX) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }

  #secondsUntil(tokens: number, bucket: Bucket): number {
    const missing = Math.max(0, tokens - bucket.tokens);
    return Math.ceil((missing * MINUTE_MS) / this.#rate.per_minute / SECOND_MS);
  }
}
