import { lstat, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { LAYOUT, parseCheckpointName } from "../../ledger/layout.js";
import { isErrno } from "../blobs/disk.js";

/** A file of the evidence folder that is to stand in the mirror. */
export interface MirrorFile {
  /** Path below the evidence folder. */
  readonly path: string;
  /**
   * Lines of witnesses and what is trusted grow with time: each state of them is an object of its own, counted from 1.
   * Everything else never changes.
   */
  readonly isRevised: boolean;
}

/** What has to be stored before what: all of one step, in any order, before the next. */
export type MirrorSteps = readonly (readonly MirrorFile[])[];

/**
 * The files of an evidence folder in the order in which they may be stored: a checkpoint comes after every blob and tile
 * that it covers, and before what outsiders said of it. Keys are not among them, and neither is the journal, which entry
 * bundles give back.
 */
export async function mirrorSteps(folder: string): Promise<MirrorSteps> {
  // Checkpoints before the rest: what they cover was durable before they were, also while somebody writes.
  const names = (await filesIn(folder, LAYOUT.checkpoints)).map((path) => path.slice(LAYOUT.checkpoints.length + 1));
  const heads = names.flatMap((name) => {
    const parsed = parseCheckpointName(name);
    return parsed === undefined ? [] : [{ ...parsed, path: `${LAYOUT.checkpoints}/${name}` }];
  });
  const trust = (await filesIn(folder, LAYOUT.trust)).map((path) => ({ path, isRevised: true }));
  const blobs = (await filesIn(folder, LAYOUT.blobs)).map((path) => ({ path, isRevised: false }));
  const tiles = (await filesIn(folder, LAYOUT.tiles)).map((path) => ({ path, isRevised: false }));
  const signed = heads.filter(({ companion }) => companion === "").sort((a, b) => a.size - b.size);
  const beside = heads
    .filter(({ companion }) => companion !== "")
    .map(({ path, companion }) => ({ path, isRevised: companion === ".cosig" }));
  return [[...trust, ...blobs, ...tiles], ...signed.map(({ path }) => [{ path, isRevised: false }]), beside].filter(
    (step) => step.length > 0,
  );
}

/** When the oldest of these files came to be; `undefined` when none of them is there any more. */
export async function oldestOf(folder: string, files: readonly MirrorFile[]): Promise<number | undefined> {
  let oldest: number | undefined;
  for (const { path } of files) {
    const found = await lstat(join(folder, path)).catch(absentIs(undefined));
    if (found !== undefined && found.mtimeMs < (oldest ?? Number.POSITIVE_INFINITY)) oldest = found.mtimeMs;
  }
  return oldest === undefined ? undefined : Math.floor(oldest);
}

/** The key of the `count`th state of a file that grows. */
export function revisionKey(path: string, count: number): string {
  return `${path}.r${String(count).padStart(6, "0")}`;
}

/** The file and the number in such a key; `undefined` for any other. */
export function parseRevisionKey(key: string): { readonly path: string; readonly count: number } | undefined {
  const [, path, count] = /^(.+)\.r(\d{6})$/.exec(key) ?? [];
  return path === undefined ? undefined : { path, count: Number(count) };
}

async function filesIn(folder: string, below: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, below), { recursive: true, withFileTypes: true }).catch(absentIs([]));
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .sort();
}

function absentIs<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (isErrno(error, "ENOENT")) return value;
    throw error;
  };
}
