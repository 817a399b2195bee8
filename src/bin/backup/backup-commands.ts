import type { BackupCommands } from "../../app/backup/backup-report.js";
import { AppError } from "../../base/app-error.js";
import { instantOf } from "../../base/instant.js";

/** Backups as this process's environment has them. @param place finds the workspace that a person means. */
export function backupCommands(place: (folder: string) => string, signal: AbortSignal): BackupCommands {
  const { env } = process;
  const world = {
    ...{ env, signal, databaseUrl: env.DATABASE_URL, processId: process.pid },
    worker: new URL("./state-worker.js", import.meta.url),
  };
  return {
    // Databases are loaded for these two verbs alone.
    backup: (folder, target, request) =>
      orCancelled(async () => {
        const { backupWorkspace } = await import("./backup-workspace.js");
        return backupWorkspace(target, request, { ...world, root: place(folder), at: instantOf(Date.now()) });
      }),
    restore: (from, folder, request) =>
      orCancelled(async () => {
        const { restoreWorkspace } = await import("./restore-workspace.js");
        return restoreWorkspace({ from, folder }, request, world);
      }),
  };
}

/** What was broken off by the person who began it is no bug. */
async function orCancelled<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "AbortError") throw error;
    throw new AppError({
      code: "cancelled",
      message: "stopped as asked; what was written was taken away",
      fix: "Run it again when there is time.",
      cause: error,
    });
  }
}
