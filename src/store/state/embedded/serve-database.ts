import { existsSync } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { MessagePort } from "node:worker_threads";
import { PGlite, types } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { wholeNumber } from "../whole-number.js";
import { DURABLE_START, DurableFiles } from "./durable-files.js";
import type { EmbeddedReply, EmbeddedRequest, EmbeddedRows, EmbeddedSettings } from "./protocol.js";

/**
 * Opens the database in this thread and answers requests from `port`, one after the other, until it is asked to close.
 * A thread of its own, because a query stops everything else in its thread while it runs.
 */
export async function serveDatabase(port: MessagePort, settings: EmbeddedSettings): Promise<void> {
  const reply = (answer: EmbeddedReply) => port.postMessage(answer);
  try {
    const database = await openDatabase(settings.folder);
    let before: Promise<void> = Promise.resolve();
    port.on("message", (request: EmbeddedRequest) => {
      before = before.then(async () => {
        reply(await answered(database, request));
        if (request.kind === "close") port.close();
      });
    });
    reply({ id: 0, kind: "rows", rows: [], affectedRows: undefined });
  } catch (error) {
    reply(errorReply(0, error));
    port.close();
  }
}

/**
 * A new database is made beside its place, synced as a whole and moved there: one whose making was cut off is never
 * taken for a database, and making it does not wait for the disk at each of its thousands of steps.
 */
async function openDatabase(folder: string): Promise<PGlite> {
  const parent = dirname(folder);
  const unfinished = join(parent, UNFINISHED);
  await rm(unfinished, { recursive: true, force: true });
  if (!existsSync(folder)) {
    await (await PGlite.create({ fs: new NodeFS(unfinished) })).close();
    await syncTree(unfinished);
    await rename(unfinished, folder);
    await syncPath(parent);
  }
  return PGlite.create({
    fs: new DurableFiles(folder),
    startParams: [...DURABLE_START],
    parsers: { [types.INT8]: wholeNumber },
  });
}

const UNFINISHED = "unfinished-database";

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else await syncPath(path);
  }
  await syncPath(folder);
}

/** Of a file its bytes, of a folder its names. */
async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function answered(database: PGlite, request: EmbeddedRequest): Promise<EmbeddedReply> {
  try {
    if (request.kind === "close") {
      await database.close();
      return { id: request.id, kind: "rows", rows: [], affectedRows: undefined };
    }
    return { id: request.id, kind: "rows", ...(await queried(database, request)) };
  } catch (error) {
    return errorReply(request.id, error);
  }
}

async function queried(
  database: PGlite,
  { sql, parameters }: Extract<EmbeddedRequest, { kind: "query" }>,
): Promise<EmbeddedRows> {
  const last =
    parameters.length === 0
      ? (await database.exec(sql)).at(-1)
      : await database.query<Record<string, unknown>>(sql, [...parameters]);
  return { rows: last?.rows ?? [], affectedRows: last?.affectedRows };
}

function errorReply(id: number, error: unknown): EmbeddedReply {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { id, kind: "error", message: error instanceof Error ? error.message : String(error), code };
}
