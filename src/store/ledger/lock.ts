import { randomBytes } from "node:crypto";
import { readdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { LAYOUT } from "../../ledger/layout.js";
import { diskError, isErrno, linkNew } from "../blobs/disk.js";
import { isGone, type Presence, showPresence } from "./presence.js";

export interface LockOwner {
  readonly processId: number;
  /** Changes when the machine starts again: process ids of another boot mean nothing. */
  readonly bootId: string;
  /** The space in which process ids are counted; left out where the system has one only. Containers have one each. */
  readonly namespace?: string;
  /** When this process started, in whatever the system counts: tells it from an earlier one of the same id. */
  readonly startedAt?: string;
  /** Whether such a process lives in our own namespace: of another one it says nothing. */
  isAlive(processId: number): boolean;
}

const LockFile = z.strictObject({
  processId: z.int(),
  bootId: z.string(),
  namespace: z.string().optional(),
  startedAt: z.string().optional(),
  /** Name in the folder under which the holder shows that it lives, where ids alone do not say so. */
  presence: z.string().optional(),
});
type LockFile = z.infer<typeof LockFile>;

const ATTEMPTS_MAX = 100;
/** What a lock file may name: nothing outside the folder. */
const PRESENCE = /^lock\.live-[0-9a-f]{16}$/;

/** Folders this process holds: a lock file that names it is otherwise one it could not remove. */
const held = new Set<string>();

/**
 * Makes this process the only writer of a folder. Lock files are numbered and each is made once (`link` fails on a
 * taken name), so two processes that find the same dead owner cannot both take over; the highest number holds.
 *
 * A holder in another container of the same machine is asked over the socket it listens on: when the kernel says that
 * nobody does, it is dead, and its lock is taken over. When nobody can tell, it is taken to live.
 *
 * @throws AppError `store-locked` naming the process that holds the folder; `disk-failed` when nothing can be written there.
 */
export async function lockFolder(folder: string, owner: LockOwner): Promise<{ release(): Promise<void> }> {
  if (held.has(folder)) throw lockedError(folder, owner.processId);
  held.add(folder);
  let presence: Presence | undefined;
  try {
    // Shown before the lock is there and until it is gone: a lock whose holder does not show itself is a dead one's.
    presence = owner.namespace === undefined ? undefined : await showPresence(folder);
    const path = await takeLock(folder, owner, presence?.name);
    return {
      async release() {
        held.delete(folder);
        // Gone when somebody deleted it, or took this process for dead: there is nothing left to give free.
        await unlinkIfThere(path);
        await presence?.end();
      },
    };
  } catch (error) {
    held.delete(folder);
    await presence?.end();
    throw diskError("taking the lock of the folder", error);
  }
}

async function takeLock(folder: string, owner: LockOwner, presence: string | undefined): Promise<string> {
  // No name that a process of another namespace may choose as well: what it wrote there would become our lock.
  const temporary = join(folder, `${LAYOUT.lockPrefix}new-${owner.processId}-${randomBytes(8).toString("hex")}`);
  const { processId, bootId, namespace, startedAt } = owner;
  await writeFile(temporary, JSON.stringify({ processId, bootId, namespace, startedAt, presence }), { flag: "wx" });
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
  for (const number of older) await clear(folder, number);
}

/** Takes away the lock of a dead holder, with what it showed itself by. */
async function clear(folder: string, number: number): Promise<void> {
  const presence = (await readLock(lockPath(folder, number)).catch(() => undefined))?.presence;
  await unlinkIfThere(lockPath(folder, number));
  if (presence !== undefined && PRESENCE.test(presence)) await unlinkIfThere(join(folder, presence));
}

/** Passes only when the holder is known to be dead, or is this very process. */
async function refuseIfHeld(folder: string, number: number, owner: LockOwner): Promise<void> {
  const file = number === 0 ? undefined : await readLock(lockPath(folder, number));
  if (file === undefined || file.bootId !== owner.bootId) return;
  if (file.namespace !== owner.namespace) {
    const { presence } = file;
    if (presence !== undefined && PRESENCE.test(presence) && (await isGone(folder, presence))) return;
    throw elsewhereError(folder, number);
  }
  const isOurId = file.processId === owner.processId;
  if (isOurId ? file.startedAt !== owner.startedAt : owner.isAlive(file.processId)) {
    throw lockedError(folder, file.processId);
  }
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

function elsewhereError(folder: string, number: number): AppError {
  return new AppError({
    code: "store-locked",
    message: `a process of another container holds ${folder}, and nobody can see from here whether it still runs`,
    fix: `Stop the other Lookback. If none is running, delete the file ${LAYOUT.lockPrefix}${number} in the folder.`,
  });
}
