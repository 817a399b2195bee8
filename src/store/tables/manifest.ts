import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import { isVisible, type Reach } from "../../model/reach.js";
import { storedColumns, TABLES, type TableName } from "../../model/tables.js";
import type { View } from "./engine-query.js";

const Chunk = z.strictObject({
  /** Path below the tables folder; its name is the digest of what the chunk was made from. */
  file: z.string(),
  /** `YYYY-MM`, `any` for rows whose month is unknown, `all` for tables without months. */
  month: z.string(),
  rows: z.number().int(),
});
export type Chunk = z.infer<typeof Chunk>;

/** What normalising one capture gave. */
export const CaptureEntry = z.strictObject({
  source: z.string(),
  stream: z.string(),
  key: z.string(),
  sha256: z.string(),
  kept: z.number().int(),
  rejected: z.number().int(),
  /** The first rejects, for people; all of them are counted. */
  rejects: z.array(
    z.strictObject({ pointer: z.string(), column: z.string().nullable(), reason: z.string(), fix: z.string() }),
  ),
  chunks: z.record(z.string(), z.array(Chunk)),
});
export type CaptureEntry = z.infer<typeof CaptureEntry>;

const Manifest = z.strictObject({
  version: z.literal(1),
  /** By the digest of everything the entry was made from: bytes, source, connector version and configuration. */
  captures: z.record(z.string(), CaptureEntry),
  /** Tables in which one id stands in several rows: queries then take the newest. */
  overlapping: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

const EMPTY: Manifest = { version: 1, captures: {}, overlapping: [] };

/** Reads the manifest of `folder`; an empty one if nothing was built yet. @throws AppError `store-damaged`. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, "manifest.json");
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return EMPTY;
    throw cause;
  }
  const parsed = Manifest.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new AppError({
    code: "store-damaged",
    message: `${path} is not a manifest of tables`,
    fix: "Delete the tables folder and run: lookback collect. Tables are rebuilt from the ledger.",
  });
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const path = join(folder, "manifest.json");
  await writeFile(`${path}.new`, `${canonicalJson(manifest)}\n`);
  await rename(`${path}.new`, path);
}

/** Which months of the tables a query may see. */
export interface VisibleMonths {
  /** `YYYY-MM` of the items; `undefined`: everything. */
  readonly month: string | undefined;
  readonly reach: Reach;
}

/** The files of a table that `visible` allows, as a view, and the digest of what it shows. */
export function tableView(
  folder: string,
  manifest: Manifest,
  table: TableName,
  visible: VisibleMonths,
): { view: View; digest: Sha256 } {
  const isOverlapping = manifest.overlapping.includes(table);
  const chunks = chunksOf(manifest, table).filter((chunk) => isOverlapping || isVisible(chunk.month, visible));
  const digest = sha256(chunks.map(({ file }) => file).join("\n"));
  const files = chunks.map(({ file }) => join(folder, file));
  const rowCount = chunks.reduce((sum, { rows }) => sum + rows, 0);
  const view = { kind: "files", files, rowCount, columns: storedColumns(table) } as const;
  if (!isOverlapping) return { view, digest };
  return { view: { ...view, overlap: { monthColumn: TABLES[table].month, ...boundsOf(visible) } }, digest };
}

/** All chunks of a table in order of file name. Manifests never change: each is gone through once. */
export function chunksOf(manifest: Manifest, table: TableName): readonly Chunk[] {
  const known = CHUNKS.get(manifest) ?? chunksByTable(manifest);
  CHUNKS.set(manifest, known);
  return known.get(table) ?? [];
}

const CHUNKS = new WeakMap<Manifest, ReadonlyMap<string, readonly Chunk[]>>();

function chunksByTable({ captures }: Manifest): ReadonlyMap<string, readonly Chunk[]> {
  const byTable = new Map<string, Chunk[]>();
  for (const { chunks } of Object.values(captures)) {
    for (const [table, list] of Object.entries(chunks)) {
      const known = byTable.get(table) ?? [];
      byTable.set(table, known);
      known.push(...list);
    }
  }
  for (const list of byTable.values()) list.sort((a, b) => (a.file < b.file ? -1 : 1));
  return byTable;
}

function boundsOf({ month, reach }: VisibleMonths): { from: number | null; to: number | null } {
  if (month === undefined || reach === "whole") return { from: null, to: null };
  const start = Date.parse(`${month}-01T00:00:00.000Z`);
  const next = new Date(start);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return { from: reach === "upto" ? null : start, to: reach === "from" ? null : next.getTime() };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
