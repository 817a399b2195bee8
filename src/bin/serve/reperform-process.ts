import { fork } from "node:child_process";
import type { PerformItems } from "../../app/fieldwork/perform-items.js";
import type { Reperformed } from "../../app/fieldwork/rule-reperform.js";
import { AppError, type AppErrorInit } from "../../base/app-error.js";

/** What the process is told. */
export interface ReperformTask extends PerformItems {
  readonly root: string;
}

/** What the process says. */
export type ReperformMessage =
  | { readonly kind: "done"; readonly result: Reperformed }
  | { readonly kind: "failed"; readonly error: Omit<AppErrorInit, "cause"> }
  | { readonly kind: "broken"; readonly stack: string };

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

function inProcess(task: ReperformTask): Promise<Reperformed> {
  const child = fork(new URL("./reperform-worker.js", import.meta.url), { serialization: "advanced" });
  const timer = setTimeout(() => child.kill("SIGKILL"), TIME_MAX_MS);
  return new Promise<Reperformed>((resolve, reject) => {
    child.on("message", (message: ReperformMessage) => {
      switch (message.kind) {
        case "done":
          return resolve(message.result);
        case "failed":
          return reject(new AppError(message.error));
        case "broken":
          return reject(new Error(message.stack));
      }
    });
    child.on("error", reject);
    child.on("exit", (code, killedBy) => {
      clearTimeout(timer);
      reject(new Error(`the process that performed a test again ended with ${killedBy ?? code}`));
    });
    child.send(task);
  });
}
