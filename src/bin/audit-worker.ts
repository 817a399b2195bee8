import { workspaceOf } from "../app/serving/audit-workspace.js";
import { type AuditRunResult, runAudit } from "../app/serving/run-audit.js";
import { instantOf } from "../base/instant.js";
import { WorkspaceFiles } from "../store/files.js";
import { performAsChild } from "./serve/as-child.js";
import { openWhenFree } from "./serve/open-when-free.js";
import type { RunTask } from "./serve/run-process.js";

// The process of one run of an audit. Whoever began it may die: then somebody else takes the run up again.
performAsChild(perform);

async function perform(task: RunTask, progress: (what: string) => void): Promise<AuditRunResult> {
  const { root, folder, collects, scope } = task;
  const open = await openWhenFree(root, collects ? "write" : "read");
  try {
    return await runAudit({
      open: { ...open, workspace: workspaceOf(open.workspace, scope) },
      files: new WorkspaceFiles(folder),
      collects,
      signal: new AbortController().signal,
      now: () => instantOf(Date.now()),
      asOf: () => Date.now(),
      progress,
    });
  } finally {
    await open.close();
  }
}
