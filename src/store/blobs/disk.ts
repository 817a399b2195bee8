import { constants } from "node:fs";
import { type FileHandle, link, mkdir, open, readFile, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "../../base/app-error.js";

/** The calls that make bytes durable. One seam, so that tests can let each of them fail. */
export interface Disk {
  /** Writes all bytes at `position`. */
  write(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void>;
  /** fsync. */
  sync(handle: FileHandle): Promise<void>;
  /** fdatasync. */
  syncData(handle: FileHandle): Promise<void>;
  /** Gives a file a second name. Returns `false` when the name is taken. */
  link(from: string, to: string): Promise<boolean>;
  rename(from: string, to: string): Promise<void>;
}

export const realDisk: Disk = {
  async write(handle, bytes, position) {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
      // A disk that takes nothing and reports no error would be asked for ever.
      if (bytesWritten === 0) throw Object.assign(new Error("the disk took no bytes"), { code: "EIO" });
      done += bytesWritten;
    }
  },
  sync: (handle) => handle.sync(),
  syncData: (handle) => handle.datasync(),
  link: linkNew,
  rename,
};

const EXCLUSIVE = constants.O_CREAT | constants.O_EXCL | constants.O_RDWR;

/** Opens a file that must not exist yet; read-only for everybody once it is closed. */
export function openNew(path: string, mode = 0o444): Promise<FileHandle> {
  return open(path, EXCLUSIVE, mode);
}

/** Makes the names in a folder durable. */
export async function syncFolder(disk: Disk, folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await disk.sync(handle);
  } finally {
    await handle.close();
  }
}

/** Makes a folder, and it and every missing folder above it durable. Fine when it is there. */
export async function makeFolder(disk: Disk, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(disk, dirname(made));
}

/**
 * Puts bytes under a name for good: temporary file, fsync, link, fsync of the folder. Bytes under a name are never
 * replaced.
 *
 * @returns `false` when the name is taken by other bytes.
 */
export async function createForGood(
  disk: Disk,
  {
    temporary,
    target,
    bytes,
    mode = 0o444,
  }: { readonly temporary: string; readonly target: string; readonly bytes: Uint8Array; readonly mode?: number },
): Promise<boolean> {
  await writeTemporary(disk, temporary, bytes, mode);
  try {
    if (await disk.link(temporary, target)) return true;
    return bytes.length === (await readFile(target)).length && Buffer.compare(bytes, await readFile(target)) === 0;
  } finally {
    await unlink(temporary);
    await syncFolder(disk, dirname(target));
  }
}

/** Replaces a file in one step: a reader, and a crash, see the old bytes or the new ones. */
export async function replaceFile(
  disk: Disk,
  {
    temporary,
    target,
    bytes,
    mode = 0o644,
  }: { readonly temporary: string; readonly target: string; readonly bytes: Uint8Array; readonly mode?: number },
): Promise<void> {
  await writeTemporary(disk, temporary, bytes, mode);
  await disk.rename(temporary, target);
  await syncFolder(disk, dirname(target));
}

/** Gives a file a second name. @returns `false` when the name is taken. */
export async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    throw error;
  }
}

/** Whether a file-system call failed with this code. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** What a failed write is for the caller: stop, never try again on the same handle. An AppError passes as it is. */
export function diskError(what: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown error";
  return new AppError({
    code: "disk-failed",
    message: `${what} failed (${code}); nothing of it was acknowledged`,
    fix: "Free space or repair the disk, then start again: start-up checks what is stored and goes on from there.",
    cause,
  });
}

async function writeTemporary(disk: Disk, path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const handle = await openNew(path, mode);
  try {
    await disk.write(handle, bytes, 0);
    await disk.sync(handle);
  } finally {
    await handle.close();
  }
}
