import { randomBytes } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { AppError } from "../../base/app-error.js";
import { KEY_BYTES, masterKeyText, parseMasterKey } from "../../ledger/sealing/data-key.js";
import { createForGood, type Disk, diskError, isErrno, makeFolder } from "../blobs/disk.js";

/**
 * The master key in a file that only its owner can read; `undefined` when there is no such file.
 *
 * @throws AppError `bad-config` when the file is open to others or holds no key.
 */
export async function readMasterKey(path: string): Promise<Uint8Array | undefined> {
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0) {
      throw badKey(`the master key file ${path} can be read by others`, `Run: chmod 600 ${path}`);
    }
    return requireMasterKey(await readFile(path, "utf8"), `the file ${path}`);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    if (error instanceof AppError) throw error;
    throw diskError("reading the master key", error);
  }
}

/** Makes a master key in a new file, durable when it returns. @throws AppError `bad-usage` when the file is there. */
export async function makeMasterKey(path: string, disk: Disk): Promise<Uint8Array> {
  const master = randomBytes(KEY_BYTES);
  const bytes = Buffer.from(masterKeyText(master));
  await makeFolder(disk, dirname(path));
  if (await createForGood(disk, { temporary: `${path}.new`, target: path, bytes, mode: 0o600 })) return master;
  throw new AppError({
    code: "bad-usage",
    message: `${path} is there already`,
    fix: "Name a file that does not exist yet; a key is never overwritten.",
  });
}

/** @param where what to call the place in the error. @throws AppError `bad-config` when the text is no key. */
export function requireMasterKey(text: string, where: string): Uint8Array {
  const master = parseMasterKey(text);
  if (master !== undefined) return master;
  throw badKey(
    `${where} holds no master key`,
    "A master key is 64 hexadecimal digits, such as openssl rand -hex 32 gives.",
  );
}

function badKey(message: string, fix: string): AppError {
  return new AppError({ code: "bad-config", message, fix });
}
