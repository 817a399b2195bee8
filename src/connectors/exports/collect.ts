import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { AppError } from "../../base/app-error.js";
import { type Instant, instantOf } from "../../base/instant.js";
import type { Capture, CollectContext } from "../kit/contract.js";
import { workspaceFile, workspaceFiles } from "../kit/workspace-files.js";
import type { ExportsConfig } from "./config.js";
import { rangesOf } from "./coverage.js";
import { fileForm } from "./readers/read.js";

/**
 * The files of a source, one capture each, in the order of their paths.
 *
 * @throws AppError `not-found` when no file matches: a source that holds nothing must not look like an empty export.
 */
export async function* collect(config: ExportsConfig, context: CollectContext): AsyncGenerator<Capture> {
  const paths = await pathsOf(config, context.root);
  const observedAt = observedAtOf(config);
  for (const [done, path] of paths.entries()) {
    context.signal.throwIfAborted();
    const real = await workspaceFile(context.root, path);
    const { size } = await stat(real);
    yield {
      key: path,
      media: mediaOf(path),
      body: fileBytes(real, context.signal),
      request: {
        file: path,
        size_bytes: size,
        mapping: config.mapping.name,
        ...(await assumedEncoding(real, config, context.signal)),
        ...(config.extracted === undefined ? {} : { extracted: { ...config.extracted } }),
      },
      observedAt,
    };
    context.progress(done + 1, paths.length);
  }
}

/** When the export was made: as the source says, else the end of what it says it covers. Never a clock or file time. */
export function observedAtOf(config: ExportsConfig): Instant {
  if (config.extracted?.at !== undefined) return config.extracted.at;
  const ends = rangesOf(config.covers ?? [], config.zone ?? "UTC").map(({ end }) => end);
  return instantOf(Math.max(...ends));
}

async function pathsOf({ id, files }: ExportsConfig, root: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of files) for (const path of await workspaceFiles(root, pattern)) found.add(path);
  if (found.size === 0) {
    throw new AppError({
      code: "not-found",
      message: `source ${id}: no file matches ${files.map((pattern) => `"${pattern}"`).join(", ")}`,
      fix: "Put the export there, or correct `files` in lookback.yaml.",
    });
  }
  return [...found].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

async function* fileBytes(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { signal })) if (chunk instanceof Uint8Array) yield chunk;
}

/** Said of text that is no UTF-8 and whose encoding nobody declared: what it is read as. */
async function assumedEncoding(
  path: string,
  config: ExportsConfig,
  signal: AbortSignal,
): Promise<{ readonly encoding_assumed?: string }> {
  if (!mediaOf(path).startsWith("text/")) return {};
  const form = await fileForm(() => fileBytes(path, signal), config);
  return form?.encoding?.basis === "assumed" ? { encoding_assumed: form.encoding.encoding } : {};
}

const MEDIA: Readonly<Record<string, string>> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/json",
  ndjson: "application/x-ndjson",
  jsonl: "application/x-ndjson",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  gz: "application/gzip",
};

/** What the name suggests; reading goes by content. */
function mediaOf(path: string): string {
  return MEDIA[path.slice(path.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
}
