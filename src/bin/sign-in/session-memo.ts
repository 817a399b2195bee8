import type { Session } from "../../api/access/session.js";
import { type Instant, msOf } from "../../base/instant.js";

/** So long another process's changes may go unseen. */
const HELD_MS = 2_000;
const HELD_MAX = 10_000;

interface Held {
  readonly session: Session;
  readonly untilMs: number;
}

/**
 * Sessions that were looked up a moment ago, so that a page of twenty requests asks the database once. What this
 * process changes is forgotten at once; what others change is seen within two seconds; expiry is seen to the tick.
 */
export class SessionMemo {
  readonly #held = new Map<string, Held>();
  #changes = 0;

  /** @param find asks the database. */
  async session(key: string, at: Instant, find: () => Promise<Session | undefined>): Promise<Session | undefined> {
    const held = this.#held.get(key);
    if (held !== undefined && msOf(at) < held.untilMs) return lasting(held.session, at);
    const before = this.#changes;
    const session = await find();
    this.#held.delete(key);
    // What was found while something changed may already be wrong.
    if (session !== undefined && before === this.#changes) this.#hold(key, session, msOf(at) + HELD_MS);
    return session === undefined ? undefined : lasting(session, at);
  }

  forget(): void {
    this.#changes += 1;
    this.#held.clear();
  }

  #hold(key: string, session: Session, untilMs: number): void {
    if (this.#held.size >= HELD_MAX) this.#held.clear();
    this.#held.set(key, { session, untilMs });
  }
}

function lasting(session: Session, at: Instant): Session | undefined {
  return at < session.expiresAt ? session : undefined;
}
