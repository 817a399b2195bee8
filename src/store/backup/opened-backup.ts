import { lstat, readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import { parseJson } from "../../base/parse-json.js";
import { sideBySide } from "../../base/side-by-side.js";
import { diskError, isErrno } from "../blobs/disk.js";
import { BACKUP, type BackupFile, BackupManifest } from "./manifest.js";
import { Measure, readFileToCopy, type WrittenFile } from "./new-tree.js";

const LANES = 4;

/** A backup whose manifest was read; its files are checked when that is asked for. */
export interface OpenedBackup {
  readonly folder: string;
  readonly manifest: BackupManifest;
  /** Of the manifest: names the whole backup. */
  readonly sha256: string;
}

/**
 * Reads what a backup says of itself.
 *
 * @param expected the digest that making the backup printed, for whoever kept it elsewhere.
 * @throws AppError `not-found` without a manifest, `store-damaged` when it is not what its digest says.
 */
export async function openBackup(folder: string, expected?: string): Promise<OpenedBackup> {
  const bytes = await readPart(folder, BACKUP.manifest);
  const said = (await readPart(folder, BACKUP.manifestDigest)).toString("utf8");
  const digest = sha256(bytes);
  if (said !== digestLine(digest)) {
    throw damagedBackup(BACKUP.manifest, `is not what ${BACKUP.manifestDigest} says, or that file was changed`);
  }
  if (expected !== undefined && expected !== digest) {
    throw damagedBackup(BACKUP.manifest, "has another SHA-256 than the one that was asked for");
  }
  const parsed = BackupManifest.safeParse(parseJson(bytes.toString("utf8")));
  if (!parsed.success) throw damagedBackup(BACKUP.manifest, "is no manifest that this version reads");
  return { folder, manifest: parsed.data, sha256: digest };
}

/** What stands in the file beside the manifest. */
export function digestLine(digest: string): string {
  return `${digest}  ${BACKUP.manifest}\n`;
}

/**
 * Compares every file with the manifest, and finds files that it does not name.
 *
 * @throws AppError `store-damaged` naming the first file that is not as it was written.
 */
export async function checkBackup(
  { folder, manifest }: OpenedBackup,
  { signal, onFile }: { readonly signal: AbortSignal; onFile(done: number): void },
): Promise<void> {
  const named = new Set(manifest.files.map(({ path }) => path));
  if (named.size !== manifest.files.length) throw damagedBackup(BACKUP.manifest, "names a file twice");
  for (const path of await pathsIn(folder)) {
    const isOwn = path === BACKUP.manifest || path === BACKUP.manifestDigest;
    if (!isOwn && !named.has(path)) throw damagedBackup(path, "is not in the manifest");
  }
  let done = 0;
  await sideBySide(manifest.files, LANES, async (file) => {
    signal.throwIfAborted();
    requireSame(file, await found(folder, file));
    done += 1;
    onFile(done);
  });
}

/** @throws AppError `store-damaged` when what was read is not what the manifest says. */
export function requireSame({ path, sha256: digest, sizeBytes }: BackupFile, read: WrittenFile | undefined): void {
  if (read === undefined) throw damagedBackup(path, "is missing, or is no regular file");
  if (read.sizeBytes !== sizeBytes) {
    throw damagedBackup(path, `has ${read.sizeBytes} bytes, and ${sizeBytes} were written`);
  }
  if (read.sha256 !== digest) throw damagedBackup(path, "holds other bytes than were written");
}

const LINE_END = 0x0a;

/**
 * Lines of a file of a backup. Only the line feed ends one: what else divides lines for some readers may stand in a name.
 * A last line without its end counts as well.
 */
export async function* linesIn(folder: string, path: string): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  for await (const piece of readFileToCopy({ from: join(folder, path) })) {
    let rest = Buffer.from(piece);
    for (let end = rest.indexOf(LINE_END); end >= 0; end = rest.indexOf(LINE_END)) {
      yield Buffer.concat([...begun, rest.subarray(0, end)]).toString("utf8");
      begun = [];
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) begun.push(rest);
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString("utf8");
}

/** A backup that must not be used. */
export function damagedBackup(path: string, why: string): AppError {
  return new AppError({
    code: "store-damaged",
    message: `the backup is damaged or was changed: ${path} ${why}`,
    fix: "Restore another backup, or another copy of this one. Nothing was written.",
  });
}

async function readPart(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name));
  } catch (cause) {
    if (!isErrno(cause, "ENOENT") && !isErrno(cause, "ENOTDIR")) throw diskError(`reading ${name}`, cause);
    throw new AppError({
      code: "not-found",
      message: `there is no ${name} in ${folder}: it is no backup, or one that was broken off`,
      fix: "Name the folder that lookback backup made; one without its manifest cannot be restored.",
      cause,
    });
  }
}

async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
}

/** `undefined` when it is not there, or is no file of its own: a link leads who knows where. */
async function found(folder: string, { path, sizeBytes: said }: BackupFile): Promise<WrittenFile | undefined> {
  try {
    const place = await lstat(join(folder, path));
    if (!place.isFile()) return undefined;
    // What cannot be the same is not read.
    if (place.size !== said) return { sha256: sha256(""), sizeBytes: place.size };
    const measure = new Measure();
    for await (const piece of readFileToCopy({ from: join(folder, path) })) measure.add(piece);
    return measure.end();
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw diskError(`reading ${path}`, error);
  }
}
