import { join } from "node:path";
import { logActivity } from "../../app/serving/log-activity.js";
import { AppError } from "../../base/app-error.js";
import { instantOf } from "../../base/instant.js";
import { openEvidenceStore } from "../../store/ledger/open-evidence-store.js";
import type { ActivityStore } from "../../store/state/activity-store.js";
import { lockOwner } from "../lock-owner.js";
import { sealingOf } from "../sealing.js";
import type { ServedConfig } from "./served-config.js";
import { type ServerLog, stackOf } from "./server-log.js";

const EVERY_MS = 10_000;

export interface ActivityLoggerParts {
  readonly root: string;
  readonly config: ServedConfig;
  readonly activity: ActivityStore;
  readonly log: ServerLog;
}

/** Writes into the ledger who saw and did what, every few seconds; while somebody else writes there, it waits. */
export class ActivityLogger {
  readonly #root: string;
  readonly #config: ServedConfig;
  readonly #activity: ActivityStore;
  readonly #log: ServerLog;
  #next = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor({ root, config, activity, log }: ActivityLoggerParts) {
    this.#root = root;
    this.#config = config;
    this.#activity = activity;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => this.#write());
    }, EVERY_MS);
  }

  /** Writes what is left and ends. What cannot be written now is written when the server starts again. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    await this.#write();
  }

  async #write(): Promise<void> {
    try {
      const [waiting] = await this.#activity.unlogged(1);
      if (waiting === undefined) return;
      const evidence = await openEvidenceStore(join(this.#root, ".lookback", "evidence"), {
        sealing: sealingOf(this.#root, await this.#config.read()),
        mode: "write",
        ...lockOwner(),
      });
      try {
        const at = instantOf(Date.now());
        const { written, next } = await logActivity({ activity: this.#activity, evidence, at, from: this.#next });
        this.#next = next;
        if (written > 0) this.#log.info({ what: "activity logged", acts: written });
      } finally {
        await evidence.close();
      }
    } catch (error) {
      if (error instanceof AppError && error.code === "store-locked") return;
      this.#log.error({ what: "activity not logged", error: stackOf(error) });
    }
  }
}
