import { fsyncSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/**
 * Files of the embedded database that reach the disk. As shipped it never calls fsync: it starts with `-F`, and its
 * file system has no such call (electric-sql/pglite#1107). A commit that is lost with the power is no commit.
 */
export class DurableFiles extends NodeFS {
  readonly #sync: (descriptor: number) => void;

  /** @param sync makes what was written to a file survive the loss of power; for tests to count. */
  constructor(folder: string, sync: (descriptor: number) => void = fsyncSync) {
    super(folder);
    this.#sync = sync;
  }

  override async init(pg: PGlite, options: Parameters<NodeFS["init"]>[1]): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(pg, options);
    const giveFsync = (module: unknown) => {
      (module as DiskModule).NODEFS.stream_ops.fsync = ({ nfd }) => {
        this.#sync(nfd);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), giveFsync] } };
  }
}

/** Of Emscripten's modules only what is touched here. */
interface DiskModule {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number } };
}

/** Start parameters under which the database asks for fsync; by fdatasync it would ask for what is not there either. */
export const DURABLE_START: readonly string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...["-c", "fsync=on", "-c", "wal_sync_method=fsync"],
];
