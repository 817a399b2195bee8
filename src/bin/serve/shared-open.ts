/** What others wrote since is seen after so long. */
const FRESH_MS = 10_000;

interface SharedParts<T> {
  open(): Promise<T>;
  /** What it looks like from outside, cheaply: while it looks the same, what is open stays open. */
  look?(): Promise<string>;
}

interface Held<T> {
  readonly open: Promise<T>;
  /** What it looked like just before it was opened. */
  readonly seen: string | undefined;
  since: number;
  users: number;
}

/** One open thing for all who read at the same time; opened anew once it is old and another, closed when nobody reads it. */
export class SharedOpen<T extends { close(): Promise<void> }> {
  readonly #parts: SharedParts<T>;
  #held: Held<T> | undefined;

  constructor(parts: SharedParts<T>) {
    this.#parts = parts;
  }

  async read<R>(use: (open: T) => Promise<R>): Promise<R> {
    const held = await this.#taken();
    try {
      return await use(await held.open);
    } finally {
      held.users -= 1;
      await this.#closeIfUnused(held);
    }
  }

  async close(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) await this.#closeIfUnused(held);
  }

  /** What is open, counted as used from the same moment on: whoever waited would find it closed. */
  async #taken(): Promise<Held<T>> {
    const before = this.#held;
    if (before !== undefined && Date.now() - before.since < FRESH_MS) return used(before);
    const seen = await this.#parts.look?.();
    const now = this.#held;
    // Somebody else looked meanwhile, and opened it anew.
    if (now !== undefined && now !== before) return used(now);
    if (now !== undefined && seen !== undefined && seen === now.seen) {
      now.since = Date.now();
      return used(now);
    }
    return used(this.#openAnew(seen));
  }

  #openAnew(seen: string | undefined): Held<T> {
    const before = this.#held;
    const made: Held<T> = { open: this.#parts.open(), seen, since: Date.now(), users: 0 };
    this.#held = made;
    made.open.catch(() => {
      if (this.#held === made) this.#held = undefined;
    });
    if (before !== undefined) void this.#closeIfUnused(before);
    return made;
  }

  async #closeIfUnused(held: Held<T>): Promise<void> {
    if (held.users > 0 || held === this.#held) return;
    const open = await held.open.catch(() => undefined);
    await open?.close();
  }
}

function used<T>(held: Held<T>): Held<T> {
  held.users += 1;
  return held;
}
