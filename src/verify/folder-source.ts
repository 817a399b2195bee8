import { lstat, open, readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { EvidenceSource, SourceListing } from "./source.js";

const READ_BYTES = 1_048_576;

/** A folder on a disk. */
export function folderSource(root: string): EvidenceSource {
  return {
    list: (folder) => listFiles(root, folder),
    has: (path) =>
      lstat(join(root, path))
        .then((found) => found.isFile())
        .catch(absentIs(false)),
    read: (path) => readFile(join(root, path)).catch(absentIs(undefined)),
    stream: (path) => readPieces(join(root, path)),
  };
}

async function listFiles(root: string, folder: string): Promise<SourceListing> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(absentIs([]));
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      path: relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, "/"),
      isFile: entry.isFile(),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    files: paths.filter(({ isFile }) => isFile).map(({ path }) => path),
    others: paths.filter(({ isFile }) => !isFile).map(({ path }) => path),
  };
}

async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, "r");
  try {
    for (let position = 0; ; ) {
      const { bytesRead, buffer } = await handle.read({ buffer: Buffer.allocUnsafe(READ_BYTES), position });
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function absentIs<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return value;
    throw error;
  };
}
