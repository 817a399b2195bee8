import { fork } from "node:child_process";
import type { AuditScope } from "../../app/serving/audit-workspace.js";
import type { AuditRunResult } from "../../app/serving/run-audit.js";
import { AppError, type AppErrorInit } from "../../base/app-error.js";

/** What the process of a run is told. */
export interface RunTask {
  readonly root: string;
  /** Where the report and the lists go. */
  readonly folder: string;
  readonly collects: boolean;
  /** What the audit tests. */
  readonly scope: AuditScope;
}

/** What the process of a run says. */
export type RunMessage =
  | { readonly kind: "progress"; readonly what: string }
  | { readonly kind: "done"; readonly result: AuditRunResult }
  | { readonly kind: "failed"; readonly error: Omit<AppErrorInit, "cause"> }
  | { readonly kind: "broken"; readonly stack: string };

/**
 * Runs an audit in a process of its own: it computes for seconds, in which the server goes on answering; what ends it
 * ends nothing else; and the ledger tells writers apart by their process.
 *
 * @throws AppError what the run itself ended in; `cancelled` once the signal says so.
 */
export function runInProcess(
  task: RunTask,
  { signal, progress }: { readonly signal: AbortSignal; progress(what: string): void },
): Promise<AuditRunResult> {
  const child = fork(new URL("./audit-worker.js", import.meta.url), { serialization: "advanced" });
  return new Promise<AuditRunResult>((resolve, reject) => {
    const cancel = () => {
      reject(cancelled());
      child.kill("SIGKILL");
    };
    signal.addEventListener("abort", cancel, { once: true });
    child.on("message", (message: RunMessage) => {
      switch (message.kind) {
        case "progress":
          return progress(message.what);
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
      signal.removeEventListener("abort", cancel);
      reject(new Error(`the process of the run ended with ${killedBy ?? code}`));
    });
    child.send(task);
  });
}

function cancelled(): AppError {
  return new AppError({
    code: "cancelled",
    message: "the run was stopped",
    fix: "It is taken up again by whoever works next; nothing is lost.",
  });
}
