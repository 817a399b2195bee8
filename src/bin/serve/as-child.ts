import { AppError } from "../../base/app-error.js";
import type { ChildMessage } from "./ask-child.js";

/**
 * Makes this process one that performs a single task for whoever began it, and says how it ended. Whoever began it may
 * die: then nobody waits for the outcome, and this process ends too.
 */
export function performAsChild<Task, T>(perform: (task: Task, progress: (what: string) => void) => Promise<T>): void {
  const say = (message: ChildMessage<T>) => void process.send?.(message);
  process.once("disconnect", () => process.exit(0));
  process.once("message", (task: Task) => {
    perform(task, (what) => say({ kind: "progress", what }))
      .then(
        (result) => say({ kind: "done", result }),
        (error: unknown) => say(endOf(error)),
      )
      .finally(() => process.disconnect());
  });
}

function endOf(error: unknown): ChildMessage<never> {
  if (error instanceof AppError) {
    const { code, message, fix } = error;
    return { kind: "failed", error: { code, message, fix } };
  }
  return { kind: "broken", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
