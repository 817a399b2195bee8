import { randomBytes } from "node:crypto";
import { type FileHandle, lstat, open, unlink } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { LAYOUT } from "../../ledger/layout.js";
import { isErrno } from "../blobs/disk.js";

/** A process that shows on its machine that it lives, from a name in a folder. */
export interface Presence {
  /** The name in the folder. */
  readonly name: string;
  end(): Promise<void>;
}

const ANSWERS_WITHIN_MS = 2_000;

/**
 * Listens on a socket file in the folder until it is ended or the process is. The kernel itself answers whoever asks for
 * it, from any container of the machine: a process that is gone answers nothing any more, one that merely sleeps does.
 * `undefined` where the file system knows no sockets.
 */
export async function showPresence(folder: string): Promise<Presence | undefined> {
  const name = `${LAYOUT.lockPrefix}live-${randomBytes(8).toString("hex")}`;
  const place = await shortPath(folder, name);
  if (place === undefined) return undefined;
  const server = createServer((socket) => socket.destroy());
  try {
    if (!(await listens(server, place.path))) return undefined;
  } finally {
    await place.close();
  }
  // Whoever holds a lock may have nothing else left to do.
  server.unref();
  return {
    name,
    async end() {
      await new Promise<void>((done) => server.close(() => done()));
      await unlink(join(folder, name)).catch(() => undefined);
    },
  };
}

/**
 * Whether the process that showed itself under a name is gone. `false` also when nobody can tell: the file is not there,
 * may not be asked, or its process does not answer in time.
 */
export async function isGone(folder: string, name: string): Promise<boolean> {
  // Connecting to a plain file is refused as well: that says nothing of any process.
  const found = await lstat(join(folder, name)).catch(() => undefined);
  const place = found?.isSocket() === true ? await shortPath(folder, name) : undefined;
  if (place === undefined) return false;
  try {
    return await new Promise<boolean>((resolve) => {
      const socket = connect({ path: place.path });
      const decide = (gone: boolean) => {
        socket.destroy();
        resolve(gone);
      };
      socket.setTimeout(ANSWERS_WITHIN_MS, () => decide(false));
      socket.once("connect", () => decide(false));
      // Refused: there is a socket file and no process behind it. Whatever else went wrong says nothing of it.
      socket.once("error", (error) => decide(isErrno(error, "ECONNREFUSED")));
    });
  } finally {
    await place.close();
  }
}

function listens(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen({ path, writableAll: true }, () => resolve(true));
  });
}

/** The kernel takes socket paths of about a hundred bytes only; by way of the open folder every path is short. */
async function shortPath(folder: string, name: string) {
  let handle: FileHandle;
  try {
    handle = await open(folder, "r");
  } catch {
    return undefined;
  }
  return { path: `/proc/self/fd/${handle.fd}/${name}`, close: () => handle.close() };
}
