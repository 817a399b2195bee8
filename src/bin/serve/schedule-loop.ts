import { randomBytes } from "node:crypto";
import { runId } from "../../app/serving/runs.js";
import { scheduleOnce } from "../../app/serving/schedule.js";
import type { RunStore } from "../../store/state/run-store.js";
import { workspaceAudit } from "./served-audits.js";
import type { ServedConfig } from "./served-config.js";
import { type ServerLog, stackOf } from "./server-log.js";

const LOOK_MS = 30_000;

export interface ScheduleLoopParts {
  readonly config: ServedConfig;
  readonly runs: RunStore;
  readonly log: ServerLog;
  /** A run was asked for: somebody may be waiting for one. */
  asked(): void;
}

/** Looks every half minute whether a run is due by the configuration as it then is. */
export class ScheduleLoop {
  readonly #parts: ScheduleLoopParts;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(parts: ScheduleLoopParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.#look());
    }, LOOK_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { config, runs, log, asked } = this.#parts;
    try {
      const workspace = await config.read();
      const run = await scheduleOnce({
        ...{ runs, workspace, audit: workspaceAudit(workspace).id, now: Date.now() },
        newId: (at) => runId(at, randomBytes(3).toString("hex")),
      });
      if (run === undefined) return;
      log.info({ what: "run scheduled", run });
      asked();
    } catch (error) {
      log.error({ what: "nothing scheduled", error: stackOf(error) });
    }
  }
}
