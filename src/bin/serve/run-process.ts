import { fork } from "node:child_process";
import type { AuditScope } from "../../app/serving/audit-workspace.js";
import type { AuditRunResult } from "../../app/serving/run-audit.js";
import { AppError } from "../../base/app-error.js";
import { askChild } from "./ask-child.js";

/** What the process of a run is told. */
export interface RunTask {
  readonly root: string;
  /** Where the report and the lists go. */
  readonly folder: string;
  readonly collects: boolean;
  /** What the audit tests. */
  readonly scope: AuditScope;
}

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
  const ended = askChild<AuditRunResult>(child, task, { what: "the process of the run", progress });
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => {
      reject(cancelled());
      child.kill("SIGKILL");
    };
    signal.addEventListener("abort", stop, { once: true });
    child.on("exit", () => signal.removeEventListener("abort", stop));
  });
  return Promise.race([ended, stopped]);
}

function cancelled(): AppError {
  return new AppError({
    code: "cancelled",
    message: "the run was stopped",
    fix: "It is taken up again by whoever works next; nothing is lost.",
  });
}
