import { open, readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";

const READ_BYTES = 1_048_576;

/** Regular files below a folder as paths relative to `root`, sorted; other things (links, devices) in `others`. */
export async function listFiles(
  root: string,
  folder: string,
): Promise<{ readonly files: readonly string[]; readonly others: readonly string[] }> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(absentIs([]));
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ path: relative(root, join(entry.parentPath, entry.name)), isFile: entry.isFile() }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    files: paths.filter(({ isFile }) => isFile).map(({ path }) => path),
    others: paths.filter(({ isFile }) => !isFile).map(({ path }) => path),
  };
}

/** A small file; `undefined` when it is not there. */
export function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch(absentIs(undefined));
}

export function isThere(path: string): Promise<boolean> {
  return stat(path)
    .then(() => true)
    .catch(absentIs(false));
}

/** A file in pieces. */
export async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
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
