import type { ChildProcess } from "node:child_process";
import { AppError, type AppErrorInit } from "../../base/app-error.js";

/** What a process of ours says: what it does meanwhile, and how it ended. */
export type ChildMessage<T> =
  | { readonly kind: "progress"; readonly what: string }
  | { readonly kind: "done"; readonly result: T }
  | { readonly kind: "failed"; readonly error: Omit<AppErrorInit, "cause"> }
  | { readonly kind: "broken"; readonly stack: string };

/**
 * Hands a task to a process that was just begun, and waits for its end.
 *
 * @param told `what` names the process, for when it ends without a word.
 * @throws AppError what the process itself ended in.
 */
export function askChild<T>(
  child: ChildProcess,
  task: object,
  told: { readonly what: string; progress?(what: string): void },
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    child.on("message", (message: ChildMessage<T>) => {
      switch (message.kind) {
        case "progress":
          return told.progress?.(message.what);
        case "done":
          return resolve(message.result);
        case "failed":
          return reject(new AppError(message.error));
        case "broken":
          return reject(new Error(message.stack));
      }
    });
    child.on("error", reject);
    child.on("exit", (code, killedBy) => reject(new Error(`${told.what} ended with ${killedBy ?? code}`)));
    child.send(task);
  });
}
