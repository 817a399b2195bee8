import { join, resolve } from "node:path";
import type { BackedUp, BackupRequest, Progress } from "../../app/backup/backup-report.js";
import type { Workspace } from "../../app/workspace/schema.js";
import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { sideBySide } from "../../base/side-by-side.js";
import { LAYOUT } from "../../ledger/layout.js";
import { filesBelow } from "../../store/backup/files-below.js";
import { cutLedger } from "../../store/backup/ledger-cut.js";
import { BACKUP, type BackupFile, type BackupManifest, isBackupPath, tablePath } from "../../store/backup/manifest.js";
import { modeOf, NewTree, readFileToCopy } from "../../store/backup/new-tree.js";
import { digestLine } from "../../store/backup/opened-backup.js";
import { readState } from "../../store/state/state-snapshot.js";
import { readWorkspace } from "../open-workspace.js";
import { VERSION } from "../version.js";
import {
  EVIDENCE,
  hasEmbeddedState,
  insidePath,
  isCopied,
  isLedgerKey,
  standsElsewhere,
  wasServed,
} from "./backup-places.js";
import { checkedLedger } from "./checked-ledger.js";
import { kindOf, type StatePlace, withState } from "./state-of.js";

const LANES = 4;
const JOURNAL_MODE = 0o644;

export interface BackupWorld extends StatePlace {
  readonly at: Instant;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

interface Backup extends BackupWorld, Progress, BackupRequest {
  readonly workspace: Workspace;
  readonly tree: NewTree;
}

/**
 * Copies a workspace into a new folder, while its server may go on where the database is a PostgreSQL.
 *
 * The order is what makes the parts fit. The state database is read first, as of one moment: whatever its rows refer to
 * in the ledger (where an act was logged, what a run concluded, which audits there are) is in the ledger by then. The
 * ledger is copied second, up to its last whole record; of acts that were logged in between, the ledger has more than
 * the database, and a restore lists them again from there. The other way round an act could be marked as logged in a
 * record that the copied ledger does not have, and would be lost from it for good. Reports of runs come third: a run
 * that is done has them. The copy of the ledger is verified like any, and the manifest is written last.
 *
 * @throws AppError `bad-usage` when the target is taken or inside, `store-locked` while a server has the embedded
 * database, `store-damaged` when the ledger does not hold in the copy.
 */
export async function backupWorkspace(
  target: string,
  request: BackupRequest & Progress,
  world: BackupWorld,
): Promise<BackedUp> {
  const { root } = world;
  const workspace = await readWorkspace(root);
  if (insidePath(root, resolve(target)) !== undefined) throw targetInside(target);
  const tree = await NewTree.create(target);
  try {
    return await fill({ ...world, ...request, workspace, tree });
  } catch (error) {
    await tree.remove();
    throw error;
  }
}

async function fill(backup: Backup): Promise<BackedUp> {
  const { tree, root, workspace, at, keys, env } = backup;
  const state = await backUpState(backup);
  const ledgerFiles = await backUpLedger(backup);
  const { files: others, left } = await backUpOthers(backup);
  backup.progress("verifying the copy of the ledger");
  const ledger = await checkedLedger(join(tree.root, BACKUP.workspace), { where: "the copy" });
  const files = [...state.files, ...ledgerFiles, ...others].sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest: BackupManifest = {
    ...{ v: 1, version: VERSION, takenAt: at, ledger, hasKeys: keys, files },
    ...(state.manifest === undefined ? {} : { state: state.manifest }),
  };
  const digest = await writeManifest(tree, manifest);
  return {
    target: tree.root,
    sha256: digest,
    files: files.length,
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    takenAt: at,
    ledger,
    ...(state.manifest === undefined ? {} : { state: stateReport(state.manifest) }),
    hasKeys: keys,
    leftOut: [...(keys ? [] : ["keys and secrets, as asked"]), ...standsElsewhere(root, workspace, env), ...left],
  };
}

/** How much of a state database there is in a backup. */
export function stateReport({ database, tables }: NonNullable<BackupManifest["state"]>) {
  return { database, tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0) };
}

/**
 * In no manifest when there is no database: where no server was ever started, none is made by a backup.
 *
 * @throws AppError `bad-usage` where one was started on a database that this process does not know: without people,
 * runs and acts a backup would look whole and not be.
 */
