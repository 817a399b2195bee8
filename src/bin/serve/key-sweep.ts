import { forgottenAt } from "../../app/serving/keyed-writes.js";
import { HOUR_MS, instantOf } from "../../base/instant.js";
import type { KeyedWriteStore } from "../../store/state/keyed-write-store.js";
import { type ServerLog, stackOf } from "./server-log.js";

/** Deletes the keys of writes, and how those were answered, within an hour of the day for which they hold. */
export class KeySweep {
  readonly #parts: { readonly writes: KeyedWriteStore; readonly log: ServerLog };
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(parts: { readonly writes: KeyedWriteStore; readonly log: ServerLog }) {
    this.#parts = parts;
  }

  /** Sweeps now and every hour. */
  start(): void {
    const again = () => {
      this.#sweeping = this.#sweeping.then(() => this.#sweep());
    };
    this.#timer = setInterval(again, HOUR_MS);
    again();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  async #sweep(): Promise<void> {
    const { writes, log } = this.#parts;
    try {
      await writes.sweep(forgottenAt(instantOf(Date.now())));
    } catch (error) {
      log.error({ what: "keys of writes not swept", error: stackOf(error) });
    }
  }
}
