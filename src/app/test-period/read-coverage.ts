import { type CoverageFact, CoverageIndex } from "../../assess/coverage-index.js";
import { storedColumns } from "../../model/tables.js";
import type { PopulationEngine } from "../../store/tables/population-engine.js";
import type { TableStore } from "../../store/tables/table-store.js";

const COLUMNS = [
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

/** What the current captures say was looked at. */
export async function readCoverage(engine: PopulationEngine, tables: TableStore): Promise<CoverageIndex> {
  const { view } = tables.view("coverage", { month: undefined, reach: "whole" });
  const stored = storedColumns("coverage");
  const columns = Object.fromEntries(
    COLUMNS.flatMap((name) => (stored[name] === undefined ? [] : [[name, stored[name]]])),
  );
  const query = { sql: "select * from coverage", columns, views: { coverage: view }, orderBy: COLUMNS.join(", ") };
  const facts: CoverageFact[] = [];
  for await (const batch of engine.run(query)) {
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
