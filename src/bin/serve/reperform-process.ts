import { fork } from "node:child_process";
import type { PerformItems } from "../../app/fieldwork/perform-items.js";
import type { Reperformed } from "../../app/fieldwork/rule-reperform.js";
import { askChild } from "./ask-child.js";

/** What the process is told. */
export interface ReperformTask extends PerformItems {
  readonly root: string;
}

/** Longer than any test takes that a person waits for. */
const TIME_MAX_MS = 10 * 60_000;

/** Performs tests again in processes of their own, one at a time: each takes the memory of a whole run. */
export class Reperformer {
  readonly #root: string;
  #before: Promise<unknown> = Promise.resolve();

  constructor(root: string) {
    this.#root = root;
  }

  /** @throws AppError what the process ended in. */
  perform(asked: PerformItems): Promise<Reperformed> {
    const next = this.#before.catch(() => undefined).then(() => inProcess({ ...asked, root: this.#root }));
    this.#before = next;
    return next;
  }
}

async function inProcess(task: ReperformTask): Promise<Reperformed> {
  const child = fork(new URL("./reperform-worker.js", import.meta.url), { serialization: "advanced" });
  const timer = setTimeout(() => child.kill("SIGKILL"), TIME_MAX_MS);
  try {
    return await askChild<Reperformed>(child, task, { what: "the process that performed a test again" });
  } finally {
    clearTimeout(timer);
  }
}
