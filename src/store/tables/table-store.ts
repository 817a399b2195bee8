import { access, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { Cell } from "../../model/batch.js";
import { storedColumns, type TableName } from "../../model/tables.js";
import { ChunkWriter, overlappingTables } from "./chunk-writer.js";
import type { View } from "./engine-query.js";
import {
  type CaptureEntry,
  chunksOf,
  type Manifest,
  readManifest,
  tableView,
  type VisibleMonths,
  writeManifest,
} from "./manifest.js";
import type { PopulationEngine } from "./population-engine.js";

/** Takes the rows of one capture. */
export interface RowSink {
  write(table: TableName, row: Readonly<Record<string, Cell>>, pointer: string): Promise<void>;
}

/** What a capture is, for the manifest. */
export type CaptureFacts = Pick<CaptureEntry, "source" | "stream" | "key" | "sha256"> & { readonly observedAt: number };

/** What filling a capture's tables counted. */
export type FillCounts = Pick<CaptureEntry, "kept" | "rejected" | "rejects">;

/**
 * The normalised tables: Parquet chunks named by what they were made from, and a manifest of those in force. All of
 * it can be thrown away and rebuilt from the ledger.
 */
export class TableStore {
  private readonly folder: string;
  private readonly engine: PopulationEngine;
  private held: Manifest;
  /** Captures that the manifest does not have yet: it is made anew once for all of them. */
  private readonly added = new Map<Sha256, CaptureEntry>();
  private readonly derived = new Map<TableName, { view: View; digest: Sha256 }>();

  private constructor(folder: string, engine: PopulationEngine, manifest: Manifest) {
    this.folder = folder;
    this.engine = engine;
    this.held = manifest;
  }

  static async open(folder: string, engine: PopulationEngine): Promise<TableStore> {
    await mkdir(folder, { recursive: true });
    return new TableStore(folder, engine, await readManifest(folder));
  }

  has(name: Sha256): boolean {
    return this.added.has(name) || Object.hasOwn(this.held.captures, name);
  }

  /** Normalises one capture into chunks named `name`. Nothing of it counts before `keepOnly` and `save`. */
  async add(name: Sha256, facts: CaptureFacts, fill: (sink: RowSink) => Promise<FillCounts>): Promise<CaptureEntry> {
    const { observedAt, ...entry } = facts;
    const writer = new ChunkWriter(this.engine.writer, this.folder, {
      sourceId: facts.source,
      sha256: facts.sha256,
      observedAt,
    });
    try {
      const counts = await fill(writer);
      const made: CaptureEntry = { ...entry, ...counts, chunks: await writer.finish(name) };
      this.added.set(name, made);
      return made;
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  }

  /** Leaves out what no current capture stands behind; the bytes stay in the ledger. */
  keepOnly(names: ReadonlySet<string>): void {
    const captures = Object.fromEntries(Object.entries(this.manifest.captures).filter(([name]) => names.has(name)));
    this.held = { ...this.held, captures };
  }

  /** Writes the manifest, having looked for ids that stand in several rows. */
  async save(): Promise<void> {
    const names = [...new Set(this.entries().flatMap(({ chunks }) => Object.keys(chunks)))].sort();
    const filesOf = (table: TableName) => chunksOf(this.manifest, table).map(({ file }) => join(this.folder, file));
    this.held = {
      ...this.manifest,
      overlapping: [...(await overlappingTables(this.engine.writer, filesOf, names))],
    };
    await writeManifest(this.folder, this.held);
  }

  /** What every current capture gave, in order of source and key. */
  entries(): readonly CaptureEntry[] {
    return Object.values(this.manifest.captures).sort(
      (a, b) => compare(a.source, b.source) || compare(a.key, b.key) || compare(a.sha256, b.sha256),
    );
  }

  /** Rows of a table in force, those of one id in several captures counted each time. */
  rowCount(table: TableName): number {
    return chunksOf(this.manifest, table).reduce((sum, { rows }) => sum + rows, 0);
  }

  /** Rows of all tables in force. */
  allRowCount(): number {
    const chunks = this.entries().flatMap((entry) => Object.values(entry.chunks).flat());
    return chunks.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** The part of a table that `visible` allows, and the digest that names it. */
  view(table: TableName, visible: VisibleMonths): { view: View; digest: Sha256 } {
    return this.derived.get(table) ?? tableView(this.folder, this.manifest, table, visible);
  }

  /**
   * Computes a derived table from others (all its stored columns, provenance included), unless a file named by the same inputs is there. What rests on it is named by
   * its content: new inputs that change no row change nothing downstream.
   */
  async derive(
    table: TableName,
    query: { sql: string; views: Readonly<Record<string, View>>; digest: Sha256 },
  ): Promise<void> {
    const file = join(this.folder, "derived", table, `${query.digest}.parquet`);
    const columns = storedColumns(table);
    if (!(await exists(file))) {
      await this.engine.materialise({ ...query, columns, orderBy: "id, evidence_pointer", file });
    }
    const rowCount = await this.engine.countRows(file);
    const view: View = { kind: "files", files: [file], rowCount, columns };
    this.derived.set(table, { view, digest: sha256(await readFile(file)) });
  }

  private get manifest(): Manifest {
    if (this.added.size > 0) {
      this.held = { ...this.held, captures: { ...this.held.captures, ...Object.fromEntries(this.added) } };
      this.added.clear();
    }
    return this.held;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
