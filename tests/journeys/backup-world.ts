import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BackedUp, RestoredBackup } from "../../src/app/backup/backup-report.js";
import { instantOf } from "../../src/base/instant.js";
import { backupWorkspace } from "../../src/bin/backup/backup-workspace.js";
import { restoreWorkspace } from "../../src/bin/backup/restore-workspace.js";
import { lockOwner } from "../../src/bin/lock-owner.js";
import { openEmbeddedState, openPostgresState, type StateDatabase } from "../../src/store/state/state-database.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { bundleProgram } from "../fakes/bundled-program.js";

/** Backups as the command line makes them, with the environment that a test says. */
export interface BackupWorld {
  backup(root: string, target: string, options?: { databaseUrl?: string; keys?: boolean }): Promise<BackedUp>;
  restore(from: string, folder: string, options?: { databaseUrl?: string; sha256?: string }): Promise<RestoredBackup>;
  /** The state database of a workspace, as its server opens it. */
  open(root: string, databaseUrl?: string): Promise<StateDatabase>;
  /** A path at which nothing stands. */
  newPath(): Promise<string>;
  remove(): Promise<void>;
}

export async function backupWorld(name: string): Promise<BackupWorld> {
  const { script, remove } = await bundleProgram("src/bin/state-worker.ts", name);
  const { signal } = new AbortController();
  const worker = pathToFileURL(script);
  const progress = () => undefined;
  return {
    backup: (root, target, { databaseUrl, keys = true } = {}) =>
      backupWorkspace(
        target,
        { keys, progress },
        { root, databaseUrl, worker, env: {}, signal, at: instantOf(Date.now()) },
      ),
    restore: (from, folder, { databaseUrl, sha256 } = {}) =>
      restoreWorkspace(
        { from, folder },
        { progress, ...(sha256 === undefined ? {} : { sha256 }) },
        { databaseUrl, worker, signal, processId: process.pid },
      ),
    open: (root, databaseUrl) =>
      databaseUrl === undefined
        ? openEmbeddedState({ folder: join(root, ".lookback", "state"), owner: lockOwner(), worker })
        : openPostgresState(databaseUrl),
    newPath: async () => join(await mkdtemp(join(tmpdir(), "lookback-backup-")), "made"),
    remove,
  };
}

/** What re-deriving the ledger of a workspace finds. */
export async function ledgerOf(root: string) {
  const { checked, errors } = await verifyEvidence(folderSource(join(root, ".lookback", "evidence")));
  return { errors, records: checked.records, size: checked.size, rootHex: checked.rootHex };
}
