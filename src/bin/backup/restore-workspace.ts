import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Progress, RestoredBackup, RestoreRequest } from "../../app/backup/backup-report.js";
import { relistActs } from "../../app/backup/relist-acts.js";
import { AppError } from "../../base/app-error.js";
import { sideBySide } from "../../base/side-by-side.js";
import { LEDGER_FOLDERS } from "../../store/backup/ledger-cut.js";
import { BACKUP, type BackupManifest, tablePath } from "../../store/backup/manifest.js";
import { NewTree, readFileToCopy, requireAbsentOrEmpty } from "../../store/backup/new-tree.js";
import {
  checkBackup,
  damagedBackup,
  linesIn,
  type OpenedBackup,
  openBackup,
  requireSame,
} from "../../store/backup/opened-backup.js";
import { diskError, realDisk, syncFolder } from "../../store/blobs/disk.js";
import { openEvidenceStore } from "../../store/ledger/open-evidence-store.js";
import { ActivityStore } from "../../store/state/activity-store.js";
import { requireKnown } from "../../store/state/migrate.js";
import { MIGRATIONS } from "../../store/state/migrations/registry.js";
import { fillState, requireEmptyState } from "../../store/state/state-snapshot.js";
import { EVIDENCE } from "./backup-places.js";
import { stateReport } from "./backup-workspace.js";
import { checkedLedger } from "./checked-ledger.js";
import { kindOf, type StatePlace, withState } from "./state-of.js";

const LANES = 4;

export interface RestoreWorld extends Omit<StatePlace, "root"> {
  /** Names what is being built, so that two restores do not meet. */
  readonly processId: number;
  readonly signal: AbortSignal;
}

interface Restoring extends RestoreWorld, Progress {
  readonly backup: OpenedBackup;
  readonly tree: NewTree;
}

/**
 * Brings a workspace back from a backup. Nothing is written before every file was compared with the manifest; the
 * workspace is built beside its place, its ledger verified and the database filled, and then it is moved there in one
 * step. What fails leaves neither a folder nor a row.
 *
 * @throws AppError `bad-usage` when the folder is taken, `store-damaged` naming what is wrong in the backup,
 * `state-failed` when the database is not empty or the backup is of a newer version.
 */
export async function restoreWorkspace(
  { from, folder }: { readonly from: string; readonly folder: string },
  request: RestoreRequest & Progress,
  world: RestoreWorld,
): Promise<RestoredBackup> {
  const { signal } = world;
  const { progress } = request;
  await requireAbsentOrEmpty(folder);
  const backup = await openBackup(from, request.sha256);
  requireKnown(backup.manifest.state?.migrations ?? [], MIGRATIONS);
  if (backup.manifest.state !== undefined && world.databaseUrl !== undefined) {
    await withState({ ...world, root: folder }, requireEmptyState);
  }
  const all = backup.manifest.files.length;
  await checkBackup(backup, { signal, onFile: (done) => progress(`checked ${done} of ${all} files`) });
  const place = resolve(folder);
  const building = join(dirname(place), `.${basename(place)}.restoring-${world.processId}`);
  const tree = await NewTree.create(building);
  try {
    const restored = await build({ ...world, ...request, backup, tree });
    await moveInto(place, building);
    return { folder, ...restored };
  } catch (error) {
    await tree.remove();
    throw error;
  }
}

async function build(restoring: Restoring): Promise<Omit<RestoredBackup, "folder">> {
  const { backup, tree, progress } = restoring;
  const { version, takenAt, files, hasKeys, ledger: said } = backup.manifest;
  await copyFiles(restoring);
  progress("verifying the ledger");
  const ledger = await checkedLedger(tree.root, { where: "the backup" });
  if (JSON.stringify(ledger) !== JSON.stringify(said)) {
    throw damagedBackup(BACKUP.manifest, "says another size or root of the ledger than its files have");
  }
  const state = await restoreState(restoring);
  return {
    ...{ version, takenAt, files: files.length, ledger, hasKeys },
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    ...(state === undefined ? {} : { state }),
  };
}

async function copyFiles({ backup, tree, signal, progress }: Restoring): Promise<void> {
  const files = backup.manifest.files.filter(({ path }) => path.startsWith(`${BACKUP.workspace}/`));
  let done = 0;
  await sideBySide(files, LANES, async (file) => {
    signal.throwIfAborted();
    const content = readFileToCopy({ from: join(backup.folder, file.path) });
    // Compared once more: what was checked a while ago may have been changed meanwhile.
    requireSame(file, await tree.write(file.path.slice(BACKUP.workspace.length + 1), content, file.mode));
    done += 1;
    progress(`restored ${done} of ${files.length} files`);
  });
  for (const folder of LEDGER_FOLDERS) await tree.addFolder(`${EVIDENCE}/${folder}`);
  await tree.sync();
}

async function restoreState(restoring: Restoring): Promise<RestoredBackup["state"]> {
  const { backup, tree, progress } = restoring;
  const { state: manifest } = backup.manifest;
  if (manifest === undefined) return undefined;
  progress("filling the state database");
  const place = { ...restoring, root: tree.root };
  const relisted = await withState(place, async (state) => {
    await fillState(state, { ...manifest, rows: (name) => rowsOf(backup, manifest, name) });
    const evidence = await openEvidenceStore(join(tree.root, EVIDENCE), { mode: "read" });
    try {
      return await relistActs({ activity: new ActivityStore(state), evidence });
    } finally {
      await evidence.close();
    }
  });
  const migrated = MIGRATIONS.slice(manifest.migrations.length).map(({ name }) => name);
  return { ...stateReport(manifest), database: kindOf(restoring), migrated, relisted };
}

function rowsOf(
  { folder, manifest: { files } }: OpenedBackup,
  { tables }: NonNullable<BackupManifest["state"]>,
  name: string,
): AsyncIterable<string> {
  const path = tablePath(name);
  const isThere = tables.some((table) => table.name === name) && files.some((file) => file.path === path);
  if (!isThere) throw damagedBackup(path, "is not in the manifest");
  return linesIn(folder, path);
}

/** In one step: whoever looks sees nothing, or all of it. */
async function moveInto(place: string, building: string): Promise<void> {
  try {
    await rename(building, place);
    await syncFolder(realDisk, dirname(place));
  } catch (error) {
    throw existsSync(building) ? taken(place, error) : diskError(`moving the workspace to ${place}`, error);
  }
}

function taken(place: string, cause: unknown): AppError {
  return new AppError({
    code: "disk-failed",
    message: `the restored workspace cannot be moved to ${place}`,
    fix: "Name a folder that is not there yet, on a disk that you may write to. A PostgreSQL that was filled is to be made anew.",
    cause,
  });
}
