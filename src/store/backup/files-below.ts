import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isErrno } from "../blobs/disk.js";

export interface FilesBelow {
  /** Regular files, and links to such; below the root, with forward slashes, by name. */
  readonly files: readonly string[];
  /** Links that lead to a folder or nowhere, sockets and the like. */
  readonly others: readonly string[];
}

/**
 * The files below a folder, whatever comes and goes meanwhile.
 *
 * @param below a folder in `root`; empty for all of it.
 * @param isEntered whether a file, or a folder with all that is in it, counts.
 */
export async function filesBelow(
  root: string,
  below: string,
  isEntered: (path: string) => boolean = () => true,
): Promise<FilesBelow> {
  const [files, others]: [string[], string[]] = [[], []];
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(absentIs([]));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (!isEntered(path)) continue;
    if (entry.isDirectory()) {
      const within = await filesBelow(root, path, isEntered);
      files.push(...within.files);
      others.push(...within.others);
    } else if (entry.isFile() || (await isFileLink(join(root, path)))) files.push(path);
    else others.push(path);
  }
  return { files, others };
}

async function isFileLink(path: string): Promise<boolean> {
  return (await stat(path).catch(absentIs(undefined)))?.isFile() === true;
}

function absentIs<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (isErrno(error, "ENOENT")) return value;
    throw error;
  };
}
