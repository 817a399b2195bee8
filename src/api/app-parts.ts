import type { KeyedWrites } from "../app/serving/keyed-writes.js";
import type { RateLimits } from "../app/serving/rate-limits.js";
import type { Instant } from "../base/instant.js";
import type { Identity } from "./access/session.js";
import type { World } from "./world.js";

/** What the server is made of. */
export interface AppParts {
  readonly world: World;
  readonly identity: Identity;
  /** What was done under which key. */
  readonly writes: KeyedWrites;
  /** How much one may ask. */
  readonly limits: RateLimits;
  now(): Instant;
  /** A new id for a request: what its log lines, its answer and its record of activity share. */
  requestId(): string;
  /** Calls every so many milliseconds until the returned function is called. */
  every(milliseconds: number, act: () => void): () => void;
  /** The server stops: answers that would go on are to end. */
  readonly stopping: AbortSignal;
  /** Says which route a request is for: what is known of it outside, where its path is not looked at. */
  recognise?(request: Request, as: { readonly route: string; readonly requestId: string }): void;
  /** Notes what a person saw or did; resolves when it is durable. */
  noteActivity(activity: Activity): Promise<void>;
  /** An error that nobody foresaw, for the log of the server alone. */
  reportError(error: unknown, requestId: string): void;
}

/** One thing that somebody saw or did, in terms of ids. */
export interface Activity {
  readonly at: Instant;
  readonly requestId: string;
  readonly user: string;
  readonly session: string;
  readonly role: string;
  readonly route: string;
  readonly what: string;
  readonly audit: string | null;
  readonly subject: string | null;
}

/** What is known of a request beside itself. */
export interface Surroundings {
  /** Address of whoever asks, as the connection or a trusted proxy has it. */
  readonly peer?: string | undefined;
}
