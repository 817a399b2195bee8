import type { AuditScope } from "../../app/serving/audit-workspace.js";
import { workOnce } from "../../app/serving/work.js";
import { instantOf } from "../../base/instant.js";
import type { RunStore } from "../../store/state/run-store.js";
import { runInProcess } from "./run-process.js";
import type { ServedFolder } from "./served-folder.js";
import { type ServerLog, stackOf } from "./server-log.js";

/** So often a worker with nothing to do looks for work that other processes were asked for. */
const LOOK_MS = 1_000;

export interface WorkLoopParts {
  readonly root: string;
  readonly runs: RunStore;
  readonly served: ServedFolder;
  readonly worker: string;
  readonly log: ServerLog;
  /** What an audit tests. @throws AppError `not-found` without such an audit. */
  scopeOf(audit: string): Promise<AuditScope>;
}

/** Takes runs of audits one after another for as long as the server is up. */
export class WorkLoop {
  readonly #parts: WorkLoopParts;
  readonly #stop = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(parts: WorkLoopParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Looks for work at once. */
  wake(): void {
    this.#wake();
  }

  /** Ends the run that goes on, which is taken up again by whoever works next, and takes no other. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        if (await this.#once()) await this.#parts.served.prune(await this.#parts.runs.inUse());
        else await this.#pause();
      } catch (error) {
        this.#parts.log.error({ what: "no work taken", error: stackOf(error) });
        await this.#pause();
      }
    }
  }

  #once(): Promise<boolean> {
    const { root, runs, served, worker, log, scopeOf } = this.#parts;
    return workOnce({
      runs,
      worker,
      now: () => instantOf(Date.now()),
      ago: (milliseconds) => instantOf(Date.now() - milliseconds),
      perform: async (run, { signal, progress }) => {
        const { period, categories, criteria } = await scopeOf(run.audit);
        return runInProcess(
          { root, folder: served.of(run), collects: run.collects, scope: { period, categories, criteria } },
          { signal: AbortSignal.any([signal, this.#stop.signal]), progress },
        );
      },
      discard: (run) => served.discard(run),
      every(milliseconds, act) {
        const timer = setInterval(act, milliseconds);
        return () => clearInterval(timer);
      },
      report({ error, ...event }) {
        if (error === undefined) log.info(event);
        else log.error({ ...event, error: stackOf(error) });
      },
    });
  }

  async #pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
