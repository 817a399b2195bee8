import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ALL_MONTHS, monthOf } from "../../src/model/reach.js";
import { storedColumns, TABLES, type TableName } from "../../src/model/tables.js";
import type { PopulationEngine } from "../../src/store/tables/population-engine.js";
import { BENCH, type BenchKind, type BenchTable } from "./kinds.js";

interface Chunk {
  readonly file: string;
  readonly month: string;
  readonly rows: number;
}

/**
 * Writes items `from` to `to` of `total` as the chunks that a collection would have left, and the manifest. Items are
 * spread evenly over the year, so the last one in a hundred are the last days.
 */
export async function writeDataset(
  {
    folder,
    engine,
    kind,
    coverage,
  }: { folder: string; engine: PopulationEngine; kind: BenchKind; coverage: readonly string[] },
  ranges: readonly { readonly from: number; readonly to: number }[],
  total: number,
): Promise<void> {
  const chunks: Record<string, Chunk[]> = {};
  for (const table of kind.tables) {
    const written =
      table.fixedRows === undefined
        ? (await Promise.all(ranges.map((range) => writeMonths({ folder, engine, table }, range, total)))).flat()
        : [await writeChunk({ folder, engine, table }, { from: 0, to: table.fixedRows, month: ALL_MONTHS }, total)];
    chunks[table.table] = [...(chunks[table.table] ?? []), ...written];
  }
  chunks.coverage = [await writeCoverage(folder, engine, coverage)];
  const entry = {
    source: "bench",
    stream: "bench",
    key: "bench",
    sha256: "0".repeat(64),
    kept: 0,
    rejected: 0,
    rejects: [],
    chunks,
  };
  await writeFile(
    join(folder, "manifest.json"),
    JSON.stringify({ version: 1, captures: { bench: entry }, overlapping: [] }),
  );
}

type Target = { readonly folder: string; readonly engine: PopulationEngine; readonly table: BenchTable };

async function writeMonths(
  target: Target,
  { from, to }: { from: number; to: number },
  total: number,
): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for (let first = from; first < to; ) {
    const month = monthOf(momentOf(first, total));
    const next = new Date(`${month}-01T00:00:00.000Z`);
    next.setUTCMonth(next.getUTCMonth() + 1);
    const last = Math.min(to, Math.max(first + 1, Math.ceil(((next.getTime() - BENCH.start) * total) / BENCH.spanMs)));
    const isCut = TABLES[target.table.table].month !== null;
    chunks.push(await writeChunk(target, { from: first, to: last, month: isCut ? month : ALL_MONTHS }, total));
    first = last;
  }
  return chunks;
}

async function writeChunk(
  { folder, engine, table }: Target,
  { from, to, month }: { from: number; to: number; month: string },
  total: number,
): Promise<Chunk> {
  const own = Object.keys(table.columns)[0] === undefined ? "" : (table.columns.id ?? "").replace(/\W/g, "");
  const file = join(table.table, `month=${month}`, `${own}-${from}-${to}.parquet`);
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  const at = `cast(${BENCH.start} + cast(i as hugeint) * ${BENCH.spanMs} // ${total} as bigint)`;
  const sql = `select ${columnList(table)} from (select i as i, ${at} as at_ms from range(${from}, ${to}) t(i))`;
  await engine.writer.run(`copy (${sql}) to '${path}' (format parquet, compression zstd)`);
  return { file, month, rows: to - from };
}

function columnList({ table, columns }: BenchTable): string {
  const types = { text: "varchar", day: "varchar", instant: "bigint", integer: "bigint", boolean: "boolean" };
  const provenance: Readonly<Record<string, string>> = {
    source_id: "'bench'",
    evidence_sha256: "'00'",
    evidence_pointer: "'row ' || i",
    observed_at: "0",
  };
  return Object.entries(storedColumns(table))
    .map(([name, { kind }]) => `cast(${columns[name] ?? provenance[name] ?? "null"} as ${types[kind]}) as "${name}"`)
    .join(", ");
}

async function writeCoverage(folder: string, engine: PopulationEngine, streams: readonly string[]): Promise<Chunk> {
  const file = join("coverage", "month=all", "bench.parquet");
  await mkdir(dirname(join(folder, file)), { recursive: true });
  const rows = streams
    .map((stream) => `('${stream}', '${stream}', '*', 0, 4102444800000, true, null, 0, null, 'bench', '', '', 0)`)
    .join(", ");
  const names = Object.keys(storedColumns("coverage" satisfies TableName)).join(", ");
  await engine.writer.run(
    `copy (select * from (values ${rows}) as t(${names})) to '${join(folder, file)}' (format parquet)`,
  );
  return { file, month: ALL_MONTHS, rows: streams.length };
}

function momentOf(item: number, total: number): number {
  return Math.floor(BENCH.start + (item * BENCH.spanMs) / total);
}
