import { workspaceOf } from "../app/serving/audit-workspace.js";
import { runAudit } from "../app/serving/run-audit.js";
import { AppError } from "../base/app-error.js";
import { instantOf } from "../base/instant.js";
import { WorkspaceFiles } from "../store/files.js";
import { openWhenFree } from "./serve/open-when-free.js";
import type { RunMessage, RunTask } from "./serve/run-process.js";

// The process of one run of an audit. Whoever began it may die: then nobody waits for the outcome, and somebody else
// takes the run up again.
process.once("disconnect", () => process.exit(0));
process.once("message", (task: RunTask) => {
  void perform(task).finally(() => process.disconnect());
});

async function perform({ root, folder, collects, scope }: RunTask): Promise<void> {
  try {
    const open = await openWhenFree(root, collects ? "write" : "read");
    try {
      const result = await runAudit({
        open: { ...open, workspace: workspaceOf(open.workspace, scope) },
        files: new WorkspaceFiles(folder),
        collects,
        signal: new AbortController().signal,
        now: () => instantOf(Date.now()),
        asOf: () => Date.now(),
        progress: (what) => say({ kind: "progress", what }),
      });
      say({ kind: "done", result });
    } finally {
      await open.close();
    }
  } catch (error) {
    say(failed(error));
  }
}

function say(message: RunMessage): void {
  process.send?.(message);
}

function failed(error: unknown): RunMessage {
  if (error instanceof AppError) {
    const { code, message, fix } = error;
    return { kind: "failed", error: { code, message, fix } };
  }
  return { kind: "broken", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
