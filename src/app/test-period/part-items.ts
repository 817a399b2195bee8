import { ITEM_COLUMNS, type PopulationDefinition } from "../../assess/population.js";
import type { Batch } from "../../model/batch.js";
import type { Column } from "../../model/table.js";
import type { PopulationEngine } from "../../store/tables/population-engine.js";
import type { Partition } from "./partitions.js";
import type { PopulationViews } from "./population-views.js";

/** A part of a population, with what its query sees. */
interface Part {
  readonly partition: Partition;
  readonly views: PopulationViews;
}

/**
 * The rows of one part of a population, as `populationQuery` asks for them. What a population carries in takes as long to
 * ask as all else: where its small question shows that there is nothing, the large one is left out.
 */
export async function* partItems(
  engine: Pick<PopulationEngine, "run">,
  population: PopulationDefinition,
  { part, orderBy }: { readonly part: Part; readonly orderBy?: string },
): AsyncIterable<Batch> {
  if (part.partition.isCarryIn && !(await mayCarryIn(engine, population, part))) return;
  yield* engine.run(populationQuery(population, part.views, orderBy));
}

/** The rows of one partition, in batches; in order of items where judging needs it or the caller asks. */
export function populationQuery(population: PopulationDefinition, views: PopulationViews, orderBy?: string) {
  const columns = { ...ITEM_COLUMNS, ...population.columns };
  const order = population.shape === "segments" ? "item_id, from_at" : orderBy;
  return { sql: population.sql, columns, views: views.views, ...(order === undefined ? {} : { orderBy: order }) };
}

const FOUND: Readonly<Record<string, Column>> = {
  found: { kind: "integer", nullable: false, doc: "how many rows say that something may be carried in" },
};

async function mayCarryIn(
  engine: Pick<PopulationEngine, "run">,
  { carriedIf }: PopulationDefinition,
  { views: { views } }: Part,
): Promise<boolean> {
  if (carriedIf === undefined) return true;
  const sql = `select count(*) as found from (${carriedIf}) as carried`;
  for await (const batch of engine.run({ sql, columns: FOUND, views })) return batch.cell(0, 0) !== 0;
  return true;
}