async function backUpState(
  backup: Backup,
): Promise<{ readonly files: readonly BackupFile[]; readonly manifest?: BackupManifest["state"] }> {
  const { tree, progress, signal } = backup;
  if (backup.databaseUrl === undefined && !hasEmbeddedState(backup.root)) {
    if (wasServed(backup.root)) throw databaseElsewhere();
    return { files: [] };
  }
  return withState(backup, (state) =>
    readState(state, async ({ migrations, tables, leftOut, rows }) => {
      const files: BackupFile[] = [];
      for (const { name } of tables) {
        signal.throwIfAborted();
        progress(`reading ${name}`);
        files.push(await written(tree, { path: tablePath(name), content: inBytes(rows(name)), mode: 0o600 }));
      }
      return {
        files,
        manifest: { database: kindOf(backup), migrations: [...migrations], tables: [...tables], leftOut: [...leftOut] },
      };
    }),
  );
}

async function backUpLedger(backup: Backup): Promise<readonly BackupFile[]> {
  const { root, tree, keys } = backup;
  const evidence = join(root, EVIDENCE);
  const { journalBytes, head, files } = await cutLedger(evidence);
  const pathOf = (path: string) => `${BACKUP.workspace}/${EVIDENCE}/${path}`;
  const journal = readFileToCopy({ from: join(evidence, LAYOUT.journal), sizeBytes: journalBytes });
  const own = [await written(tree, { path: pathOf(LAYOUT.journal), content: journal, mode: JOURNAL_MODE })];
  const copied = head === undefined ? files : [...files, LAYOUT.checkpoint];
  const rest = await copyAll(
    copied
      .filter((path) => keys || !isLedgerKey(path))
      // The newest checkpoint of the copy, not the one that has been signed meanwhile.
      .map((path) => ({
        from: join(evidence, path === LAYOUT.checkpoint ? (head ?? path) : path),
        path: pathOf(path),
      })),
    backup,
  );
  return [...own, ...rest];
}

async function backUpOthers(
  backup: Backup,
): Promise<{ readonly files: readonly BackupFile[]; readonly left: readonly string[] }> {
  const { root, workspace, keys } = backup;
  const { files, others } = await filesBelow(root, "", isCopied(root, workspace, { keys }));
  const copied = files.map((path) => ({ from: join(root, path), path: `${BACKUP.workspace}/${path}` }));
  return { files: await copyAll(copied, backup), left: others.map((path) => `${path}, a link or no regular file`) };
}

/** Copies files; what is gone by the time its turn comes was not to stay, and what the ledger lacks then verifying finds. */
async function copyAll(
  files: readonly { readonly from: string; readonly path: string }[],
  { tree, signal, progress }: Backup,
): Promise<readonly BackupFile[]> {
  let done = 0;
  const copied = await sideBySide(files, LANES, async ({ from, path }) => {
    signal.throwIfAborted();
    const mode = await modeOf(from);
    if (mode === undefined) return [];
    if (!isBackupPath(path)) throw unusableName(path);
    const file = await written(tree, { path, content: readFileToCopy({ from }), mode });
    done += 1;
    progress(`copied ${done} of ${files.length} files`);
    return [file];
  });
  return copied.flat();
}

async function written(
  tree: NewTree,
  {
    path,
    content,
    mode,
  }: { readonly path: string; readonly content: AsyncIterable<Uint8Array>; readonly mode: number },
): Promise<BackupFile> {
  return { path, ...(await tree.write(path, content, mode)), mode };
}

async function writeManifest(tree: NewTree, manifest: BackupManifest): Promise<string> {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`, "utf8");
  const digest = sha256(bytes);
  await tree.write(BACKUP.manifestDigest, [Buffer.from(digestLine(digest), "utf8")]);
  await tree.sync();
  await tree.write(BACKUP.manifest, [bytes]);
  await tree.sync();
  return digest;
}

async function* inBytes(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(`${line}\n`, "utf8");
}

function databaseElsewhere(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "a server was started on this workspace, and its database is not here",
    fix: "Set DATABASE_URL as the server has it, and run it again.",
  });
}

function targetInside(target: string): AppError {
  return new AppError({
    code: "bad-usage",
    message: `${target} is inside the workspace, so the next backup would hold this one`,
    fix: "Name a folder outside of the workspace, best on another disk.",
  });
}

function unusableName(path: string): AppError {
  return new AppError({
    code: "bad-input",
    message: `${path} has a name that cannot stand in a backup`,
    fix: "Rename the file: without backslashes.",
  });
}
