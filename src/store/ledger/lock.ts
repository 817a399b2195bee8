import { readdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { LAYOUT } from "../../ledger/layout.js";
import { diskError, isErrno, linkNew } from "../blobs/disk.js";

export interface LockOwner {
  readonly processId: number;
  /** Changes when the machine starts again: process ids of another boot mean nothing. */
  readonly bootId: string;
  isAlive(processId: number): boolean;
}

const LockFile = z.strictObject({ processId: z.int(), bootId: z.string() });
type LockFile = z.infer<typeof LockFile>;

const ATTEMPTS_MAX = 100;

/** Folders this process holds: its own id in a lock file is otherwise that of a dead process which had the same id. */
const held = new Set<string>();

/**
 * Makes this process the only writer of a folder. Lock files are numbered and each is made once (`link` fails on a
 * taken name), so two processes that find the same dead owner cannot both take over; the highest number holds.
 *
 * @throws AppError `store-locked` naming the process that holds the folder; `disk-failed` when nothing can be written there.
 */
export async function lockFolder(folder: string, owner: LockOwner): Promise<{ release(): Promise<void> }> {
  if (held.has(folder)) throw lockedError(folder, owner.processId);
  held.add(folder);
  try {
    const path = await takeLock(folder, owner);
    return {
      async release() {
        held.delete(folder);
        // Gone when somebody deleted it, or took this process for dead: there is nothing left to give free.
        await unlinkIfThere(path);
      },
    };
  } catch (error) {
    held.delete(folder);
    throw diskError("taking the lock of the folder", error);
  }
}

async function takeLock(folder: string, owner: LockOwner): Promise<string> {
  const temporary = join(folder, `${LAYOUT.lockPrefix}new-${owner.processId}`);
  await writeFile(temporary, JSON.stringify({ processId: owner.processId, bootId: owner.bootId }));
  try {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const newest = (await lockNumbers(folder)).at(-1) ?? 0;
      await refuseIfHeld(folder, newest, owner);
      const mine = lockPath(folder, newest + 1);
      if (!(await linkNew(temporary, mine))) continue;
      const numbers = await lockNumbers(folder);
      if (numbers.at(-1) !== newest + 1) {
        await unlink(mine);
        continue;
      }
      await clearOlder(folder, { mine, older: numbers.slice(0, -1), owner });
      return mine;
    }
  } finally {
    await unlink(temporary);
  }
  throw lockedError(folder, owner.processId);
}

/** A lower number may belong to a process that started while the folder was free: then it was first. */
async function clearOlder(
  folder: string,
  { mine, older, owner }: { readonly mine: string; readonly older: readonly number[]; readonly owner: LockOwner },
): Promise<void> {
  try {
    for (const number of older) await refuseIfHeld(folder, number, owner);
  } catch (error) {
    await unlink(mine);
    throw error;
  }
  for (const number of older) await unlinkIfThere(lockPath(folder, number));
}

async function refuseIfHeld(folder: string, number: number, owner: LockOwner): Promise<void> {
  const file = number === 0 ? undefined : await readLock(lockPath(folder, number));
  if (file === undefined || file.bootId !== owner.bootId || file.processId === owner.processId) return;
  if (owner.isAlive(file.processId)) throw lockedError(folder, file.processId);
}

async function readLock(path: string): Promise<LockFile | undefined> {
  try {
    return LockFile.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw new AppError({
      code: "store-locked",
      message: `the lock file ${path} cannot be read`,
      fix: "Make sure that no other Lookback uses this folder, then delete the lock file.",
      cause: error,
    });
  }
}

async function lockNumbers(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder);
  return names
    .flatMap((name) => /^lock\.(\d{1,12})$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isErrno(error, "ENOENT")) throw error;
  }
}

function lockPath(folder: string, number: number): string {
  return join(folder, `${LAYOUT.lockPrefix}${number}`);
}

function lockedError(folder: string, processId: number): AppError {
  return new AppError({
    code: "store-locked",
    message: `process ${processId} is writing to ${folder}`,
    fix: `Wait until it ends, or stop it. If process ${processId} is not Lookback, delete the file lock.* in the folder.`,
  });
}
