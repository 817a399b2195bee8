interface Waiting<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** So much goes into one write at most. */
const AT_ONCE_MAX = 500;

/**
 * Writes things one by one asked for in as few writes as the disk allows: while one write is under way, what comes
 * waits, and the next write takes all of it. Nobody waits for a timer.
 */
export class WriteTogether<T> {
  readonly #write: (items: readonly T[]) => Promise<void>;
  readonly #waiting: Waiting<T>[] = [];
  #isWriting = false;

  /** @param write makes all of them durable, or none. */
  constructor(write: (items: readonly T[]) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves once the item is durable; rejects with what its write threw. */
  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.splice(0, AT_ONCE_MAX);
      try {
        await this.#write(taken.map(({ item }) => item));
        for (const { resolve } of taken) resolve();
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    this.#isWriting = false;
  }
}
