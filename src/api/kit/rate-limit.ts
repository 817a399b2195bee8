import type { Context } from "hono";
import type { RateLimits } from "../../app/serving/rate-limits.js";
import type { Instant } from "../../base/instant.js";
import type { Session } from "../access/session.js";
import { type Problem, problem } from "./problem.js";
import { TokenBuckets } from "./token-bucket.js";

/** Who asks: a session or token, or an address where nobody is signed in. */
export interface Asking {
  readonly session: Session | undefined;
  readonly peer: string | undefined;
  readonly isWrite: boolean;
  readonly at: Instant;
}

/** Keeps one who asks too much from slowing everybody else down. */
export class RateLimiter {
  readonly #reads: TokenBuckets;
  readonly #writes: TokenBuckets;

  constructor({ reads, writes }: RateLimits) {
    this.#reads = new TokenBuckets(reads);
    this.#writes = new TokenBuckets(writes);
  }

  /** Counts a request and says in the headers of its answer how many are left; a problem where none are. */
  refusalOf(c: Context, { session, peer, isWrite, at }: Asking): Problem | undefined {
    const who = session === undefined ? `address ${networkOf(peer)}` : `session ${session.id}`;
    const taken = (isWrite ? this.#writes : this.#reads).take(who, at);
    c.header("ratelimit-limit", String(taken.limit));
    c.header("ratelimit-remaining", String(taken.remaining));
    c.header("ratelimit-reset", String(taken.resetSeconds));
    if (taken.isAllowed) return undefined;
    c.header("retry-after", String(taken.retrySeconds));
    return problem(429, {
      code: "too-many-requests",
      detail: `More was asked than this server answers one ${session === undefined ? "address" : "session or token"}.`,
      fix: `Ask again in ${taken.retrySeconds} s. Whoever runs the server may raise server.rate_limits in lookback.yaml.`,
    });
  }
}

/** An address as it is counted: of IPv6 the first half, for the other half is anybody's to choose. */
function networkOf(peer: string | undefined): string {
  if (peer === undefined) return "unknown";
  const isVersion6 = peer.includes(":") && !peer.includes(".");
  if (!isVersion6) return peer.replace(/^::ffff:/i, "");
  const [head = "", tail] = peer.toLowerCase().split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => "0");
  return [...first, ...zeros, ...last].slice(0, 4).join(":");
}
