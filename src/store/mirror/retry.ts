import { AppError } from "../../base/app-error.js";
import { TransientError } from "./object-port.js";

/** How patient the mirror is with a store that does not answer. */
export interface Patience {
  /** Waits; handed in, so that tests need not. */
  wait(milliseconds: number): Promise<void>;
  readonly signal?: AbortSignal;
}

/** So often anything is asked before it is left for the next run. */
export const TRIES_MAX = 5;
const FIRST_WAIT_MS = 200;

/**
 * Asks again while the store does not answer or is busy, each time after twice the wait.
 *
 * @throws AppError `source-failed` after the last try, `cancelled` on the signal; any other error at once.
 */
export async function retried<T>(work: () => Promise<T>, { wait, signal }: Patience): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    if (signal?.aborted) throw cancelled();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      if (tries >= TRIES_MAX) throw gaveUp(error);
      await wait(FIRST_WAIT_MS * 2 ** (tries - 1));
    }
  }
}

function gaveUp(cause: TransientError): AppError {
  return new AppError({
    code: "source-failed",
    message: `${cause.message}; tried ${TRIES_MAX} times`,
    fix: "Nothing is lost: what waits is stored by the next run. Check the network and the store, then: lookback mirror",
    cause,
  });
}

function cancelled(): AppError {
  return new AppError({ code: "cancelled", message: "mirroring was stopped", fix: "Run: lookback mirror" });
}
