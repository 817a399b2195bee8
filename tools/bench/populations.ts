import { rm } from "node:fs/promises";
import { join } from "node:path";
import { populationQuery, type TestPeriodInput, testPeriod } from "../../src/app/test-period/test-period.js";
import { Workspace } from "../../src/app/workspace/schema.js";
import type { ControlTally } from "../../src/assess/tally.js";
import { parseTallies } from "../../src/assess/tally-schema.js";
import { CONTROLS } from "../../src/controls/registry.js";
import { STREAMS } from "../../src/model/streams.js";
import { DERIVED_TABLES } from "../../src/populations/registry.js";
import { OutcomeCache } from "../../src/store/tables/outcome-cache.js";
import { PopulationEngine } from "../../src/store/tables/population-engine.js";
import { TableStore } from "../../src/store/tables/table-store.js";
import { writeDataset } from "./dataset.js";
import { BENCH, type BenchKind } from "./kinds.js";

const MEMORY_MB = 1_000;
const AS_OF = BENCH.start + 366 * 86_400_000;

/** Times one kind of item at one size; returns a line for people. */
export async function benchPopulation({
  folder,
  kind,
  size,
}: {
  folder: string;
  kind: BenchKind;
  size: number;
}): Promise<string> {
  const place = join(folder, `${kind.name}-${size}`);
  const engine = await PopulationEngine.open({
    memoryLimitMb: MEMORY_MB,
    threads: 2,
    spillFolder: join(place, "spill"),
  });
  const coverage = Object.keys(STREAMS);
  const old = Math.floor(size * 0.99);
  const all = [
    { from: 0, to: old },
    { from: old, to: size },
  ];
  try {
    await writeDataset({ folder: join(place, "tables"), engine, kind, coverage }, all, size);
    const direct = await timed(() => askDirectly(place, engine, kind));
    const full = await timed(() => tested(place, engine, kind, "full"));
    await writeDataset({ folder: join(place, "tables"), engine, kind, coverage }, all.slice(0, 1), size);
    await tested(place, engine, kind, "again");
    await writeDataset({ folder: join(place, "tables"), engine, kind, coverage }, all, size);
    const again = await timed(() => tested(place, engine, kind, "again"));
    const counts = full.value.counts;
    return [
      `${kind.name} ${size.toLocaleString("en")} items (${kind.control}):`,
      `${Math.round(size / full.seconds).toLocaleString("en")} items/s,`,
      `${full.seconds.toFixed(1)} s against ${direct.seconds.toFixed(1)} s asked directly (${(full.seconds / direct.seconds).toFixed(2)} times),`,
      `re-run with 1 % new ${again.seconds.toFixed(2)} s (${((100 * again.seconds) / full.seconds).toFixed(1)} %),`,
      `peak ${peakMb()} MB; ${counts.pass} pass, ${counts.deviation} deviate, ${counts.indeterminate} open`,
      JSON.stringify(again.value.counts) === JSON.stringify(counts) ? "" : "RE-RUN DIFFERS",
    ].join(" ");
  } finally {
    engine.close();
    await rm(place, { recursive: true, force: true });
  }
}

async function tested(place: string, engine: PopulationEngine, kind: BenchKind, cache: string): Promise<ControlTally> {
  const result = await testPeriod(await inputOf(place, engine, kind, cache));
  const tally = result.controls[0]?.tally;
  if (tally === undefined) throw new Error(`${kind.control} was not tested`);
  return tally;
}

/** The population's rows and the verdict in one query: no TypeScript sees an item. */
async function askDirectly(place: string, engine: PopulationEngine, kind: BenchKind): Promise<number> {
  const result = await testPeriod({ ...(await inputOf(place, engine, kind, "none")), isDryRun: true });
  let rows = 0;
  for (const population of result.populations) {
    for (const { views } of population.parts) {
      const { sql } = populationQuery(population.population, views);
      const columns = {
        held: { kind: "integer", nullable: true, doc: "" },
        broken: { kind: "integer", nullable: true, doc: "" },
      } as const;
      for await (const batch of engine.run({
        sql: `with item as (${sql}) ${kind.direct}`,
        columns,
        views: views.views,
      }))
        rows += batch.rowCount;
    }
  }
  return rows;
}

async function inputOf(
  place: string,
  engine: PopulationEngine,
  kind: BenchKind,
  cache: string,
): Promise<TestPeriodInput> {
  return {
    workspace: workspaceOf(),
    controls: CONTROLS.filter(({ id }) => id === kind.control),
    derived: DERIVED_TABLES,
    engine,
    tables: await TableStore.open(join(place, "tables"), engine),
    cache: new OutcomeCache(join(place, "outcomes", cache), parseTallies),
    asOf: AS_OF,
  };
}

function workspaceOf(): Workspace {
  return Workspace.parse({
    version: 1,
    organisation: { name: "Bench", time_zone: "UTC" },
    audit: { period: { from: "2025-01-01", to: "2025-12-31" } },
    systems: [
      { id: "github", kind: "scm" },
      { id: "siem", kind: "siem" },
    ],
    repositories: Array.from({ length: 50 }, (_, index) => ({ name: `acme/r${index}` })),
  });
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  globalThis.gc?.();
  const start = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - start) / 1_000 };
}

function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1_024);
}
