import { type CoverageFact, CoverageIndex } from "../../assess/coverage-index.js";
import type { Batch } from "../../model/batch.js";
import { storedColumns } from "../../model/tables.js";
import type { EngineQuery } from "../../store/tables/engine-query.js";
import type { PopulationEngine } from "../../store/tables/population-engine.js";
import type { TableStore } from "../../store/tables/table-store.js";

/** What a row of coverage says, as far as gaps need it. */
export const COVERAGE_COLUMNS = [
  "stream",
  "scope",
  "from_at",
  "to_at",
  "is_complete",
  "reason",
  "source_id",
  "item_count",
  "declared_count",
] as const;

/** Asks for all of the coverage table, in order. */
export function coverageQuery(tables: TableStore): EngineQuery {
  const { view } = tables.view("coverage", { month: undefined, reach: "whole" });
  const stored = storedColumns("coverage");
  const columns = Object.fromEntries(
    COVERAGE_COLUMNS.flatMap((name) => (stored[name] === undefined ? [] : [[name, stored[name]]])),
  );
  return {
    sql: "select * from coverage",
    columns,
    views: { coverage: view },
    orderBy: COVERAGE_COLUMNS.join(", "),
  };
}

/** What the current captures say was looked at. */
export function readCoverage(engine: PopulationEngine, tables: TableStore): Promise<CoverageIndex> {
  return coverageOf(engine.run(coverageQuery(tables)));
}

/** What rows of coverage say was looked at. */
export async function coverageOf(batches: AsyncIterable<Batch>): Promise<CoverageIndex> {
  const facts: CoverageFact[] = [];
  for await (const batch of batches) {
    for (let row = 0; row < batch.rowCount; row += 1) {
      const reason = batch.cell(5, row);
      facts.push({
        stream: String(batch.cell(0, row)),
        scope: String(batch.cell(1, row)),
        fromAt: Number(batch.cell(2, row)),
        toAt: Number(batch.cell(3, row)),
        isComplete: batch.cell(4, row) === true,
        reason: reason === null ? null : String(reason),
        sourceId: String(batch.cell(6, row)),
        itemCount: Number(batch.cell(7, row)),
        declaredCount: numberOrNull(batch.cell(8, row)),
      });
    }
  }
  return new CoverageIndex(facts);
}

function numberOrNull(cell: unknown): number | null {
  return typeof cell === "number" ? cell : null;
}
